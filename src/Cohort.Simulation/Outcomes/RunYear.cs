using System.Runtime.InteropServices;

namespace Cohort.Simulation.Outcomes;

/// <summary>Outcome rows and headline rows of one source arm and year in a run's table.</summary>
/// <param name="strata">Number of strata.</param>
internal sealed class RunYear(int strata)
{
    private readonly long[]?[] _rows = new long[]?[strata];

    public long[] Headlines { get; } = new long[RowLayout.ReplicateGroups * RowLayout.HeadlineWidth];

    /// <summary>The row of a stratum, or null.</summary>
    public long[]? Find(int stratum) => _rows[stratum];

    /// <summary>Sums of squares of a row: they stand behind its words.</summary>
    public static Span<Int128> Squares(long[] row) => MemoryMarshal.Cast<long, Int128>(row.AsSpan(RowLayout.RunWidth));

    /// <summary>Makes another the same as this one, of which it is an earlier copy.</summary>
    public void CopyTo(RunYear copy)
    {
        for (var stratum = 0; stratum < _rows.Length; stratum++)
        {
            _rows[stratum]?.CopyTo(copy.Touch(stratum), 0);
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
            var words = row.AsSpan(0, RowLayout.RunWidth);
            LongSums.Add(words[..Measures.Count], source.AsSpan(0, Measures.Count));
            var squares = Squares(row);
            for (var m = 0; m < squares.Length; m++)
            {
                squares[m] += source[RowLayout.Squares + m];
            }

            LongSums.Add(words[RowLayout.RunConditions..], MemoryMarshal.Cast<long, ushort>(source.AsSpan(RowLayout.Counts)));
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
            LongSums.Add(row.AsSpan(0, RowLayout.RunWidth), source.AsSpan(0, RowLayout.RunWidth));
            var squares = Squares(row);
            var added = Squares(source);
            for (var m = 0; m < squares.Length; m++)
            {
                squares[m] += added[m];
            }
        }

        LongSums.Add(Headlines, other.Headlines);
    }

    public void WriteTo(BinaryWriter writer)
    {
        writer.Write(_rows.Count(row => row != null));
        for (var stratum = 0; stratum < _rows.Length; stratum++)
        {
            if (_rows[stratum] is not { } row)
            {
                continue;
            }

            writer.Write(stratum);
            LongSums.Write(writer, row.AsSpan(0, RowLayout.RunWidth));
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
        var rows = reader.ReadInt32();
        for (var i = 0; i < rows; i++)
        {
            var row = Touch(reader.ReadInt32());
            LongSums.Read(reader, row.AsSpan(0, RowLayout.RunWidth));
            foreach (ref var square in Squares(row))
            {
                var low = reader.ReadUInt64();
                square = ((Int128)reader.ReadInt64() << 64) + low;
            }
        }

        LongSums.Read(reader, Headlines);
    }

    private long[] Touch(int stratum) => _rows[stratum] ??= new long[RowLayout.RunWidth + (2 * Measures.Count)];
}
