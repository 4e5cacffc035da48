using Cohort.Physiology.Mechanisms;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.Treatments;
using Cohort.Physiology.Years;

namespace Cohort.Benchmarks.Passes;

/// <summary>
/// The passes of <see cref="YearStep{TLane}"/> one by one, in its order. The profile proves that they are still the same: its outcomes
/// must equal those of a run.
/// </summary>
/// <typeparam name="TLane">Lane on which they run.</typeparam>
internal static class PassList<TLane> where TLane : struct, ILane<TLane>
{
    private static readonly Pass<TLane> FillHazards = new("HazardTable.Fill", w => w.HazardTable.Fill(w.Block, w.Hazards));
    private static readonly Pass<TLane> UsualCare = new("Care.Usual", w => Care.Usual<TLane>(w.Block, w.Year, w.Parameters));

    private static readonly Pass<TLane>[] Wall =
    [
        new("MineralMetabolism.AdvanceGland", w => MineralMetabolism.AdvanceGland<TLane>(w.Block, w.Parameters)),
        new("Glycation.AdvanceMatrix", w => Glycation.AdvanceMatrix<TLane>(w.Block, w.Parameters)),
        new("Inhibitors.Advance", w => Inhibitors.Advance<TLane>(w.Block, w.Parameters)),
        new("Inhibitors.Combine", w => Inhibitors.Combine<TLane>(w.Block, w.Terms, w.Parameters)),
        new("SmoothMuscle.Advance", w => SmoothMuscle.Advance<TLane>(w.Block, w.Parameters)),
        new("MedialCalcification.Advance", w => MedialCalcification.Advance<TLane>(w.Block, w.Parameters)),
        new("CoronaryPlaque.AdvancePlaque", w => CoronaryPlaque.AdvancePlaque<TLane>(w.Block, w.Parameters)),
        new("AorticValve.AdvanceLeaflets", w => AorticValve.AdvanceLeaflets<TLane>(w.Block, w.Parameters)),
        new("SoftTissue.Advance", w => SoftTissue.Advance<TLane>(w.Block, w.Parameters)),
        new("InjuredSites.Advance", w => InjuredSites.Advance<TLane>(w.Block, 0, w.Parameters)),
        new("Bone.Advance", w => Bone.Advance<TLane>(w.Block, w.Parameters)),
    ];

    private static readonly Pass<TLane>[] PrepareCalcium =
    [
        new("CoronaryPlaque.PrepareCalcium", w => CoronaryPlaque.PrepareCalcium<TLane>(w.Block, w.Terms, w.Parameters)),
        new("AorticValve.PrepareCalcium", w => AorticValve.PrepareCalcium<TLane>(w.Block, w.Terms, w.Parameters)),
    ];

    private static readonly Pass<TLane>[] Calcium =
    [
        new("CalciumLuck.Draw", w => CalciumLuck.Draw<TLane>(w.Block, w.Year, w.Terms)),
        new("CoronaryPlaque.AdvanceCalcium", w => CoronaryPlaque.AdvanceCalcium<TLane>(w.Block, w.Terms, w.Parameters)),
        new("AorticValve.AdvanceCalcium", w => AorticValve.AdvanceCalcium<TLane>(w.Block, w.Terms, w.Parameters)),
        new("AorticValve.AdvanceObstruction", w => AorticValve.AdvanceObstruction<TLane>(w.Block, w.Parameters)),
        new("AorticValve.AdvanceCourse", w => AorticValve.AdvanceCourse<TLane>(w.Block, w.Year, w.Risks, w.Parameters)),
    ];

    /// <summary>A year after baseline (<see cref="YearStep{TLane}.Advance"/>).</summary>
    public static IReadOnlyList<Pass<TLane>> Year { get; } =
    [
        FillHazards,
        new("RelativeRisk.Assess", w => RelativeRisk.Assess<TLane>(w.Block, w.Risks, w.Parameters)),
        UsualCare,
        new("Rhythm.Advance", w => Rhythm.Advance<TLane>(w.Block, w.Year, w.Hazards, w.Risks, w.Parameters)),
        new("Care.Apply", w => Care.Apply<TLane>(w.Block, w.Year, w.Policy, w.Parameters)),
        new("Rhythm.CountExposure", w => Rhythm.CountExposure<TLane>(w.Block)),
        new("Kidney.Advance", w => Kidney.Advance<TLane>(w.Block, w.Year, w.Hazards, w.Parameters)),
        new("Glycation.AdvanceDiabetes", w => Glycation.AdvanceDiabetes<TLane>(w.Block, w.Year, w.Hazards, w.Risks, w.Parameters)),
        Minerals(MineralMetabolism.YearlySteps),
        .. Wall,
        .. PrepareCalcium,
        .. Calcium,
        new("ClinicalEvents.Advance", w => ClinicalEvents.Advance<TLane>(w.Block, w.Year, w.Hazards, w.Risks, w.Parameters)),
        new("ClinicalEvents.AdvanceComplications", w => ClinicalEvents.AdvanceComplications<TLane>(w.Block, w.Year, w.Risks, w.Parameters)),
        new("Mortality.Advance", w => Mortality.Advance<TLane>(w.Block, w.Year, w.Hazards, w.Risks)),
        new("Lifetime.Age", w => Lifetime.Age<TLane>(w.Block)),
        new("Kidney.Stage", w => Kidney.Stage<TLane>(w.Block)),
    ];

    /// <summary>A year of the past, as far as candidates share it (<see cref="YearStep{TLane}.AdvancePast"/>).</summary>
    public static IReadOnlyList<Pass<TLane>> Past { get; } =
    [
        new("RiskHistory.Advance", w => RiskHistory.Advance<TLane>(w.Block, w.Year, w.Parameters)),
        new("HazardTable.FillDeath", w => w.HazardTable.FillDeath(w.Block, w.Hazards)),
        UsualCare,
        Minerals(MineralMetabolism.PastSteps),
        .. Wall,
        .. PrepareCalcium,
        new("RelativeRisk.AssessDeath", w => RelativeRisk.AssessDeath<TLane>(w.Block, w.Risks, w.Parameters)),
        new("Mortality.Share", w => Mortality.Share<TLane>(w.Block, w.Hazards, w.Risks, w.Terms)),
    ];

    /// <summary>What each candidate adds to a year of the past (<see cref="YearStep{TLane}.AdvanceCandidate"/>).</summary>
    public static IReadOnlyList<Pass<TLane>> Candidate { get; } =
    [
        .. Calcium,
        new("Mortality.Accumulate", w => Mortality.Accumulate<TLane>(w.Block, w.Risks, w.Terms, w.Parameters)),
    ];

    private static Pass<TLane> Minerals(int steps) =>
        new($"MineralMetabolism.Advance, {steps} step(s)", w => MineralMetabolism.Advance<TLane>(w.Block, w.Parameters, steps));
}
