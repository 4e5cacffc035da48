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
/// <typeparam name="TLane">Lane on which the equations run.</typeparam>
public sealed class SimulatedPast<TLane> where TLane : struct, ILane<TLane>
{
    /// <summary>Number of candidate pasts.</summary>
    public const int Candidates = 3;

    private readonly ModelParameters _parameters;
    private readonly YearStep<TLane> _step;
    private readonly PatientBlock _prepared = new();
    private readonly PatientBlock _youth = new();
    private readonly PatientBlock _candidate = new();
    private readonly float[] _anticoagulant = new float[PatientBlock.Capacity];
    private readonly float[] _weight = new float[PatientBlock.Capacity];
    private readonly float[] _firstHazard = new float[PatientBlock.Capacity];

    /// <summary>A simulator of pasts that shares a thread's step.</summary>
    public SimulatedPast(ModelParameters parameters, YearStep<TLane> step)
    {
        _parameters = parameters;
        _step = step;
    }

    /// <summary>Replaces the recruited patients of a block by the same patients at baseline, with their past in them.</summary>
    /// <param name="block">Recruited patients; best of like age, since the oldest sets the length of the past.</param>
    /// <param name="seed">Key of the run.</param>
    /// <param name="startYear">Calendar year of the baseline.</param>
    public void Run(PatientBlock block, ulong seed, int startYear)
    {
        var baseline = new YearContext(seed, 0, startYear - 1, 0, 0, 0);
        block.Values(Variable.Anticoagulant).CopyTo(_anticoagulant);
        Kidney.DrawSlope<TLane>(block, baseline, _parameters);
        RiskHistory.Advance<TLane>(block, baseline, _parameters);
        Care.Usual<TLane>(block, baseline, _parameters);
        MineralMetabolism.Infer<TLane>(block, _parameters);
        _prepared.CopyFrom(block);
        RiskHistory.Begin(_prepared, _parameters);

        var oldest = RiskHistory.FirstAge;
        foreach (var age in block.Values(Variable.BaseAge))
        {
            oldest = MathF.Max(oldest, age);
        }

        for (var candidate = 0u; candidate < Candidates; candidate++)
        {
            _youth.CopyFrom(_prepared);
            RelativeRisk.DrawSusceptibility<TLane>(_youth, baseline with { Candidate = candidate }, _parameters);
            _candidate.CopyFrom(_youth);
            for (var year = -(int)(oldest - RiskHistory.FirstAge); year <= 0; year++)
            {
                _step.AdvancePast(_candidate, baseline with { Year = year, CalendarYear = startYear + year - 1, Candidate = candidate });
                HoldTheYoung(year);
            }

            Choose(block, seed, candidate);
        }

        _anticoagulant.AsSpan(0, block.Count).CopyTo(block.Values(Variable.Anticoagulant));
        MineralMetabolism.Infer<TLane>(block, _parameters);
        Kidney.Stage<TLane>(block);
        block.Values(Variable.Alive).Fill(1);
        block.Values(Variable.Events).Clear();
    }

    /// <summary>Those who are not yet past the first age stay as they began, so that nobody depends on the ages of the others.</summary>
    private void HoldTheYoung(int year)
    {
        var baseAge = _candidate.Values(Variable.BaseAge);
        for (var i = 0; i < baseAge.Length; i++)
        {
            if (baseAge[i] + year <= RiskHistory.FirstAge)
            {
                _candidate.CopyRow(i, _youth, i);
            }
        }
    }

    /// <summary>Weighted choice, one candidate at a time: the newest replaces the kept one with its share of the weight so far.</summary>
    private void Choose(PatientBlock kept, ulong seed, uint candidate)
    {
        var hazard = _candidate.Values(Variable.PastHazard);
        for (var i = 0; i < kept.Count; i++)
        {
            if (candidate == 0)
            {
                _firstHazard[i] = hazard[i];
                _weight[i] = 1;
                kept.CopyRow(i, _candidate, i);
                continue;
            }

            var weight = 0f;
            Lane1.Store(Elementary.Exp<Lane1>(_firstHazard[i] - hazard[i]), ref weight);
            _weight[i] += weight;
            var u = Philox.Uniform(seed, kept.GetId(i), 0, (uint)Purpose.CandidatePast, (int)candidate);
            if (u * _weight[i] < weight)
            {
                kept.CopyRow(i, _candidate, i);
            }
        }
    }
}
