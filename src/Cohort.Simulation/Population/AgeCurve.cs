using Cohort.Physiology.Numerics;
using Cohort.Physiology.Rates;

namespace Cohort.Simulation.Population;

/// <summary>Values by single year of age from values by age band.</summary>
public static class AgeCurve
{
    /// <summary>Years beyond its lower end at which the value of an open-ended band is taken to stand.</summary>
    public const int OpenBandMiddle = 6;

    /// <summary>The age at which the value of a band stands: its middle, for an open-ended band <see cref="OpenBandMiddle"/> years in.</summary>
    /// <param name="fact">A fact of an age band.</param>
    /// <remarks>A whole age, so that published values come back; of two in the middle the older.</remarks>
    public static int Middle(Fact fact) => fact.AgeHigh >= 100 ? fact.AgeLow + OpenBandMiddle : (fact.AgeLow + fact.AgeHigh + 1) / 2;

    /// <summary>
    /// One value for each age 0-120: through the bands' middles, straight on the logarithm, flat beyond the first and last middle.
    /// </summary>
    /// <param name="bands">Facts of one sex, all above zero, any order.</param>
    public static double[] Logarithmic(IEnumerable<Fact> bands) =>
        Through([.. bands.Select(f => ((double)Middle(f), ElementaryDouble.Log(f.Scaled))).OrderBy(p => p.Item1)], exponential: true);

    /// <summary>One value for each age 0-120: straight through the bands' middles, flat beyond the first and last middle.</summary>
    /// <param name="bands">Facts of one sex, any order.</param>
    public static double[] Linear(IEnumerable<Fact> bands) =>
        Through([.. bands.Select(f => ((double)Middle(f), f.Scaled)).OrderBy(p => p.Item1)], exponential: false);

    /// <summary>The value at <paramref name="x"/> on the straight lines through the points, flat beyond the ends.</summary>
    /// <param name="points">Points in ascending order of x.</param>
    /// <param name="x">Where.</param>
    public static double At(ReadOnlySpan<(double X, double Y)> points, double x)
    {
        if (x <= points[0].X)
        {
            return points[0].Y;
        }

        for (var i = 1; i < points.Length; i++)
        {
            if (x <= points[i].X)
            {
                var (x0, y0) = points[i - 1];
                var (x1, y1) = points[i];
                return y0 + ((y1 - y0) * ((x - x0) / (x1 - x0)));
            }
        }

        return points[^1].Y;
    }

    private static double[] Through((double X, double Y)[] points, bool exponential)
    {
        var values = new double[RateTable.Ages];
        for (var age = 0; age < values.Length; age++)
        {
            var y = At(points, age);
            values[age] = exponential ? ElementaryDouble.Exp(y) : y;
        }

        return values;
    }
}
