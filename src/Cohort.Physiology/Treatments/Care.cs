using System.Runtime.CompilerServices;
using Cohort.Physiology.Events;
using Cohort.Physiology.Mechanisms;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;
using Cohort.Physiology.State;
using Cohort.Physiology.Years;

namespace Cohort.Physiology.Treatments;

/// <summary>Usual care of a year, and an arm's deviations from it, each at the entry point of its mechanism.</summary>
public static class Care
{
    // Share of dialysis patients on each drug in usual care: US haemodialysis 2015-20.
    private const float BinderShare = 0.81f;
    private const float ActiveVitaminDShare = 0.68f;
    private const float CalcimimeticShare = 0.27f;

    // Of those on a binder, on a calcium-based one (between 60 of 80 % in 2000-02 and 23 of 81 % in 2015-20), and its elemental calcium (mmol/d).
    private const float CalciumBinderShare = 0.40f;
    private const float UsualCalciumLoad = 30f;

    // Systolic pressure rises with age until about 80.
    private const float SystolicDrift = 0.35f;

    /// <summary>
    /// Resets every exposure to usual care: measured pressure, LDL, HbA1c and vitamin D; binders, active vitamin D and calcimimetic
    /// on dialysis.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Usual<TLane>(PatientBlock block, in YearContext year, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        TLane future = year.Year > 0 ? 1f : 0f;
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            var dialysis = block.Dialysis.Load<TLane>(i);
            block.Binder.Store<TLane>(i, 0f);
            block.ActiveVitaminD.Store<TLane>(i, 0f);
            block.Calcimimetic.Store<TLane>(i, 0f);
            block.CalciumLoad.Store<TLane>(i, 0f);
            if (TLane.Any(dialysis > 0f))
            {
                TreatDialysed<TLane>(block, i, year, parameters.Mineral);
            }

            block.VitaminDDose.Store<TLane>(i, 0f);
            block.Bisphosphonate.Store<TLane>(i, 0f);
            block.Denosumab.Store<TLane>(i, 0f);
            block.GrowthInhibitor.Store<TLane>(i, 0f);
            block.MagnesiumRise.Store<TLane>(i, 0f);
            block.Sglt2.Store<TLane>(i, 0f);
            block.VitaminKDose.Store<TLane>(i, 0f);
            block.ReplaceFrom.Store<TLane>(i, 99f);

            var rises = future * Law.Flag(block.Age.Load<TLane>(i) < (TLane)80f);
            var systolic = TLane.Min(block.BaseSystolic.Load<TLane>(i) + (rises * SystolicDrift), 230f);
            var pastSystolic = block.Systolic.Load<TLane>(i);
            var inFuture = future > 0f;
            block.BaseSystolic.Store(i, systolic);
            block.Systolic.Store(i, TLane.Select(inFuture, systolic, pastSystolic));
            block.Ldl.Store(i, TLane.Select(inFuture, block.BaseLdl.Load<TLane>(i), block.Ldl.Load<TLane>(i)));
            block.Hba1c.Store(i, TLane.Select(inFuture, block.BaseHba1c.Load<TLane>(i), block.Hba1c.Load<TLane>(i)));
            block.VitaminD25.Store(i, block.BaseVitaminD25.Load<TLane>(i));
            block.Magnesium.Store(i, block.BaseMagnesium.Load<TLane>(i) + (0.06f * dialysis));
            block.Events.Store<TLane>(i, 0f);
        }
    }

    /// <summary>Binders, active vitamin D and calcimimetic, which usual care gives on dialysis alone.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void TreatDialysed<TLane>(PatientBlock block, int i, in YearContext year, MineralParameters p) where TLane : struct, ILane<TLane>
    {
        var lifelong = year with { Candidate = 0 };
        lifelong.DrawForLife<TLane>(block, i, Purpose.Drugs, out _, out var uBinder, out var uVitaminD, out var uCalcimimetic);
        var dialysis = block.Dialysis.Load<TLane>(i);
        block.Binder.Store(i, dialysis * TLane.Select(uBinder < (TLane)BinderShare, p.DialysisBinder, 0f));
        block.CalciumLoad.Store(i, dialysis * TLane.Select(uBinder < (TLane)(BinderShare * CalciumBinderShare), UsualCalciumLoad, 0f));
        block.ActiveVitaminD.Store(i, dialysis * TLane.Select(uVitaminD < (TLane)ActiveVitaminDShare, p.DialysisActiveVitaminD, 0f));
        block.Calcimimetic.Store(i, dialysis * TLane.Select(uCalcimimetic < (TLane)CalcimimeticShare, p.DialysisCalcimimetic, 0f));
    }

    /// <summary>Applies the interventions in force to those who qualify or have once qualified, are covered, and adhere this year.</summary>
    public static void Apply<TLane>(PatientBlock block, in YearContext year, ArmPolicy policy, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        // Lists are gone through by number here and below: the enumerator of an interface would be allocated anew each time.
        for (var at = 0; at < policy.Interventions.Count; at++)
        {
            var active = policy.Interventions[at];
            Apply<TLane>(block, year, active.Intervention, active.Slot, parameters);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Apply<TLane>(PatientBlock block, in YearContext year, Intervention intervention, int slot, ModelParameters parameters)
        where TLane : struct, ILane<TLane>
    {
        TLane coverage = (float)intervention.Coverage;
        TLane adherence = (float)intervention.Adherence;
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            year.DrawForLife<TLane>(block, i, Purpose.Coverage + (uint)intervention.Kind, out var uCovered, out _, out _, out _);
            year.Draw<TLane>(block, i, Purpose.Adherence + (uint)intervention.Kind, out var uAdheres, out _, out _, out _);

            // A uniform never reaches 0 or 1, so coverage 0 and 1 mean none and all. Who has started goes on while the intervention is
            // in force: success must not end treatment.
            var treated = block.Treated.Load<TLane>(i);
            var started = Law.HasBit(treated, slot);
            var begins = ~started & (uCovered < coverage) & Qualifies<TLane>(block, i, intervention.Who);
            block.Treated.Store(i, treated + TLane.Select(begins, 1 << slot, 0f));
            var taken = (started | begins) & (uAdheres < adherence);
            Act(block, i, year, taken, intervention, parameters);
        }
    }

    private static TLane Qualifies<TLane>(PatientBlock block, int i, Eligibility who) where TLane : struct, ILane<TLane>
    {
        var all = (TLane)0f >= (TLane)0f;
        for (var at = 0; at < who.Criteria.Count; at++)
        {
            var criterion = who.Criteria[at];
            var value = block[criterion.Variable].Load<TLane>(i);
            var inside = (value >= (TLane)criterion.Low) & (value <= (TLane)criterion.High);
            all &= criterion.Negated ? ~inside : inside;
        }

        if (who.CkdStages.Count > 0)
        {
            var stage = block.CkdStage.Load<TLane>(i);
            var any = (TLane)0f < (TLane)0f;
            for (var at = 0; at < who.CkdStages.Count; at++)
            {
                any |= TLane.Equal(stage, (float)who.CkdStages[at]);
            }

            all &= any;
        }

        return all;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Act<TLane>(PatientBlock block, int i, in YearContext year, TLane taken, Intervention intervention, ModelParameters parameters)
        where TLane : struct, ILane<TLane>
    {
        TLane dose = (float)intervention.Dose;
        switch (intervention.Kind)
        {
            case InterventionKind.Warfarin:
                Put(block.Anticoagulant, i, taken, Rhythm.Warfarin);
                break;
            case InterventionKind.StopAnticoagulant:
                Put(block.Anticoagulant, i, taken & ~Law.IsSet(block.DoacExcluded.Load<TLane>(i)), Rhythm.NoAnticoagulant);
                break;
            case InterventionKind.WarfarinToDoac:
                var warfarin = TLane.Equal(block.Anticoagulant.Load<TLane>(i), Rhythm.Warfarin);
                Put(block.Anticoagulant, i, taken & warfarin & ~Law.IsSet(block.DoacExcluded.Load<TLane>(i)), Rhythm.Doac);
                break;
            case InterventionKind.VitaminK:
                Put(block.VitaminKDose, i, taken, dose);
                break;
            case InterventionKind.PhosphateBinder:
                // A calcium-free binder replaces a calcium-based one.
                Put(block.Binder, i, taken, TLane.Max(block.Binder.Load<TLane>(i), dose));
                Put(block.CalciumLoad, i, taken, 0f);
                break;
            case InterventionKind.CalciumBinder:
                // 1 g of elemental calcium is 25 mmol; it binds about 0.16 of dietary phosphate.
                Put(block.CalciumLoad, i, taken, TLane.Max(block.CalciumLoad.Load<TLane>(i), 25f * dose));
                Put(block.Binder, i, taken, TLane.Max(block.Binder.Load<TLane>(i), TLane.Min(0.16f * dose, 0.5f)));
                break;
            case InterventionKind.Calcimimetic:
                Put(block.Calcimimetic, i, taken, TLane.Max(block.Calcimimetic.Load<TLane>(i), dose));
                break;
            case InterventionKind.ActiveVitaminD:
                Put(block.ActiveVitaminD, i, taken, TLane.Max(block.ActiveVitaminD.Load<TLane>(i), dose));
                break;
            case InterventionKind.VitaminD:
                Put(block.VitaminDDose, i, taken, dose);
                Put(block.VitaminD25, i, taken, block.VitaminD25.Load<TLane>(i) + (parameters.Mineral.VitaminDResponse * dose));
                break;
            case InterventionKind.Bisphosphonate:
                Put(block.Bisphosphonate, i, taken, dose);
                break;
            case InterventionKind.CrystalGrowthInhibitor:
                Put(block.GrowthInhibitor, i, taken, dose);
                break;
            case InterventionKind.Magnesium:
                Put(block.MagnesiumRise, i, taken, dose);
                Put(block.Magnesium, i, taken, block.Magnesium.Load<TLane>(i) + dose);
                break;
            case InterventionKind.Statin:
                var untreated = ~Law.IsSet(block.Statin.Load<TLane>(i));
                Put(block.Ldl, i, taken & untreated, block.Ldl.Load<TLane>(i) * (1f - dose));
                break;
            case InterventionKind.GlucoseControl:
                Put(block.Hba1c, i, taken & Law.IsSet(block.Diabetes.Load<TLane>(i)), TLane.Min(block.Hba1c.Load<TLane>(i), dose));
                break;
            case InterventionKind.BloodPressureControl:
                Put(block.Systolic, i, taken, TLane.Min(block.Systolic.Load<TLane>(i), dose));
                break;
            case InterventionKind.Sglt2Inhibitor:
                Put(block.Sglt2, i, taken & ~Law.IsSet(block.Dialysis.Load<TLane>(i)), 1f);
                break;
            case InterventionKind.KidneyTransplant:
                Kidney.Graft(block, i, taken & Law.IsSet(block.Dialysis.Load<TLane>(i)) & (block.Age.Load<TLane>(i) <= (TLane)75f), parameters.Kidney);
                break;
            case InterventionKind.ValveReplacement:
                Put(block.ReplaceFrom, i, taken, dose);
                break;
            case InterventionKind.Parathyroidectomy:
                var enlarged = taken & ((block.Adenoma.Load<TLane>(i) > 0f) | (block.GlandMass.Load<TLane>(i) > (TLane)1.5f));
                Put(block.Adenoma, i, enlarged, 0f);
                Put(block.GlandMass, i, enlarged, 0.6f);
                EventBits.Record(block, i, enlarged, EventKind.Parathyroidectomy);
                break;
            case InterventionKind.Denosumab:
                Put(block.Denosumab, i, taken, 1f);
                break;
            case InterventionKind.CtScreening:
                Screen(block, i, year, taken, dose, parameters);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(intervention), intervention.Kind, "Unknown kind of intervention.");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<TLane>(Column column, int i, TLane where, TLane value) where TLane : struct, ILane<TLane> =>
        column.Store(i, TLane.Select(where, value, column.Load<TLane>(i)));

    /// <summary>One scan with its noise and floor; preventive treatment for those at or above the cut.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Screen<TLane>(PatientBlock block, int i, in YearContext year, TLane taken, TLane cut, ModelParameters parameters)
        where TLane : struct, ILane<TLane>
    {
        year.Draw<TLane>(block, i, Purpose.ObserveImage, out var uScan, out _, out _, out _);
        var seen = Observation.Cac(block.Cac.Load<TLane>(i), uScan, parameters.Observation.Floor, parameters.Observation);
        var found = taken & ((seen >= cut) | Law.IsSet(block.ScreenFound.Load<TLane>(i)));
        Put(block.ScreenFound, i, found, 1f);
        Put(block.Ldl, i, found & ~Law.IsSet(block.Statin.Load<TLane>(i)), block.Ldl.Load<TLane>(i) * 0.6f);
        Put(block.Systolic, i, found, TLane.Min(block.Systolic.Load<TLane>(i), 130f));
    }
}
