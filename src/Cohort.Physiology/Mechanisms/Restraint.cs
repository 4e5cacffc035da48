using System.Runtime.CompilerServices;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;
using Cohort.Physiology.State;

namespace Cohort.Physiology.Mechanisms;

/// <summary>What restrains the growth of mineral everywhere, and what drives it: terms that vessel and valve share.</summary>
internal static class Restraint
{
    // Supply (mmol/d) beyond which growth follows no further: 80 mg a day.
    private const float MostSupplied = 2f;

    /// <summary>
    /// Calcium-phosphate drive relative to healthy blood: P (Ca^1.4), the form in which cultured smooth muscle and rat aorta
    /// respond; with the phosphate that TNAP frees beside the cells.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Drive<TLane>(PatientBlock block, int i, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        var calcium = block.IonisedCalcium.Load<TLane>(i) * (1f / parameters.Mineral.RestingCalcium);
        var freed = 1f + (parameters.Inhibitor.TnapPhosphate * Law.Excess(block.Tnap.Load<TLane>(i) - 1f));
        return freed * block.Phosphate.Load<TLane>(i) * (1f / parameters.Mineral.RestingPhosphate) * Law.Power<TLane>(calcium, parameters.Muscle.CalciumExponent);
    }

    /// <summary>Chronic inflammation beyond a healthy person's; dialysis adds its own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane ExcessInflammation<TLane>(PatientBlock block, int i, InhibitorParameters p) where TLane : struct, ILane<TLane> =>
        Law.Excess(block.Inflammation.Load<TLane>(i) - 1f) + (p.DialysisInflammation * block.Dialysis.Load<TLane>(i));

    /// <summary>Systolic pressure above 125 mmHg in units of 20, as plaque, coronary calcium and leaflets feel it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Pressure<TLane>(PatientBlock block, int i) where TLane : struct, ILane<TLane> =>
        Law.Clamp((block.Systolic.Load<TLane>(i) - 125f) * (1f / 20f), -2f, 4f);

    /// <summary>Loss of eGFR below 60: 0 at 60, 1 without function.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Uraemia<TLane>(PatientBlock block, int i) where TLane : struct, ILane<TLane> =>
        Law.Clamp((60f - block.Egfr.Load<TLane>(i)) * (1f / 60f), 0f, 1f);

    /// <summary>Relative loss of active matrix Gla protein: 0 healthy, towards 1 on warfarin, negative when replete.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane MgpLoss<TLane>(PatientBlock block, int i, InhibitorParameters p) where TLane : struct, ILane<TLane> =>
        1f - (block.Mgp.Load<TLane>(i) * (1f / p.MgpActive));

    /// <summary>Growth of mineral in a tissue relative to a healthy person's: what circulates, and how much the tissue depends on matrix Gla protein.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Local<TLane>(PatientBlock block, int i, InhibitorParameters p, float dependence, float least) where TLane : struct, ILane<TLane> =>
        TLane.Max(1f + (dependence * MgpLoss<TLane>(block, i, p)), least) * block.MineralGrowth.Load<TLane>(i);

    /// <summary>
    /// Calcium that soft tissue is offered (mmol/d): of what the body keeps the more, the less bone turns over and the less the kidneys can
    /// still pass on; negative where more leaves than comes.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Supply<TLane>(PatientBlock block, int i) where TLane : struct, ILane<TLane> =>
        Law.Clamp((90f - block.Egfr.Load<TLane>(i)) * (1f / 60f), 0f, 1f)
            * Law.Clamp(block.CalciumRetained.Load<TLane>(i) * 2f / (1f + block.BoneTurnover.Load<TLane>(i)), -MostSupplied, MostSupplied);

    /// <summary>
    /// Growth of existing mineral relative to a healthy person's, by what circulates: pyrophosphate, fetuin-A, magnesium, the
    /// calcium that the body keeps, and the drugs that adsorb to apatite. Matrix Gla protein is apart, since each tissue depends on it differently.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Circulating<TLane>(PatientBlock block, int i, TLane supply, InhibitorParameters p) where TLane : struct, ILane<TLane>
    {
        var pyrophosphate = (1f + (p.PpiHealthy / p.PpiHalf)) / (1f + (block.Ppi.Load<TLane>(i) * (1f / p.PpiHalf)));
        var logs = (p.FetuinEffect * Elementary.Log(p.FetuinHealthy / TLane.Max(block.Fetuin.Load<TLane>(i), 0.05f)))
            - (p.MagnesiumEffect * (block.Magnesium.Load<TLane>(i) - p.MagnesiumHealthy))
            + (p.CalciumRetained * supply);
        var drugs = (1f + (p.GrowthInhibitorEffect * block.GrowthInhibitor.Load<TLane>(i))) * (1f + (p.BisphosphonateEffect * block.Bisphosphonate.Load<TLane>(i)));
        var alkali = 1f + (block.Dialysis.Load<TLane>(i) * (p.DialysisAlkali - 1f));
        return pyrophosphate * alkali * Elementary.Exp(logs) / drugs;
    }
}
