using System.Runtime.CompilerServices;

namespace Cohort.Physiology.Numerics;

/// <summary>
/// One patient in double: shows what an equation gives without the rounding of floats. Reads and writes floats. The
/// polynomials of <see cref="Elementary"/> stay fitted to float accuracy.
/// </summary>
public readonly struct LaneReference : ILane<LaneReference>
{
    // The counterpart of FloatBits.RoundingShift in binary64.
    private const double RoundingShift = 6755399441055744.0;
    private const double ExponentShift = RoundingShift + 1023;
    private const int MantissaLength = 52;
    private const long RootHalf = 0x3FE6A09E667F3BCD;
    private const long ExponentMask = unchecked((long)0xFFF0000000000000);

    private readonly double _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private LaneReference(double value) => _value = value;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    private long Bits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => BitConverter.DoubleToInt64Bits(_value);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator LaneReference(float value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneReference Load(ref readonly float source) => new(source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(LaneReference value, ref float destination) => destination = (float)value._value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneReference operator +(LaneReference a, LaneReference b) => new(a._value + b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneReference operator -(LaneReference a, LaneReference b) => new(a._value - b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneReference operator *(LaneReference a, LaneReference b) => new(a._value * b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneReference operator /(LaneReference a, LaneReference b) => new(a._value / b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneReference operator -(LaneReference a) => new(-a._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneReference operator <(LaneReference a, LaneReference b) => Mask(a._value < b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneReference operator >(LaneReference a, LaneReference b) => Mask(a._value > b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneReference operator <=(LaneReference a, LaneReference b) => Mask(a._value <= b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneReference operator >=(LaneReference a, LaneReference b) => Mask(a._value >= b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneReference operator &(LaneReference a, LaneReference b) => FromBits(a.Bits & b.Bits);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneReference operator |(LaneReference a, LaneReference b) => FromBits(a.Bits | b.Bits);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneReference operator ~(LaneReference a) => FromBits(~a.Bits);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneReference MultiplyAdd(LaneReference a, LaneReference b, LaneReference c) => new(Math.FusedMultiplyAdd(a._value, b._value, c._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneReference Sqrt(LaneReference a) => new(Math.Sqrt(a._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneReference Abs(LaneReference a) => new(Math.Abs(a._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneReference Equal(LaneReference a, LaneReference b) => Mask(a._value == b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneReference Select(LaneReference mask, LaneReference then, LaneReference otherwise) => (mask & then) | (~mask & otherwise);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneReference Min(LaneReference a, LaneReference b) => Select(a < b, a, b);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneReference Max(LaneReference a, LaneReference b) => Select(a > b, a, b);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneReference Round(LaneReference a) => new(a._value + RoundingShift - RoundingShift);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneReference PowerOfTwo(LaneReference n) => FromBits(new LaneReference(n._value + ExponentShift).Bits << MantissaLength);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneReference SplitExponent(LaneReference x, out LaneReference exponent)
    {
        var aboveRootHalf = x.Bits - RootHalf;
        exponent = new(aboveRootHalf >> MantissaLength);
        return FromBits(x.Bits - (aboveRootHalf & ExponentMask));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(LaneReference mask) => mask.Bits < 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Uniforms(ulong seed, ref readonly uint patientLow, ref readonly uint patientHigh, uint year, uint purpose,
        out LaneReference u0, out LaneReference u1, out LaneReference u2, out LaneReference u3)
    {
        Philox.Block(patientLow, patientHigh, year, purpose, (uint)seed, (uint)(seed >> 32), out var r0, out var r1, out var r2, out var r3);
        u0 = new(Philox.Uniform(r0));
        u1 = new(Philox.Uniform(r1));
        u2 = new(Philox.Uniform(r2));
        u3 = new(Philox.Uniform(r3));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LaneReference FromBits(long bits) => new(BitConverter.Int64BitsToDouble(bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LaneReference Mask(bool set) => FromBits(set ? -1 : 0);
}
