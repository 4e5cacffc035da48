using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Cohort.Simulation.Scenarios.Format;

/// <summary>A text of a given pattern.</summary>
internal sealed record TextField(string Name, string Meaning, string Pattern, string PatternMeaning) : Field<string>(Name, Meaning, "")
{
    public override string Allowed => PatternMeaning;

    public override string Read(Node node, Action<Node> refuse)
    {
        if (node.Kind != NodeKind.Text || !Regex.IsMatch(node.Text, Pattern, RegexOptions.CultureInvariant))
        {
            refuse(node);
        }

        return node.Text.Trim();
    }

    public override string Hint(Node refused) => refused.Kind switch
    {
        NodeKind.Number => ", which is a number unless quoted",
        NodeKind.Flag => ", which is true or false unless quoted",
        _ => "",
    };

    public override JsonObject Schema() => new() { ["type"] = "string", ["pattern"] = Pattern, ["description"] = Meaning };
}
