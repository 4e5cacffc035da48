using System.Runtime.CompilerServices;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;
using Cohort.Physiology.State;

namespace Cohort.Physiology.Mechanisms;

/// <summary>Soft tissue: metastatic deposits where chemistry alone suffices.</summary>
/// <remarks>
/// Healthy blood is supersaturated for apatite; what protects healthy tissue is the threshold of the amorphous phase, which is
/// passed first where pH is high. A deposit that is there grows by apatite supersaturation against the inhibitors.
/// </remarks>
public static class SoftTissue
{
    /// <summary>A year of deposits in lung, gastric mucosa and kidney.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Advance<TLane>(PatientBlock block, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        var p = parameters.Tissue;
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            var saturation = Amorphous<TLane>(block, i, parameters);
            var restraint = block.MineralGrowth.Load<TLane>(i);
            var growth = 1f + (p.ApatiteGrowth * restraint * Apatite<TLane>(block, i, parameters));
            Deposit(block.LungDeposit, i, saturation * p.LungFactor, restraint, growth, p);
            Deposit(block.GastricDeposit, i, saturation * p.GastricFactor, restraint, growth, p);
            Deposit(block.KidneyDeposit, i, saturation * p.KidneyFactor, restraint, growth, p);
        }
    }

    /// <summary>Saturation of blood for the amorphous phase: ion activity product of Ca3(PO4)2, so that it goes with Ca^(3/5) P^(2/5).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLane Amorphous<TLane>(PatientBlock block, int i, ModelParameters parameters) where TLane : struct, ILane<TLane> =>
        parameters.Tissue.SaturationNormal * Elementary.Exp((0.6f * LnCalcium<TLane>(block, i, parameters)) + (0.4f * LnPhosphate<TLane>(block, i, parameters)));

    /// <summary>Supersaturation of blood for apatite relative to healthy blood: Ca5(PO4)3OH goes with Ca^(5/9) P^(3/9); squared, as spiral growth is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLane Apatite<TLane>(PatientBlock block, int i, ModelParameters parameters) where TLane : struct, ILane<TLane> =>
        Elementary.Exp((1.111f * LnCalcium<TLane>(block, i, parameters)) + (0.667f * LnPhosphate<TLane>(block, i, parameters)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane LnCalcium<TLane>(PatientBlock block, int i, ModelParameters parameters) where TLane : struct, ILane<TLane> =>
        Elementary.Log(block.IonisedCalcium.Load<TLane>(i) * (1f / parameters.Mineral.RestingCalcium));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane LnPhosphate<TLane>(PatientBlock block, int i, ModelParameters parameters) where TLane : struct, ILane<TLane> =>
        Elementary.Log(block.Phosphate.Load<TLane>(i) * (1f / parameters.Mineral.RestingPhosphate));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Deposit<TLane>(Column column, int i, TLane saturation, TLane restraint, TLane growth, TissueParameters p)
        where TLane : struct, ILane<TLane> =>
        column.Store(i, TLane.Min((column.Load<TLane>(i) * growth) + (p.DepositRate * restraint * Law.Excess(saturation - p.Threshold)), 1000f));
}
