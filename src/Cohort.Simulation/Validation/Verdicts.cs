namespace Cohort.Simulation.Validation;

/// <summary>How a simulated value compares with a target.</summary>
internal enum Verdict
{
    /// <summary>Inside the interval or the tolerance.</summary>
    Pass,

    /// <summary>Within a factor of 1.5, or 1.5 times the half width of the interval.</summary>
    Near,

    /// <summary>Further off, or undefined in the simulation.</summary>
    Miss,

    /// <summary>Not evaluated.</summary>
    NotEvaluated,
}

/// <summary>The rules of verdicts.</summary>
internal static class Verdicts
{
    /// <summary>Relative tolerance where a target names none.</summary>
    public const double DefaultTolerance = 0.2;

    /// <summary>Factor, and multiple of an interval's half width, that still counts as near.</summary>
    public const double NearFactor = 1.5;

    /// <summary>The verdict on one simulated value.</summary>
    public static Verdict Of(Target target, double simulated)
    {
        if (!double.IsFinite(simulated))
        {
            return Verdict.Miss;
        }

        var (low, high) = (target.Low, target.High);
        if (double.IsNaN(target.Value) && double.IsNaN(low) != double.IsNaN(high))
        {
            // One-sided: a bound alone.
            return double.IsNaN(low)
                ? simulated <= high ? Verdict.Pass : simulated <= high * NearFactor ? Verdict.Near : Verdict.Miss
                : simulated >= low ? Verdict.Pass : simulated >= low / NearFactor ? Verdict.Near : Verdict.Miss;
        }

        var slack = target.AbsoluteTolerance ? target.Tolerance : target.Tolerance * Math.Abs(target.Value);
        if ((simulated >= low && simulated <= high) || Math.Abs(simulated - target.Value) <= slack)
        {
            return Verdict.Pass;
        }

        var half = NearFactor * (high - low) / 2;
        var middle = (low + high) / 2;
        var ratio = simulated / target.Value;
        return Math.Abs(simulated - middle) <= half
            || (ratio >= 1 / NearFactor && ratio <= NearFactor)
            || (target.AbsoluteTolerance && Math.Abs(simulated - target.Value) <= NearFactor * slack)
            ? Verdict.Near
            : Verdict.Miss;
    }

    /// <summary>
    /// The one verdict on a set of conflicting targets: it passes if a row passes, or if the simulation lies between the claims, that is
    /// above some and below others. Else it is near if a row is near.
    /// </summary>
    public static Verdict OfSet(IReadOnlyList<(Target Target, double Simulated)> rows)
    {
        var evaluated = rows.Where(row => row.Target.Protocol.Kind != ProtocolKind.NotEvaluated).ToArray();
        if (evaluated.Length == 0)
        {
            return Verdict.NotEvaluated;
        }

        var verdicts = evaluated.Select(row => Of(row.Target, row.Simulated)).ToArray();
        var ratios = evaluated.Where(row => row.Target.Value > 0 && row.Simulated > 0).Select(row => row.Simulated / row.Target.Value).ToArray();
        var between = ratios.Length > 1 && ratios.Min() <= 1 && ratios.Max() >= 1;
        return between ? Verdict.Pass : verdicts.Min();
    }
}
