using System.Globalization;
using Cohort.Physiology.Events;
using Cohort.Physiology.State;

namespace Cohort.Simulation.Scenarios.Expressions;

/// <summary>
/// A formula over the state of a patient at the end of a year and the events of that year. Conditions are the numbers 1 (holds) and 0. Its text is the
/// shortest that <see cref="ExpressionParser"/> reads as the same formula.
/// </summary>
public abstract record Expression
{
    private protected Expression()
    {
    }

    /// <summary>How tightly it holds together: an operand that binds less than its place asks for stands in brackets.</summary>
    internal virtual int Binding => Operators.Atom;

    /// <summary>The formula as it could stand in a scenario.</summary>
    public sealed override string ToString() => Text();

    internal abstract string Text();

    internal string Text(int binding) => Binding >= binding ? Text() : $"({Text()})";
}

/// <summary>A number.</summary>
/// <param name="Value">The number, finite and not negative.</param>
public sealed record Constant(float Value) : Expression
{
    internal override string Text() => Value.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>A state variable at the end of the year, by its name in trajectories.csv.</summary>
/// <param name="Variable">The variable.</param>
public sealed record StateValue(Variable Variable) : Expression
{
    internal override string Text() => Variables.Describe(Variable).Name;
}

/// <summary>Whether an event happened in the year; none did at baseline.</summary>
/// <param name="Kind">The event.</param>
public sealed record EventOfYear(EventKind Kind) : Expression
{
    internal override string Text() => ExpressionNames.Of(Kind);
}

/// <summary>An operator or function of one operand.</summary>
/// <param name="Operator">What is done.</param>
/// <param name="Operand">With what.</param>
public sealed record Unary(UnaryOperator Operator, Expression Operand) : Expression
{
    internal override int Binding => Operator switch
    {
        UnaryOperator.Not => Operators.Not,
        UnaryOperator.Negate => Operators.Sign,
        _ => Operators.Atom,
    };

    internal override string Text() => Operator switch
    {
        UnaryOperator.Not => "not " + Operand.Text(Operators.Not),
        UnaryOperator.Negate => "-" + Operand.Text(Operators.Sign),
        _ => $"{Operators.Name(Operator)}({Operand.Text()})",
    };
}

/// <summary>An operator or function of two operands.</summary>
/// <param name="Operator">What is done.</param>
/// <param name="Left">The first operand.</param>
/// <param name="Right">The second.</param>
public sealed record Binary(BinaryOperator Operator, Expression Left, Expression Right) : Expression
{
    internal override int Binding => Operators.Binding(Operator);

    // Operators of one rank are read from the left; comparisons do not chain.
    internal override string Text() => Binding == Operators.Atom
        ? $"{Operators.Name(Operator)}({Left.Text()}, {Right.Text()})"
        : $"{Left.Text(Binding == Operators.Comparison ? Binding + 1 : Binding)} {Operators.Name(Operator)} {Right.Text(Binding + 1)}";
}

/// <summary>One of two numbers, as a condition holds or not.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="Then">The number where it holds.</param>
/// <param name="Otherwise">The number where it does not.</param>
public sealed record Choice(Expression Condition, Expression Then, Expression Otherwise) : Expression
{
    internal override string Text() => $"{Operators.Choice}({Condition.Text()}, {Then.Text()}, {Otherwise.Text()})";
}
