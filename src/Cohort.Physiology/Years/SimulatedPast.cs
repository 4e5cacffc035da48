using Cohort.Physiology.Mechanisms;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;
using Cohort.Physiology.State;
using Cohort.Physiology.Treatments;

namespace Cohort.Physiology.Years;

/// <summary>
/// Brings recruited patients from age 20 to their measured baseline by the same yearly step. Of several candidate pasts, with
/// their own susceptibilities and luck, one is kept with probability proportional to its survival: the living are survivors.
/// </summary>
/// <remarks>
/// Candidates share the risk history and all that follows from it alone; what depends on susceptibility and luck (calcium of artery
/// and valve, the hazard of death) is kept in columns of their own and exchanged into the block in turn.
/// </remarks>
/// <typeparam name="TLane">Lane on which the equations run.</typeparam>
public sealed class SimulatedPast<TLane> where TLane : struct, ILane<TLane>
{
    /// <summary>Number of candidate pasts.</summary>
    public const int Candidates = 3;

    // A candidate's own columns: first what a year changes, then what stays for life, then what follows from these each year anew.
    private static readonly Variable[] Own =
    [
        Variable.PastHazard, Variable.Cac, Variable.Avc, Variable.ValveSymptoms, Variable.ValveReplaced,
        Variable.CacTempo, Variable.AvcTempo, Variable.Frailty,
        Variable.ValveFlow, Variable.PeakVelocity, Variable.MeanGradient, Variable.ValveArea, Variable.StenosisStage,
    ];

    private const int Hazard = 0;
    private const int Changing = 5;
    private const int Read = 8;

    private readonly ModelParameters _parameters;
    private readonly YearStep<TLane> _step;
    private readonly PatientBlock _youth = new();
    private readonly float[][] _ownYouth = Columns();
    private readonly float[][] _own = Columns();
    private readonly int[] _begins = new int[PatientBlock.Capacity];
    private readonly float[] _anticoagulant = new float[PatientBlock.Capacity];

    /// <summary>A simulator of pasts that shares a thread's step.</summary>
    public SimulatedPast(ModelParameters parameters, YearStep<TLane> step)
    {
        _parameters = parameters;
        _step = step;
    }

    /// <summary>Replaces the recruited patients of a block by the same patients at baseline, with their past in them.</summary>
    /// <param name="block">Recruited patients; best of like age and the oldest first, since a row is simulated as long as any behind it.</param>
    /// <param name="seed">Key of the run.</param>
    /// <param name="startYear">Calendar year of the baseline.</param>
    public void Run(PatientBlock block, ulong seed, int startYear)
    {
        var baseline = new YearContext(seed, 0, startYear - 1, 0, 0, 0);
        block.Values(Variable.Anticoagulant).CopyTo(_anticoagulant);
        Begin(block, baseline);
        var count = block.Count;
        var begins = _begins.AsSpan(0, count);
        for (var year = Earliest(begins); year <= 0; year++)
        {
            var context = baseline with { Year = year, CalendarYear = startYear + year - 1 };

            // Rows behind the last whose past has begun need not be simulated yet.
            block.Count = begins.LastIndexOfAnyInRange(int.MinValue, year - 1) + 1;
            _step.AdvancePast(block, context);
            for (var candidate = 0u; candidate < Candidates; candidate++)
            {
                Load(block, candidate);
                _step.AdvanceCandidate(block, context with { Candidate = candidate });
                Save(block, _own, candidate, year < 0 ? Changing : Own.Length);
            }

            Start(block, begins, year);
        }

        block.Count = count;
        Choose(block, seed);
        _anticoagulant.AsSpan(0, block.Count).CopyTo(block.Values(Variable.Anticoagulant));
        MineralMetabolism.InferAgain<TLane>(block, _parameters);
        Kidney.Stage<TLane>(block);
        block.Values(Variable.Alive).Fill(1);
        block.Values(Variable.Events).Clear();
    }

    private static float[][] Columns() => [.. Enumerable.Range(0, Candidates * Own.Length).Select(_ => new float[PatientBlock.Capacity])];

    /// <summary>Traits for life, inferred from the baseline, and the state of youth of every candidate.</summary>
    private void Begin(PatientBlock block, in YearContext baseline)
    {
        Kidney.DrawSlope<TLane>(block, baseline, _parameters);
        MineralMetabolism.DrawTraits<TLane>(block, baseline, _parameters);
        MedialCalcification.DrawStiffness<TLane>(block, baseline, _parameters);
        InjuredSites.Draw<TLane>(block, baseline, _parameters);
        RiskHistory.Advance<TLane>(block, baseline, _parameters);
        Care.Usual<TLane>(block, baseline, _parameters);
        MineralMetabolism.Infer<TLane>(block, _parameters);
        RiskHistory.Begin(block, _parameters);

        // Serum phosphate tracks only partly over decades: in the past the inborn threshold lies halfway to the average, in logarithms.
        foreach (ref var threshold in block.Values(Variable.PhosphateThreshold))
        {
            threshold = MathF.Sqrt(threshold);
        }

        for (var candidate = 0u; candidate < Candidates; candidate++)
        {
            RelativeRisk.DrawSusceptibility<TLane>(block, baseline with { Candidate = candidate }, _parameters);
            Save(block, _ownYouth, candidate, Own.Length);
            Save(block, _own, candidate, Own.Length);
        }

        for (var i = 0; i < block.Count; i++)
        {
            _begins[i] = Math.Min((int)(RiskHistory.BeginsAt(block, i) - block.Values(Variable.BaseAge)[i]), 0);
        }

        _youth.CopyFrom(block);
    }

    private static int Earliest(ReadOnlySpan<int> begins)
    {
        var earliest = 0;
        foreach (var year in begins)
        {
            earliest = Math.Min(earliest, year);
        }

        return earliest;
    }

    /// <summary>
    /// Those whose past begins in this year start from youth, whatever was computed for them before: nobody depends on the ages of the
    /// others in the block. Blocks are sorted by age, so that they stand in runs.
    /// </summary>
    private void Start(PatientBlock block, ReadOnlySpan<int> begins, int year)
    {
        for (var from = 0; from < begins.Length;)
        {
            var found = begins[from..].IndexOf(year);
            if (found < 0)
            {
                break;
            }

            var first = from + found;
            var length = begins[first..].IndexOfAnyExcept(year);
            from = length < 0 ? begins.Length : first + length;
            block.CopyRows(first..from, _youth);
            for (var k = 0; k < _own.Length; k++)
            {
                _ownYouth[k].AsSpan(first..from).CopyTo(_own[k].AsSpan(first));
            }
        }
    }

    private void Load(PatientBlock block, uint candidate)
    {
        for (var k = 0; k < Read; k++)
        {
            _own[(candidate * Own.Length) + k].AsSpan(0, block.Count).CopyTo(block.Values(Own[k]));
        }
    }

    private static void Save(PatientBlock block, float[][] own, uint candidate, int columns)
    {
        for (var k = 0; k < columns; k++)
        {
            block.Values(Own[k]).CopyTo(own[(candidate * Own.Length) + k]);
        }
    }

    /// <summary>Keeps one candidate of each patient, with probability proportional to its survival.</summary>
    private void Choose(PatientBlock kept, ulong seed)
    {
        Span<float> weight = stackalloc float[Candidates];
        for (var i = 0; i < kept.Count; i++)
        {
            var total = 0f;
            for (var candidate = 0; candidate < Candidates; candidate++)
            {
                Lane1.Store(Elementary.Exp<Lane1>(_own[Hazard][i] - _own[(candidate * Own.Length) + Hazard][i]), ref weight[candidate]);
                total += weight[candidate];
            }

            var point = Philox.Uniform(seed, kept.GetId(i), 0, (uint)Purpose.CandidatePast, 0) * total;
            var chosen = 0;
            while (chosen < Candidates - 1 && point >= weight[chosen])
            {
                point -= weight[chosen];
                chosen++;
            }

            for (var k = 0; k < Own.Length; k++)
            {
                kept.Values(Own[k])[i] = _own[(chosen * Own.Length) + k][i];
            }
        }
    }
}
