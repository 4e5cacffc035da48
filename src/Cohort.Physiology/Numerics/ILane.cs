using System.Diagnostics.CodeAnalysis;

namespace Cohort.Physiology.Numerics;

/// <summary>
/// A row of patients' values that one instruction works on: 1, 4, 8 or 16 floats, or one double as the reference.
/// Equations are written once over this interface; every float lane gives the same bits for the same patient.
/// </summary>
/// <remarks>
/// Only operations that IEEE 754 rounds correctly are here (add, subtract, multiply, divide, square root, true fused
/// multiply-add), and bit operations. A comparison returns a mask: a lane whose elements are all ones or all zeros.
/// </remarks>
/// <typeparam name="TSelf">The lane itself.</typeparam>
[SuppressMessage("Design", "CA1000:Do not declare static members on generic types", Justification = "Static abstract members are the point.")]
public interface ILane<TSelf> where TSelf : struct, ILane<TSelf>
{
    /// <summary>Number of patients in the lane.</summary>
    static abstract int Count { get; }

    /// <summary>The lane with <paramref name="value"/> in every element.</summary>
    static abstract implicit operator TSelf(float value);

    /// <summary>Reads <see cref="Count"/> consecutive floats.</summary>
    static abstract TSelf Load(ref readonly float source);

    /// <summary>Writes <see cref="Count"/> consecutive floats.</summary>
    static abstract void Store(TSelf value, ref float destination);

    /// <summary>Sum.</summary>
    static abstract TSelf operator +(TSelf a, TSelf b);

    /// <summary>Difference.</summary>
    static abstract TSelf operator -(TSelf a, TSelf b);

    /// <summary>Product.</summary>
    static abstract TSelf operator *(TSelf a, TSelf b);

    /// <summary>Quotient, correctly rounded (never a reciprocal estimate).</summary>
    static abstract TSelf operator /(TSelf a, TSelf b);

    /// <summary>Change of sign.</summary>
    static abstract TSelf operator -(TSelf a);

    /// <summary>Mask of a &lt; b (false where either is NaN).</summary>
    static abstract TSelf operator <(TSelf a, TSelf b);

    /// <summary>Mask of a &gt; b.</summary>
    static abstract TSelf operator >(TSelf a, TSelf b);

    /// <summary>Mask of a &lt;= b.</summary>
    static abstract TSelf operator <=(TSelf a, TSelf b);

    /// <summary>Mask of a &gt;= b.</summary>
    static abstract TSelf operator >=(TSelf a, TSelf b);

    /// <summary>Bitwise and, for masks.</summary>
    static abstract TSelf operator &(TSelf a, TSelf b);

    /// <summary>Bitwise or, for masks.</summary>
    static abstract TSelf operator |(TSelf a, TSelf b);

    /// <summary>Bitwise complement, for masks.</summary>
    static abstract TSelf operator ~(TSelf a);

    /// <summary>a * b + c, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>Square root, correctly rounded.</summary>
    static abstract TSelf Sqrt(TSelf a);

    /// <summary>Absolute value (the sign bit cleared).</summary>
    static abstract TSelf Abs(TSelf a);

    /// <summary>Mask of a == b.</summary>
    static abstract TSelf Equal(TSelf a, TSelf b);

    /// <summary><paramref name="then"/> where the mask is set, else <paramref name="otherwise"/>.</summary>
    static abstract TSelf Select(TSelf mask, TSelf then, TSelf otherwise);

    /// <summary>The smaller, defined as Select(a &lt; b, a, b): the same at every width, also for NaN and signed zeros.</summary>
    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary>The larger, defined as Select(a &gt; b, a, b).</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>Nearest integer, ties to even; for |a| &lt; 2^22.</summary>
    static abstract TSelf Round(TSelf a);

    /// <summary>2^n for an integer-valued n in [-126, 127], built from the exponent bits.</summary>
    static abstract TSelf PowerOfTwo(TSelf n);

    /// <summary>
    /// Splits a positive normal number x into m * 2^e with m in [sqrt(1/2), sqrt(2)); returns m and gives the
    /// integer-valued e.
    /// </summary>
    static abstract TSelf SplitExponent(TSelf x, out TSelf exponent);

    /// <summary>True if any element of the mask is set.</summary>
    static abstract bool Any(TSelf mask);

    /// <summary>
    /// Four independent uniforms in (0, 1) for each patient of the lane: Philox 4x32-10 of the counter
    /// (patient's 64 bits, year, purpose) under the key; each word x gives ((x >>> 9) + 0.5) * 2^-23.
    /// </summary>
    /// <param name="seed">The 64-bit key of the run.</param>
    /// <param name="patientLow">First of <see cref="Count"/> consecutive low words of the patients' numbers.</param>
    /// <param name="patientHigh">First of <see cref="Count"/> consecutive high words of the patients' numbers.</param>
    /// <param name="year">Year relative to baseline, as its 32 bits.</param>
    /// <param name="purpose">What the draw is for.</param>
    /// <param name="u0">Uniform of output word 0.</param>
    /// <param name="u1">Uniform of output word 1.</param>
    /// <param name="u2">Uniform of output word 2.</param>
    /// <param name="u3">Uniform of output word 3.</param>
    static abstract void Uniforms(ulong seed, ref readonly uint patientLow, ref readonly uint patientHigh, uint year, uint purpose,
        out TSelf u0, out TSelf u1, out TSelf u2, out TSelf u3);
}
