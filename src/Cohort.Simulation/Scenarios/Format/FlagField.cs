using System.Text.Json.Nodes;

namespace Cohort.Simulation.Scenarios.Format;

/// <summary>Yes or no.</summary>
internal sealed record FlagField(string Name, string Meaning) : Field<bool>(Name, Meaning, false)
{
    public override string Allowed => "yes or no (or true or false)";

    public override bool Read(Node node, Action<Node> refuse)
    {
        var yes = node is { Kind: NodeKind.Flag, Text: "true" } or { Kind: NodeKind.Text, Text: "yes" };
        var no = node is { Kind: NodeKind.Flag, Text: "false" } or { Kind: NodeKind.Text, Text: "no" };
        if (!yes && !no)
        {
            refuse(node);
        }

        return yes;
    }

    public override JsonObject Schema() => new() { ["enum"] = new JsonArray("yes", "no", true, false), ["description"] = Meaning };
}
