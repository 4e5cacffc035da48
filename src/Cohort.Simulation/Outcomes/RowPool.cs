namespace Cohort.Simulation.Outcomes;

/// <summary>Outcome rows of a segment's table that wait for use: a cleared table gives its rows back instead of holding them for each year and stratum.</summary>
internal sealed class RowPool
{
    private readonly Stack<long[]> _rows = new();

    /// <summary>A row of zeros.</summary>
    public long[] Take() => _rows.TryPop(out var row) ? row : new long[RowLayout.SegmentWidth];

    /// <summary>Takes back a row, whatever is in it.</summary>
    public void Return(long[] row)
    {
        row.AsSpan().Clear();
        _rows.Push(row);
    }
}
