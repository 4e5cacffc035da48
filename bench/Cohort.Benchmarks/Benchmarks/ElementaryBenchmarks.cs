using System.Runtime.CompilerServices;
using BenchmarkDotNet.Attributes;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.State;

namespace Cohort.Benchmarks.Benchmarks;

/// <summary>Elementary functions and draws over a column, lane after lane: throughput, not latency.</summary>
/// <typeparam name="TLane">The lane.</typeparam>
[GenericTypeArguments(typeof(Lane1))]
[GenericTypeArguments(typeof(Lane8))]
[GenericTypeArguments(typeof(Lane16))]
public class ElementaryBenchmarks<TLane> where TLane : struct, ILane<TLane>
{
    private const int Count = PatientBlock.Capacity;

    private readonly float[] _x = [.. Enumerable.Range(0, Count).Select(i => (i + 0.5f) / Count)];
    private readonly float[] _y = new float[Count];
    private readonly float[] _more = new float[3 * Count];
    private readonly uint[] _low = [.. Enumerable.Range(0, Count).Select(i => (uint)i)];
    private readonly uint[] _high = new uint[Count];

    private interface IFunction
    {
        static abstract TLane Of(TLane x);
    }

    /// <summary>Read and write only: to be taken off the others.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public void Copy() => Map<Same>();

    /// <summary>Exponential.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public void Exp() => Map<ExpOf>();

    /// <summary>Probability of a hazard.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public void OneMinusExp() => Map<OneMinusExpOf>();

    /// <summary>Logarithm.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public void Log() => Map<LogOf>();

    /// <summary>Accurate power.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public void Pow() => Map<PowOf>();

    /// <summary>Power through one logarithm and one exponential.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public void Power() => Map<PowerOf>();

    /// <summary>Logistic function.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public void Logistic() => Map<LogisticOf>();

    /// <summary>Normal quantile.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public void InverseNormal() => Map<InverseNormalOf>();

    /// <summary>Four uniforms.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public void Philox()
    {
        for (var i = 0; i < Count; i += TLane.Count)
        {
            TLane.Uniforms(1, in _low[i], in _high[i], 1, 2, out var u0, out var u1, out var u2, out var u3);
            TLane.Store(u0, ref _y[i]);
            TLane.Store(u1, ref _more[i]);
            TLane.Store(u2, ref _more[Count + i]);
            TLane.Store(u3, ref _more[(2 * Count) + i]);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void Map<TFunction>() where TFunction : struct, IFunction
    {
        for (var i = 0; i < Count; i += TLane.Count)
        {
            TLane.Store(TFunction.Of(TLane.Load(in _x[i])), ref _y[i]);
        }
    }

    private readonly struct Same : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLane Of(TLane x) => x;
    }

    private readonly struct ExpOf : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLane Of(TLane x) => Elementary.Exp(x);
    }

    private readonly struct OneMinusExpOf : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLane Of(TLane x) => Elementary.OneMinusExp(x);
    }

    private readonly struct LogOf : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLane Of(TLane x) => Elementary.Log(x);
    }

    private readonly struct PowOf : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLane Of(TLane x) => Elementary.Pow<TLane>(x, 1.7f);
    }

    private readonly struct PowerOf : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLane Of(TLane x) => Law.Power<TLane>(x, 1.7f);
    }

    private readonly struct LogisticOf : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLane Of(TLane x) => Elementary.Logistic(x);
    }

    private readonly struct InverseNormalOf : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLane Of(TLane x) => Elementary.InverseNormal(x);
    }
}
