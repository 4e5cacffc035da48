namespace Cohort.Physiology.Parameters;

/// <summary>Plausible range, unit and source of a parameter; the range also serves uncertainty analysis.</summary>
/// <param name="low">Lowest plausible value.</param>
/// <param name="high">Highest plausible value.</param>
/// <param name="unit">Unit.</param>
/// <param name="source">Where the value comes from; "tuned", "fitted" and "assumption" are said.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PlausibleAttribute(double low, double high, string unit, string source) : Attribute
{
    /// <summary>Lowest plausible value.</summary>
    public double Low { get; } = low;

    /// <summary>Highest plausible value.</summary>
    public double High { get; } = high;

    /// <summary>Unit.</summary>
    public string Unit { get; } = unit;

    /// <summary>Where the value comes from.</summary>
    public string Source { get; } = source;
}
