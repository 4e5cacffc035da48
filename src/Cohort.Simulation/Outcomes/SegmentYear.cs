namespace Cohort.Simulation.Outcomes;

/// <summary>Outcome rows and headline rows of one source arm and year in a segment's table.</summary>
internal sealed class SegmentYear
{
    private const int FirstRows = 16;

    private readonly int[] _rowOf;

    public SegmentYear(int strata)
    {
        _rowOf = new int[strata];
        _rowOf.AsSpan().Fill(-1);
        Words = new long[Math.Min(FirstRows, strata) * RowLayout.SegmentWidth];
    }

    /// <summary>Number of rows in use.</summary>
    public int Rows { get; private set; }

    /// <summary>The rows, one behind the other.</summary>
    public long[] Words { get; private set; }

    /// <summary>One row of headline sums a replicate group.</summary>
    public long[] Headlines { get; } = new long[RowLayout.ReplicateGroups * RowLayout.HeadlineWidth];

    /// <summary>Row of each stratum, -1 where none.</summary>
    public ReadOnlySpan<int> RowOf => _rowOf;

    /// <summary>Finds where each patient's row begins, and adds rows that are touched for the first time.</summary>
    /// <param name="strata">Stratum of each patient, or -1.</param>
    /// <param name="offsets">Receives the first word of each patient's row, or -1.</param>
    public void Locate(ReadOnlySpan<int> strata, Span<int> offsets)
    {
        for (var i = 0; i < strata.Length; i++)
        {
            var stratum = strata[i];
            if (stratum < 0)
            {
                offsets[i] = -1;
                continue;
            }

            var row = _rowOf[stratum];
            if (row < 0)
            {
                row = AddRow(stratum);
            }

            offsets[i] = row * RowLayout.SegmentWidth;
        }
    }

    /// <summary>Empties the rows; the memory is kept.</summary>
    public void Clear()
    {
        Words.AsSpan(0, Rows * RowLayout.SegmentWidth).Clear();
        Headlines.AsSpan().Clear();
        _rowOf.AsSpan().Fill(-1);
        Rows = 0;
    }

    private int AddRow(int stratum)
    {
        var row = Rows++;
        _rowOf[stratum] = row;
        if (Rows * RowLayout.SegmentWidth > Words.Length)
        {
            var grown = new long[Math.Min(_rowOf.Length, 2 * row) * RowLayout.SegmentWidth];
            Words.CopyTo(grown, 0);
            Words = grown;
        }

        return row;
    }
}
