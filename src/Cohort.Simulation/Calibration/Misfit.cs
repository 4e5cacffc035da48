using Cohort.Simulation.Validation;

namespace Cohort.Simulation.Calibration;

/// <summary>
/// How far a simulated value lies from a target: 1 = the edge of passing, by the wider of interval and tolerance. In logarithms for
/// positive figures, so that half and double count alike; as a difference where the tolerance is absolute or the figure is not positive.
/// </summary>
internal static class Misfit
{
    /// <summary>Residual of a figure that the simulation leaves undefined.</summary>
    public const double Undefined = 5;

    // Below this share of the target a positive figure counts as it: zero has no logarithm.
    private const double Floor = 0.02;

    /// <summary>The residual.</summary>
    /// <param name="target">The target.</param>
    /// <param name="simulated">Simulated value.</param>
    /// <param name="error">Its Monte Carlo standard error; NaN = none. It widens the scale, so that noise is not fitted.</param>
    public static double Of(Target target, double simulated, double error)
    {
        if (!double.IsFinite(simulated))
        {
            return Undefined;
        }

        var (low, high, value) = (target.Low, target.High, target.Value);
        if (double.IsNaN(value) && double.IsNaN(low) != double.IsNaN(high))
        {
            // A bound alone pulls only from beyond it.
            value = double.IsNaN(low) ? high : low;
            if (double.IsNaN(low) ? simulated <= high : simulated >= low)
            {
                return 0;
            }
        }
        else if (double.IsNaN(value))
        {
            value = (low + high) / 2;
        }

        var noise = double.IsFinite(error) ? error : 0;
        if (target.AbsoluteTolerance || value <= 0)
        {
            var tolerance = target.AbsoluteTolerance ? target.Tolerance : target.Tolerance * Math.Abs(value);
            return (simulated - value) / Length(Widest(tolerance, (high - low) / 2), noise);
        }

        var interval = low > 0 ? Math.Log(high / low) / 2 : double.NaN;
        return Math.Log(Math.Max(simulated, Floor * value) / value) / Length(Widest(Math.Log(1 + target.Tolerance), interval), noise / Math.Max(simulated, value));
    }

    private static double Widest(double tolerance, double interval) => double.IsNaN(interval) ? tolerance : Math.Max(tolerance, interval);

    private static double Length(double scale, double noise) => Math.Max(Math.Sqrt((scale * scale) + (noise * noise)), 1e-9);
}
