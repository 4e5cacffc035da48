using System.Numerics;

namespace Cohort.Simulation.Output;

/// <summary>Variance and standard deviation from integer sums, exact up to one conversion to a double.</summary>
public static class Spread
{
    /// <summary>The sample variance (n * sum of squares - sum^2) / (n * (n - 1)).</summary>
    /// <param name="count">Number of values, n.</param>
    /// <param name="sum">Their sum.</param>
    /// <param name="squares">The sum of their squares.</param>
    /// <returns>The variance; not a number for fewer than two values.</returns>
    public static double Variance(long count, long sum, Int128 squares)
    {
        if (count < 2)
        {
            return double.NaN;
        }

        // Below 2^31 values everything fits 128 bits: squares are under 2^44 each.
        return count < 1L << 31
            ? Quotient<UInt128>((UInt128)((count * squares) - ((Int128)sum * sum)), (UInt128)(count * (count - 1)))
            : Quotient((count * (BigInteger)squares) - ((BigInteger)sum * sum), (BigInteger)count * (count - 1));
    }

    // To 64 bits or more, the last bit set if anything is left over: then one rounding, to the nearest double.
    private static double Quotient<T>(T numerator, T denominator) where T : IBinaryInteger<T>
    {
        var shift = Math.Max(0, 64 - (Bits(numerator) - Bits(denominator)));
        var (quotient, rest) = T.DivRem(numerator << shift, denominator);
        return Math.ScaleB((double)(UInt128.CreateChecked(quotient) | (T.IsZero(rest) ? UInt128.Zero : UInt128.One)), -shift);

        static int Bits(T value) => value.GetShortestBitLength();
    }

    /// <summary>The sample standard deviation.</summary>
    /// <inheritdoc cref="Variance"/>
    public static double StandardDeviation(long count, long sum, Int128 squares) => Math.Sqrt(Variance(count, sum, squares));
}
