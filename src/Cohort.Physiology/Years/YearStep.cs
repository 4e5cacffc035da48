using Cohort.Physiology.Mechanisms;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;
using Cohort.Physiology.Rates;
using Cohort.Physiology.State;
using Cohort.Physiology.Treatments;

namespace Cohort.Physiology.Years;

/// <summary>
/// Advances a block by a year: one pass a mechanism, in the order of cause. Holds the scratch columns of one thread.
/// </summary>
/// <param name="parameters">Parameters of the model.</param>
/// <param name="hazards">Hazards by sex and age.</param>
/// <typeparam name="TLane">Lane on which the equations run; every lane gives the same bits.</typeparam>
public sealed class YearStep<TLane>(ModelParameters parameters, HazardTable hazards) where TLane : struct, ILane<TLane>
{
    private readonly HazardColumns _hazards = new();
    private readonly TermColumns _terms = new();

    /// <summary>Relative risks of the year last advanced, by the state at its start.</summary>
    public HazardColumns Risks { get; } = new();

    /// <summary>A year after baseline under an arm's policy: exposures, physiology, events, death, and the patient is a year older.</summary>
    public void Advance(PatientBlock block, in YearContext year, ArmPolicy policy)
    {
        hazards.Fill(block, _hazards);
        RelativeRisk.Assess<TLane>(block, Risks, parameters);
        Care.Usual<TLane>(block, year, parameters);
        Rhythm.Advance<TLane>(block, year, _hazards, Risks, parameters);
        Care.Apply<TLane>(block, year, policy, parameters);
        Rhythm.CountExposure<TLane>(block);
        Kidney.Advance<TLane>(block, year, _hazards, parameters);
        Glycation.AdvanceDiabetes<TLane>(block, year, _hazards, Risks, parameters);
        Wall(block, MineralMetabolism.YearlySteps, counted: 0);
        PrepareCalcium(block);
        Calcium(block, year);
        ClinicalEvents.Advance<TLane>(block, year, _hazards, Risks, parameters);
        ClinicalEvents.AdvanceComplications<TLane>(block, year, Risks, parameters);
        Mortality.Advance<TLane>(block, year, _hazards, Risks);
        Lifetime.Age<TLane>(block);
        Kidney.Stage<TLane>(block);
    }

    /// <summary>
    /// A year of the simulated past (year 0 is the baseline), as far as it is the same for every candidate: the risk history instead of
    /// drawn risk factors, chemistry, wall and leaflets, and the common terms of calcium and of the hazard of death.
    /// </summary>
    public void AdvancePast(PatientBlock block, in YearContext year)
    {
        RiskHistory.Advance<TLane>(block, year, parameters);
        hazards.FillDeath(block, _hazards);
        Care.Usual<TLane>(block, year, parameters);
        Wall(block, MineralMetabolism.PastSteps, counted: 1);
        PrepareCalcium(block);
        RelativeRisk.AssessDeath<TLane>(block, Risks, parameters);
        Mortality.Share<TLane>(block, _hazards, Risks, _terms);
    }

    /// <summary>
    /// The part of that year in which candidates differ by susceptibility and luck: calcium of artery and valve; and the hazard of death,
    /// summed instead of drawn.
    /// </summary>
    public void AdvanceCandidate(PatientBlock block, in YearContext year)
    {
        Calcium(block, year);
        Mortality.Accumulate<TLane>(block, Risks, _terms, parameters);
    }

    private void Wall(PatientBlock block, int steps, float counted)
    {
        MineralMetabolism.Advance<TLane>(block, parameters, steps);
        MineralMetabolism.AdvanceGland<TLane>(block, parameters);
        Glycation.AdvanceMatrix<TLane>(block, parameters);
        Inhibitors.Advance<TLane>(block, parameters);
        Inhibitors.Combine<TLane>(block, _terms, parameters);
        SmoothMuscle.Advance<TLane>(block, parameters);
        MedialCalcification.Advance<TLane>(block, parameters);
        CoronaryPlaque.AdvancePlaque<TLane>(block, parameters);
        AorticValve.AdvanceLeaflets<TLane>(block, parameters);
        SoftTissue.Advance<TLane>(block, parameters);
        InjuredSites.Advance<TLane>(block, counted, parameters);
        Bone.Advance<TLane>(block, parameters);
    }

    private void PrepareCalcium(PatientBlock block)
    {
        CoronaryPlaque.PrepareCalcium<TLane>(block, _terms, parameters);
        AorticValve.PrepareCalcium<TLane>(block, _terms, parameters);
    }

    private void Calcium(PatientBlock block, in YearContext year)
    {
        CalciumLuck.Draw<TLane>(block, year, _terms);
        CoronaryPlaque.AdvanceCalcium<TLane>(block, _terms, parameters);
        AorticValve.AdvanceCalcium<TLane>(block, _terms, parameters);
        AorticValve.AdvanceObstruction<TLane>(block, parameters);
        AorticValve.AdvanceCourse<TLane>(block, year, Risks, parameters);
    }
}
