using System.Runtime.CompilerServices;
using Cohort.Physiology.Events;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;
using Cohort.Physiology.Rates;
using Cohort.Physiology.State;
using Cohort.Physiology.Years;

namespace Cohort.Physiology.Mechanisms;

/// <summary>Soft tissue: metastatic deposits where chemistry alone suffices, dystrophic deposits where tissue is injured.</summary>
/// <remarks>
/// Healthy blood is supersaturated for apatite; what protects healthy tissue is the threshold of the amorphous phase, which is
/// passed first where pH is high. At an injured site the barrier is low enough for normal blood.
/// </remarks>
public static class SoftTissue
{
    /// <summary>A year of deposits in lung, gastric mucosa, kidney and at injured sites.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Advance<TLane>(PatientBlock block, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        var p = parameters.Tissue;
        var m = parameters.Mineral;
        var healing = Elementary.Exp<TLane>(-1f / p.InjuryDecay);
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            // Ion activity product of Ca3(PO4)2: saturation goes with Ca^(3/5) P^(2/5).
            var saturation = p.SaturationNormal * Elementary.Exp(
                (0.6f * Elementary.Log(block.IonisedCalcium.Load<TLane>(i) * (1f / m.RestingCalcium)))
                + (0.4f * Elementary.Log(block.Phosphate.Load<TLane>(i) * (1f / m.RestingPhosphate))));
            var restraint = block.MineralGrowth.Load<TLane>(i);
            Deposit(block.LungDeposit, i, saturation * p.LungFactor, restraint, p);
            Deposit(block.GastricDeposit, i, saturation * p.GastricFactor, restraint, p);
            Deposit(block.KidneyDeposit, i, saturation * p.KidneyFactor, restraint, p);

            var injury = (block.InjuredSite.Load<TLane>(i) * healing) + p.InjuryBackground;
            block.InjuredSite.Store(i, injury);
            var laid = p.DepositRate * injury * restraint * Law.Excess(saturation - (p.Threshold * p.InjuredThreshold));
            block.DystrophicDeposit.Store(i, block.DystrophicDeposit.Load<TLane>(i) + laid);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Deposit<TLane>(Column column, int i, TLane saturation, TLane restraint, TissueParameters p) where TLane : struct, ILane<TLane> =>
        column.Store(i, column.Load<TLane>(i) + (p.DepositRate * restraint * Law.Excess(saturation - p.Threshold)));
}
