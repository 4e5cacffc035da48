using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cohort.Physiology.Numerics;

/// <summary>Four patients: one 128-bit register of floats. Exact, but slow, where the hardware is narrower.</summary>
public readonly struct Lane4 : ILane<Lane4>
{
    private readonly Vector128<float> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lane4(Vector128<float> value) => _value = value;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128<float>.Count;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Lane4(float value) => new(Vector128.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 Load(ref readonly float source) => new(Vector128.LoadUnsafe(in source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lane4 value, ref float destination) => value._value.StoreUnsafe(ref destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 operator +(Lane4 a, Lane4 b) => new(a._value + b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 operator -(Lane4 a, Lane4 b) => new(a._value - b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 operator *(Lane4 a, Lane4 b) => new(a._value * b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 operator /(Lane4 a, Lane4 b) => new(a._value / b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 operator -(Lane4 a) => new(a._value ^ Vector128.Create(-0f));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 operator <(Lane4 a, Lane4 b) => new(Vector128.LessThan(a._value, b._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 operator >(Lane4 a, Lane4 b) => new(Vector128.GreaterThan(a._value, b._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 operator <=(Lane4 a, Lane4 b) => new(Vector128.LessThanOrEqual(a._value, b._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 operator >=(Lane4 a, Lane4 b) => new(Vector128.GreaterThanOrEqual(a._value, b._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 operator &(Lane4 a, Lane4 b) => new(a._value & b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 operator |(Lane4 a, Lane4 b) => new(a._value | b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 operator ~(Lane4 a) => new(~a._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 MultiplyAdd(Lane4 a, Lane4 b, Lane4 c) => new(Vector128.FusedMultiplyAdd(a._value, b._value, c._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 Sqrt(Lane4 a) => new(Vector128.Sqrt(a._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 Abs(Lane4 a) => new(Vector128.Abs(a._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 Equal(Lane4 a, Lane4 b) => new(Vector128.Equals(a._value, b._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 Select(Lane4 mask, Lane4 then, Lane4 otherwise) =>
        new(Vector128.ConditionalSelect(mask._value, then._value, otherwise._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 Min(Lane4 a, Lane4 b) =>
        Sse.IsSupported ? new(Sse.Min(a._value, b._value)) : Select(a < b, a, b); // x86 min is this very select

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 Max(Lane4 a, Lane4 b) =>
        Sse.IsSupported ? new(Sse.Max(a._value, b._value)) : Select(a > b, a, b); // x86 max is this very select

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 Round(Lane4 a)
    {
        var shift = Vector128.Create(FloatBits.RoundingShift);
        return new(a._value + shift - shift);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 PowerOfTwo(Lane4 n) =>
        new(((n._value + Vector128.Create(FloatBits.ExponentShift)).AsUInt32() << FloatBits.MantissaLength).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 SplitExponent(Lane4 x, out Lane4 exponent)
    {
        var bits = x._value.AsInt32();
        var aboveRootHalf = bits - Vector128.Create(FloatBits.RootHalf);
        exponent = new(Vector128.ConvertToSingle(aboveRootHalf >> FloatBits.MantissaLength));
        return new((bits - (aboveRootHalf & Vector128.Create(FloatBits.ExponentMask))).AsSingle());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lane4 mask) => Vector128.ExtractMostSignificantBits(mask._value) != 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Uniforms(ulong seed, ref readonly uint patientLow, ref readonly uint patientHigh, uint year, uint purpose,
        out Lane4 u0, out Lane4 u1, out Lane4 u2, out Lane4 u3)
    {
        Philox.Block(
            Vector128.LoadUnsafe(in patientLow), Vector128.LoadUnsafe(in patientHigh), Vector128.Create(year), Vector128.Create(purpose),
            (uint)seed, (uint)(seed >> 32), out var r0, out var r1, out var r2, out var r3);
        u0 = Uniform(r0);
        u1 = Uniform(r1);
        u2 = Uniform(r2);
        u3 = Uniform(r3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane4 Uniform(Vector128<uint> word) => new(Vector128.FusedMultiplyAdd(
        Vector128.ConvertToSingle((word >>> Philox.DroppedBits).AsInt32()),
        Vector128.Create(Philox.UniformStep), Vector128.Create(Philox.UniformStep / 2)));
}
