using System.Text.Json.Nodes;

namespace Cohort.Simulation.Scenarios.Format;

/// <summary>Some of a list of names, each once; read in the order of the list, so that their order in the file means nothing.</summary>
/// <param name="One">The choice of a single one.</param>
/// <param name="Default">Those chosen where the key is absent.</param>
/// <param name="Least">Fewest that may be named; 1 also allows the name alone, without brackets.</param>
internal sealed record ChoicesField<T>(ChoiceField<T> One, IReadOnlyList<T> Default, int Least) : Field<IReadOnlyList<T>>(One.Name, One.Meaning, Default)
{
    public override string Allowed =>
        $"{(Least == 1 ? "one or a list" : "a list")} of {string.Join(", ", One.Choices.Select(choice => choice.Name))}, each at most once";

    public override IReadOnlyList<T> Read(Node node, Action<Node> refuse)
    {
        IReadOnlyList<Node> items = node.Kind == NodeKind.List ? node.Items : Least == 1 ? [node] : [];
        if ((node.Kind != NodeKind.List && Least != 1) || items.Count < Least)
        {
            refuse(node);
        }

        var chosen = new HashSet<T>();
        foreach (var item in items)
        {
            var sound = true;
            var value = One.Read(item, culprit =>
            {
                sound = false;
                refuse(culprit);
            });
            if (sound && !chosen.Add(value))
            {
                refuse(item);
            }
        }

        return [.. One.Choices.Select(choice => choice.Value).Where(chosen.Contains)];
    }

    public override string Hint(Node refused) => One.Hint(refused);

    public override JsonObject Schema()
    {
        var list = new JsonObject { ["type"] = "array", ["items"] = One.Schema(), ["minItems"] = Least, ["uniqueItems"] = true };
        if (Least == 1)
        {
            return new() { ["anyOf"] = new JsonArray(One.Schema(), list), ["description"] = Meaning };
        }

        list["description"] = Meaning;
        return list;
    }
}
