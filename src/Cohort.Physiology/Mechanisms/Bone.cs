using System.Runtime.CompilerServices;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;
using Cohort.Physiology.State;

namespace Cohort.Physiology.Mechanisms;

/// <summary>Bone: turnover, density; the price of bisphosphonates where turnover is already low.</summary>
public static class Bone
{
    /// <summary>A year of bone: suppression of turnover by drugs, loss and gain of density.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Advance<TLane>(PatientBlock block, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        var p = parameters.Skeleton;
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            var age = block.Age.Load<TLane>(i);
            var female = Law.IsSet(block.Female.Load<TLane>(i));
            var drug = block.Bisphosphonate.Load<TLane>(i);
            var treated = drug > 0f;
            var denosumab = Law.IsSet(block.Denosumab.Load<TLane>(i));
            var turnover = block.BoneTurnover.Load<TLane>(i) * TLane.Select(treated, 1f - p.BisphosphonateTurnover, 1f)
                * TLane.Select(denosumab, 1f - p.DenosumabTurnover, 1f);
            block.BoneTurnover.Store(i, turnover);

            var adult = age > (TLane)p.LossFrom;
            var menopause = female & (age > (TLane)p.Menopause) & (age <= (TLane)(p.Menopause + p.MenopauseYears));
            var loss = TLane.Select(adult, TLane.Select(female, p.LossWomen, p.LossMen), 0f)
                + TLane.Select(menopause, p.LossMenopause, 0f)
                + (p.TurnoverLoss * Law.Excess(turnover - 1f))
                - TLane.Select(treated | denosumab, p.BisphosphonateDensity, 0f);
            block.BoneDensity.Store(i, Law.Clamp(block.BoneDensity.Load<TLane>(i) - loss, 0.3f, 1.3f));
        }
    }
}
