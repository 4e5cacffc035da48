using System.Runtime.CompilerServices;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;
using Cohort.Physiology.State;
using Cohort.Physiology.Years;

namespace Cohort.Physiology.Mechanisms;

/// <summary>Medial (Moenckeberg) calcification and the stiffness it brings.</summary>
public static class MedialCalcification
{
    /// <summary>Draws the inborn stiffness of the arteries, which stays for life.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void DrawStiffness<TLane>(PatientBlock block, in YearContext year, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            year.DrawForLife<TLane>(block, i, Purpose.Hormones, out _, out _, out _, out var u);
            block.StiffnessTrait.Store(i, Law.LogNormal<TLane>(u, parameters.Media.PwvSpread));
        }
    }

    /// <summary>
    /// A year of medial mineral: vesicles x calcium-phosphate drive x lack of inhibitors on ageing, glycated elastin, and growth
    /// on what is there.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Advance<TLane>(PatientBlock block, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        var p = parameters.Media;
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            var age = block.Age.Load<TLane>(i);
            var mineral = block.MedialCalcium.Load<TLane>(i);
            var drive = block.MineralDrive.Load<TLane>(i);

            // Vesicles beyond the healthy flux mineralise only where calcium and phosphate permit.
            var vesicles = 1f + ((block.Vesicles.Load<TLane>(i) - 1f) * SmoothMuscle.Permitted(drive, parameters.Muscle, parameters.Mineral.RestingPhosphate));
            var matrix = 1f + (p.AgeNucleation * Law.Excess(block.AgeBurden.Load<TLane>(i) - 1f));
            var inhibition = Restraint.Local<TLane>(block, i, parameters.Inhibitor, parameters.Inhibitor.MgpMedia, 0.3f);
            var chemistry = Elementary.Exp((p.AgeSlope * (age - 60f)) + (p.Saturation * Elementary.Log(drive)));
            var laid = inhibition * ((p.Rate * vesicles * matrix * chemistry) + (p.Autocatalysis * mineral));
            var active = inhibition * p.Rate * (vesicles - 1f) * matrix * chemistry;
            block.MedialActive.Store(i, ((block.MedialActive.Load<TLane>(i) * mineral) + active) / (mineral + laid));
            mineral = TLane.Min(mineral + laid, 30f);
            block.MedialCalcium.Store(i, mineral);

            // Stiffness: age, distending pressure, mineral (with falling returns).
            var stiff = (1f + p.StiffnessHalf) * mineral / (p.StiffnessHalf + mineral);
            var velocity = p.PwvBase + (p.PwvAge * age) + (p.PwvSystolic * (block.Systolic.Load<TLane>(i) - 120f))
                + (p.PwvMedia * TLane.Select(mineral < (TLane)1f, mineral, stiff));
            velocity = Law.Clamp(velocity * block.StiffnessTrait.Load<TLane>(i), 4f, 25f);
            block.PulseWaveVelocity.Store(i, velocity);
            block.PulsePressure.Store(i, Law.Clamp(p.PulsePressure + (p.PulsePressureSlope * (velocity - 8f)), 25f, 130f));
        }
    }
}
