using System.Runtime.CompilerServices;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.State;

namespace Cohort.Physiology.Mechanisms;

/// <summary>The passing of a year.</summary>
public static class Lifetime
{
    /// <summary>A year older, if alive; years of smoking are counted.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Age<TLane>(PatientBlock block) where TLane : struct, ILane<TLane>
    {
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            var alive = block.Alive.Load<TLane>(i);
            block.Age.Store(i, block.Age.Load<TLane>(i) + alive);
            block.SmokingYears.Store(i, block.SmokingYears.Load<TLane>(i) + (alive * block.Smoker.Load<TLane>(i)));
        }
    }
}
