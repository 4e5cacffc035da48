using System.Text.Json;
using Cohort.Simulation.Output;

namespace Cohort.Simulation.Comparing;

/// <summary>What two runs were made from, and in what that differs.</summary>
public static class Provenance
{
    private const int LongestText = 80;

    // What is told first; the name, the seed and the like stand in the scenario too.
    private static readonly string[] Origins = ["program_version", "model_version", "population", "scenario"];

    /// <summary>The differences, one a line, such as <c>seed: 7 | 8</c>; none if there are none.</summary>
    /// <param name="first">A run.</param>
    /// <param name="second">Another.</param>
    public static IReadOnlyList<string> Differences(RunResults first, RunResults second)
    {
        var told = new List<string>();
        foreach (var key in Origins)
        {
            Compare(key == "scenario" ? "" : key, first.Run.GetProperty(key), second.Run.GetProperty(key), told);
        }

        return told;
    }

    private static void Compare(string at, JsonElement first, JsonElement second, List<string> told)
    {
        if (JsonElement.DeepEquals(first, second))
        {
            return;
        }

        if (first.ValueKind == second.ValueKind && first.ValueKind is JsonValueKind.Object or JsonValueKind.Array && IsTree(first) && IsTree(second))
        {
            var (left, right) = (Members(first), Members(second));
            foreach (var name in left.Keys.Union(right.Keys))
            {
                var below = at.Length == 0 ? name : $"{at}, {name}";
                if (!right.TryGetValue(name, out var there))
                {
                    told.Add($"{below}: only in the first");
                }
                else if (!left.TryGetValue(name, out var here))
                {
                    told.Add($"{below}: only in the second");
                }
                else
                {
                    Compare(below, here, there, told);
                }
            }

            if (left.Keys.SequenceEqual(right.Keys))
            {
                return;
            }

            if (left.Keys.Order().SequenceEqual(right.Keys.Order()))
            {
                told.Add($"{at}: in another order");
            }

            return;
        }

        told.Add($"{at}: {Text(first)} | {Text(second)}");
    }

    private static string Text(JsonElement value) => value.GetRawText() is { Length: > LongestText } text ? text[..LongestText] + "..." : value.GetRawText();

    // A list of plain values, such as strata, is told as a whole.
    private static bool IsTree(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object || element.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object);

    // Items of lists go by their name, or by their kind and number.
    private static Dictionary<string, JsonElement> Members(JsonElement tree) => tree.ValueKind == JsonValueKind.Object
        ? tree.EnumerateObject().ToDictionary(property => property.Name, property => property.Value)
        : tree.EnumerateArray().Select((item, index) => (Name: NameOf(item, index), Item: item)).ToDictionary(pair => pair.Name, pair => pair.Item);

    private static string NameOf(JsonElement item, int index) =>
        item.TryGetProperty("name", out var name) ? name.GetString()!
        : item.TryGetProperty("kind", out var kind) ? FormattableString.Invariant($"{index + 1} ({kind.GetString()})")
        : FormattableString.Invariant($"{index + 1}");
}
