using System.Runtime.CompilerServices;
using Cohort.Physiology.Events;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;
using Cohort.Physiology.State;
using Cohort.Physiology.Years;

namespace Cohort.Physiology.Mechanisms;

/// <summary>Intimal plaque and coronary calcium: onset and growth are separate processes.</summary>
public static class CoronaryPlaque
{
    /// <summary>A year of plaque growth by risk factors.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void AdvancePlaque<TLane>(PatientBlock block, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        var p = parameters.Plaque;
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            var inflammation = Law.Excess(block.Inflammation.Load<TLane>(i) - 1f);
            var logs = (p.Ldl * (block.Ldl.Load<TLane>(i) - 3f)) + (p.Systolic * Restraint.Pressure<TLane>(block, i)) + (p.Smoking * block.Smoker.Load<TLane>(i))
                + (p.Diabetes * block.Diabetes.Load<TLane>(i)) + (p.Male * (0.5f - block.Female.Load<TLane>(i))) + (p.Inflammation * inflammation)
                + (p.Uraemia * Restraint.Uraemia<TLane>(block, i));
            var pace = TLane.Sqrt(Law.Clamp((block.Age.Load<TLane>(i) - 20f) * (1f / 40f), 0.01f, 2f));
            block.Plaque.Store(i, block.Plaque.Load<TLane>(i) + (p.Growth * pace * Elementary.Exp(logs)));
        }
    }

    /// <summary>
    /// A year of calcium: first nucleation as a hazard of the plaque (and of osteogenic medial vesicles); growth of what is there by
    /// what favours mineral, not by lipids.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void AdvanceCalcium<TLane>(PatientBlock block, in YearContext year, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        var p = parameters.Plaque;
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            year.Draw<TLane>(block, i, Purpose.YearOnset, out var uOnset, out var uSize, out _, out _);
            var inhibition = TLane.Max(1f + (parameters.Inhibitor.MgpIntima * Restraint.MgpLoss<TLane>(block, i, parameters.Inhibitor)), 0.5f)
                * block.MineralGrowth.Load<TLane>(i);
            var cac = block.Cac.Load<TLane>(i);
            var present = cac > 0f;
            var onset = inhibition * Nucleation<TLane>(block, i, parameters);
            var begins = ~present & Law.Happens(uOnset, onset);
            var first = p.FirstDeposit * Law.LogNormal<TLane>(uSize, p.FirstSpread);
            var pace = (p.CacDiabetes * block.Diabetes.Load<TLane>(i)) + (p.CacMale * (0.5f - block.Female.Load<TLane>(i)))
                + (p.CacSystolic * Restraint.Pressure<TLane>(block, i)) + (p.CacSaturation * Elementary.Log(block.MineralDrive.Load<TLane>(i)))
                + (p.CacVesicles * Elementary.Log(block.Vesicles.Load<TLane>(i)))
                + (p.CacExponent * Elementary.Log(TLane.Max(cac, 0.1f)));
            var growth = p.CacGrowth * block.CacTempo.Load<TLane>(i) * inhibition * Elementary.Exp(pace);
            cac = TLane.Select(present, cac + growth, TLane.Select(begins, first, 0f));
            block.Cac.Store(i, TLane.Min(cac, 30000f));
            EventBits.Record(block, i, begins, EventKind.CacOnset);
        }
    }

    /// <summary>
    /// Hazard of first calcium at healthy inhibition (1/a): of the plaque, and of osteogenic medial vesicles where phosphate permits. A
    /// method of its own: together with growth it would exceed the compiler's limit of locals.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static TLane Nucleation<TLane>(PatientBlock block, int i, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        var p = parameters.Plaque;
        var drive = block.MineralDrive.Load<TLane>(i);
        var plaque = Elementary.Exp((p.OnsetExponent * Elementary.Log(block.CacTempo.Load<TLane>(i) * block.Plaque.Load<TLane>(i)))
            + (p.OnsetDiabetes * block.Diabetes.Load<TLane>(i)));
        var vesicles = SmoothMuscle.Permitted(drive, parameters.Muscle, parameters.Mineral.RestingPhosphate)
            * Law.Excess(block.Vesicles.Load<TLane>(i) - p.VesicleFloor);
        return (p.Onset * plaque) + (p.OnsetMedia * vesicles * Elementary.Exp(p.OnsetDrive * Elementary.Log(drive)));
    }
}
