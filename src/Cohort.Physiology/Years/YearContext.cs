using System.Runtime.CompilerServices;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.State;

namespace Cohort.Physiology.Years;

/// <summary>Which year a pass advances, and where its draws are addressed.</summary>
/// <param name="Seed">Key of the run.</param>
/// <param name="Year">Year relative to baseline: the step ends at this year; 0 and below lie in the simulated past.</param>
/// <param name="CalendarYear">Calendar year that passes.</param>
/// <param name="Candidate">Number of the candidate past (0 after baseline).</param>
/// <param name="AnticoagulatedShare">Share of people with atrial fibrillation who take any anticoagulant in this calendar year.</param>
/// <param name="WarfarinShare">Share of warfarin among new anticoagulant users in this calendar year.</param>
public readonly record struct YearContext(ulong Seed, int Year, int CalendarYear, uint Candidate, float AnticoagulatedShare, float WarfarinShare)
{
    /// <summary>The four uniforms of this year and purpose for the lane that begins at patient <paramref name="i"/>.</summary>
    // Out of line: ten rounds of Philox would eat the inlining budget of every pass; the call costs nothing beside them.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public void Draw<TLane>(PatientBlock block, int i, Purpose purpose, out TLane u0, out TLane u1, out TLane u2, out TLane u3)
        where TLane : struct, ILane<TLane> =>
        TLane.Uniforms(Seed, ref Unsafe.Add(ref block.IdLow, i), ref Unsafe.Add(ref block.IdHigh, i), (uint)Year, (uint)purpose | (Candidate << 16),
            out u0, out u1, out u2, out u3);

    /// <summary>The four uniforms that a person has for life, for this purpose.</summary>
    public void DrawForLife<TLane>(PatientBlock block, int i, Purpose purpose, out TLane u0, out TLane u1, out TLane u2, out TLane u3)
        where TLane : struct, ILane<TLane> =>
        (this with { Year = 0 }).Draw(block, i, purpose, out u0, out u1, out u2, out u3);
}
