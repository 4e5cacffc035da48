using System.Runtime.CompilerServices;
using Cohort.Physiology.Events;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;
using Cohort.Physiology.Rates;
using Cohort.Physiology.State;
using Cohort.Physiology.Years;

namespace Cohort.Physiology.Mechanisms;

/// <summary>Kidney function: a persistent decline of one's own, albuminuria, dialysis, transplantation.</summary>
public static class Kidney
{
    /// <summary>Draws each person's own decline, which stays for life. Heavy-tailed; faster where albuminuria is higher (through <see cref="Advance"/>).</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void DrawSlope<TLane>(PatientBlock block, in YearContext year, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        var p = parameters.Kidney;
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            year.DrawForLife<TLane>(block, i, Purpose.KidneySlope, out var u, out _, out _, out _);

            // Those who have lost more than their age explains are, on average, those who lose faster.
            var age = block.BaseAge.Load<TLane>(i);
            var expected = p.ExpectedEgfr - (p.ExpectedFall * (age - 20f));
            var deficit = Law.Clamp((expected - block.BaseEgfr.Load<TLane>(i)) / 60f, -0.4f, 1.2f);
            block.Slope.Store(i, (TLane)p.BaseSlope * Law.LogNormal<TLane>(u, p.SlopeSpread) * Elementary.Exp(p.SlopeDeficit * deficit));
        }
    }

    /// <summary>
    /// A year of decline, flatter in the old, whose low function is more often that of age than of a disease that goes on; dialysis starts near
    /// its threshold, a transplant returns function.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Advance<TLane>(PatientBlock block, in YearContext year, HazardColumns hazards, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        var p = parameters.Kidney;
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            year.Draw<TLane>(block, i, Purpose.YearKidney, out var start, out var graft, out _, out _);
            var egfr = block.Egfr.Load<TLane>(i);
            var diabetes = block.Diabetes.Load<TLane>(i);
            var hba1c = block.Hba1c.Load<TLane>(i);
            var albuminuria = block.Albuminuria.Load<TLane>(i);
            var dialysis = Law.IsSet(block.Dialysis.Load<TLane>(i));
            var transplant = Law.IsSet(block.Transplant.Load<TLane>(i));

            var leak = Law.Excess(Elementary.Log(albuminuria * (1f / 30f)));
            var glucose = diabetes * Law.Clamp(hba1c - 6f, 0f, 5f);
            var pressure = Law.Clamp((block.Systolic.Load<TLane>(i) - 125f) / 20f, -1f, 3f);
            var modifier = 1f + (p.SlopeDiabetes * glucose) + (p.SlopeAlbuminuria * leak) + (p.SlopeSystolic * pressure);
            var protection = 1f - (block.Sglt2.Load<TLane>(i) * (1f - p.Sglt2Slope));
            var ageing = Elementary.Exp(-0.1f * p.SlopeAge * Law.Excess(block.Age.Load<TLane>(i) - p.SlopeFrom));
            var loss = block.Slope.Load<TLane>(i) * ageing * modifier * protection;
            loss = TLane.Select(transplant, (TLane)p.TransplantSlope * protection, loss);
            egfr = TLane.Max(egfr - loss, 4f);

            var uraemia = Elementary.Logistic((p.DialysisEgfr - egfr) / p.DialysisSteepness);
            var starts = ~dialysis & (start < uraemia);
            var grafts = dialysis & (graft < Elementary.OneMinusExp(hazards[Hazard.Transplant].Load<TLane>(i)));

            var onDialysis = (dialysis | starts) & ~grafts;
            var withGraft = (transplant & ~starts) | grafts;
            egfr = TLane.Select(onDialysis, p.ResidualEgfr, TLane.Select(grafts, p.TransplantEgfr, egfr));
            block.Egfr.Store(i, egfr);
            block.Dialysis.Store(i, Law.Flag(onDialysis));
            block.DialysisYears.Store(i, block.DialysisYears.Load<TLane>(i) + Law.Flag(onDialysis));
            block.Transplant.Store(i, Law.Flag(withGraft));

            var growth = p.AlbuminuriaGrowth + (p.AlbuminuriaDiabetes * diabetes * Law.Clamp(hba1c - 6.5f, 0f, 5f));
            block.Albuminuria.Store(i, TLane.Min(albuminuria * Elementary.Exp(growth), 10000f));

            EventBits.Record(block, i, starts, EventKind.DialysisStart);
            EventBits.Record(block, i, grafts, EventKind.Transplant);
        }
    }

    /// <summary>Gives the patients of a mask a transplant.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Graft<TLane>(PatientBlock block, int i, TLane mask, KidneyParameters p) where TLane : struct, ILane<TLane>
    {
        block.Egfr.Store(i, TLane.Select(mask, p.TransplantEgfr, block.Egfr.Load<TLane>(i)));
        block.Dialysis.Store(i, TLane.Select(mask, 0f, block.Dialysis.Load<TLane>(i)));
        block.Transplant.Store(i, TLane.Select(mask, 1f, block.Transplant.Load<TLane>(i)));
        EventBits.Record(block, i, mask, EventKind.Transplant);
    }

    /// <summary>Sets the stage of kidney disease from eGFR, dialysis and transplant.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Stage<TLane>(PatientBlock block) where TLane : struct, ILane<TLane>
    {
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            var egfr = block.Egfr.Load<TLane>(i);
            var stage = Law.Flag(egfr < (TLane)90f) + Law.Flag(egfr < (TLane)60f) + Law.Flag(egfr < (TLane)45f)
                + Law.Flag(egfr < (TLane)30f) + Law.Flag(egfr < (TLane)15f);
            stage = TLane.Select(Law.IsSet(block.Transplant.Load<TLane>(i)), (float)CkdStage.G5T, stage);
            stage = TLane.Select(Law.IsSet(block.Dialysis.Load<TLane>(i)), (float)CkdStage.G5D, stage);
            block.CkdStage.Store(i, stage);
        }
    }
}
