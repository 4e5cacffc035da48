namespace Cohort.Simulation.Population;

/// <summary>One published (or assumed) value with the people it holds for.</summary>
/// <param name="Quantity">What was measured; the key by which the model finds it.</param>
/// <param name="AgeLow">Youngest age.</param>
/// <param name="AgeHigh">Oldest age, inclusive; 100 or more where the band is open.</param>
/// <param name="Sex">"male", "female" or "both".</param>
/// <param name="Condition">Further condition, else empty.</param>
/// <param name="Diabetes">"yes", "no" or "any" where the table tells diabetes apart, else empty.</param>
/// <param name="EgfrLow">Lowest eGFR of the band; NaN where any.</param>
/// <param name="Year">Calendar year; 0 where the table has none.</param>
/// <param name="Value">The value, in <paramref name="Unit"/>.</param>
/// <param name="Unit">Unit as written.</param>
/// <param name="Low">Lower end of the interval or range; NaN where none.</param>
/// <param name="High">Upper end; NaN where none.</param>
public sealed record Fact(string Quantity, int AgeLow, int AgeHigh, string Sex, string Condition, string Diabetes, double EgfrLow,
    int Year, double Value, string Unit, double Low, double High)
{
    /// <summary>The value as a fraction or a number a person and year: per cent and "per 1000 PY" are taken out.</summary>
    public double Scaled => Value * Scale;

    /// <summary>Whether the fact holds for a sex.</summary>
    public bool Holds(bool female) => Sex == "both" || (Sex == "female") == female;

    private double Scale => Unit switch
    {
        "%" or "per 100" or "per 100 PY" => 0.01,
        "per 1000" or "per 1000 PY" => 0.001,
        "per 100k" or "per 100k PY" => 0.00001,
        "per million" => 0.000001,
        _ => 1,
    };
}
