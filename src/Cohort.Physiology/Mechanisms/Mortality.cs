using System.Runtime.CompilerServices;
using Cohort.Physiology.Events;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;
using Cohort.Physiology.Rates;
using Cohort.Physiology.State;
using Cohort.Physiology.Years;

namespace Cohort.Physiology.Mechanisms;

/// <summary>Death by cause. Causes compete within the year; death is counted once.</summary>
public static class Mortality
{
    /// <summary>Draws death and its cause for the year.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Advance<TLane>(PatientBlock block, in YearContext year, HazardColumns hazards, HazardColumns risks)
        where TLane : struct, ILane<TLane>
    {
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            year.Draw<TLane>(block, i, Purpose.YearDeath, out var uDeath, out var uCause, out _, out _);
            var alive = Law.IsSet(block.Alive.Load<TLane>(i));
            var dialysis = Law.IsSet(block.Dialysis.Load<TLane>(i));
            var background = ~dialysis;
            var ischaemic = Part(hazards, risks, Hazard.DeathIschaemic, i, background);
            var stroke = Part(hazards, risks, Hazard.DeathStroke, i, background);
            var cardiac = Part(hazards, risks, Hazard.DeathCardiac, i, background);
            var cancer = Part(hazards, risks, Hazard.DeathCancer, i, background);
            var kidney = Part(hazards, risks, Hazard.DeathKidney, i, background);
            var other = Part(hazards, risks, Hazard.DeathOther, i, background);
            var dialysed = Part(hazards, risks, Hazard.DeathDialysis, i, dialysis) + risks[Hazard.DeathCalciphylaxis].Load<TLane>(i);
            var stenosis = risks[Hazard.DeathStenosis].Load<TLane>(i);
            var total = ischaemic + stroke + cardiac + cancer + kidney + other + dialysed + stenosis;

            var dies = alive & Law.Happens(uDeath, total);
            var point = uCause * total;
            TLane cause = (float)CauseOfDeath.IschaemicHeart;
            var sum = ischaemic;
            cause = Next(cause, point, ref sum, stroke, CauseOfDeath.Stroke);
            cause = Next(cause, point, ref sum, cardiac, CauseOfDeath.HeartFailure);
            cause = Next(cause, point, ref sum, stenosis, CauseOfDeath.AorticStenosis);
            cause = Next(cause, point, ref sum, cancer, CauseOfDeath.Cancer);
            cause = Next(cause, point, ref sum, kidney, CauseOfDeath.Kidney);
            cause = Next(cause, point, ref sum, dialysed, CauseOfDeath.Dialysis);
            cause = Next(cause, point, ref sum, other, CauseOfDeath.Other);
            EventBits.Record(block, i, dies, EventKind.Death);
            block.Alive.Store(i, Law.Flag(alive & ~dies));
            block.Cause.Store(i, TLane.Select(dies, cause, block.Cause.Load<TLane>(i)));
        }
    }

    /// <summary>
    /// The hazard of death that candidate pasts have in common (<see cref="RelativeRisk.AssessDeath"/>), in sums by what of a person
    /// multiplies them.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Share<TLane>(PatientBlock block, HazardColumns hazards, HazardColumns risks, TermColumns terms)
        where TLane : struct, ILane<TLane>
    {
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            var dialysis = Law.IsSet(block.Dialysis.Load<TLane>(i));
            var background = ~dialysis;
            terms[YearTerm.DeathByPlaque].Store(i, Part(hazards, risks, Hazard.DeathIschaemic, i, background));
            terms[YearTerm.DeathByPump].Store(i, Part(hazards, risks, Hazard.DeathCardiac, i, background));
            terms[YearTerm.DeathByFrailty].Store(i, Part(hazards, risks, Hazard.DeathStroke, i, background)
                + Part(hazards, risks, Hazard.DeathKidney, i, background) + Part(hazards, risks, Hazard.DeathOther, i, background));
            terms[YearTerm.DeathApart].Store(i, Part(hazards, risks, Hazard.DeathCancer, i, background) + Part(hazards, risks, Hazard.DeathDialysis, i, dialysis));
        }
    }

    /// <summary>
    /// In the simulated past nobody dies: a candidate's hazard, the same total as in <see cref="Advance"/>, is summed and decides which
    /// past is kept.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Accumulate<TLane>(PatientBlock block, HazardColumns risks, TermColumns terms, ModelParameters parameters)
        where TLane : struct, ILane<TLane>
    {
        var p = parameters.Outcome;
        var severe = Elementary.Exp<TLane>(p.FailureStenosis);
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            var frailty = block.Frailty.Load<TLane>(i);
            var power = TLane.Select(Law.IsSet(block.Dialysis.Load<TLane>(i)), p.DialysisSpread, p.CancerFrailty);
            var total = (frailty * ((terms[YearTerm.DeathByPlaque].Load<TLane>(i) * RelativeRisk.OfPlaque<TLane>(block, i, p))
                    + (terms[YearTerm.DeathByPump].Load<TLane>(i) * RelativeRisk.OfStenosis(block, i, severe)) + terms[YearTerm.DeathByFrailty].Load<TLane>(i)))
                + (Law.Power(frailty, power) * terms[YearTerm.DeathApart].Load<TLane>(i)) + risks[Hazard.DeathStenosis].Load<TLane>(i);
            block.PastHazard.Store(i, block.PastHazard.Load<TLane>(i) + total);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Part<TLane>(HazardColumns hazards, HazardColumns risks, Hazard hazard, int i, TLane mask) where TLane : struct, ILane<TLane> =>
        TLane.Select(mask, hazards[hazard].Load<TLane>(i) * risks[hazard].Load<TLane>(i), 0f);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Next<TLane>(TLane cause, TLane point, ref TLane sum, TLane hazard, CauseOfDeath next) where TLane : struct, ILane<TLane>
    {
        cause = TLane.Select(point > sum, (float)next, cause);
        sum += hazard;
        return cause;
    }
}
