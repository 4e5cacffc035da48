using System.Runtime.CompilerServices;
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
            var z = Elementary.InverseNormal(uFrailty);
            block.CacTempo.Store(i, Tempo(uCac, z, parameters.Plaque.CacTempoSpread, p.FrailtyCalcium));
            block.AvcTempo.Store(i, Tempo(uAvc, z, parameters.Valve.TempoSpread, p.FrailtyValve));
            var kidney = Law.Clamp(p.FrailtySlope * Elementary.Log(block.Slope.Load<TLane>(i) / parameters.Kidney.BaseSlope), -0.6f, 1.2f);
            block.Frailty.Store(i, Elementary.Exp((p.FrailtySpread * z) + kidney));
        }
    }

    /// <summary>A log-normal pace that shares part of its cause with frailty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Tempo<TLane>(TLane uniform, TLane frailty, float spread, float correlation) where TLane : struct, ILane<TLane>
    {
        var own = TLane.Sqrt(1f - ((TLane)correlation * correlation)) * Elementary.InverseNormal(uniform);
        return Elementary.Exp(spread * ((correlation * frailty) + own));
    }

    /// <summary>Relative risks of the year that begins, by the state at its start.</summary>
    public static void Assess<TLane>(PatientBlock block, HazardColumns risks, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        AssessDeath<TLane>(block, risks, parameters);
        Individualise<TLane>(block, risks, parameters);
        AssessOnset<TLane>(block, risks, parameters);
        AssessBone<TLane>(block, risks, parameters);
    }

    /// <summary>
    /// Relative risks of death (and of the events that share their causes) of somebody of this history whose frailty is 1, without the
    /// terms of plaque and severe stenosis: what all candidates of a simulated past have in common.
    /// </summary>
    public static void AssessDeath<TLane>(PatientBlock block, HazardColumns risks, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        AssessVessels<TLane>(block, risks, parameters);
        AssessHeart<TLane>(block, risks, parameters);
        AssessOthers<TLane>(block, risks, parameters);
    }

    /// <summary>Multiplies the common relative risks by what sets a person apart: frailty, plaque of its own pace, the valve.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Individualise<TLane>(PatientBlock block, HazardColumns risks, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        var p = parameters.Outcome;
        var severe = Elementary.Exp<TLane>(p.FailureStenosis);
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            var frailty = block.Frailty.Load<TLane>(i);
            var plaque = frailty * OfPlaque<TLane>(block, i, p);
            var pump = frailty * OfStenosis(block, i, severe);
            Multiply(risks, Hazard.Infarction, i, plaque);
            Multiply(risks, Hazard.DeathIschaemic, i, plaque);
            Multiply(risks, Hazard.Stroke, i, frailty);
            Multiply(risks, Hazard.DeathStroke, i, frailty);
            Multiply(risks, Hazard.HeartFailure, i, pump);
            Multiply(risks, Hazard.DeathCardiac, i, pump);
            Multiply(risks, Hazard.DeathCancer, i, Law.Power(frailty, (TLane)p.CancerFrailty));
            Multiply(risks, Hazard.DeathKidney, i, frailty);
            Multiply(risks, Hazard.DeathOther, i, frailty);
            Multiply(risks, Hazard.DeathDialysis, i, Law.Power(frailty, (TLane)p.DialysisSpread));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Multiply<TLane>(HazardColumns risks, Hazard hazard, int i, TLane factor) where TLane : struct, ILane<TLane> =>
        risks[hazard].Store(i, risks[hazard].Load<TLane>(i) * factor);

    /// <summary>Relative risk by the plaque that the person's own pace has made of the common one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLane OfPlaque<TLane>(PatientBlock block, int i, OutcomeParameters p) where TLane : struct, ILane<TLane> =>
        Law.Power(TLane.Max(block.CacTempo.Load<TLane>(i) * block.Plaque.Load<TLane>(i), 0.02f), (TLane)p.InfarctionPlaque);

    /// <summary>Relative risk of a failing heart: <paramref name="severe"/> in severe stenosis, else 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLane OfStenosis<TLane>(PatientBlock block, int i, TLane severe) where TLane : struct, ILane<TLane> =>
        TLane.Select(block.StenosisStage.Load<TLane>(i) > (TLane)2.5f, severe, 1f);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void AssessVessels<TLane>(PatientBlock block, HazardColumns risks, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        var p = parameters.Outcome;
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            var fade = Fade<TLane>(block, i, p);
            var pressure = Pressure<TLane>(block, i);
            var smoker = block.Smoker.Load<TLane>(i);
            var diabetes = block.Diabetes.Load<TLane>(i);
            var ldl = Law.Clamp(block.Ldl.Load<TLane>(i) - 3f, -2.5f, 4f);
            var coronary = block.Coronary.Load<TLane>(i);
            var stroke = block.Stroke.Load<TLane>(i);
            var failure = block.HeartFailure.Load<TLane>(i);

            var ischaemic = fade * ((p.InfarctionKidney * Restraint.Uraemia<TLane>(block, i)) + (p.InfarctionSystolic * pressure) + (p.InfarctionLdl * ldl)
                + (p.InfarctionSmoking * smoker) + (p.InfarctionDiabetes * diabetes) + (p.InfarctionPrior * coronary));
            risks[Hazard.Infarction].Store(i, Elementary.Exp(ischaemic));
            risks[Hazard.DeathIschaemic].Store(i, Elementary.Exp(ischaemic + (fade * (p.IschaemicFailure * failure))));

            var cerebral = Stiffness<TLane>(block, i, p)
                + (fade * ((p.StrokeSystolic * pressure) + (p.StrokeSmoking * smoker) + (p.StrokeDiabetes * diabetes)));
            risks[Hazard.Stroke].Store(i, Elementary.Exp(cerebral + (fade * p.StrokePrior * stroke)));
            risks[Hazard.DeathStroke].Store(i, Elementary.Exp(cerebral + (fade * p.StrokeDeath * stroke) + (p.StrokeFibrillation * block.AtrialFibrillation.Load<TLane>(i))));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void AssessHeart<TLane>(PatientBlock block, HazardColumns risks, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        var p = parameters.Outcome;
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            var pump = Stiffness<TLane>(block, i, p)
                + (Fade<TLane>(block, i, p) * ((p.FailureKidney * Restraint.Uraemia<TLane>(block, i)) + (p.FailureSystolic * Pressure<TLane>(block, i)) + (p.FailureDiabetes * block.Diabetes.Load<TLane>(i))
                    + (p.FailureCoronary * block.Coronary.Load<TLane>(i))));
            risks[Hazard.HeartFailure].Store(i, Elementary.Exp(pump));
            risks[Hazard.DeathCardiac].Store(i, Elementary.Exp(pump + (p.HeartFailureDeath * block.HeartFailure.Load<TLane>(i))));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void AssessOthers<TLane>(PatientBlock block, HazardColumns risks, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        var p = parameters.Outcome;
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            var fade = Fade<TLane>(block, i, p);
            var smoker = block.Smoker.Load<TLane>(i);
            var diabetes = block.Diabetes.Load<TLane>(i);
            var egfr = block.Egfr.Load<TLane>(i);
            risks[Hazard.DeathCancer].Store(i, Elementary.Exp(fade * ((p.CancerSmoking * smoker) + (p.CancerDiabetes * diabetes))));
            risks[Hazard.DeathKidney].Store(i, Elementary.Exp(p.KidneyDeath * Decline(egfr)));
            risks[Hazard.DeathOther].Store(i, Elementary.Exp((fade * ((p.OtherKidney * Restraint.Uraemia<TLane>(block, i)) + (p.OtherSmoking * smoker)
                + (p.OtherDiabetes * diabetes) + (p.OtherStroke * block.Stroke.Load<TLane>(i)) + (p.OtherFailure * block.HeartFailure.Load<TLane>(i))))
                + (p.TransplantDeath * block.Transplant.Load<TLane>(i))));

            // On dialysis the published hazard replaces all others; what differs between patients is frailty, phosphate and the first year.
            var first = block.DialysisYears.Load<TLane>(i) < (TLane)1f;
            risks[Hazard.DeathDialysis].Store(i, Elementary.Exp((p.DialysisPhosphate * Law.Clamp(block.Phosphate.Load<TLane>(i) - 1.5f, -1f, 2f))
                + TLane.Select(first, p.DialysisFirstYear, 0f)));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void AssessOnset<TLane>(PatientBlock block, HazardColumns risks, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        var rhythm = parameters.Rhythm;
        var glycation = parameters.Glycation;
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            var bmi = block.Bmi.Load<TLane>(i);
            risks[Hazard.AtrialFibrillation].Store(i, Elementary.Exp((rhythm.RiskKidney * Decline(block.Egfr.Load<TLane>(i)))
                + (rhythm.RiskHeartFailure * block.HeartFailure.Load<TLane>(i)) + (rhythm.RiskSystolic * 0.5f * Pressure<TLane>(block, i))
                + (rhythm.RiskBmi * (bmi - 28f))));
            risks[Hazard.Diabetes].Store(i, Elementary.Exp((glycation.OnsetBmi * (Law.Clamp(bmi, 18f, 45f) - 28f))
                + (glycation.OnsetHba1c * (Law.Clamp(block.Hba1c.Load<TLane>(i), 4.8f, 6.5f) - 5.6f))));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void AssessBone<TLane>(PatientBlock block, HazardColumns risks, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        var skeleton = parameters.Skeleton;
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            var frailty = Elementary.Log(block.Frailty.Load<TLane>(i));
            var turnover = TLane.Max(block.BoneTurnover.Load<TLane>(i), 0.05f);
            var low = Law.Clamp((skeleton.LowTurnover - turnover) * (1f / skeleton.LowTurnover), 0f, 1f);
            var high = Law.Excess(Elementary.Log(turnover));
            risks[Hazard.Fracture].Store(i, Elementary.Exp((skeleton.FractureFrailty * frailty) - (skeleton.DensityRisk * Elementary.Log(block.BoneDensity.Load<TLane>(i)))
                + (skeleton.LowTurnoverRisk * low) + (skeleton.HighTurnoverRisk * high)));
        }
    }

    /// <summary>Relative risks fade with age.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Fade<TLane>(PatientBlock block, int i, OutcomeParameters p) where TLane : struct, ILane<TLane> =>
        Law.Clamp(1f - (p.AgeAttenuation * (block.Age.Load<TLane>(i) - 60f)), p.AttenuationLeast, p.AttenuationMost);

    /// <summary>Systolic pressure above 125 mmHg in tens.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Pressure<TLane>(PatientBlock block, int i) where TLane : struct, ILane<TLane> =>
        Law.Clamp((block.Systolic.Load<TLane>(i) - 125f) * 0.1f, -3f, 8f);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Stiffness<TLane>(PatientBlock block, int i, OutcomeParameters p) where TLane : struct, ILane<TLane> =>
        Law.Clamp((block.PulseWaveVelocity.Load<TLane>(i) - 8f) * p.StiffnessRisk, -0.5f, 1.5f);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Decline<TLane>(TLane egfr) where TLane : struct, ILane<TLane> => Law.Clamp((90f - egfr) * (1f / 60f), -0.2f, 1.4f);
}
