using Cohort.Physiology.Events;
using Cohort.Physiology.State;
using Cohort.Simulation.Output;

namespace Cohort.Simulation.Scenarios.Expressions;

/// <summary>The names that a formula may use: state variables as in trajectories.csv, events as in outcomes.csv, and functions.</summary>
public static class ExpressionNames
{
    private const string Event = "new_";

    // Bits and the row of the survey have no arithmetic.
    private static readonly Dictionary<string, Variable> Values = Variables.All
        .Where(info => info.Unit != "bits" && info.Variable != Variable.Donor).ToDictionary(info => info.Name, info => info.Variable);

    private static readonly Dictionary<string, EventKind> EventNames = Names.Events.Select(one => one.Kind).Append(EventKind.Death).ToDictionary(Of);

    /// <summary>Every name.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Values.Keys, .. EventNames.Keys, .. Operators.Functions];

    /// <summary>The name of an event: <c>new_stroke</c>, for <c>stroke</c> is having had one; <c>death</c>.</summary>
    /// <param name="kind">The event.</param>
    public static string Of(EventKind kind) => kind == EventKind.Death ? Names.Death : Event + Names.Of(kind);

    /// <summary>What a name stands for, or null if it is none of a variable or event.</summary>
    /// <param name="name">The name.</param>
    public static Expression? Find(string name) =>
        Values.TryGetValue(name, out var variable) ? new StateValue(variable) : EventNames.TryGetValue(name, out var kind) ? new EventOfYear(kind) : null;
}
