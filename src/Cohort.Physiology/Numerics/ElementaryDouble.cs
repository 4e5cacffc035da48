namespace Cohort.Physiology.Numerics;

/// <summary>
/// Exponential, logarithm, power and the normal distribution in double, from correctly rounded operations only: for
/// what reaches a result outside a patient's step (population draws, intervals, discounting) and must have the same
/// bits on every machine, which the platform's <see cref="Math.Exp"/> and its kin do not promise.
/// </summary>
public static class ElementaryDouble
{
    private const double Log2E = 1.4426950408889634;

    // ln 2 in two parts; the first has 32 bits, so that its product with an exponent is exact.
    private const double Ln2High = 0.6931471803691238;
    private const double Ln2Low = 1.9082149292705877e-10;

    // 1.5 * 2^52: adding it rounds to an integer, ties to even.
    private const double RoundingShift = 6755399441055744.0;

    private const double ExpOverflow = 709.782712893384;
    private const double ExpUnderflow = -745.1332191019412;

    private const int MantissaLength = 52;
    private const long ExponentBias = 1023;
    private const long RootHalf = 0x3FE6A09E667F3BCD;
    private const long ExponentMask = unchecked((long)0xFFF0000000000000);
    private const double SmallestNormal = 2.2250738585072014e-308;
    private const double TwoTo54 = 18014398509481984.0;

    private const double InverseRootTwoPi = 0.3989422804014327;

    // Beyond, the upper tail is below the smallest subnormal.
    private const double NormalTailEnd = 38.6;
    private const double LeastTail = 1e-300;
    private const double MillsCentre = 5;

    // 1 / k! for k = 13 to 0.
    private static ReadOnlySpan<double> ExpSeries =>
    [
        1 / 6227020800.0, 1 / 479001600.0, 1 / 39916800.0, 1 / 3628800.0, 1 / 362880.0, 1 / 40320.0, 1 / 5040.0, 1 / 720.0, 1 / 120.0, 1 / 24.0,
        1 / 6.0, 1 / 2.0, 1, 1,
    ];

    // ln((1 + s) / (1 - s)) = 2 s + s^3 (2/3 + 2/5 s^2 + ...).
    private static ReadOnlySpan<double> LogSeries =>
        [2 / 23.0, 2 / 21.0, 2 / 19.0, 2 / 17.0, 2 / 15.0, 2 / 13.0, 2 / 11.0, 2 / 9.0, 2 / 7.0, 2 / 5.0, 2 / 3.0];

    // (1 + x) times Mills' ratio (upper tail over density) of x >= 0, in powers of t = (x - 5) / (x + 5); interpolated
    // at the Chebyshev points with 50 digits.
    private static ReadOnlySpan<double> MillsSeries =>
    [
        -9.99802240829343e-10, -7.077031841982677e-10, 1.1281645525139734e-08, 9.094218432472913e-09,
        -7.821049220473805e-08, -6.589393318333421e-08, 4.92889412763629e-07, 3.2054886338682205e-07,
        -3.2780889332747656e-06, -1.7633721137504215e-07, 2.2710081536644496e-05, -2.4805835828998953e-05,
        -0.00013437445842160464, 0.00045704392266072, 1.9530682704042314e-05, -0.0042012903289861386,
        0.016348231274349995, -0.03802659218586716, 0.06150504584074597, -0.06617760077909461,
        0.02507217930161715, 0.07778159886873764, -0.2294875382521129, 1.1568486282918946,
    ];

    /// <summary>e^x.</summary>
    /// <remarks>All reals; overflows to infinity above 709.78, underflows to 0 below -745.13. Relative error 2.3e-16, measured.</remarks>
    /// <param name="x">The exponent.</param>
    /// <returns>e^x; NaN for NaN.</returns>
    public static double Exp(double x) => Exp(x, 0);

    /// <summary>Natural logarithm.</summary>
    /// <remarks>Relative error 2.3e-16, measured, also near 1.</remarks>
    /// <param name="x">The argument, subnormals included.</param>
    /// <returns>ln x; minus infinity for 0, NaN for a negative x or NaN.</returns>
    public static double Log(double x)
    {
        if (!(x > 0) || double.IsPositiveInfinity(x))
        {
            return x == 0 ? double.NegativeInfinity : x < 0 ? double.NaN : x;
        }

        return Log(x, out var low) + low;
    }

    /// <summary>x^y for x &gt;= 0.</summary>
    /// <remarks>The logarithm is carried in two doubles: relative error 4.5e-15, measured up to results of e^±700.</remarks>
    /// <param name="x">The base, not negative.</param>
    /// <param name="y">The exponent.</param>
    /// <returns>x^y; 1 for y = 0 or x = 1; NaN for a negative x or NaN.</returns>
    public static double Pow(double x, double y)
    {
        if (y == 0 || x == 1)
        {
            return 1;
        }

        if (!(x > 0) || double.IsPositiveInfinity(x))
        {
            return x < 0 || double.IsNaN(x) || double.IsNaN(y) ? double.NaN : (x == 0) == (y > 0) ? 0 : double.PositiveInfinity;
        }

        var log = Log(x, out var low);
        var product = y * log;
        return Exp(product, Math.FusedMultiplyAdd(y, log, -product) + y * low);
    }

    /// <summary>The standard normal distribution function.</summary>
    /// <remarks>Absolute error 6e-16, measured; relative error below 1e-12 in the lower tail, to -37.</remarks>
    /// <param name="z">The deviate.</param>
    /// <returns>P(Z &lt; z).</returns>
    public static double NormalCdf(double z) => z > 0 ? 1 - UpperTail(z, out _) : UpperTail(-z, out _);

    /// <summary>The standard normal quantile.</summary>
    /// <remarks>Absolute error 1e-13, measured.</remarks>
    /// <param name="p">The probability, in [1e-300, 1); less, above 0, is taken as 1e-300.</param>
    /// <returns>z with P(Z &lt; z) = p; minus infinity for 0, infinity for 1, NaN outside [0, 1].</returns>
    public static double InverseNormal(double p)
    {
        if (!(p > 0 && p < 1))
        {
            return p == 0 ? double.NegativeInfinity : p == 1 ? double.PositiveInfinity : double.NaN;
        }

        var upper = p > 0.5;
        var tail = Math.Max(upper ? 1 - p : p, LeastTail);

        // A fit within 0.003, then two steps of Halley's method, each of which cubes the error.
        var s = Math.Sqrt(-2 * Log(tail));
        var x = s - (2.35409 + s * (0.466609 + s * 0.00130107)) / (1 + s * (1.13777 + s * 0.0960339));
        for (var step = 0; step < 2; step++)
        {
            var excess = (UpperTail(x, out var density) - tail) / density;
            x += excess / (1 - excess * x / 2);
        }

        return upper ? x : -x;
    }

    /// <summary>P(Z &gt; x) for x about 0 or more, and the density there.</summary>
    private static double UpperTail(double x, out double density)
    {
        if (x > NormalTailEnd)
        {
            density = 0;
            return 0;
        }

        var square = x * x;
        var squareLow = Math.FusedMultiplyAdd(x, x, -square);
        density = InverseRootTwoPi * Exp(-square / 2, -squareLow / 2);
        return density * Horner(MillsSeries, (x - MillsCentre) / (x + MillsCentre)) / (1 + x);
    }

    /// <summary>e^(x + low) for a low that is small beside x.</summary>
    private static double Exp(double x, double low)
    {
        if (x > ExpOverflow)
        {
            return double.PositiveInfinity;
        }

        if (x < ExpUnderflow)
        {
            return 0;
        }

        if (double.IsNaN(x))
        {
            return x;
        }

        var n = x * Log2E + RoundingShift - RoundingShift;
        var r = Math.FusedMultiplyAdd(n, -Ln2Low, Math.FusedMultiplyAdd(n, -Ln2High, x)) + low;

        // Two factors, because 2^n alone may be infinite or zero where the product is neither.
        var half = (int)n >> 1;
        return Horner(ExpSeries, r) * PowerOfTwo(half) * PowerOfTwo((int)n - half);
    }

    /// <summary>ln x of a positive finite x as the sum of the result and <paramref name="low"/>.</summary>
    private static double Log(double x, out double low)
    {
        var shift = 0;
        if (x < SmallestNormal)
        {
            x *= TwoTo54;
            shift = 54;
        }

        var bits = BitConverter.DoubleToInt64Bits(x);
        var aboveRootHalf = bits - RootHalf;
        var e = (double)((int)(aboveRootHalf >> MantissaLength) - shift);
        var f = BitConverter.Int64BitsToDouble(bits - (aboveRootHalf & ExponentMask)) - 1;

        // s = f / (2 + f) with what the sum and the quotient lost.
        var d = 2 + f;
        var dLow = f - (d - 2);
        var s = f / d;
        var sLow = (Math.FusedMultiplyAdd(-s, d, f) - s * dLow) / d;
        var square = s * s;

        var whole = e * Ln2High;
        var line = whole + 2 * s;
        var rest = 2 * s - (line - whole) + (2 * sLow + s * square * Horner(LogSeries, square) + e * Ln2Low);
        var log = line + rest;
        low = rest - (log - line);
        return log;
    }

    private static double PowerOfTwo(int n) => BitConverter.Int64BitsToDouble((n + ExponentBias) << MantissaLength);

    private static double Horner(ReadOnlySpan<double> coefficients, double x)
    {
        var sum = coefficients[0];
        for (var i = 1; i < coefficients.Length; i++)
        {
            sum = Math.FusedMultiplyAdd(sum, x, coefficients[i]);
        }

        return sum;
    }
}
