namespace Cohort.Simulation.Calibration;

/// <summary>A number to be found, and what is known of it beforehand: a Gaussian round the middle of its range.</summary>
/// <param name="Name">Name.</param>
/// <param name="Start">Value to start from.</param>
/// <param name="Low">Lowest plausible value.</param>
/// <param name="High">Highest plausible value.</param>
internal sealed record Unknown(string Name, double Start, double Low, double High)
{
    /// <summary>Mean of the prior.</summary>
    public double Middle => (Low + High) / 2;

    /// <summary>SD of the prior: the range is two of them to either side.</summary>
    public double PriorSd => (High - Low) / 4;

    /// <summary>Distance of a value from the middle in prior SDs.</summary>
    public double Offset(double value) => (value - Middle) / PriorSd;
}
