using System.Globalization;
using System.Text.Json.Nodes;

namespace Cohort.Simulation.Scenarios.Format;

/// <summary>A number in a closed range. Decimal, because a seed needs 64 bits and a bound of 0.1 must admit 0.1.</summary>
internal sealed record NumberField(string Name, string Meaning, decimal Min, decimal Max, decimal Default, bool Whole = false, string Unit = "")
    : Field<decimal>(Name, Meaning, Default)
{
    /// <summary>What the number belongs to, for a message; empty where the key says it.</summary>
    public string Of { get; init; } = "";

    /// <summary>Why the range is what it is, for a message.</summary>
    public string Because { get; init; } = "";

    public override string Label => Of == "" ? base.Label : $"'{Name}' of '{Of}'";

    public override string Allowed =>
        $"{(Whole ? "a whole number" : "a number")} from {Say(Min)} to {Say(Max)}{(Unit == "" ? "" : " " + Unit)}{(Because == "" ? "" : $" ({Because})")}";

    public override decimal Read(Node node, Action<Node> refuse)
    {
        var value = 0m;
        if (node.Kind != NodeKind.Number
            || !decimal.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            || value < Min || value > Max
            || (Whole && value != decimal.Truncate(value)))
        {
            refuse(node);
        }

        return value;
    }

    public override string Hint(Node refused) =>
        refused.Kind == NodeKind.Text && Node.KindOf(refused.Text) == NodeKind.Number ? ", which is text because it is quoted" : "";

    public override JsonObject Schema() => new()
    {
        ["type"] = Whole ? "integer" : "number",
        ["minimum"] = Min,
        ["maximum"] = Max,
        ["description"] = Unit == "" ? Meaning : $"{Meaning} In {Unit}.",
    };
}
