namespace Cohort.Physiology.Tests.Numerics;

/// <summary>The normal quantile by other means than the product's: series and continued fraction, Newton's method.</summary>
internal static class NormalReference
{
    public static double Density(double z) => Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);

    /// <summary>P(Z &lt; z) for z &lt;= 0.</summary>
    public static double LowerTail(double z)
    {
        if (z > -3)
        {
            return 0.5 + FromMiddle(z);
        }

        var fraction = -z;
        for (var k = 100; k > 0; k--)
        {
            fraction = -z + k / fraction;
        }

        return Density(z) / fraction;
    }

    public static double Quantile(double p)
    {
        if (p > 0.5)
        {
            return -Quantile(1 - p);
        }

        var z = p > 0.1 ? (p - 0.5) * 2.5 : -Math.Sqrt(-2 * Math.Log(p)) + 0.8;
        for (var step = 0; step < 50; step++)
        {
            // In the middle the difference to 1/2 is kept apart, where subtracting would cancel.
            var excess = z > -1 ? FromMiddle(z) - (p - 0.5) : LowerTail(z) - p;
            var newton = excess / Density(z);
            var change = newton / (1 + newton * z / 2);
            z -= change;
            if (Math.Abs(change) <= 1e-9 * Math.Abs(z))
            {
                break;
            }
        }

        return z;
    }

    private static double FromMiddle(double z)
    {
        var (sum, term) = (z, z);
        for (var k = 1; Math.Abs(term) > 1e-18 * Math.Abs(sum); k++)
        {
            term *= z * z / (2 * k + 1);
            sum += term;
        }

        return Density(z) * sum;
    }
}
