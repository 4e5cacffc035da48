using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cohort.Physiology.Numerics;

/// <summary>One patient: a single float. The measure for the wider lanes, which give the same bits for each element.</summary>
public readonly struct Lane1 : ILane<Lane1>
{
    private readonly float _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lane1(float value) => _value = value;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    // Masks and selects go through a vector register, where they need neither a branch nor a move to an integer register.
    private Vector128<float> Vector
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128.CreateScalarUnsafe(_value);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Lane1(float value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Load(ref readonly float source) => new(source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lane1 value, ref float destination) => destination = value._value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 operator +(Lane1 a, Lane1 b) => new(a._value + b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 operator -(Lane1 a, Lane1 b) => new(a._value - b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 operator *(Lane1 a, Lane1 b) => new(a._value * b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 operator /(Lane1 a, Lane1 b) => new(a._value / b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 operator -(Lane1 a) => new(-a._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 operator <(Lane1 a, Lane1 b) => new(Vector128.LessThan(a.Vector, b.Vector).ToScalar());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 operator >(Lane1 a, Lane1 b) => new(Vector128.GreaterThan(a.Vector, b.Vector).ToScalar());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 operator <=(Lane1 a, Lane1 b) => new(Vector128.LessThanOrEqual(a.Vector, b.Vector).ToScalar());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 operator >=(Lane1 a, Lane1 b) => new(Vector128.GreaterThanOrEqual(a.Vector, b.Vector).ToScalar());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 operator &(Lane1 a, Lane1 b) => new((a.Vector & b.Vector).ToScalar());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 operator |(Lane1 a, Lane1 b) => new((a.Vector | b.Vector).ToScalar());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 operator ~(Lane1 a) => new((~a.Vector).ToScalar());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 MultiplyAdd(Lane1 a, Lane1 b, Lane1 c) => new(MathF.FusedMultiplyAdd(a._value, b._value, c._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Sqrt(Lane1 a) => new(MathF.Sqrt(a._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Abs(Lane1 a) => new(MathF.Abs(a._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Equal(Lane1 a, Lane1 b) => new(Vector128.Equals(a.Vector, b.Vector).ToScalar());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Select(Lane1 mask, Lane1 then, Lane1 otherwise) =>
        new(Vector128.ConditionalSelect(mask.Vector, then.Vector, otherwise.Vector).ToScalar());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Min(Lane1 a, Lane1 b) => Select(a < b, a, b);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Max(Lane1 a, Lane1 b) => Select(a > b, a, b);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Round(Lane1 a) => new(a._value + FloatBits.RoundingShift - FloatBits.RoundingShift);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 PowerOfTwo(Lane1 n) =>
        new(BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(n._value + FloatBits.ExponentShift) << FloatBits.MantissaLength));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 SplitExponent(Lane1 x, out Lane1 exponent)
    {
        var bits = BitConverter.SingleToInt32Bits(x._value);
        var aboveRootHalf = bits - FloatBits.RootHalf;
        exponent = new(aboveRootHalf >> FloatBits.MantissaLength);
        return new(BitConverter.Int32BitsToSingle(bits - (aboveRootHalf & FloatBits.ExponentMask)));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lane1 mask) => BitConverter.SingleToInt32Bits(mask._value) < 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Uniforms(ulong seed, ref readonly uint patientLow, ref readonly uint patientHigh, uint year, uint purpose,
        out Lane1 u0, out Lane1 u1, out Lane1 u2, out Lane1 u3)
    {
        Philox.Block(patientLow, patientHigh, year, purpose, (uint)seed, (uint)(seed >> 32), out var r0, out var r1, out var r2, out var r3);
        u0 = new(Philox.Uniform(r0));
        u1 = new(Philox.Uniform(r1));
        u2 = new(Philox.Uniform(r2));
        u3 = new(Philox.Uniform(r3));
    }
}
