using Cohort.Physiology.Numerics;

namespace Cohort.Simulation.Output;

/// <summary>
/// Monte Carlo error by the delete-a-group jackknife: an estimate is made again without each group of patients in turn. Its
/// standard error is sqrt((g - 1) / g * sum (e_i - mean e)^2) over the g groups that have patients. Arms compared leave the same
/// group out together, so that what their patients have in common cancels.
/// </summary>
public static class Jackknife
{
    /// <summary>Standard errors to each side of an estimate in a 95 % interval.</summary>
    public const double Width = 1.959963984540054;

    /// <summary>The standard error of an estimate.</summary>
    /// <param name="leftOut">The estimate without each group in turn.</param>
    /// <returns>The standard error; not a number for fewer than two groups or if an estimate is undefined.</returns>
    public static double StandardError(ReadOnlySpan<double> leftOut)
    {
        if (leftOut.Length < 2)
        {
            return double.NaN;
        }

        var mean = 0.0;
        foreach (var estimate in leftOut)
        {
            mean += estimate;
        }

        mean /= leftOut.Length;
        var squares = 0.0;
        foreach (var estimate in leftOut)
        {
            squares += (estimate - mean) * (estimate - mean);
        }

        return Math.Sqrt(squares * (leftOut.Length - 1) / leftOut.Length);
    }

    /// <summary>A 95 % interval symmetric about an estimate.</summary>
    /// <param name="estimate">The estimate.</param>
    /// <param name="leftOut">The estimate without each group in turn.</param>
    public static Interval Symmetric(double estimate, ReadOnlySpan<double> leftOut)
    {
        var reach = Width * StandardError(leftOut);
        return double.IsNaN(reach) ? Interval.Undefined : new Interval(estimate - reach, estimate + reach);
    }

    /// <summary>A 95 % interval of a ratio, symmetric in its logarithm.</summary>
    /// <param name="ratio">The ratio.</param>
    /// <param name="leftOut">The ratio without each group in turn.</param>
    /// <returns>The interval; undefined unless every ratio is a number above 0.</returns>
    public static Interval OfRatio(double ratio, ReadOnlySpan<double> leftOut)
    {
        if (!(ratio > 0 && double.IsFinite(ratio)))
        {
            return Interval.Undefined;
        }

        var logs = new double[leftOut.Length];
        for (var i = 0; i < logs.Length; i++)
        {
            if (!(leftOut[i] > 0 && double.IsFinite(leftOut[i])))
            {
                return Interval.Undefined;
            }

            logs[i] = ElementaryDouble.Log(leftOut[i]);
        }

        var interval = Symmetric(ElementaryDouble.Log(ratio), logs);
        return double.IsNaN(interval.Low) ? interval : new Interval(ElementaryDouble.Exp(interval.Low), ElementaryDouble.Exp(interval.High));
    }
}
