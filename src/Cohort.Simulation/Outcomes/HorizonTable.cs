using System.Numerics;
using Cohort.Physiology.Events;
using Cohort.Physiology.State;
using Cohort.Simulation.Running;

namespace Cohort.Simulation.Outcomes;

/// <summary>
/// The part of a run's outcomes that summaries and comparisons are made from: headline sums at the horizon by baseline stratum and replicate group,
/// the same integers as in <see cref="RunTable.BaselineHeadlines"/>. It keeps no years, so that many arms fit and cost little.
/// </summary>
internal sealed class HorizonTable(ArmTree tree)
{
    private const int Width = RowLayout.HeadlineWidth;
    private const int Length = BaselineStrata.Count * RowLayout.ReplicateGroups * Width;

    private static readonly uint CountedEvents = MakeCountedEvents();

    private readonly long[]?[] _pieces = new long[tree.Pieces.Count][];

    /// <summary>Patient-years simulated in source arms.</summary>
    public long PatientYears { get; private set; }

    /// <summary>Adds a year of a block's patients.</summary>
    /// <param name="arm">A source arm of that year.</param>
    /// <param name="year">Year since baseline, from 1.</param>
    /// <param name="block">The patients at the end of the year, those who died in it included.</param>
    /// <param name="living">1 for those who were alive at its start.</param>
    public void Fold(int arm, int year, PatientBlock block, ReadOnlySpan<float> living)
    {
        var sums = _pieces[tree.PieceAt(arm, year)] ??= new long[Length];
        var events = block.Values(Variable.Events);
        var alive = block.Values(Variable.Alive);
        var isHorizon = year == tree.Years;
        for (var i = 0; i < living.Length; i++)
        {
            if (living[i] != 1f)
            {
                continue;
            }

            PatientYears++;
            var counted = (uint)events[i] & CountedEvents;
            if (counted != 0 || alive[i] != 1f || isHorizon)
            {
                Add(sums, year, block, i, counted, alive[i] == 1f);
            }
        }
    }

    /// <summary>Headline sums of an arm, as <see cref="RunTable.BaselineHeadlines"/> has them.</summary>
    public long[] BaselineHeadlines(int arm)
    {
        var sums = new long[Length];
        foreach (var piece in tree.Path(arm))
        {
            if (_pieces[piece] is { } rows)
            {
                LongSums.Add(sums, rows);
            }
        }

        return sums;
    }

    /// <summary>Adds the table of other patients and empties it.</summary>
    public void Take(HorizonTable other)
    {
        for (var piece = 0; piece < _pieces.Length; piece++)
        {
            if (other._pieces[piece] is { } rows)
            {
                LongSums.Add(_pieces[piece] ??= new long[Length], rows);
                rows.AsSpan().Clear();
            }
        }

        PatientYears += other.PatientYears;
        other.PatientYears = 0;
    }

    public void WriteTo(BinaryWriter writer)
    {
        writer.Write(PatientYears);
        foreach (var rows in _pieces)
        {
            writer.Write(rows != null);
            LongSums.Write(writer, rows);
        }
    }

    /// <summary>Reads into an empty table what <see cref="WriteTo"/> wrote.</summary>
    public void ReadFrom(BinaryReader reader)
    {
        PatientYears = reader.ReadInt64();
        for (var piece = 0; piece < _pieces.Length; piece++)
        {
            if (reader.ReadBoolean())
            {
                LongSums.Read(reader, _pieces[piece] = new long[Length]);
            }
        }
    }

    private void Add(long[] sums, int year, PatientBlock block, int i, uint counted, bool alive)
    {
        Span<long> row = stackalloc long[Width];
        for (; counted != 0; counted &= counted - 1)
        {
            row[OutcomeTable.HeadlineOf((EventKind)BitOperations.TrailingZeroCount(counted))] = 1;
        }

        if (!alive)
        {
            row[(int)Headline.Deaths] = 1;
            row[(int)Headline.HalfYears] = (2 * year) - 1;
            row[(int)Headline.CardiovascularDeaths] = (CauseOfDeath)(int)block.Values(Variable.Cause)[i]
                is CauseOfDeath.IschaemicHeart or CauseOfDeath.Stroke or CauseOfDeath.HeartFailure or CauseOfDeath.AorticStenosis ? 1 : 0;
        }
        else if (year == tree.Years)
        {
            row[(int)Headline.HalfYears] = 2 * year;
            AddState(row, block, i);
        }

        var group = (int)(block.GetId(i) % RowLayout.ReplicateGroups);
        for (var strata = (uint)block.Values(Variable.BaselineStrata)[i]; strata != 0; strata &= strata - 1)
        {
            LongSums.Add(sums.AsSpan(((BitOperations.TrailingZeroCount(strata) * RowLayout.ReplicateGroups) + group) * Width, Width), row);
        }
    }

    private static void AddState(Span<long> row, PatientBlock block, int i)
    {
        for (var m = 0; m < Measures.HeadlineCount; m++)
        {
            row[m] = Measures.All[m].Quantise(block.Values(Measures.All[m].Variable)[i]);
        }

        var replaced = block.Values(Variable.ValveReplaced)[i] == 1f;
        var stage = replaced ? 0 : block.Values(Variable.StenosisStage)[i];
        row[(int)Headline.Alive] = 1;
        row[(int)Headline.CacPositive] = One(row[Measures.Cac] >= ScoreBins.Positive);
        row[(int)Headline.CacOver400] = One(row[Measures.Cac] >= ScoreBins.Over400);
        row[(int)Headline.AvcPositive] = One(row[Measures.Avc] >= ScoreBins.Positive);
        row[(int)Headline.StenosisModerateOrSevere] = One(stage >= 2f);
        row[(int)Headline.StenosisSevere] = One(stage == 3f);
        row[(int)Headline.Dialysis] = One(block.Values(Variable.Dialysis)[i] == 1f);
        row[(int)Headline.ValveReplaced] = One(replaced);

        static long One(bool holds) => holds ? 1 : 0;
    }

    private static uint MakeCountedEvents()
    {
        var mask = 0u;
        for (var kind = 0; kind < RowLayout.Events; kind++)
        {
            mask |= OutcomeTable.HeadlineOf((EventKind)kind) >= 0 ? 1u << kind : 0;
        }

        return mask;
    }
}
