using System.Runtime.CompilerServices;
using Cohort.Physiology.Events;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.State;

namespace Cohort.Physiology.Mechanisms;

/// <summary>The events of a year, kept as bits in a float (sums of distinct powers of two below 2^24 are exact).</summary>
internal static class EventBits
{
    /// <summary>Records an event of this year for the patients of a mask; at most once a year and kind.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Record<TLane>(PatientBlock block, int i, TLane mask, EventKind kind) where TLane : struct, ILane<TLane>
    {
        var alive = Law.IsSet(block.Alive.Load<TLane>(i));
        TLane bit = 1 << (int)kind;
        block.Events.Store(i, block.Events.Load<TLane>(i) + TLane.Select(mask & alive, bit, 0f));
    }
}
