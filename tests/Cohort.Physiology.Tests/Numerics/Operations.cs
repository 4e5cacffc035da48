using Cohort.Physiology.Numerics;

namespace Cohort.Physiology.Tests.Numerics;

public readonly struct Add : IOperation
{
    public static T Apply<T>(T a, T b, T c) where T : struct, ILane<T> => a + b;
}

public readonly struct Subtract : IOperation
{
    public static T Apply<T>(T a, T b, T c) where T : struct, ILane<T> => a - b;
}

public readonly struct Multiply : IOperation
{
    public static T Apply<T>(T a, T b, T c) where T : struct, ILane<T> => a * b;
}

public readonly struct Divide : IOperation
{
    public static T Apply<T>(T a, T b, T c) where T : struct, ILane<T> => a / b;
}

public readonly struct Negate : IOperation
{
    public static T Apply<T>(T a, T b, T c) where T : struct, ILane<T> => -a;
}

public readonly struct MultiplyAdd : IOperation
{
    public static T Apply<T>(T a, T b, T c) where T : struct, ILane<T> => T.MultiplyAdd(a, b, c);
}

public readonly struct Sqrt : IOperation
{
    public static T Apply<T>(T a, T b, T c) where T : struct, ILane<T> => T.Sqrt(a);
}

public readonly struct Abs : IOperation
{
    public static T Apply<T>(T a, T b, T c) where T : struct, ILane<T> => T.Abs(a);
}

public readonly struct Less : IOperation
{
    public static T Apply<T>(T a, T b, T c) where T : struct, ILane<T> => a < b;
}

public readonly struct Greater : IOperation
{
    public static T Apply<T>(T a, T b, T c) where T : struct, ILane<T> => a > b;
}

public readonly struct LessOrEqual : IOperation
{
    public static T Apply<T>(T a, T b, T c) where T : struct, ILane<T> => a <= b;
}

public readonly struct GreaterOrEqual : IOperation
{
    public static T Apply<T>(T a, T b, T c) where T : struct, ILane<T> => a >= b;
}

public readonly struct Equal : IOperation
{
    public static T Apply<T>(T a, T b, T c) where T : struct, ILane<T> => T.Equal(a, b);
}

public readonly struct And : IOperation
{
    public static T Apply<T>(T a, T b, T c) where T : struct, ILane<T> => (a < b) & c;
}

public readonly struct Or : IOperation
{
    public static T Apply<T>(T a, T b, T c) where T : struct, ILane<T> => (a < b) | c;
}

public readonly struct Not : IOperation
{
    public static T Apply<T>(T a, T b, T c) where T : struct, ILane<T> => ~(a < b);
}

public readonly struct Select : IOperation
{
    public static T Apply<T>(T a, T b, T c) where T : struct, ILane<T> => T.Select(a < b, b, c);
}

public readonly struct Min : IOperation
{
    public static T Apply<T>(T a, T b, T c) where T : struct, ILane<T> => T.Min(a, b);
}

public readonly struct Max : IOperation
{
    public static T Apply<T>(T a, T b, T c) where T : struct, ILane<T> => T.Max(a, b);
}

public readonly struct Round : IOperation
{
    public static T Apply<T>(T a, T b, T c) where T : struct, ILane<T> => T.Round(a);
}

public readonly struct PowerOfTwo : IOperation
{
    public static T Apply<T>(T a, T b, T c) where T : struct, ILane<T> => T.PowerOfTwo(a);
}

public readonly struct Mantissa : IOperation
{
    public static T Apply<T>(T a, T b, T c) where T : struct, ILane<T> => T.SplitExponent(a, out _);
}

public readonly struct Exponent : IOperation
{
    public static T Apply<T>(T a, T b, T c) where T : struct, ILane<T>
    {
        T.SplitExponent(a, out var exponent);
        return exponent;
    }
}

public readonly struct Exp : IOperation
{
    public static T Apply<T>(T a, T b, T c) where T : struct, ILane<T> => Elementary.Exp(a);
}

public readonly struct OneMinusExp : IOperation
{
    public static T Apply<T>(T a, T b, T c) where T : struct, ILane<T> => Elementary.OneMinusExp(a);
}

public readonly struct Log : IOperation
{
    public static T Apply<T>(T a, T b, T c) where T : struct, ILane<T> => Elementary.Log(a);
}

public readonly struct Pow : IOperation
{
    public static T Apply<T>(T a, T b, T c) where T : struct, ILane<T> => Elementary.Pow(a, b);
}

public readonly struct Logistic : IOperation
{
    public static T Apply<T>(T a, T b, T c) where T : struct, ILane<T> => Elementary.Logistic(a);
}

public readonly struct InverseNormal : IOperation
{
    public static T Apply<T>(T a, T b, T c) where T : struct, ILane<T> => Elementary.InverseNormal(a);
}
