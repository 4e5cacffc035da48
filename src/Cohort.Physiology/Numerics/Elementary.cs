using System.Runtime.CompilerServices;

namespace Cohort.Physiology.Numerics;

/// <summary>
/// Exponential, logarithm and their kin for every lane, from correctly rounded operations only and without branches:
/// the same bits on every machine and at every width.
/// </summary>
/// <remarks>
/// Work in log space where the equation allows: a product of powers is Exp(a * Log(x) + b * Log(y)), one exponential
/// for all factors, and a logarithm that serves several mechanisms is worth a column of its own. <see cref="Pow"/>
/// carries the logarithm in two floats and costs about twice a Log and an Exp; it is for large exponents.
/// Errors are in units in the last place of the float result, against double arithmetic.
/// </remarks>
public static class Elementary
{
    /// <summary>Lower end of the domain of <see cref="Exp"/>.</summary>
    public const float ExpMin = -87f;

    /// <summary>Upper end of the domain of <see cref="Exp"/>.</summary>
    public const float ExpMax = 88f;

    /// <summary>The smallest positive normal float, 2^-126.</summary>
    public const float SmallestNormal = 1.17549435e-38f;

    private const float Log2E = 1.44269502f;
    private const float Ln2 = 0.693147182f;

    // Ln2 is cut after 15 bits, so that its product with an exponent is exact.
    private const float Ln2High = 0.693145752f;
    private const float Ln2Low = 1.42860677e-6f;

    // The uniform of a word 0, 2^-24.
    private const float LeastUniform = Philox.UniformStep / 2;

    /// <summary>e^x.</summary>
    /// <remarks>
    /// Domain [-87, 88]; x outside is taken as the nearer end, so that the result lies in [1.6e-38, 1.7e38] and is never
    /// subnormal or infinite. NaN gives NaN. Within 0.9 ulp, measured; never falls where x rises.
    /// </remarks>
    /// <param name="x">The exponent.</param>
    /// <typeparam name="T">The lane.</typeparam>
    /// <returns>e^x.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exp<T>(T x) where T : struct, ILane<T> => ExpInRange(T.Min(ExpMax, T.Max(ExpMin, x)));

    /// <summary>1 - e^-x: the probability of an event within a time of cumulative hazard x.</summary>
    /// <remarks>Domain x &gt;= 0 (less is taken as 0), accurate also where x is small: within 2.1 ulp, measured.
    /// NaN gives NaN.</remarks>
    /// <param name="x">The cumulative hazard.</param>
    /// <typeparam name="T">The lane.</typeparam>
    /// <returns>1 - e^-x, in [0, 1].</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T OneMinusExp<T>(T x) where T : struct, ILane<T>
    {
        T one = 1f;
        var exponent = -T.Min(-ExpMin, T.Max(0f, x));
        var slope = ExpSlope(exponent, out var r, out var n);
        var power = T.PowerOfTwo(n);
        return T.MultiplyAdd(-power, slope * r, one - power);
    }

    /// <summary>Natural logarithm.</summary>
    /// <remarks>
    /// Domain: positive normal floats. What is smaller (zero, negative, subnormal) and NaN is taken as the smallest
    /// normal, -87.3; infinity gives 88.7. Within 1.2 ulp, measured, also near 1; never falls where x rises.
    /// </remarks>
    /// <param name="x">The argument.</param>
    /// <typeparam name="T">The lane.</typeparam>
    /// <returns>ln x.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log<T>(T x) where T : struct, ILane<T> => LogOfNormal(T.Max(x, SmallestNormal));

    /// <summary>x^y.</summary>
    /// <remarks>
    /// Domain: x positive normal, x^y in [2^-120, 2^120]. Beyond, x is taken as by <see cref="Log"/> and the result ends
    /// about where <see cref="Exp"/> does. Within 5.5 ulp, measured.
    /// </remarks>
    /// <param name="x">The base.</param>
    /// <param name="y">The exponent, finite.</param>
    /// <typeparam name="T">The lane.</typeparam>
    /// <returns>x^y.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Pow<T>(T x, T y) where T : struct, ILane<T>
    {
        T one = 1f;
        var f = T.SplitExponent(T.Max(x, SmallestNormal), out var e) - one;

        // P = (ln(1 + f) - f + f^2 / 2) / f^3
        T p = -0.05893267319f;
        p = T.MultiplyAdd(p, f, 0.1054428369f);
        p = T.MultiplyAdd(p, f, -0.1081629023f);
        p = T.MultiplyAdd(p, f, 0.1105592251f);
        p = T.MultiplyAdd(p, f, -0.1242747679f);
        p = T.MultiplyAdd(p, f, 0.1428345591f);
        p = T.MultiplyAdd(p, f, -0.1666914523f);
        p = T.MultiplyAdd(p, f, 0.2000015527f);
        p = T.MultiplyAdd(p, f, -0.2499997318f);
        p = T.MultiplyAdd(p, f, 0.3333333135f);

        // ln(1 + f) = f + f^2 (f P - 1/2), the square and the bracket each in two floats, so that only P is rounded.
        var square = f * f;
        var squareLow = T.MultiplyAdd(f, f, -square);
        T minusHalf = -0.5f;
        var bracket = T.MultiplyAdd(f, p, minusHalf);
        var bracketLow = T.MultiplyAdd(f, p, minusHalf - bracket);
        var bend = square * bracket;
        var bendLow = T.MultiplyAdd(square, bracket, -bend) + T.MultiplyAdd(square, bracketLow, squareLow * bracket);

        // Sums of a larger and a smaller number with what the rounding lost.
        var whole = e * Ln2High;
        var line = whole + f;
        var lineLow = f - (line - whole);
        var curve = line + bend;
        var curveLow = bend - (curve - line);
        var low = T.MultiplyAdd(e, Ln2Low, lineLow + curveLow + bendLow);
        var log = curve + low;
        var logLow = low - (log - curve);

        var product = y * log;
        var productLow = T.MultiplyAdd(y, logLow, T.MultiplyAdd(y, log, -product));
        product = T.Min(ExpMax, T.Max(ExpMin, product));

        // Small inside the domain; beyond it may be anything, and the bound keeps it from the result.
        T bound = 2e-5f;
        productLow = T.Min(bound, T.Max(-bound, productLow));
        return ExpInRange(product) * (one + productLow);
    }

    /// <summary>1 / (1 + e^-x).</summary>
    /// <remarks>All reals; below -87 the result stays at 1.6e-38, above 17 it is 1. NaN gives NaN.
    /// Within 2.5 ulp, measured; never falls where x rises.</remarks>
    /// <param name="x">The log odds.</param>
    /// <typeparam name="T">The lane.</typeparam>
    /// <returns>The probability of these log odds, in (0, 1].</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Logistic<T>(T x) where T : struct, ILane<T>
    {
        T one = 1f;
        return one / (one + ExpInRange(T.Min(-ExpMin, T.Max(ExpMin, -x))));
    }

    /// <summary>The standard normal quantile.</summary>
    /// <remarks>
    /// Domain [2^-24, 1 - 2^-24], which holds every uniform; p outside is taken as the nearer end. NaN gives NaN. Within
    /// 3 ulp, measured; z(1 - p) = -z(p) exactly on uniforms, over which it never falls.
    /// </remarks>
    /// <param name="p">The probability.</param>
    /// <typeparam name="T">The lane.</typeparam>
    /// <returns>z with P(Z &lt; z) = p, in [-5.295, 5.295].</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T InverseNormal<T>(T p) where T : struct, ILane<T>
    {
        T one = 1f;
        T half = 0.5f;
        p = T.Min(1f - LeastUniform, T.Max(LeastUniform, p));
        var tail = T.Min(p, one - p);

        // v = ln(4 p (1 - p)) runs from 0 in the middle to -15.2, and z / (p - 1/2) is a smooth function of it: a line
        // and v times a small quotient, whose rounding hardly counts.
        var fourTails = 4f * tail;
        var v = LogOfNormal(T.MultiplyAdd(-fourTails, tail, fourTails));
        T n = -2.150271712e-7f;
        n = T.MultiplyAdd(n, v, 4.608509335e-5f);
        n = T.MultiplyAdd(n, v, 0.0002118571574f);
        n = T.MultiplyAdd(n, v, 0.00303334021f);
        n = T.MultiplyAdd(n, v, 0.03540419787f);
        n = T.MultiplyAdd(n, v, -0.03623283654f);
        T d = 0.0001451827848f;
        d = T.MultiplyAdd(d, v, -0.001576593495f);
        d = T.MultiplyAdd(d, v, 0.03082524054f);
        d = T.MultiplyAdd(d, v, -0.0754186213f);
        d = T.MultiplyAdd(d, v, one);
        var line = T.MultiplyAdd(v, -0.62f, 2.506628275f);
        return (p - half) * T.MultiplyAdd(v, n / d, line);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ExpInRange<T>(T x) where T : struct, ILane<T>
    {
        T one = 1f;
        var slope = ExpSlope(x, out var r, out var n);
        return T.MultiplyAdd(slope, r, one) * T.PowerOfTwo(n);
    }

    /// <summary>(e^r - 1) / r, where x = n ln 2 + r and |r| &lt;= ln 2 / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ExpSlope<T>(T x, out T r, out T n) where T : struct, ILane<T>
    {
        n = T.Round(x * Log2E);
        r = T.MultiplyAdd(n, -Ln2Low, T.MultiplyAdd(n, -Ln2High, x));
        T p = 0.001383805531f;
        p = T.MultiplyAdd(p, r, 0.008369167335f);
        p = T.MultiplyAdd(p, r, 0.04166810215f);
        p = T.MultiplyAdd(p, r, 0.1666651666f);
        p = T.MultiplyAdd(p, r, 0.4999999404f);
        return T.MultiplyAdd(p, r, 1f);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T LogOfNormal<T>(T x) where T : struct, ILane<T>
    {
        T one = 1f;
        var f = T.SplitExponent(x, out var e) - one;

        // (ln(1 + f) - f) / f^2
        T p = 0.08739596605f;
        p = T.MultiplyAdd(p, f, -0.1430951059f);
        p = T.MultiplyAdd(p, f, 0.1491686702f);
        p = T.MultiplyAdd(p, f, -0.1657006145f);
        p = T.MultiplyAdd(p, f, 0.1996215433f);
        p = T.MultiplyAdd(p, f, -0.2500178516f);
        p = T.MultiplyAdd(p, f, 0.3333394825f);
        p = T.MultiplyAdd(p, f, -0.4999999106f);

        // The error of a one-float ln 2 is small beside a sum that is never below e ln 2 / 2.
        return T.MultiplyAdd(e, Ln2, T.MultiplyAdd(f * f, p, f));
    }
}
