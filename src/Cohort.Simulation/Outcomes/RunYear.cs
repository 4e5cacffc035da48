using System.Runtime.InteropServices;

namespace Cohort.Simulation.Outcomes;

/// <summary>Outcome rows and headline rows of one source arm and year in a run's table.</summary>
internal sealed class RunYear
{
    private readonly int[] _rowOf;

    public RunYear(int strata)
    {
        _rowOf = new int[strata];
        _rowOf.AsSpan().Fill(-1);
        Words = [];
        Squares = [];
    }

    private RunYear(RunYear other)
    {
        _rowOf = (int[])other._rowOf.Clone();
        Rows = other.Rows;
        Words = other.Words.AsSpan(0, Rows * RowLayout.RunWidth).ToArray();
        Squares = other.Squares.AsSpan(0, Rows * Measures.Count).ToArray();
        Headlines = (long[])other.Headlines.Clone();
    }

    public int Rows { get; private set; }

    public long[] Words { get; private set; }

    public Int128[] Squares { get; private set; }

    public long[] Headlines { get; } = new long[RowLayout.ReplicateGroups * RowLayout.HeadlineWidth];

    public RunYear Copy() => new(this);

    /// <summary>The row of a stratum, or -1.</summary>
    public int Find(int stratum) => _rowOf[stratum];

    /// <summary>The row of a stratum, added if it is new.</summary>
    public int Touch(int stratum)
    {
        if (_rowOf[stratum] >= 0)
        {
            return _rowOf[stratum];
        }

        var row = Rows++;
        _rowOf[stratum] = row;
        if (Rows * RowLayout.RunWidth > Words.Length)
        {
            var room = Math.Min(_rowOf.Length, Math.Max(16, 2 * row));
            var words = new long[room * RowLayout.RunWidth];
            var squares = new Int128[room * Measures.Count];
            Words.CopyTo(words, 0);
            Squares.CopyTo(squares, 0);
            (Words, Squares) = (words, squares);
        }

        return row;
    }

    public void Add(SegmentYear segment)
    {
        for (var stratum = 0; stratum < _rowOf.Length; stratum++)
        {
            if (!segment.Has(stratum))
            {
                continue;
            }

            var row = Touch(stratum);
            var source = MemoryMarshal.CreateReadOnlySpan(ref segment.Row(stratum), RowLayout.SegmentWidth);
            var words = Words.AsSpan(row * RowLayout.RunWidth, RowLayout.RunWidth);
            var squares = Squares.AsSpan(row * Measures.Count, Measures.Count);
            LongSums.Add(words[..Measures.Count], source[..Measures.Count]);
            for (var m = 0; m < squares.Length; m++)
            {
                squares[m] += source[RowLayout.Squares + m];
            }

            LongSums.Add(words[RowLayout.RunConditions..], MemoryMarshal.Cast<long, int>(source[RowLayout.Counts..]));
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
        for (var stratum = 0; stratum < _rowOf.Length; stratum++)
        {
            var from = other._rowOf[stratum];
            if (from < 0)
            {
                continue;
            }

            var row = Touch(stratum);
            LongSums.Add(
                Words.AsSpan(row * RowLayout.RunWidth, RowLayout.RunWidth),
                other.Words.AsSpan(from * RowLayout.RunWidth, RowLayout.RunWidth));
            for (var m = 0; m < Measures.Count; m++)
            {
                Squares[(row * Measures.Count) + m] += other.Squares[(from * Measures.Count) + m];
            }
        }

        LongSums.Add(Headlines, other.Headlines);
    }

    public void WriteTo(BinaryWriter writer)
    {
        writer.Write(Rows);
        for (var stratum = 0; stratum < _rowOf.Length; stratum++)
        {
            var row = _rowOf[stratum];
            if (row < 0)
            {
                continue;
            }

            writer.Write(stratum);
            LongSums.Write(writer, Words.AsSpan(row * RowLayout.RunWidth, RowLayout.RunWidth));
            foreach (var square in Squares.AsSpan(row * Measures.Count, Measures.Count))
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
            LongSums.Read(reader, Words.AsSpan(row * RowLayout.RunWidth, RowLayout.RunWidth));
            for (var m = 0; m < Measures.Count; m++)
            {
                var low = reader.ReadUInt64();
                Squares[(row * Measures.Count) + m] = ((Int128)reader.ReadInt64() << 64) + low;
            }
        }

        LongSums.Read(reader, Headlines);
    }
}
