using System.Runtime.CompilerServices;
using Cohort.Physiology.Numerics;

namespace Cohort.Physiology.Tests.Numerics;

/// <summary>A function of up to three values, written once for every lane.</summary>
public interface IOperation
{
    static abstract T Apply<T>(T a, T b, T c) where T : struct, ILane<T>;
}

/// <summary>An operation by name, to be run over arrays on any lane.</summary>
public abstract class LaneOperation(string name)
{
    public static IReadOnlyList<LaneOperation> All { get; } =
    [
        Of<Add>(), Of<Subtract>(), Of<Multiply>(), Of<Divide>(), Of<Negate>(), Of<MultiplyAdd>(), Of<Sqrt>(), Of<Abs>(), Of<Less>(), Of<Greater>(),
        Of<LessOrEqual>(), Of<GreaterOrEqual>(), Of<Equal>(), Of<And>(), Of<Or>(), Of<Not>(), Of<Select>(), Of<Min>(), Of<Max>(), Of<Round>(),
        Of<PowerOfTwo>(), Of<Mantissa>(), Of<Exponent>(), Of<Exp>(), Of<OneMinusExp>(), Of<Log>(), Of<Pow>(), Of<Logistic>(), Of<InverseNormal>(),
    ];

    public string Name { get; } = name;

    public static LaneOperation Of<TOperation>() where TOperation : struct, IOperation => new LaneOperation<TOperation>();

    /// <summary>Results element by element; the arrays' common length is a multiple of 16.</summary>
    public abstract float[] Run<T>(float[] a, float[] b, float[] c) where T : struct, ILane<T>;

    public float[] Run<T>(float[] a) where T : struct, ILane<T> => Run<T>(a, a, a);

    public float One<T>(float a, float b = 0, float c = 0) where T : struct, ILane<T>
    {
        static float[] Fill(float value) => Enumerable.Repeat(value, 16).ToArray();
        return Run<T>(Fill(a), Fill(b), Fill(c))[0];
    }

    public override string ToString() => Name;
}

public sealed class LaneOperation<TOperation>() : LaneOperation(typeof(TOperation).Name) where TOperation : struct, IOperation
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override float[] Run<T>(float[] a, float[] b, float[] c)
    {
        var result = new float[a.Length];
        for (var i = 0; i < a.Length; i += T.Count)
        {
            T.Store(TOperation.Apply(T.Load(in a[i]), T.Load(in b[i]), T.Load(in c[i])), ref result[i]);
        }

        return result;
    }
}
