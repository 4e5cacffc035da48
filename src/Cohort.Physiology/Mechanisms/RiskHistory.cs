using System.Runtime.CompilerServices;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;
using Cohort.Physiology.State;
using Cohort.Physiology.Years;

namespace Cohort.Physiology.Mechanisms;

/// <summary>
/// The history of risk factors that the simulated past follows: every factor runs from youth to the value measured at
/// baseline and reaches it at year 0 exactly.
/// </summary>
public static class RiskHistory
{
    /// <summary>Age at which the simulated past begins.</summary>
    public const float FirstAge = 20;

    /// <summary>Sets the risk factors of a past year (year 0 = baseline); puts those not yet 20 into the state of youth.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Advance<TLane>(PatientBlock block, in YearContext year, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        var kidney = parameters.Kidney;
        TLane back = -year.Year;
        TLane one = 1f;
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            var baseAge = block.BaseAge.Load<TLane>(i);
            var age = TLane.Max(baseAge - back, FirstAge);
            block.Age.Store(i, age);

            var course = Law.Clamp((age - FirstAge) / TLane.Max(baseAge - FirstAge, one), 0f, one);
            var baseEgfr = block.BaseEgfr.Load<TLane>(i);
            var youth = TLane.Max(baseEgfr, kidney.YouthEgfr);
            var fallen = Law.Power(TLane.Max(course, 1e-6f), (TLane)kidney.PastCurvature);
            block.Egfr.Store(i, TLane.Select(course < one, youth - ((youth - baseEgfr) * fallen), baseEgfr));

            var diabetesFrom = block.DiabetesFrom.Load<TLane>(i);
            var diabetesYears = Law.Excess(age - diabetesFrom);
            var diabetes = age >= diabetesFrom;
            block.Diabetes.Store(i, Law.Flag(diabetes));
            block.DiabetesYears.Store(i, diabetesYears);
            var baseHba1c = block.BaseHba1c.Load<TLane>(i);
            block.Hba1c.Store(i, TLane.Select(diabetes | ~(back > 0f), baseHba1c, TLane.Min(baseHba1c, 5.5f)));

            // Systolic pressure and LDL rise through adult life; treated LDL was higher before the statin.
            block.Systolic.Store(i, TLane.Max(block.BaseSystolic.Load<TLane>(i) - (back * 0.35f), TLane.Min(block.BaseSystolic.Load<TLane>(i), 108f)));
            var beforeStatin = Law.IsSet(block.Statin.Load<TLane>(i)) & (back > 8f);
            block.Ldl.Store(i, TLane.Select(beforeStatin, block.BaseLdl.Load<TLane>(i) * 1.35f, block.BaseLdl.Load<TLane>(i)));

            var smokes = (age > block.SmokingFrom.Load<TLane>(i)) & (age <= block.SmokingUntil.Load<TLane>(i));
            block.Smoker.Store(i, TLane.Select(back > 0f, Law.Flag(smokes), block.BaseSmoker.Load<TLane>(i)));
            block.SmokingYears.Store(i, block.SmokingYears.Load<TLane>(i) + Law.Flag(smokes));

            block.AtrialFibrillation.Store(i, Law.Flag(age >= block.AfFrom.Load<TLane>(i)));
            var warfarin = (age > block.WarfarinFrom.Load<TLane>(i)) & (age <= block.WarfarinUntil.Load<TLane>(i));
            block.Anticoagulant.Store(i, Law.Flag(warfarin));
            block.WarfarinYears.Store(i, block.WarfarinYears.Load<TLane>(i) + Law.Flag(warfarin));

            var dialysisFrom = block.DialysisFrom.Load<TLane>(i);
            block.Dialysis.Store(i, Law.Flag(age >= dialysisFrom));
            block.DialysisYears.Store(i, Law.Excess(age - dialysisFrom));
            block.VitaminD25.Store(i, block.BaseVitaminD25.Load<TLane>(i));
            block.Magnesium.Store(i, block.BaseMagnesium.Load<TLane>(i));
            Youth(block, i, age <= FirstAge, parameters);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Youth<TLane>(PatientBlock block, int i, TLane young, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        Put(block.AgeBurden, i, young, 0.563f);
        Put(block.Osteogenic, i, young, 0.02f);
        Put(block.Vesicles, i, young, 1f);
        Put(block.Apoptosis, i, young, 1f);
        Put(block.MedialCalcium, i, young, 0.05f);
        Put(block.Plaque, i, young, 0.01f);
        Put(block.Cac, i, young, 0f);
        Put(block.LeafletInjury, i, young, 0.163f);
        Put(block.Fibrosis, i, young, 0f);
        Put(block.Avc, i, young, 0f);
        Put(block.ValveReplaced, i, young, 0f);
        Put(block.ValveSymptoms, i, young, 0f);
        Put(block.PeakVelocity, i, young, parameters.Valve.VelocityBase);
        Put(block.LungDeposit, i, young, 0f);
        Put(block.GastricDeposit, i, young, 0f);
        Put(block.KidneyDeposit, i, young, 0f);
        Put(block.InjuredSite, i, young, 0.1f);
        Put(block.DystrophicDeposit, i, young, 0f);
        Put(block.BoneDensity, i, young, 1f);
        Put(block.PulseWaveVelocity, i, young, parameters.Media.PwvBase);
        Put(block.PastHazard, i, young, 0f);
        Put(block.SmokingYears, i, young, 0f);
        Put(block.WarfarinYears, i, young, 0f);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<TLane>(Column column, int i, TLane where, TLane value) where TLane : struct, ILane<TLane> =>
        column.Store(i, TLane.Select(where, value, column.Load<TLane>(i)));
}
