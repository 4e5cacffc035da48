using System.Runtime.CompilerServices;
using Cohort.Physiology.Events;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;
using Cohort.Physiology.Rates;
using Cohort.Physiology.State;
using Cohort.Physiology.Years;

namespace Cohort.Physiology.Mechanisms;

/// <summary>Intimal plaque and coronary calcium: onset and growth are separate processes.</summary>
public static class CoronaryPlaque
{
    /// <summary>
    /// A year of plaque growth by risk factors; first nucleation of calcium as a hazard of the plaque (and of osteogenic medial
    /// vesicles); growth of calcium that is there by what favours mineral, not by lipids.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Advance<TLane>(PatientBlock block, in YearContext year, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        var p = parameters.Plaque;
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            year.Draw<TLane>(block, i, Purpose.YearOnset, out var uOnset, out var uSize, out _, out _);
            var age = block.Age.Load<TLane>(i);
            var male = 1f - block.Female.Load<TLane>(i);
            var diabetes = block.Diabetes.Load<TLane>(i);
            var systolic = Law.Clamp((block.Systolic.Load<TLane>(i) - 125f) * (1f / 20f), -2f, 4f);
            var inflammation = Law.Excess(block.Inflammation.Load<TLane>(i) - 1f);

            var logs = (p.Ldl * (block.Ldl.Load<TLane>(i) - 3f)) + (p.Systolic * systolic) + (p.Smoking * block.Smoker.Load<TLane>(i))
                + (p.Diabetes * diabetes) + (p.Male * (male - 0.5f)) + (p.Inflammation * inflammation);
            var plaque = block.Plaque.Load<TLane>(i);
            plaque += (TLane)p.Growth * TLane.Sqrt(Law.Clamp((age - 20f) * (1f / 40f), 0.01f, 2f)) * Elementary.Exp(logs);
            block.Plaque.Store(i, plaque);

            var drive = Restraint.Drive<TLane>(block, i, parameters);
            var vesicles = block.Vesicles.Load<TLane>(i);
            var inhibition = TLane.Max(1f + (parameters.Inhibitor.MgpIntima * Restraint.MgpLoss<TLane>(block, i, parameters.Inhibitor)), 0.5f)
                * Restraint.Circulating<TLane>(block, i, parameters.Inhibitor);

            var cac = block.Cac.Load<TLane>(i);
            var present = cac > 0f;
            var tempo = block.CacTempo.Load<TLane>(i);
            var onset = inhibition * ((p.Onset * tempo * Law.Power<TLane>(plaque, p.OnsetExponent))
                + (p.OnsetMedia * Law.Excess(vesicles - 1.5f) * drive));
            var begins = ~present & Law.Happens(uOnset, onset);
            var first = p.FirstDeposit * Law.LogNormal<TLane>(uSize, p.FirstSpread);

            var pace = (p.CacDiabetes * diabetes) + (p.CacMale * (male - 0.5f)) + (p.CacSystolic * systolic)
                + (p.CacSaturation * Elementary.Log(drive)) + (p.CacVesicles * Elementary.Log(vesicles));
            var growth = p.CacGrowth * tempo * inhibition * Elementary.Exp(pace + (p.CacExponent * Elementary.Log(TLane.Max(cac, 0.1f))));
            cac = TLane.Select(present, cac + growth, TLane.Select(begins, first, 0f));
            block.Cac.Store(i, TLane.Min(cac, 30000f));
            EventBits.Record(block, i, begins, EventKind.CacOnset);
        }
    }
}
