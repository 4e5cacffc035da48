using System.Text.Json.Nodes;

namespace Cohort.Simulation.Scenarios.Format;

/// <summary>One of the names that a choice offers.</summary>
internal sealed record Choice<T>(string Name, string Meaning, T Value);

/// <summary>One of a list of names.</summary>
internal sealed record ChoiceField<T>(string Name, string Meaning, T Default, IReadOnlyList<Choice<T>> Choices) : Field<T>(Name, Meaning, Default)
{
    public override string Allowed => "one of " + string.Join(", ", Choices.Select(choice => choice.Name));

    public override T Read(Node node, Action<Node> refuse)
    {
        var choice = Choices.FirstOrDefault(choice => node.Kind == NodeKind.Text && choice.Name == node.Text);
        if (choice is null)
        {
            refuse(node);
        }

        return choice is null ? Default : choice.Value;
    }

    public override string Hint(Node refused) => Meant(refused.Text, Choices.Select(choice => choice.Name));

    public override JsonObject Schema() => new()
    {
        ["oneOf"] = new JsonArray([.. Choices.Select(choice => new JsonObject { ["const"] = choice.Name, ["description"] = choice.Meaning })]),
        ["description"] = Meaning,
    };
}
