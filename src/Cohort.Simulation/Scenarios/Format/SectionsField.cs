using System.Text.Json.Nodes;

namespace Cohort.Simulation.Scenarios.Format;

/// <summary>A list of maps of one kind.</summary>
internal sealed record SectionsField(string Name, string Meaning, SectionField Item, int Least) : Field(Name, Meaning)
{
    public override string Allowed => Least == 0 ? $"a list, each item {Item.Allowed}" : $"a list of at least {Least}, each item {Item.Allowed}";

    public override JsonObject Schema() => new()
    {
        ["type"] = "array",
        ["items"] = new JsonObject { ["$ref"] = $"#/$defs/{Item.Name}" },
        ["minItems"] = Least,
        ["description"] = Meaning,
    };
}
