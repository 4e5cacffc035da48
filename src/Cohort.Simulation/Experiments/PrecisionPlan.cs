namespace Cohort.Simulation.Experiments;

/// <summary>How many patients a wanted precision takes.</summary>
public static class PrecisionPlan
{
    // Standard errors to each side in a 95 % interval.
    private const double Width = Output.Jackknife.Width;

    /// <summary>Patients whose 95 % interval of Monte Carlo error has a half-width: it shrinks with the square root of their number.</summary>
    /// <param name="pilotPatients">Patients of a pilot run.</param>
    /// <param name="pilot">The outcome there, with its error.</param>
    /// <param name="halfWidth">Half-width wanted, above 0, in the unit of the outcome.</param>
    /// <returns>The patients, rounded up to two significant digits (the pilot knows no more); not a number where the pilot saw no variation.</returns>
    public static double Patients(long pilotPatients, Estimate pilot, double halfWidth)
    {
        var share = Width * pilot.Error / halfWidth;
        return pilot.Error > 0 && halfWidth > 0 ? RoundUp(Math.Ceiling(pilotPatients * share * share)) : double.NaN;
    }

    private static double RoundUp(double patients)
    {
        var unit = 1.0;
        while (patients / unit >= 100)
        {
            unit *= 10;
        }

        return Math.Ceiling(patients / unit) * unit;
    }
}
