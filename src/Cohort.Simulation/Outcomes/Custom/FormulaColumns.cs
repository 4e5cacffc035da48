using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Cohort.Physiology.Events;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.State;
using Cohort.Simulation.Scenarios.Expressions;

namespace Cohort.Simulation.Outcomes.Custom;

/// <summary>Works out formulas for all patients of a block at once, for one thread.</summary>
internal abstract class FormulaColumns
{
    /// <summary>On the widest lane that the hardware accelerates.</summary>
    public static FormulaColumns Create() =>
        Vector512.IsHardwareAccelerated ? new FormulaColumns<Lane16>()
        : Vector256.IsHardwareAccelerated ? new FormulaColumns<Lane8>()
        : Vector128.IsHardwareAccelerated ? new FormulaColumns<Lane4>()
        : new FormulaColumns<Lane1>();

    /// <summary>The values of a formula, one a patient, valid until the next are asked for; a value that is undefined is not a number or not finite.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="block">The patients at the end of the year.</param>
    /// <param name="year">Year since baseline.</param>
    public abstract ReadOnlySpan<float> Of(Expression formula, PatientBlock block, int year);
}

/// <summary>Formulas on one kind of lane: one pass over the block an operator, so that what is interpreted is the formula and not its values.</summary>
/// <typeparam name="TLane">The lane; every lane gives the same bits.</typeparam>
internal sealed class FormulaColumns<TLane> : FormulaColumns where TLane : struct, ILane<TLane>
{
    // As long as a block's columns, so that the widest lane may run past the last patient.
    private const int Stride = PatientBlock.Capacity + 16;

    // Results by the depth at which they are needed: a left operand is at its parent's depth, a right one below.
    private readonly List<float[]> _results = [];

    private interface IOperation
    {
        static abstract TLane Of(TLane a, TLane b, TLane c);
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<float> Of(Expression formula, PatientBlock block, int year)
    {
        Evaluate(formula, block, year, 0);
        if (formula is StateValue value)
        {
            return block.Values(value.Variable);
        }

        return _results[0].AsSpan(0, block.Count);
    }

    private Column Evaluate(Expression formula, PatientBlock block, int year, int depth)
    {
        switch (formula)
        {
            case StateValue value:
                return block[value.Variable];
            case Constant constant:
                Result(depth).AsSpan().Fill(constant.Value);
                return ColumnOf(depth);
            case EventOfYear happened:
                Mark(happened.Kind, block, year, Result(depth));
                return ColumnOf(depth);
            case Unary unary:
                return Apply(unary.Operator, Evaluate(unary.Operand, block, year, depth), block.Count, depth);
            case Binary binary:
                var left = Evaluate(binary.Left, block, year, depth);
                var right = Evaluate(binary.Right, block, year, depth + 1);
                return Apply(binary.Operator, left, right, block.Count, depth);
            case Choice choice:
                var condition = Evaluate(choice.Condition, block, year, depth);
                var then = Evaluate(choice.Then, block, year, depth + 1);
                var otherwise = Evaluate(choice.Otherwise, block, year, depth + 2);
                return Pass<Choose>(condition, then, otherwise, block.Count, depth);
            default:
                throw new ArgumentException($"No formula is a {formula.GetType().Name}.", nameof(formula));
        }
    }

    private Column Apply(UnaryOperator one, Column a, int count, int depth) => one switch
    {
        UnaryOperator.Negate => Pass<Negate>(a, a, a, count, depth),
        UnaryOperator.Not => Pass<Not>(a, a, a, count, depth),
        UnaryOperator.Abs => Pass<Abs>(a, a, a, count, depth),
        UnaryOperator.Sqrt => Pass<Sqrt>(a, a, a, count, depth),
        UnaryOperator.Log => Pass<Log>(a, a, a, count, depth),
        UnaryOperator.Exp => Pass<Exp>(a, a, a, count, depth),
        _ => throw new ArgumentOutOfRangeException(nameof(one)),
    };

    private Column Apply(BinaryOperator one, Column a, Column b, int count, int depth) => one switch
    {
        BinaryOperator.Or => Pass<Or>(a, b, b, count, depth),
        BinaryOperator.And => Pass<And>(a, b, b, count, depth),
        BinaryOperator.Less => Pass<Less>(a, b, b, count, depth),
        BinaryOperator.AtMost => Pass<AtMost>(a, b, b, count, depth),
        BinaryOperator.Greater => Pass<Less>(b, a, a, count, depth),
        BinaryOperator.AtLeast => Pass<AtMost>(b, a, a, count, depth),
        BinaryOperator.Equal => Pass<Equal>(a, b, b, count, depth),
        BinaryOperator.Different => Pass<Different>(a, b, b, count, depth),
        BinaryOperator.Add => Pass<Add>(a, b, b, count, depth),
        BinaryOperator.Subtract => Pass<Subtract>(a, b, b, count, depth),
        BinaryOperator.Multiply => Pass<Multiply>(a, b, b, count, depth),
        BinaryOperator.Divide => Pass<Divide>(a, b, b, count, depth),
        BinaryOperator.Min => Pass<Min>(a, b, b, count, depth),
        BinaryOperator.Max => Pass<Max>(a, b, b, count, depth),
        _ => throw new ArgumentOutOfRangeException(nameof(one)),
    };

    private Column Pass<TOperation>(Column a, Column b, Column c, int count, int depth) where TOperation : struct, IOperation
    {
        Result(depth);
        var result = ColumnOf(depth);
        for (var i = 0; i < count; i += TLane.Count)
        {
            result.Store(i, TOperation.Of(a.Load<TLane>(i), b.Load<TLane>(i), c.Load<TLane>(i)));
        }

        return result;
    }

    // At baseline the column still holds what happened in the past.
    private static void Mark(EventKind kind, PatientBlock block, int year, Span<float> result)
    {
        if (year == 0)
        {
            result.Clear();
            return;
        }

        var events = block.Values(Variable.Events);
        var alive = block.Values(Variable.Alive);
        for (var i = 0; i < events.Length; i++)
        {
            result[i] = kind == EventKind.Death ? 1f - alive[i] : (uint)events[i] >> (int)kind & 1;
        }
    }

    private float[] Result(int depth)
    {
        while (_results.Count <= depth)
        {
            _results.Add(new float[Stride]);
        }

        return _results[depth];
    }

    private Column ColumnOf(int depth) => new(ref MemoryMarshal.GetArrayDataReference(_results[depth]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Truth(TLane mask) => TLane.Select(mask, 1f, 0f);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Holds(TLane condition) => TLane.Equal(condition, 1f);

    private struct Or : IOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLane Of(TLane a, TLane b, TLane c) => Truth(Holds(a) | Holds(b));
    }

    private struct And : IOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLane Of(TLane a, TLane b, TLane c) => Truth(Holds(a) & Holds(b));
    }

    private struct Not : IOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLane Of(TLane a, TLane b, TLane c) => Truth(~Holds(a));
    }

    private struct Less : IOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLane Of(TLane a, TLane b, TLane c) => Truth(a < b);
    }

    private struct AtMost : IOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLane Of(TLane a, TLane b, TLane c) => Truth(a <= b);
    }

    private struct Equal : IOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLane Of(TLane a, TLane b, TLane c) => Truth(TLane.Equal(a, b));
    }

    // Like every comparison, not true of what is undefined.
    private struct Different : IOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLane Of(TLane a, TLane b, TLane c) => Truth((a < b) | (a > b));
    }

    private struct Add : IOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLane Of(TLane a, TLane b, TLane c) => a + b;
    }

    private struct Subtract : IOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLane Of(TLane a, TLane b, TLane c) => a - b;
    }

    private struct Multiply : IOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLane Of(TLane a, TLane b, TLane c) => a * b;
    }

    private struct Divide : IOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLane Of(TLane a, TLane b, TLane c) => a / b;
    }

    // The smaller or larger of a number and what is undefined is undefined.
    private struct Min : IOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLane Of(TLane a, TLane b, TLane c) => TLane.Select(TLane.Equal(b, b), TLane.Select(b < a, b, a), b);
    }

    private struct Max : IOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLane Of(TLane a, TLane b, TLane c) => TLane.Select(TLane.Equal(b, b), TLane.Select(b > a, b, a), b);
    }

    private struct Negate : IOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLane Of(TLane a, TLane b, TLane c) => -a;
    }

    private struct Abs : IOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLane Of(TLane a, TLane b, TLane c) => TLane.Abs(a);
    }

    private struct Sqrt : IOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLane Of(TLane a, TLane b, TLane c) => TLane.Sqrt(a);
    }

    // Outside its domain the model's logarithm gives a number.
    private struct Log : IOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLane Of(TLane a, TLane b, TLane c) => TLane.Select(a > (TLane)0f, Elementary.Log(a), float.NaN);
    }

    private struct Exp : IOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLane Of(TLane a, TLane b, TLane c) => Elementary.Exp(a);
    }

    private struct Choose : IOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLane Of(TLane a, TLane b, TLane c) => TLane.Select(Holds(a), b, c);
    }
}
