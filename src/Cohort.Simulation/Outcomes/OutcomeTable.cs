using Cohort.Simulation.Outcomes.Custom;
using Cohort.Simulation.Running;

namespace Cohort.Simulation.Outcomes;

/// <summary>
/// The outcomes of one segment: integers only, so that tables add up to the same bytes in any order. A table is reused from
/// segment to segment by <see cref="Clear"/>; it belongs to one thread.
/// </summary>
/// <remarks>
/// No sum can overflow. A quantised value is at most 2^22 and its square at most 2^44; a segment has fewer than 2^16 patients, each
/// of whom adds at most once to a row: counts stay under 2^16, squares under 2^60. Patients of a segment are numbered without gaps,
/// so that at most 308 of them share a replicate group, whose sums stay under 308 * 2^22 &lt; 2^32. Over a
/// whole run of 10^10 patients a sum of values stays under 2^22 * 10^10 &lt; 2^56, even if added up over 100 years under
/// 2^22 * 10^12 &lt; 2^62; squares are 128 bits there.
/// </remarks>
public sealed partial class OutcomeTable
{
    /// <summary>Most patients that one table may count; more could overflow a count.</summary>
    public const int MaxPatients = 15 << 12;

    private readonly RowPool _pool = new();
    private readonly SegmentYear?[] _years;
    private readonly SegmentPiece?[] _pieces;
    private readonly long[] _clamps = new long[Measures.Count];
    private readonly CustomFold _custom;

    /// <summary>An empty table.</summary>
    /// <param name="shape">Its size and meaning.</param>
    public OutcomeTable(TableShape shape)
    {
        Shape = shape;
        _first = new int[shape.Strata.Count];
        _first.AsSpan().Fill(End);
        _years = new SegmentYear?[shape.Tree.Arms * (shape.Years + 1)];
        _pieces = new SegmentPiece?[shape.Tree.Pieces.Count];
        _custom = new CustomFold(shape);
    }

    /// <summary>Size and meaning of the table.</summary>
    public TableShape Shape { get; }

    /// <summary>Patient-years folded: one for each patient alive at the start of a year from 1 on, in each source arm.</summary>
    public long PatientYears { get; private set; }

    /// <summary>Values of living patients that lay outside their measure's range, by measure.</summary>
    public ReadOnlySpan<long> Clamps => _clamps;

    /// <summary>Empties the table for the next segment; its memory is kept.</summary>
    public void Clear()
    {
        foreach (var year in _years)
        {
            year?.Clear();
        }

        foreach (var piece in _pieces)
        {
            piece?.Clear();
        }

        _custom.Clear();
        _first.AsSpan().Fill(End);
        _clamps.AsSpan().Clear();
        PatientYears = 0;
    }

    internal CustomSums Custom => _custom.Sums;

    internal SegmentYear? At(int arm, int year) => _years[(arm * (Shape.Years + 1)) + year];

    internal SegmentPiece? PieceOf(int piece) => _pieces[piece];

    private SegmentYear Touch(int arm, int year) =>
        _years[(arm * (Shape.Years + 1)) + year] ??= new SegmentYear(Shape.Strata.Count, _pool);

    private SegmentPiece TouchPiece(int piece) => _pieces[piece] ??= new SegmentPiece(Shape.DonorGroups);
}
