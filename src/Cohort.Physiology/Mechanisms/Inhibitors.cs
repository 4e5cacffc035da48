using System.Runtime.CompilerServices;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;
using Cohort.Physiology.State;
using Cohort.Physiology.Years;

namespace Cohort.Physiology.Mechanisms;

/// <summary>Inhibitors of calcification: active matrix Gla protein, pyrophosphate, with the enzyme that destroys it.</summary>
public static class Inhibitors
{
    /// <summary>
    /// Matrix Gla protein and pyrophosphate of the year. Both turn over in days to weeks, so the year's level is the steady one:
    /// warfarin acts within the year and so does stopping it; mineral already laid stays.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Advance<TLane>(PatientBlock block, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        var p = parameters.Inhibitor;
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            // Activation saturates with vitamin K; uraemia is a functional lack of it; the antagonist blocks.
            var k = block.VitaminK.Load<TLane>(i) + (p.VitaminKDose * block.VitaminKDose.Load<TLane>(i));
            var uraemia = Restraint.Uraemia<TLane>(block, i);
            var half = p.MgpHalf * (1f + (p.MgpKidney * uraemia));
            var activation = p.MgpActive * (1f + p.MgpHalf) * k / (k + half);
            var warfarin = TLane.Equal(block.Anticoagulant.Load<TLane>(i), Rhythm.Warfarin);
            var blocked = 1f - TLane.Select(warfarin, p.MgpWarfarin, 0f);
            block.Mgp.Store(i, TLane.Min(activation * blocked, 1f));

            // ENPP1 and ANKH make pyrophosphate; TNAP destroys it.
            var excess = Restraint.ExcessInflammation<TLane>(block, i, p);
            var enpp1 = 1f / (1f + (p.Enpp1Inflammation * excess));
            var tnap = 1f + (p.TnapOsteogenic * Law.Excess(block.Osteogenic.Load<TLane>(i) - parameters.Muscle.HealthyShare)) + (p.TnapInflammation * excess);
            block.Enpp1.Store(i, enpp1);
            block.Tnap.Store(i, tnap);
            block.Ppi.Store(i, p.PpiHealthy * enpp1 / (1f - p.PpiHydrolysis + (p.PpiHydrolysis * tnap)));
        }
    }

    /// <summary>The two terms that every tissue shares: the calcium-phosphate drive, and growth by what circulates.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Combine<TLane>(PatientBlock block, TermColumns terms, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            block.MineralDrive.Store(i, Restraint.Drive<TLane>(block, i, parameters));
            var supply = Restraint.Supply<TLane>(block, i);
            terms[YearTerm.CalciumSupply].Store(i, supply);
            block.MineralGrowth.Store(i, Restraint.Circulating(block, i, supply, parameters.Inhibitor));
        }
    }
}
