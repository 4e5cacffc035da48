using System.Runtime.CompilerServices;

namespace Cohort.Physiology.Numerics;

/// <summary>Shapes that equations share.</summary>
public static class Law
{
    /// <summary>
    /// x^y for x &gt; 0 through one exponential of a scaled logarithm: cheaper than <see cref="Elementary.Pow"/>, its relative
    /// error grows as |y ln x| (under 1e-6 where that is under 10), far under any parameter's uncertainty.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Power<TLane>(TLane x, TLane y) where TLane : struct, ILane<TLane> => Elementary.Exp(y * Elementary.Log(x));

    /// <summary>Value held between two bounds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Clamp<TLane>(TLane x, TLane low, TLane high) where TLane : struct, ILane<TLane> => TLane.Min(high, TLane.Max(low, x));

    /// <summary>What exceeds nothing: max(x, 0).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Excess<TLane>(TLane x) where TLane : struct, ILane<TLane> => TLane.Max(x, 0f);

    /// <summary>1 where the mask is set, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Flag<TLane>(TLane mask) where TLane : struct, ILane<TLane> => TLane.Select(mask, 1f, 0f);

    /// <summary>Mask of a flag that is set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane IsSet<TLane>(TLane flag) where TLane : struct, ILane<TLane> => flag > (TLane)0.5f;

    /// <summary>Mask of the patients to whom an event of this yearly hazard happens.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Happens<TLane>(TLane uniform, TLane hazard) where TLane : struct, ILane<TLane> => uniform < Elementary.OneMinusExp(hazard);

    /// <summary>Log-normal value of median 1 and the given spread of its logarithm.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static TLane LogNormal<TLane>(TLane uniform, TLane spread) where TLane : struct, ILane<TLane> =>
        Elementary.Exp(spread * Elementary.InverseNormal(uniform));

    /// <summary>Mask of the patients whose number (a whole number below 2^22) has this bit set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane HasBit<TLane>(TLane number, int bit) where TLane : struct, ILane<TLane>
    {
        var shifted = Floor<TLane>(number * (1f / (1 << bit)));
        return (shifted - (2f * Floor<TLane>(shifted * 0.5f))) > (TLane)0.5f;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Floor<TLane>(TLane x) where TLane : struct, ILane<TLane>
    {
        var nearest = TLane.Round(x);
        return nearest - Flag(nearest > x);
    }
}
