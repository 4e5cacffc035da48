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
    /// <summary>Age at which the simulated past begins, or with dialysis before it.</summary>
    public const float FirstAge = 20;

    private const float Childhood = 5;

    /// <summary>Age at which the simulated past of one patient begins.</summary>
    public static float BeginsAt(PatientBlock block, int row)
    {
        var begins = 0f;
        Lane1.Store(BeginsAt<Lane1>(block.Values(Variable.DialysisFrom)[row]), ref begins);
        return begins;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane BeginsAt<TLane>(TLane dialysisFrom) where TLane : struct, ILane<TLane> => Law.Clamp(TLane.Round(dialysisFrom), Childhood, FirstAge);

    /// <summary>Sets the risk factors of a past year (year 0 = baseline).</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Advance<TLane>(PatientBlock block, in YearContext year, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        var kidney = parameters.Kidney;
        var p = parameters.History;
        TLane back = -year.Year;
        TLane one = 1f;
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            var baseAge = block.BaseAge.Load<TLane>(i);
            var dialysisFrom = block.DialysisFrom.Load<TLane>(i);
            var first = BeginsAt(dialysisFrom);
            var age = TLane.Max(baseAge - back, first);
            block.Age.Store(i, age);

            // Function falls from youth's to the measured one, or to where dialysis began; dialysis leaves the residual function.
            // Whoever is no older than the first age is at the end from the start.
            var everDialysed = dialysisFrom <= baseAge;
            var fallsUntil = TLane.Select(everDialysed, dialysisFrom, baseAge);
            var fallsTo = TLane.Select(everDialysed, kidney.DialysisEgfr, block.BaseEgfr.Load<TLane>(i));
            var course = TLane.Select(age < fallsUntil, Law.Clamp((age - first) / TLane.Max(fallsUntil - first, one), 0f, one), one);
            var youth = TLane.Max(fallsTo, kidney.YouthEgfr);
            var fallen = Law.Power(TLane.Max(course, 1e-6f), (TLane)kidney.PastCurvature);
            var egfr = TLane.Select(course < one, youth - ((youth - fallsTo) * fallen), fallsTo);
            block.Egfr.Store(i, TLane.Select(age >= dialysisFrom, kidney.ResidualEgfr, egfr));

            var diabetesFrom = block.DiabetesFrom.Load<TLane>(i);
            var diabetesYears = Law.Excess(age - diabetesFrom);
            var diabetes = age >= diabetesFrom;
            block.Diabetes.Store(i, Law.Flag(diabetes));
            block.DiabetesYears.Store(i, diabetesYears);
            var baseHba1c = block.BaseHba1c.Load<TLane>(i);
            block.Hba1c.Store(i, TLane.Select(diabetes | ~(back > 0f), baseHba1c, TLane.Min(baseHba1c, p.Hba1cBeforeDiabetes)));

            // Systolic pressure and LDL rise through adult life; treated LDL was higher before the statin.
            block.Systolic.Store(i, TLane.Max(block.BaseSystolic.Load<TLane>(i) - (back * p.SystolicRise), TLane.Min(block.BaseSystolic.Load<TLane>(i), p.YouthSystolic)));
            var beforeStatin = Law.IsSet(block.Statin.Load<TLane>(i)) & (back > p.StatinYears);
            block.Ldl.Store(i, TLane.Select(beforeStatin, block.BaseLdl.Load<TLane>(i) * p.LdlBeforeStatin, block.BaseLdl.Load<TLane>(i)));

            var smokes = (age > block.SmokingFrom.Load<TLane>(i)) & (age <= block.SmokingUntil.Load<TLane>(i));
            block.Smoker.Store(i, TLane.Select(back > 0f, Law.Flag(smokes), block.BaseSmoker.Load<TLane>(i)));
            block.SmokingYears.Store(i, block.SmokingYears.Load<TLane>(i) + Law.Flag(smokes));

            block.AtrialFibrillation.Store(i, Law.Flag(age >= block.AfFrom.Load<TLane>(i)));
            var warfarin = (age > block.WarfarinFrom.Load<TLane>(i)) & (age <= block.WarfarinUntil.Load<TLane>(i));
            block.Anticoagulant.Store(i, Law.Flag(warfarin));
            block.WarfarinYears.Store(i, block.WarfarinYears.Load<TLane>(i) + Law.Flag(warfarin));

            block.Dialysis.Store(i, Law.Flag(age >= dialysisFrom));
            block.DialysisYears.Store(i, Law.Excess(age - dialysisFrom));
            block.VitaminD25.Store(i, block.BaseVitaminD25.Load<TLane>(i));
            block.Magnesium.Store(i, block.BaseMagnesium.Load<TLane>(i));
        }
    }

    /// <summary>The state of youth: nothing calcified, matrix of a 20-year-old.</summary>
    public static void Begin(PatientBlock block, ModelParameters parameters)
    {
        block.Values(Variable.AgeBurden).Fill(0.563f);
        block.Values(Variable.Osteogenic).Fill(parameters.History.YouthOsteogenic);
        block.Values(Variable.Vesicles).Fill(1);
        block.Values(Variable.Apoptosis).Fill(1);
        block.Values(Variable.MedialCalcium).Fill(parameters.History.YouthMedia);
        block.Values(Variable.Plaque).Fill(parameters.History.YouthPlaque);
        block.Values(Variable.LeafletInjury).Fill(0.163f);
        block.Values(Variable.InjuredSite).Fill(0.1f);
        block.Values(Variable.BoneDensity).Fill(1);
        block.Values(Variable.PeakVelocity).Fill(parameters.Valve.VelocityBase);
        block.Values(Variable.PulseWaveVelocity).Fill(parameters.Media.PwvBase);
        foreach (var absent in Absent)
        {
            block.Values(absent).Clear();
        }
    }

    private static readonly Variable[] Absent =
    [
        Variable.Cac, Variable.Fibrosis, Variable.Avc, Variable.ValveReplaced, Variable.ValveSymptoms, Variable.StenosisStage,
        Variable.LungDeposit, Variable.GastricDeposit, Variable.KidneyDeposit, Variable.DystrophicDeposit, Variable.SiteActive, Variable.MedialActive, Variable.PastHazard,
        Variable.SmokingYears, Variable.WarfarinYears,
    ];
}
