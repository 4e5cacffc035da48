using System.Runtime.CompilerServices;
using Cohort.Physiology.Events;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;
using Cohort.Physiology.Rates;
using Cohort.Physiology.State;
using Cohort.Physiology.Years;

namespace Cohort.Physiology.Mechanisms;

/// <summary>Events of the year in the living: heart, brain, bleeding, fracture, calciphylaxis.</summary>
public static class ClinicalEvents
{
    /// <summary>Draws the year's infarction, stroke, heart failure and fracture, and records the disease they leave behind.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Advance<TLane>(PatientBlock block, in YearContext year, HazardColumns hazards, HazardColumns risks, ModelParameters parameters)
        where TLane : struct, ILane<TLane>
    {
        var rhythm = parameters.Rhythm;
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            year.Draw<TLane>(block, i, Purpose.YearEvents, out var uHeart, out var uBrain, out var uPump, out var uBone);
            var infarction = Law.Happens(uHeart, hazards[Hazard.Infarction].Load<TLane>(i) * risks[Hazard.Infarction].Load<TLane>(i));
            block.Coronary.Store(i, TLane.Select(infarction, 1f, block.Coronary.Load<TLane>(i)));
            EventBits.Record(block, i, infarction, EventKind.MyocardialInfarction);

            var strokeHazard = (hazards[Hazard.Stroke].Load<TLane>(i) * risks[Hazard.Stroke].Load<TLane>(i)) + Embolic<TLane>(block, i, rhythm);
            var stroke = Law.Happens(uBrain, strokeHazard);
            block.Stroke.Store(i, TLane.Select(stroke, 1f, block.Stroke.Load<TLane>(i)));
            EventBits.Record(block, i, stroke, EventKind.Stroke);

            var failing = Law.IsSet(block.HeartFailure.Load<TLane>(i));
            var failure = ~failing & Law.Happens(uPump, hazards[Hazard.HeartFailure].Load<TLane>(i) * risks[Hazard.HeartFailure].Load<TLane>(i));
            block.HeartFailure.Store(i, Law.Flag(failing | failure));
            EventBits.Record(block, i, failure, EventKind.HeartFailure);

            var fracture = Law.Happens(uBone, hazards[Hazard.Fracture].Load<TLane>(i) * risks[Hazard.Fracture].Load<TLane>(i));
            block.Fractures.Store(i, block.Fractures.Load<TLane>(i) + Law.Flag(fracture));
            EventBits.Record(block, i, fracture, EventKind.Fracture);

        }
    }

    /// <summary>Draws the year's bleeding and calciphylaxis.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void AdvanceComplications<TLane>(PatientBlock block, in YearContext year, HazardColumns risks, ModelParameters parameters)
        where TLane : struct, ILane<TLane>
    {
        var p = parameters.Outcome;
        var rhythm = parameters.Rhythm;
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            year.Draw<TLane>(block, i, Purpose.YearValve, out _, out _, out var uBleed, out var uCalciphylaxis);
            var dialysis = block.Dialysis.Load<TLane>(i);
            var bleeding = Law.Happens(uBleed, Bleeding(block, i, dialysis, rhythm));
            EventBits.Record(block, i, bleeding, EventKind.MajorBleeding);

            var calciphylaxis = Law.IsSet(dialysis) & Law.Happens(uCalciphylaxis, p.CalciphylaxisRate * Elementary.Exp(
                (p.CalciphylaxisMgp * (Restraint.MgpLoss<TLane>(block, i, parameters.Inhibitor) - 0.3f))
                + (p.CalciphylaxisDrive * Elementary.Log(block.MineralDrive.Load<TLane>(i)))));
            EventBits.Record(block, i, calciphylaxis, EventKind.Calciphylaxis);
            risks[Hazard.DeathCalciphylaxis].Store(i, TLane.Select(calciphylaxis, p.CalciphylaxisDeath, 0f));
        }
    }

    /// <summary>
    /// Ischaemic stroke that atrial fibrillation adds, by CHA2DS2-VASc (a straight line through Friberg 2012 from a score of 2: 2.2 to 9.7 % a year at 6), and
    /// what an anticoagulant leaves of it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Embolic<TLane>(PatientBlock block, int i, RhythmParameters p) where TLane : struct, ILane<TLane>
    {
        var age = block.Age.Load<TLane>(i);
        var score = block.HeartFailure.Load<TLane>(i) + Law.Flag(block.Systolic.Load<TLane>(i) >= (TLane)140f) + Law.Flag(age >= (TLane)65f)
            + Law.Flag(age >= (TLane)75f) + block.Diabetes.Load<TLane>(i) + (2f * block.Stroke.Load<TLane>(i)) + block.Coronary.Load<TLane>(i)
            + block.Female.Load<TLane>(i);
        var hazard = TLane.Select(score < (TLane)1.5f, p.StrokeNone + (0.004f * score),
            TLane.Min(p.StrokeTwo + (p.StrokeSlope * (score - 2f)), p.StrokeMost));

        // The background rate already holds strokes of people without fibrillation; only the excess is added.
        hazard = Law.Excess(hazard - p.StrokeNone) * block.AtrialFibrillation.Load<TLane>(i);
        var drug = block.Anticoagulant.Load<TLane>(i);
        var left = TLane.Select(TLane.Equal(drug, Rhythm.Warfarin), p.WarfarinStroke, TLane.Select(TLane.Equal(drug, Rhythm.Doac), p.DoacStroke, 1f));
        return hazard * left;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Bleeding<TLane>(PatientBlock block, int i, TLane dialysis, RhythmParameters p) where TLane : struct, ILane<TLane>
    {
        var drug = block.Anticoagulant.Load<TLane>(i);
        var fibrillation = Law.IsSet(block.AtrialFibrillation.Load<TLane>(i));
        var none = TLane.Select(fibrillation, p.BleedNone, p.BleedNone * p.BleedBackground);
        var hazard = TLane.Select(TLane.Equal(drug, Rhythm.Warfarin), p.BleedWarfarin, TLane.Select(TLane.Equal(drug, Rhythm.Doac), p.BleedDoac, none));
        var age = Law.Clamp(block.Age.Load<TLane>(i) - 70f, -50f, 25f);
        return hazard * Elementary.Exp(p.BleedAge * age) * (1f + (dialysis * (p.BleedDialysis - 1f)));
    }
}
