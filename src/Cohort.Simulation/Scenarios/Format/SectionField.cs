using System.Text.Json.Nodes;

namespace Cohort.Simulation.Scenarios.Format;

/// <summary>A map of keys.</summary>
/// <param name="Name">The key it stands under, or what an item of its list is called.</param>
/// <param name="Place">Where its keys are, for a message: "in 'who'".</param>
/// <param name="Meaning">What it says.</param>
/// <param name="Fields">The keys that it may have.</param>
/// <param name="Required">The keys that it must have.</param>
internal sealed record SectionField(string Name, string Place, string Meaning, IReadOnlyList<Field> Fields, params IReadOnlyList<string> Required)
    : Field(Name, Meaning)
{
    /// <summary>The section in a message.</summary>
    public string Label { get; init; } = $"'{Name}'";

    /// <summary>Conditions between the keys, as the schema's allOf.</summary>
    public Func<JsonArray>? Rules { get; init; }

    public IEnumerable<string> Keys => Fields.Select(known => known.Name);

    public override string Allowed => $"a mapping of the keys {string.Join(", ", Keys)}";

    public override JsonObject Schema()
    {
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["description"] = Meaning,
            ["properties"] = new JsonObject(Fields.Select(field => KeyValuePair.Create(field.Name, (JsonNode?)field.Schema()))),
            ["required"] = Array(Required),
            ["additionalProperties"] = false,
        };
        if (Rules is not null)
        {
            schema["allOf"] = Rules();
        }

        return schema;
    }
}
