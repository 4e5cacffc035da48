using Cohort.Physiology.Numerics;

namespace Cohort.Benchmarks.Lanes;

/// <summary>A lane of sixteen that counts what is done to it: operations of a pass without a hardware counter or a disassembly.</summary>
internal readonly struct CountedLane : ILane<CountedLane>
{
    private readonly Lane16 _value;

    private CountedLane(Lane16 value) => _value = value;

    /// <inheritdoc/>
    public static int Count => Lane16.Count;

    /// <inheritdoc/>
    public static implicit operator CountedLane(float value) => new(value);

    /// <inheritdoc/>
    public static CountedLane Load(ref readonly float source) => Counted(Lane16.Load(in source), Operation.Load);

    /// <inheritdoc/>
    public static void Store(CountedLane value, ref float destination)
    {
        Operations.Add(Operation.Store);
        Lane16.Store(value._value, ref destination);
    }

    /// <inheritdoc/>
    public static CountedLane operator +(CountedLane a, CountedLane b) => Counted(a._value + b._value);

    /// <inheritdoc/>
    public static CountedLane operator -(CountedLane a, CountedLane b) => Counted(a._value - b._value);

    /// <inheritdoc/>
    public static CountedLane operator *(CountedLane a, CountedLane b) => Counted(a._value * b._value);

    /// <inheritdoc/>
    public static CountedLane operator /(CountedLane a, CountedLane b) => Counted(a._value / b._value, Operation.Divide);

    /// <inheritdoc/>
    public static CountedLane operator -(CountedLane a) => Counted(-a._value);

    /// <inheritdoc/>
    public static CountedLane operator <(CountedLane a, CountedLane b) => Counted(a._value < b._value);

    /// <inheritdoc/>
    public static CountedLane operator >(CountedLane a, CountedLane b) => Counted(a._value > b._value);

    /// <inheritdoc/>
    public static CountedLane operator <=(CountedLane a, CountedLane b) => Counted(a._value <= b._value);

    /// <inheritdoc/>
    public static CountedLane operator >=(CountedLane a, CountedLane b) => Counted(a._value >= b._value);

    /// <inheritdoc/>
    public static CountedLane operator &(CountedLane a, CountedLane b) => Counted(a._value & b._value);

    /// <inheritdoc/>
    public static CountedLane operator |(CountedLane a, CountedLane b) => Counted(a._value | b._value);

    /// <inheritdoc/>
    public static CountedLane operator ~(CountedLane a) => Counted(~a._value);

    /// <inheritdoc/>
    public static CountedLane MultiplyAdd(CountedLane a, CountedLane b, CountedLane c) => Counted(Lane16.MultiplyAdd(a._value, b._value, c._value));

    /// <inheritdoc/>
    public static CountedLane Sqrt(CountedLane a) => Counted(Lane16.Sqrt(a._value), Operation.SquareRoot);

    /// <inheritdoc/>
    public static CountedLane Abs(CountedLane a) => Counted(Lane16.Abs(a._value));

    /// <inheritdoc/>
    public static CountedLane Equal(CountedLane a, CountedLane b) => Counted(Lane16.Equal(a._value, b._value));

    /// <inheritdoc/>
    public static CountedLane Select(CountedLane mask, CountedLane then, CountedLane otherwise) =>
        Counted(Lane16.Select(mask._value, then._value, otherwise._value));

    /// <inheritdoc/>
    public static CountedLane Min(CountedLane a, CountedLane b) => Counted(Lane16.Min(a._value, b._value));

    /// <inheritdoc/>
    public static CountedLane Max(CountedLane a, CountedLane b) => Counted(Lane16.Max(a._value, b._value));

    /// <inheritdoc/>
    public static CountedLane Round(CountedLane a) => Counted(Lane16.Round(a._value), Operation.Simple, 2);

    /// <inheritdoc/>
    public static CountedLane PowerOfTwo(CountedLane n)
    {
        Operations.Add(Operation.Exponential);
        return Counted(Lane16.PowerOfTwo(n._value), Operation.Simple, 2);
    }

    /// <inheritdoc/>
    public static CountedLane SplitExponent(CountedLane x, out CountedLane exponent)
    {
        Operations.Add(Operation.Logarithm);
        var mantissa = Lane16.SplitExponent(x._value, out var split);
        exponent = new(split);
        return Counted(mantissa, Operation.Simple, 5);
    }

    /// <inheritdoc/>
    public static bool Any(CountedLane mask)
    {
        Operations.Add(Operation.Simple);
        return Lane16.Any(mask._value);
    }

    /// <inheritdoc/>
    public static void Uniforms(ulong seed, ref readonly uint patientLow, ref readonly uint patientHigh, uint year, uint purpose,
        out CountedLane u0, out CountedLane u1, out CountedLane u2, out CountedLane u3)
    {
        Operations.Add(Operation.Draw);
        Lane16.Uniforms(seed, in patientLow, in patientHigh, year, purpose, out var r0, out var r1, out var r2, out var r3);
        (u0, u1, u2, u3) = (new(r0), new(r1), new(r2), new(r3));
    }

    private static CountedLane Counted(Lane16 value, Operation operation = Operation.Simple, int number = 1)
    {
        Operations.Add(operation, number);
        return new(value);
    }
}
