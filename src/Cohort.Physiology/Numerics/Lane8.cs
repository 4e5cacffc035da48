using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cohort.Physiology.Numerics;

/// <summary>Eight patients: one 256-bit register of floats. Exact, but slow, where the hardware is narrower.</summary>
public readonly struct Lane8 : ILane<Lane8>
{
    private readonly Vector256<float> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lane8(Vector256<float> value) => _value = value;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256<float>.Count;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Lane8(float value) => new(Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 Load(ref readonly float source) => new(Vector256.LoadUnsafe(in source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lane8 value, ref float destination) => value._value.StoreUnsafe(ref destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 operator +(Lane8 a, Lane8 b) => new(a._value + b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 operator -(Lane8 a, Lane8 b) => new(a._value - b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 operator *(Lane8 a, Lane8 b) => new(a._value * b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 operator /(Lane8 a, Lane8 b) => new(a._value / b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 operator -(Lane8 a) => new(a._value ^ Vector256.Create(-0f));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 operator <(Lane8 a, Lane8 b) => new(Vector256.LessThan(a._value, b._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 operator >(Lane8 a, Lane8 b) => new(Vector256.GreaterThan(a._value, b._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 operator <=(Lane8 a, Lane8 b) => new(Vector256.LessThanOrEqual(a._value, b._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 operator >=(Lane8 a, Lane8 b) => new(Vector256.GreaterThanOrEqual(a._value, b._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 operator &(Lane8 a, Lane8 b) => new(a._value & b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 operator |(Lane8 a, Lane8 b) => new(a._value | b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 operator ~(Lane8 a) => new(~a._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 MultiplyAdd(Lane8 a, Lane8 b, Lane8 c) => new(Vector256.FusedMultiplyAdd(a._value, b._value, c._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 Sqrt(Lane8 a) => new(Vector256.Sqrt(a._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 Abs(Lane8 a) => new(Vector256.Abs(a._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 Equal(Lane8 a, Lane8 b) => new(Vector256.Equals(a._value, b._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 Select(Lane8 mask, Lane8 then, Lane8 otherwise) =>
        new(Vector256.ConditionalSelect(mask._value, then._value, otherwise._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 Min(Lane8 a, Lane8 b) =>
        Avx.IsSupported ? new(Avx.Min(a._value, b._value)) : Select(a < b, a, b); // x86 min is this very select

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 Max(Lane8 a, Lane8 b) =>
        Avx.IsSupported ? new(Avx.Max(a._value, b._value)) : Select(a > b, a, b); // x86 max is this very select

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 Round(Lane8 a)
    {
        var shift = Vector256.Create(FloatBits.RoundingShift);
        return new(a._value + shift - shift);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 PowerOfTwo(Lane8 n) =>
        new(((n._value + Vector256.Create(FloatBits.ExponentShift)).AsUInt32() << FloatBits.MantissaLength).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 SplitExponent(Lane8 x, out Lane8 exponent)
    {
        var bits = x._value.AsInt32();
        var aboveRootHalf = bits - Vector256.Create(FloatBits.RootHalf);
        exponent = new(Vector256.ConvertToSingle(aboveRootHalf >> FloatBits.MantissaLength));
        return new((bits - (aboveRootHalf & Vector256.Create(FloatBits.ExponentMask))).AsSingle());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lane8 mask) => Vector256.ExtractMostSignificantBits(mask._value) != 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Uniforms(ulong seed, ref readonly uint patientLow, ref readonly uint patientHigh, uint year, uint purpose,
        out Lane8 u0, out Lane8 u1, out Lane8 u2, out Lane8 u3)
    {
        Philox.Block(
            Vector256.LoadUnsafe(in patientLow), Vector256.LoadUnsafe(in patientHigh), Vector256.Create(year), Vector256.Create(purpose),
            (uint)seed, (uint)(seed >> 32), out var r0, out var r1, out var r2, out var r3);
        u0 = Uniform(r0);
        u1 = Uniform(r1);
        u2 = Uniform(r2);
        u3 = Uniform(r3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane8 Uniform(Vector256<uint> word) => new(Vector256.FusedMultiplyAdd(
        Vector256.ConvertToSingle((word >>> Philox.DroppedBits).AsInt32()),
        Vector256.Create(Philox.UniformStep), Vector256.Create(Philox.UniformStep / 2)));
}
