namespace Cohort.Simulation.Outcomes;

/// <summary>Outcome rows and headline rows of one source arm and year in a segment's table.</summary>
internal sealed class SegmentYear
{
    private const int FirstRows = 16;

    private readonly int[] _rowOf;
    private long[] _words;
    private int _rows;

    public SegmentYear(int strata)
    {
        _rowOf = new int[strata];
        _rowOf.AsSpan().Fill(-1);
        _words = new long[Math.Min(FirstRows, strata) * RowLayout.SegmentWidth];
    }

    /// <summary>Sums of the living, a row a replicate group.</summary>
    public uint[] HeadlineSums { get; } = new uint[RowLayout.ReplicateGroups * Measures.HeadlineCount];

    /// <summary>Counts of the living by condition, a row a replicate group.</summary>
    public ushort[] HeadlineConditions { get; } = new ushort[RowLayout.ReplicateGroups * Measures.HeadlineCount];

    /// <summary>Counts of events, from deaths on, a row a replicate group.</summary>
    public ushort[] HeadlineEvents { get; } = new ushort[RowLayout.ReplicateGroups * RowLayout.HeadlineEvents];

    /// <summary>Whether a stratum has a row.</summary>
    public bool Has(int stratum) => _rowOf[stratum] >= 0;

    /// <summary>The first word of a stratum's row, which is added if it is new; it moves when another is added.</summary>
    public ref long Row(int stratum)
    {
        var row = _rowOf[stratum];
        row = row < 0 ? AddRow(stratum) : row;
        return ref _words[row * RowLayout.SegmentWidth];
    }

    /// <summary>Empties the rows; the memory is kept.</summary>
    public void Clear()
    {
        _words.AsSpan(0, _rows * RowLayout.SegmentWidth).Clear();
        HeadlineSums.AsSpan().Clear();
        HeadlineConditions.AsSpan().Clear();
        HeadlineEvents.AsSpan().Clear();
        _rowOf.AsSpan().Fill(-1);
        _rows = 0;
    }

    private int AddRow(int stratum)
    {
        var row = _rows++;
        _rowOf[stratum] = row;
        if (_rows * RowLayout.SegmentWidth > _words.Length)
        {
            var grown = new long[Math.Min(_rowOf.Length, 2 * row) * RowLayout.SegmentWidth];
            _words.CopyTo(grown, 0);
            _words = grown;
        }

        return row;
    }
}
