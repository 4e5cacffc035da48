using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Cohort.Simulation.Tests.Scenarios;

/// <summary>Checks a JSON value against the part of JSON Schema 2020-12 that the schema of scenarios uses; any other keyword is an error.</summary>
internal sealed class JsonSchemaCheck(JsonObject root)
{
    private static readonly HashSet<string> Annotations = ["$schema", "$defs", "title", "description"];

    /// <summary>Whether <paramref name="value"/> is valid.</summary>
    public bool Holds(JsonNode? value) => Holds(root, value);

    private bool Holds(JsonNode? schema, JsonNode? value) => schema switch
    {
        JsonObject rules => rules.All(rule => Holds(rules, rule.Key, rule.Value!, value)),
        _ => schema!.GetValue<bool>(),
    };

    private bool Holds(JsonObject rules, string keyword, JsonNode rule, JsonNode? value) => keyword switch
    {
        "type" => IsOf((string)rule!, value),
        "enum" => rule.AsArray().Any(allowed => JsonNode.DeepEquals(allowed, value)),
        "const" => JsonNode.DeepEquals(rule, value),
        "minimum" => !IsOf("number", value) || Number(value) >= Number(rule),
        "maximum" => !IsOf("number", value) || Number(value) <= Number(rule),
        "pattern" => !IsOf("string", value) || Regex.IsMatch((string)value!, (string)rule!, RegexOptions.CultureInvariant),
        "items" => value is not JsonArray items || items.All(item => Holds(rule, item)),
        "minItems" => value is not JsonArray items || items.Count >= (int)rule,
        "maxItems" => value is not JsonArray items || items.Count <= (int)rule,
        "uniqueItems" => value is not JsonArray items || !items.Where((item, i) => items.Take(i).Any(other => JsonNode.DeepEquals(other, item))).Any(),
        "properties" => value is not JsonObject map || rule.AsObject().All(known => !map.ContainsKey(known.Key) || Holds(known.Value, map[known.Key])),
        "required" => value is not JsonObject map || rule.AsArray().All(name => map.ContainsKey((string)name!)),
        "additionalProperties" =>
            value is not JsonObject map || map.All(entry => rules["properties"]!.AsObject().ContainsKey(entry.Key) || Holds(rule, entry.Value)),
        "minProperties" => value is not JsonObject map || map.Count >= (int)rule,
        "maxProperties" => value is not JsonObject map || map.Count <= (int)rule,
        "allOf" => rule.AsArray().All(part => Holds(part, value)),
        "anyOf" => rule.AsArray().Any(part => Holds(part, value)),
        "oneOf" => rule.AsArray().Count(part => Holds(part, value)) == 1,
        "if" => !Holds(rule, value) || Holds(rules["then"], value),
        "then" => rules.ContainsKey("if"),
        "$ref" => Holds(((string)rule!).Split('/').Skip(1).Aggregate((JsonNode)root, (node, name) => node[name]!), value),
        _ => Annotations.Contains(keyword) ? true : throw new InvalidOperationException($"The check knows no keyword '{keyword}'."),
    };

    private static bool IsOf(string type, JsonNode? value) => type switch
    {
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => value?.GetValueKind() == System.Text.Json.JsonValueKind.String,
        "number" => value?.GetValueKind() == System.Text.Json.JsonValueKind.Number,
        "integer" => IsOf("number", value) && Number(value) == decimal.Truncate(Number(value)),
        _ => throw new InvalidOperationException($"The check knows no type '{type}'."),
    };

    private static decimal Number(JsonNode? node) =>
        decimal.Parse(node!.ToJsonString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture);
}
