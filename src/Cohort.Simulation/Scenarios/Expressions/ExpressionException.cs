namespace Cohort.Simulation.Scenarios.Expressions;

/// <summary>A text is no formula.</summary>
/// <param name="at">Where: the character, from 0.</param>
/// <param name="message">What was found and what is allowed, without a full stop.</param>
public sealed class ExpressionException(int at, string message) : Exception(message)
{
    /// <summary>Where: the character, from 0.</summary>
    public int At { get; } = at;
}
