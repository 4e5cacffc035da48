namespace Cohort.Simulation.Validation;

/// <summary>A range of numbers.</summary>
/// <param name="Low">Lower end, minus infinity where open-ended.</param>
/// <param name="High">Upper end.</param>
/// <param name="LowOpen">Whether the lower end itself is outside.</param>
/// <param name="HighOpen">Whether the upper end itself is outside.</param>
internal readonly record struct Range(double Low, double High, bool LowOpen = false, bool HighOpen = false)
{
    /// <summary>Whether a value lies in the range; NaN lies in none.</summary>
    public bool Holds(double value) =>
        (LowOpen ? value > Low : value >= Low) && (HighOpen ? value < High : value <= High);
}

/// <summary>A range that a quantity must lie in.</summary>
/// <param name="Quantity">The quantity.</param>
/// <param name="Range">The range.</param>
/// <param name="AtEnd">Whether it is judged at the last visit instead of the first.</param>
internal sealed record Condition(Quantity Quantity, Range Range, bool AtEnd = false);
