using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cohort.Physiology.Numerics;

/// <summary>Sixteen patients: one 512-bit register of floats. Exact, but slow, where the hardware is narrower.</summary>
public readonly struct Lane16 : ILane<Lane16>
{
    private readonly Vector512<float> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lane16(Vector512<float> value) => _value = value;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512<float>.Count;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Lane16(float value) => new(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane16 Load(ref readonly float source) => new(Vector512.LoadUnsafe(in source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lane16 value, ref float destination) => value._value.StoreUnsafe(ref destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane16 operator +(Lane16 a, Lane16 b) => new(a._value + b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane16 operator -(Lane16 a, Lane16 b) => new(a._value - b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane16 operator *(Lane16 a, Lane16 b) => new(a._value * b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane16 operator /(Lane16 a, Lane16 b) => new(a._value / b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane16 operator -(Lane16 a) => new(a._value ^ Vector512.Create(-0f));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane16 operator <(Lane16 a, Lane16 b) => new(Vector512.LessThan(a._value, b._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane16 operator >(Lane16 a, Lane16 b) => new(Vector512.GreaterThan(a._value, b._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane16 operator <=(Lane16 a, Lane16 b) => new(Vector512.LessThanOrEqual(a._value, b._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane16 operator >=(Lane16 a, Lane16 b) => new(Vector512.GreaterThanOrEqual(a._value, b._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane16 operator &(Lane16 a, Lane16 b) => new(a._value & b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane16 operator |(Lane16 a, Lane16 b) => new(a._value | b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane16 operator ~(Lane16 a) => new(~a._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane16 MultiplyAdd(Lane16 a, Lane16 b, Lane16 c) => new(Vector512.FusedMultiplyAdd(a._value, b._value, c._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane16 Sqrt(Lane16 a) => new(Vector512.Sqrt(a._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane16 Abs(Lane16 a) => new(Vector512.Abs(a._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane16 Equal(Lane16 a, Lane16 b) => new(Vector512.Equals(a._value, b._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane16 Select(Lane16 mask, Lane16 then, Lane16 otherwise) =>
        new(Vector512.ConditionalSelect(mask._value, then._value, otherwise._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane16 Min(Lane16 a, Lane16 b) =>
        Avx512F.IsSupported ? new(Avx512F.Min(a._value, b._value)) : Select(a < b, a, b); // x86 min is this very select

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane16 Max(Lane16 a, Lane16 b) =>
        Avx512F.IsSupported ? new(Avx512F.Max(a._value, b._value)) : Select(a > b, a, b); // x86 max is this very select

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane16 Round(Lane16 a)
    {
        var shift = Vector512.Create(FloatBits.RoundingShift);
        return new(a._value + shift - shift);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane16 PowerOfTwo(Lane16 n) =>
        new(((n._value + Vector512.Create(FloatBits.ExponentShift)).AsUInt32() << FloatBits.MantissaLength).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane16 SplitExponent(Lane16 x, out Lane16 exponent)
    {
        var bits = x._value.AsInt32();
        var aboveRootHalf = bits - Vector512.Create(FloatBits.RootHalf);
        exponent = new(Vector512.ConvertToSingle(aboveRootHalf >> FloatBits.MantissaLength));
        return new((bits - (aboveRootHalf & Vector512.Create(FloatBits.ExponentMask))).AsSingle());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lane16 mask) => Vector512.ExtractMostSignificantBits(mask._value) != 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Uniforms(ulong seed, ref readonly uint patientLow, ref readonly uint patientHigh, uint year, uint purpose,
        out Lane16 u0, out Lane16 u1, out Lane16 u2, out Lane16 u3)
    {
        Philox.Block(
            Vector512.LoadUnsafe(in patientLow), Vector512.LoadUnsafe(in patientHigh), Vector512.Create(year), Vector512.Create(purpose),
            (uint)seed, (uint)(seed >> 32), out var r0, out var r1, out var r2, out var r3);
        u0 = Uniform(r0);
        u1 = Uniform(r1);
        u2 = Uniform(r2);
        u3 = Uniform(r3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane16 Uniform(Vector512<uint> word) => new(Vector512.FusedMultiplyAdd(
        Vector512.ConvertToSingle((word >>> Philox.DroppedBits).AsInt32()),
        Vector512.Create(Philox.UniformStep), Vector512.Create(Philox.UniformStep / 2)));
}
