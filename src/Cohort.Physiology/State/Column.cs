using System.Runtime.CompilerServices;
using Cohort.Physiology.Numerics;

namespace Cohort.Physiology.State;

/// <summary>The values of one variable for all patients of a block, read and written a lane at a time.</summary>
public readonly ref struct Column
{
    private readonly ref float _first;

    /// <summary>The column whose first value is <paramref name="first"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Column(ref float first) => _first = ref first;

    /// <summary>Reads the lane that begins at patient <paramref name="i"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Load<TLane>(int i) where TLane : struct, ILane<TLane> => TLane.Load(ref Unsafe.Add(ref _first, i));

    /// <summary>Writes the lane that begins at patient <paramref name="i"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store<TLane>(int i, TLane value) where TLane : struct, ILane<TLane> => TLane.Store(value, ref Unsafe.Add(ref _first, i));
}
