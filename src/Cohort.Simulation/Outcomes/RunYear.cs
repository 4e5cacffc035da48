using System.Runtime.InteropServices;

namespace Cohort.Simulation.Outcomes;

/// <summary>Outcome rows and headline rows of one source arm and year in a run's table.</summary>
/// <param name="strata">Number of strata.</param>
internal sealed class RunYear(int strata)
{
    private readonly long[]?[] _rows = new long[]?[strata];

    // What has been carried out of rows whose counts came to half of what 32 bits hold: two billion patients in one stratum.
    private readonly long[]?[] _carried = new long[]?[strata];

    public long[] Headlines { get; } = new long[RowLayout.ReplicateGroups * RowLayout.HeadlineWidth];

    /// <summary>Finds the row of a stratum.</summary>
    public bool TryFind(int stratum, int year, out OutcomeRow row)
    {
        var words = _rows[stratum];
        row = words == null ? default : new OutcomeRow(Sums(words), Squares(words), Counts(words), _carried[stratum], stratum, year);
        return words != null;
    }

    /// <summary>Makes another the same as this one, of which it is an earlier copy.</summary>
    public void CopyTo(RunYear copy)
    {
        for (var stratum = 0; stratum < _rows.Length; stratum++)
        {
            _rows[stratum]?.CopyTo(copy.Touch(stratum), 0);
            _carried[stratum]?.CopyTo(copy.TouchCarried(stratum), 0);
        }

        Headlines.CopyTo(copy.Headlines, 0);
    }

    public void Add(SegmentYear segment)
    {
        for (var stratum = 0; stratum < _rows.Length; stratum++)
        {
            if (segment.Rows[stratum] is not { } source)
            {
                continue;
            }

            var row = Touch(stratum);
            LongSums.Add(Sums(row), source.AsSpan(RowLayout.Sums, Measures.Count));
            var squares = Squares(row);
            for (var m = 0; m < squares.Length; m++)
            {
                squares[m] += source[RowLayout.Squares + m];
            }

            LongSums.Add(Counts(row), MemoryMarshal.Cast<long, ushort>(source.AsSpan(RowLayout.Counts))[..RowLayout.SegmentCounts]);
            Carry(stratum, row);
        }

        for (var group = 0; group < RowLayout.ReplicateGroups; group++)
        {
            var headline = Headlines.AsSpan(group * RowLayout.HeadlineWidth, RowLayout.HeadlineWidth);
            for (var k = 0; k < Measures.HeadlineCount; k++)
            {
                headline[k] += segment.HeadlineSums[(group * Measures.HeadlineCount) + k];
                headline[(int)Headline.Alive + k] += segment.HeadlineConditions[(group * Measures.HeadlineCount) + k];
            }

            for (var k = 0; k < RowLayout.HeadlineEvents; k++)
            {
                headline[(int)Headline.Deaths + k] += segment.HeadlineEvents[(group * RowLayout.HeadlineEvents) + k];
            }
        }
    }

    public void Add(RunYear other)
    {
        for (var stratum = 0; stratum < _rows.Length; stratum++)
        {
            if (other._rows[stratum] is not { } source)
            {
                continue;
            }

            var row = Touch(stratum);
            LongSums.Add(Sums(row), Sums(source));
            var squares = Squares(row);
            var added = Squares(source);
            for (var m = 0; m < squares.Length; m++)
            {
                squares[m] += added[m];
            }

            LongSums.Add(Counts(row), Counts(source));
            Carry(stratum, row);
            if (other._carried[stratum] is { } carried)
            {
                LongSums.Add(TouchCarried(stratum), carried);
            }
        }

        LongSums.Add(Headlines, other.Headlines);
    }

    public void WriteTo(BinaryWriter writer)
    {
        Span<long> wide = stackalloc long[RowLayout.SegmentCounts];
        writer.Write(_rows.Count(row => row != null));
        for (var stratum = 0; stratum < _rows.Length; stratum++)
        {
            if (_rows[stratum] is not { } row)
            {
                continue;
            }

            writer.Write(stratum);
            LongSums.Write(writer, Sums(row));
            LongSums.Widen(Counts(row), _carried[stratum], wide);
            LongSums.Write(writer, wide);
            foreach (var square in Squares(row))
            {
                writer.Write((ulong)(square & ulong.MaxValue));
                writer.Write((long)(square >> 64));
            }
        }

        LongSums.Write(writer, Headlines);
    }

    public void ReadFrom(BinaryReader reader)
    {
        Span<long> wide = stackalloc long[RowLayout.SegmentCounts];
        var rows = reader.ReadInt32();
        for (var i = 0; i < rows; i++)
        {
            var stratum = reader.ReadInt32();
            var row = Touch(stratum);
            LongSums.Read(reader, Sums(row));
            LongSums.Read(reader, wide);
            Narrow(stratum, Counts(row), wide);
            foreach (ref var square in Squares(row))
            {
                var low = reader.ReadUInt64();
                square = ((Int128)reader.ReadInt64() << 64) + low;
            }
        }

        LongSums.Read(reader, Headlines);
    }

    private static Span<long> Sums(long[] row) => row.AsSpan(RowLayout.Sums, Measures.Count);

    private static Span<Int128> Squares(long[] row) =>
        MemoryMarshal.Cast<long, Int128>(row.AsSpan(Measures.Count, RowLayout.RunCounts - Measures.Count));

    private static Span<uint> Counts(long[] row) => MemoryMarshal.Cast<long, uint>(row.AsSpan(RowLayout.RunCounts))[..RowLayout.SegmentCounts];

    // After each addition no count is over half of its range: so two of them never exceed it.
    private void Carry(int stratum, long[] row)
    {
        var counts = Counts(row);
        if (!counts.ContainsAnyInRange(1u << 31, uint.MaxValue))
        {
            return;
        }

        Span<long> wide = stackalloc long[RowLayout.SegmentCounts];
        LongSums.Widen(counts, _carried[stratum], wide);
        counts.Clear();
        wide.CopyTo(TouchCarried(stratum));
    }

    private void Narrow(int stratum, Span<uint> counts, ReadOnlySpan<long> wide)
    {
        if (wide.ContainsAnyExceptInRange(0, (1L << 31) - 1))
        {
            wide.CopyTo(TouchCarried(stratum));
            return;
        }

        for (var k = 0; k < counts.Length; k++)
        {
            counts[k] = (uint)wide[k];
        }
    }

    private long[] Touch(int stratum) => _rows[stratum] ??= new long[RowLayout.RunWidth];

    private long[] TouchCarried(int stratum) => _carried[stratum] ??= new long[RowLayout.SegmentCounts];
}
