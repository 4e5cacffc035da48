using Cohort.Physiology.State;

namespace Cohort.Simulation.Outcomes;

/// <summary>A biomarker whose mean and spread are reported, and how its values become integers.</summary>
/// <remarks>
/// A value x, clamped to 0..<see cref="Maximum"/>, is counted as the integer nearest to x * 2^22 / <see cref="Maximum"/>, ties to
/// even. The maximum is a power of two, so the scaling is exact; 2^22 steps keep within a float's 24 bits.
/// </remarks>
/// <param name="Variable">The state variable measured.</param>
/// <param name="Name">Name in files.</param>
/// <param name="Unit">Unit.</param>
/// <param name="Meaning">What the value says.</param>
/// <param name="Maximum">Largest value counted as it is, a power of two; the smallest is 0.</param>
/// <param name="Digits">Decimals of a printed mean or standard deviation.</param>
public sealed record Measure(Variable Variable, string Name, string Unit, string Meaning, int Maximum, int Digits)
{
    /// <summary>Number of steps that the range of a measure is divided into.</summary>
    public const int Steps = 1 << 22;

    /// <summary>Steps to one unit: a power of two.</summary>
    public double StepsPerUnit { get; } = Steps / (double)Maximum;

    /// <summary>The integer that a value is counted as.</summary>
    /// <param name="value">The value; outside the range it is clamped.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is not a number.</exception>
    public int Quantise(float value)
    {
        if (float.IsNaN(value))
        {
            throw new ArgumentException($"{Name} is not a number.", nameof(value));
        }

        return (int)MathF.Round(Math.Clamp(value, 0f, Maximum) * (float)StepsPerUnit, MidpointRounding.ToEven);
    }
}
