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

        var numerator = (count * (BigInteger)squares) - ((BigInteger)sum * sum);
        var denominator = (BigInteger)count * (count - 1);

        // The quotient to 64 bits or more, its last bit set if anything is left over: then one rounding, to the nearest double.
        var shift = Math.Max(0, 64 - (int)(numerator.GetBitLength() - denominator.GetBitLength()));
        var quotient = (UInt128)BigInteger.DivRem(numerator << shift, denominator, out var rest);
        return Math.ScaleB((double)(quotient | (rest.IsZero ? UInt128.Zero : UInt128.One)), -shift);
    }

    /// <summary>The sample standard deviation.</summary>
    /// <inheritdoc cref="Variance"/>
    public static double StandardDeviation(long count, long sum, Int128 squares) => Math.Sqrt(Variance(count, sum, squares));
}
