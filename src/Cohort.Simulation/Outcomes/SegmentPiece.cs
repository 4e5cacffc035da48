using System.Numerics;
using System.Runtime.InteropServices;

namespace Cohort.Simulation.Outcomes;

/// <summary>
/// Headline sums of one piece of the tree of arms in a segment, by group of respondents and by cell of the baseline and replicate group. A cell stands for a
/// stratum of each dimension at once, so that an event is counted once; events lie apart from the state at the horizon, so that they lie close together.
/// </summary>
/// <remarks>No count overflows: of the 308 patients of a replicate group nobody has more than 200 half-years or 100 events of a kind.</remarks>
/// <param name="donorGroups">Groups of respondents.</param>
internal sealed class SegmentPiece(int donorGroups)
{
    /// <summary>Where the half-years of the dead stand among the events, which begin with deaths.</summary>
    public const int HalfYears = RowLayout.HeadlineEvents;

    private const int EventWidth = HalfYears + 1;
    private const int StateWidth = Measures.HeadlineCount;
    private const int Cells = BaselineStrata.Cells * RowLayout.ReplicateGroups;
    private const int End = -1;

    private static readonly int[][] StrataOfCell = [.. Enumerable.Range(0, BaselineStrata.Cells).Select(BaselineStrata.StrataOf)];

    private readonly uint[] _donorEvents = new uint[donorGroups * EventWidth];
    private readonly ushort[] _cellEvents = new ushort[Cells * EventWidth];

    // Only a piece that reaches the horizon has these.
    private long[] _donorSums = [];
    private uint[] _donorConditions = [];
    private uint[] _cellSums = [];
    private ushort[] _cellConditions = [];

    /// <summary>Events of a group of respondents, and half-years of its dead.</summary>
    public Span<uint> DonorEvents(int group) => _donorEvents.AsSpan(group * EventWidth, EventWidth);

    /// <summary>Events of a cell in a replicate group, and half-years of its dead.</summary>
    public Span<ushort> CellEvents(int cell, int group) => _cellEvents.AsSpan(((cell * RowLayout.ReplicateGroups) + group) * EventWidth, EventWidth);

    /// <summary>Adds a patient who reaches the horizon.</summary>
    /// <param name="donorGroup">Group of respondents.</param>
    /// <param name="cell">Cell of the baseline.</param>
    /// <param name="group">Replicate group.</param>
    /// <param name="values">Quantised headline measures.</param>
    /// <param name="conditions">Conditions as bits.</param>
    public void AddState(int donorGroup, int cell, int group, ReadOnlySpan<int> values, uint conditions)
    {
        TouchStates();
        var donor = donorGroup * StateWidth;
        var place = ((cell * RowLayout.ReplicateGroups) + group) * StateWidth;
        for (var k = 0; k < StateWidth; k++)
        {
            var holds = (conditions >> k) & 1;
            _donorSums[donor + k] += values[k];
            _donorConditions[donor + k] += holds;
            _cellSums[place + k] += (uint)values[k];
            _cellConditions[place + k] += (ushort)holds;
        }
    }

    /// <summary>Empties all sums.</summary>
    public void Clear()
    {
        _donorEvents.AsSpan().Clear();
        _cellEvents.AsSpan().Clear();
        _donorSums.AsSpan().Clear();
        _donorConditions.AsSpan().Clear();
        _cellSums.AsSpan().Clear();
        _cellConditions.AsSpan().Clear();
    }

    /// <summary>Adds the sums to headline rows.</summary>
    /// <param name="donors">Rows by group of respondents.</param>
    /// <param name="baseline">Rows by stratum of the baseline and replicate group.</param>
    /// <param name="years">Years to the horizon.</param>
    public void AddTo(Span<long> donors, Span<long> baseline, int years)
    {
        Span<long> row = stackalloc long[RowLayout.HeadlineWidth];
        for (var group = 0; group < donorGroups; group++)
        {
            if (Collect(row, _donorSums, _donorConditions, _donorEvents, group, years))
            {
                LongSums.Add(donors.Slice(group * row.Length, row.Length), row);
            }
        }

        Span<long> strata = stackalloc long[BaselineStrata.Count * RowLayout.HeadlineWidth];
        for (var group = 0; group < RowLayout.ReplicateGroups; group++)
        {
            strata.Clear();
            for (var cell = 0; cell < BaselineStrata.Cells; cell++)
            {
                if (Collect(row, _cellSums, _cellConditions, _cellEvents, (cell * RowLayout.ReplicateGroups) + group, years))
                {
                    foreach (var stratum in StrataOfCell[cell])
                    {
                        LongSums.Add(strata.Slice(stratum * row.Length, row.Length), row);
                    }
                }
            }

            for (var stratum = 0; stratum < BaselineStrata.Count; stratum++)
            {
                LongSums.Add(
                    baseline.Slice(((stratum * RowLayout.ReplicateGroups) + group) * row.Length, row.Length),
                    strata.Slice(stratum * row.Length, row.Length));
            }
        }
    }

    /// <summary>Writes the rows that are not zero.</summary>
    public void WriteTo(BinaryWriter writer)
    {
        WriteRows(writer, _donorEvents, EventWidth);
        WriteRows(writer, _cellEvents, EventWidth);
        writer.Write(_donorSums.Length > 0);
        WriteRows(writer, _donorSums, StateWidth);
        WriteRows(writer, _donorConditions, StateWidth);
        WriteRows(writer, _cellSums, StateWidth);
        WriteRows(writer, _cellConditions, StateWidth);
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote into empty sums.</summary>
    public void ReadFrom(BinaryReader reader)
    {
        ReadRows(reader, _donorEvents, EventWidth);
        ReadRows(reader, _cellEvents, EventWidth);
        if (reader.ReadBoolean())
        {
            TouchStates();
        }

        ReadRows(reader, _donorSums, StateWidth);
        ReadRows(reader, _donorConditions, StateWidth);
        ReadRows(reader, _cellSums, StateWidth);
        ReadRows(reader, _cellConditions, StateWidth);
    }

    private static void WriteRows<T>(BinaryWriter writer, T[] values, int width) where T : unmanaged, IBinaryInteger<T>
    {
        for (var at = 0; at < values.Length; at += width)
        {
            var row = values.AsSpan(at, width);
            if (row.ContainsAnyExcept(T.Zero))
            {
                writer.Write(at);
                writer.Write(MemoryMarshal.AsBytes(row));
            }
        }

        writer.Write(End);
    }

    private static void ReadRows<T>(BinaryReader reader, T[] values, int width) where T : unmanaged
    {
        for (var at = reader.ReadInt32(); at != End; at = reader.ReadInt32())
        {
            reader.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan(at, width)));
        }
    }

    private void TouchStates()
    {
        if (_donorSums.Length == 0)
        {
            _donorSums = new long[donorGroups * StateWidth];
            _donorConditions = new uint[donorGroups * StateWidth];
            _cellSums = new uint[Cells * StateWidth];
            _cellConditions = new ushort[Cells * StateWidth];
        }
    }

    // Makes a headline row; false if nobody is in it.
    private static bool Collect<TSum, TCount>(Span<long> row, TSum[] sums, TCount[] conditions, TCount[] events, int place, int years)
        where TSum : struct, IBinaryInteger<TSum>
        where TCount : struct, IBinaryInteger<TCount>
    {
        var happened = events.AsSpan(place * EventWidth, EventWidth);
        var reached = conditions.Length > 0 && conditions[place * StateWidth] != TCount.Zero;
        if (!reached && !happened.ContainsAnyExcept(TCount.Zero))
        {
            return false;
        }

        row.Clear();
        for (var k = 0; reached && k < StateWidth; k++)
        {
            row[k] = long.CreateTruncating(sums[(place * StateWidth) + k]);
            row[StateWidth + k] = long.CreateTruncating(conditions[(place * StateWidth) + k]);
        }

        for (var k = 0; k < EventWidth; k++)
        {
            row[(int)Headline.Deaths + k] = long.CreateTruncating(happened[k]);
        }

        row[(int)Headline.HalfYears] += 2 * years * row[(int)Headline.Alive];
        return true;
    }
}
