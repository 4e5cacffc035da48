using System.Runtime.InteropServices;

namespace Cohort.Simulation.Outcomes;

/// <summary>Outcome rows and headline rows of one source arm and year in a segment's table.</summary>
/// <param name="strata">Number of strata.</param>
/// <param name="pool">Where rows come from.</param>
internal sealed class SegmentYear(int strata, RowPool pool)
{
    private const int End = -1;

    private readonly long[]?[] _rows = new long[]?[strata];

    /// <summary>The row of each stratum, null where nobody was.</summary>
    public ReadOnlySpan<long[]?> Rows => _rows;

    /// <summary>Sums of the living, a row a replicate group.</summary>
    public uint[] HeadlineSums { get; } = new uint[RowLayout.ReplicateGroups * Measures.HeadlineCount];

    /// <summary>Counts of the living by condition, a row a replicate group.</summary>
    public ushort[] HeadlineConditions { get; } = new ushort[RowLayout.ReplicateGroups * Measures.HeadlineCount];

    /// <summary>Counts of events, from deaths on, a row a replicate group.</summary>
    public ushort[] HeadlineEvents { get; } = new ushort[RowLayout.ReplicateGroups * RowLayout.HeadlineEvents];

    /// <summary>Counts of events of a replicate group, from deaths on.</summary>
    public Span<ushort> EventsOf(int group) => HeadlineEvents.AsSpan(group * RowLayout.HeadlineEvents, RowLayout.HeadlineEvents);

    /// <summary>The row of a stratum, added if it is new.</summary>
    public long[] Row(int stratum) => _rows[stratum] ??= pool.Take();

    /// <summary>Gives back the rows and empties the headlines.</summary>
    public void Clear()
    {
        foreach (ref var row in _rows.AsSpan())
        {
            if (row != null)
            {
                pool.Return(row);
                row = null;
            }
        }

        HeadlineSums.AsSpan().Clear();
        HeadlineConditions.AsSpan().Clear();
        HeadlineEvents.AsSpan().Clear();
    }

    /// <summary>Writes the rows that are occupied, and the headlines.</summary>
    public void WriteTo(BinaryWriter writer)
    {
        for (var stratum = 0; stratum < _rows.Length; stratum++)
        {
            if (_rows[stratum] is { } row)
            {
                writer.Write(stratum);
                LongSums.Write(writer, row);
            }
        }

        writer.Write(End);
        writer.Write(MemoryMarshal.AsBytes(HeadlineSums.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(HeadlineConditions.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(HeadlineEvents.AsSpan()));
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote into an empty year.</summary>
    public void ReadFrom(BinaryReader reader)
    {
        for (var stratum = reader.ReadInt32(); stratum != End; stratum = reader.ReadInt32())
        {
            LongSums.Read(reader, Row(stratum));
        }

        reader.ReadExactly(MemoryMarshal.AsBytes(HeadlineSums.AsSpan()));
        reader.ReadExactly(MemoryMarshal.AsBytes(HeadlineConditions.AsSpan()));
        reader.ReadExactly(MemoryMarshal.AsBytes(HeadlineEvents.AsSpan()));
    }
}
