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
    /// <summary>A year of plaque growth by risk factors; faster in women after the menopause.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void AdvancePlaque<TLane>(PatientBlock block, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        var p = parameters.Plaque;
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            var inflammation = Law.Excess(block.Inflammation.Load<TLane>(i) - 1f);
            var age = block.Age.Load<TLane>(i);
            var female = block.Female.Load<TLane>(i);
            var menopause = Law.IsSet(female) & (age > (TLane)parameters.Skeleton.Menopause);
            var logs = (p.Ldl * (block.Ldl.Load<TLane>(i) - 3f)) + (p.Systolic * Restraint.Pressure<TLane>(block, i)) + (p.Smoking * block.Smoker.Load<TLane>(i))
                + (p.Diabetes * block.Diabetes.Load<TLane>(i)) + (p.Male * (0.5f - female)) + (p.Inflammation * inflammation)
                + TLane.Select(menopause, p.Menopause, 0f);
            var pace = TLane.Sqrt(Law.Clamp((age - 20f) * (1f / 40f), 0.01f, 2f));
            block.Plaque.Store(i, block.Plaque.Load<TLane>(i) + (p.Growth * pace * Elementary.Exp(logs)));
        }
    }

    /// <summary>What a year of calcium depends on but for the person's own pace, luck and score.</summary>
    public static void PrepareCalcium<TLane>(PatientBlock block, TermColumns terms, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        PrepareOnset<TLane>(block, terms, parameters);
        PrepareGrowth<TLane>(block, terms, parameters);
    }

    /// <summary>
    /// A year of calcium: first nucleation as a hazard of the plaque (and of osteogenic medial vesicles); growth of what is there by
    /// what favours mineral, not by lipids.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void AdvanceCalcium<TLane>(PatientBlock block, TermColumns terms, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        var p = parameters.Plaque;
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            var tempo = block.CacTempo.Load<TLane>(i);
            var cac = block.Cac.Load<TLane>(i);
            var present = cac > 0f;
            var onset = (terms[YearTerm.CoronaryOnset].Load<TLane>(i) * Law.Power(tempo, (TLane)p.OnsetTempo)) + terms[YearTerm.CoronaryOnsetMedia].Load<TLane>(i);
            var begins = ~present & Law.Happens(terms[YearTerm.CoronaryLuck].Load<TLane>(i), onset);

            // In youth nobody of a lane has calcium, and onset is rare at any age.
            if (TLane.Any(present))
            {
                var growth = terms[YearTerm.CoronaryGrowth].Load<TLane>(i) * tempo * Law.Power(TLane.Max(cac, 0.1f), (TLane)p.CacExponent);
                cac = TLane.Select(present, TLane.Min(cac + growth, 30000f), cac);
            }

            if (TLane.Any(begins))
            {
                cac = TLane.Select(begins, p.FirstDeposit * Law.LogNormal<TLane>(terms[YearTerm.CoronarySize].Load<TLane>(i), p.FirstSpread), cac);
                EventBits.Record(block, i, begins, EventKind.CacOnset);
            }

            block.Cac.Store(i, cac);
        }
    }

    /// <summary>Hazard of first calcium: of the plaque, and of osteogenic medial vesicles where phosphate permits.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void PrepareOnset<TLane>(PatientBlock block, TermColumns terms, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        var p = parameters.Plaque;
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            var inhibition = Inhibition<TLane>(block, i, parameters);
            var drive = block.MineralDrive.Load<TLane>(i);
            var plaque = Elementary.Exp((p.OnsetExponent * Elementary.Log(block.Plaque.Load<TLane>(i))) + (p.OnsetDiabetes * block.Diabetes.Load<TLane>(i)));
            var vesicles = SmoothMuscle.Permitted(drive, parameters.Muscle, parameters.Mineral.RestingPhosphate)
                * Law.Excess(block.Vesicles.Load<TLane>(i) - p.VesicleFloor);
            terms[YearTerm.CoronaryOnset].Store(i, inhibition * (p.Onset * plaque));
            terms[YearTerm.CoronaryOnsetMedia].Store(i, inhibition * (p.OnsetMedia * vesicles * Elementary.Exp(p.OnsetDrive * Elementary.Log(drive))));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void PrepareGrowth<TLane>(PatientBlock block, TermColumns terms, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        var p = parameters.Plaque;
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            var pace = (p.CacDiabetes * block.Diabetes.Load<TLane>(i)) + (p.CacMale * (0.5f - block.Female.Load<TLane>(i)))
                + (p.CacSystolic * Restraint.Pressure<TLane>(block, i)) + (p.CacSaturation * Elementary.Log(block.MineralDrive.Load<TLane>(i)))
                + (p.CacVesicles * Elementary.Log(block.Vesicles.Load<TLane>(i)));
            terms[YearTerm.CoronaryGrowth].Store(i, p.CacGrowth * Inhibition<TLane>(block, i, parameters) * Elementary.Exp(pace));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Inhibition<TLane>(PatientBlock block, int i, ModelParameters parameters) where TLane : struct, ILane<TLane> =>
        Restraint.Local<TLane>(block, i, parameters.Inhibitor, parameters.Inhibitor.MgpIntima, 0.5f);
}
