namespace Cohort.Simulation.Output;

/// <summary>An interval; not numbers where it is undefined.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>No interval.</summary>
    public static Interval Undefined { get; } = new(double.NaN, double.NaN);
}
