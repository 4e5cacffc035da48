using System.Runtime.CompilerServices;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;
using Cohort.Physiology.State;

namespace Cohort.Physiology.Mechanisms;

/// <summary>Osteogenic transdifferentiation of vascular smooth muscle: a switch with memory.</summary>
/// <remarks>
/// The RUNX2 program's target is a steep Hill curve of the calcium-phosphate drive, its half point shifted left by AGEs,
/// inflammation and the loss of matrix Gla protein. Osteogenic cells raise their own drive (BMP-2, TNAP freeing phosphate), which
/// steepens the switch; its memory is that cells revert only when the drive is well below the half point, and slowly.
/// </remarks>
public static class SmoothMuscle
{
    /// <summary>A year of the switch, and the vesicles and apoptotic bodies that the cells shed.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Advance<TLane>(PatientBlock block, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        var p = parameters.Muscle;
        var on = 1f - Elementary.Exp<TLane>(-1f / p.SwitchOn);
        var off = 1f - Elementary.Exp<TLane>(-p.Reversal);
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            var osteogenic = block.Osteogenic.Load<TLane>(i);
            var inflammation = Restraint.ExcessInflammation<TLane>(block, i, parameters.Inhibitor);
            var glycation = Law.Excess(block.AgeBurden.Load<TLane>(i) - 1f);
            var shift = 1f - (p.AgeShift * glycation) - (p.InflammationShift * inflammation)
                - (p.InhibitorShift * Restraint.MgpLoss<TLane>(block, i, parameters.Inhibitor));
            var half = p.HalfPhosphate * (1f / parameters.Mineral.RestingPhosphate) * Law.Clamp(shift, 0.6f, 1.1f);
            var drive = block.MineralDrive.Load<TLane>(i);
            var relative = drive / half;
            var target = Hill(relative * (1f + (p.Feedback * osteogenic)), p.Hill);

            var rises = target > osteogenic;
            var mayRevert = relative < (TLane)(1f / p.ReversalRatio);
            var rate = TLane.Select(rises, on, TLane.Select(mayRevert, off, 0f));
            osteogenic += (target - osteogenic) * rate;
            block.Osteogenic.Store(i, osteogenic);
            block.Vesicles.Store(i, 1f + (p.VesicleFold * Law.Excess(osteogenic - p.HealthyShare)));
            block.Apoptosis.Store(i, 1f + (p.ApoptosisInflammation * inflammation) + (p.ApoptosisGlycation * glycation) + osteogenic);
        }
    }

    /// <summary>
    /// Whether osteogenic cells mineralise healthy wall: 0 well below 1.4 mmol/L of phosphate (at normal calcium), 1 well above.
    /// RUNX2 is permissive, not sufficient.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLane Permission<TLane>(TLane drive, MuscleParameters p, float restingPhosphate) where TLane : struct, ILane<TLane> =>
        Elementary.Logistic(((drive * restingPhosphate) - (p.Permissive + p.PermissiveRise)) / p.PermissiveWidth);

    /// <summary>Share of the vesicles beyond the healthy flux that mineralise: a few do below the permissive phosphate, all above it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLane Permitted<TLane>(TLane drive, MuscleParameters p, float restingPhosphate) where TLane : struct, ILane<TLane> =>
        p.VesicleUnpermitted + ((1f - p.VesicleUnpermitted) * Permission(drive, p, restingPhosphate));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Hill<TLane>(TLane x, float exponent) where TLane : struct, ILane<TLane> =>
        Elementary.Logistic(exponent * Elementary.Log(x));
}
