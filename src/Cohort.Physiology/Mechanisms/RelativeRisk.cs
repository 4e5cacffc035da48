using System.Runtime.CompilerServices;
using Cohort.Physiology.Events;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;
using Cohort.Physiology.Rates;
using Cohort.Physiology.State;
using Cohort.Physiology.Years;

namespace Cohort.Physiology.Mechanisms;

/// <summary>
/// A person's relative risk of each event and cause of death, from causes alone: never from the published association of a
/// score. What coronary calcium, valve calcium and eGFR predict beyond these emerges, or comes from frailty.
/// </summary>
public static class RelativeRisk
{
    /// <summary>Draws the susceptibilities of a candidate past: pace of coronary and valve calcium, frailty.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void DrawSusceptibility<TLane>(PatientBlock block, in YearContext year, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        var p = parameters.Outcome;
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            year.DrawForLife<TLane>(block, i, Purpose.Susceptibility, out var uCac, out var uAvc, out var uFrailty, out _);
            block.CacTempo.Store(i, Law.LogNormal<TLane>(uCac, parameters.Plaque.CacTempoSpread));
            block.AvcTempo.Store(i, Law.LogNormal<TLane>(uAvc, parameters.Valve.TempoSpread));
            var kidney = Law.Clamp(p.FrailtySlope * Elementary.Log(block.Slope.Load<TLane>(i) / parameters.Kidney.BaseSlope), -0.6f, 1.2f);
            block.Frailty.Store(i, Law.LogNormal<TLane>(uFrailty, p.FrailtySpread) * Elementary.Exp(kidney));
        }
    }

    /// <summary>Relative risks of the year that begins, by the state at its start.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Assess<TLane>(PatientBlock block, HazardColumns risks, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        var p = parameters.Outcome;
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            var age = block.Age.Load<TLane>(i);
            var fade = Law.Clamp(1f - (p.AgeAttenuation * (age - 60f)), 0.3f, 1.3f);
            var pressure = Law.Clamp((block.Systolic.Load<TLane>(i) - 125f) * 0.1f, -3f, 8f);
            var smoker = block.Smoker.Load<TLane>(i);
            var diabetes = block.Diabetes.Load<TLane>(i);
            var frailty = Elementary.Log(block.Frailty.Load<TLane>(i));
            var ldl = Law.Clamp(block.Ldl.Load<TLane>(i) - 3f, -2.5f, 4f);
            var coronary = block.Coronary.Load<TLane>(i);
            var stroke = block.Stroke.Load<TLane>(i);
            var failure = block.HeartFailure.Load<TLane>(i);
            var egfr = block.Egfr.Load<TLane>(i);
            var uraemia = Law.Clamp((60f - egfr) * (1f / 60f), 0f, 1f);
            var decline = Law.Clamp((90f - egfr) * (1f / 60f), -0.2f, 1.4f);
            var stiffness = Law.Clamp((block.PulseWaveVelocity.Load<TLane>(i) - 8f) * p.StiffnessRisk, -0.5f, 1.5f);
            var plaque = p.InfarctionPlaque * Elementary.Log(TLane.Max(block.Plaque.Load<TLane>(i), 0.02f));
            var severe = Law.Flag(block.StenosisStage.Load<TLane>(i) > (TLane)2.5f);
            var fibrillation = block.AtrialFibrillation.Load<TLane>(i);

            var ischaemic = frailty + plaque + (fade * ((p.InfarctionSystolic * pressure) + (p.InfarctionLdl * ldl)
                + (p.InfarctionSmoking * smoker) + (p.InfarctionDiabetes * diabetes)));
            risks[Hazard.Infarction].Store(i, Elementary.Exp(ischaemic + (fade * p.InfarctionPrior * coronary)));
            risks[Hazard.DeathIschaemic].Store(i, Elementary.Exp(ischaemic + (fade * ((p.InfarctionPrior * coronary) + (0.6f * failure)))));

            var cerebral = frailty + stiffness + (fade * ((p.StrokeSystolic * pressure) + (p.StrokeSmoking * smoker) + (p.StrokeDiabetes * diabetes)));
            risks[Hazard.Stroke].Store(i, Elementary.Exp(cerebral + (fade * p.StrokePrior * stroke)));
            risks[Hazard.DeathStroke].Store(i, Elementary.Exp(cerebral + (fade * p.StrokeDeath * stroke) + (0.4f * fibrillation)));

            var pump = frailty + stiffness + (p.FailureKidney * uraemia) + (p.FailureStenosis * severe)
                + (fade * ((p.FailureSystolic * pressure) + (p.FailureDiabetes * diabetes) + (p.FailureCoronary * coronary)));
            risks[Hazard.HeartFailure].Store(i, Elementary.Exp(pump));
            risks[Hazard.DeathCardiac].Store(i, Elementary.Exp(pump + (p.HeartFailureDeath * failure)));

            risks[Hazard.DeathCancer].Store(i, Elementary.Exp((0.5f * frailty) + (fade * p.CancerSmoking * smoker)));
            risks[Hazard.DeathKidney].Store(i, Elementary.Exp(frailty + (p.KidneyDeath * decline)));
            risks[Hazard.DeathOther].Store(i, Elementary.Exp(frailty + (0.6f * uraemia)
                + (fade * ((p.OtherSmoking * smoker) + (p.OtherDiabetes * diabetes) + (0.5f * stroke) + (0.4f * failure)))));

            risks[Hazard.AtrialFibrillation].Store(i, Elementary.Exp((parameters.Rhythm.RiskKidney * decline)
                + (parameters.Rhythm.RiskHeartFailure * failure) + (parameters.Rhythm.RiskSystolic * 0.5f * pressure)
                + (parameters.Rhythm.RiskBmi * (block.Bmi.Load<TLane>(i) - 28f))));
            risks[Hazard.Diabetes].Store(i, Elementary.Exp(
                (parameters.Glycation.OnsetBmi * (Law.Clamp<TLane>(block.Bmi.Load<TLane>(i), 18f, 45f) - 28f))
                + (parameters.Glycation.OnsetHba1c * (Law.Clamp<TLane>(block.Hba1c.Load<TLane>(i), 4.8f, 6.5f) - 5.6f))));

            var turnover = TLane.Max(block.BoneTurnover.Load<TLane>(i), 0.05f);
            var skeleton = parameters.Skeleton;
            var low = Law.Clamp((0.5f - turnover) * 2f, 0f, 1f);
            var high = Law.Excess(Elementary.Log(turnover));
            risks[Hazard.Fracture].Store(i, Elementary.Exp((0.5f * frailty) - (skeleton.DensityRisk * Elementary.Log(block.BoneDensity.Load<TLane>(i)))
                + (skeleton.LowTurnoverRisk * low) + (skeleton.HighTurnoverRisk * high)));

            // On dialysis the published hazard replaces all others; what differs between patients is frailty and the first year.
            var first = block.DialysisYears.Load<TLane>(i) < (TLane)1f;
            risks[Hazard.DeathDialysis].Store(i, Elementary.Exp((p.DialysisSpread * frailty) + TLane.Select(first, p.DialysisFirstYear, 0f)));
            risks[Hazard.Transplant].Store(i, Elementary.Exp(-(frailty * 0.5f)));
        }
    }
}
