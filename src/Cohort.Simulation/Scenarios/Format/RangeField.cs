using System.Text.Json.Nodes;

namespace Cohort.Simulation.Scenarios.Format;

/// <summary>A closed range [low, high] within an admissible one.</summary>
internal sealed record RangeField(NumberField Bound) : Field<(decimal Low, decimal High)>(Bound.Name, Bound.Meaning, (Bound.Min, Bound.Max))
{
    public override string Allowed => $"a range [low, high], low not above high, each {Bound.Allowed}";

    public override (decimal Low, decimal High) Read(Node node, Action<Node> refuse)
    {
        if (node.Kind != NodeKind.List || node.Items.Count != 2)
        {
            refuse(node);
            return Default;
        }

        var sound = true;
        Action<Node> notice = culprit =>
        {
            sound = false;
            refuse(culprit);
        };
        var (low, high) = (Bound.Read(node.Items[0], notice), Bound.Read(node.Items[1], notice));
        if (sound && low > high)
        {
            refuse(node);
        }

        return (low, high);
    }

    public override JsonObject Schema()
    {
        var bound = Bound.Schema();
        bound.Remove("description");
        return new()
        {
            ["type"] = "array",
            ["items"] = bound,
            ["minItems"] = 2,
            ["maxItems"] = 2,
            ["description"] = $"{Meaning} [low, high], both included{(Bound.Unit == "" ? "" : $", in {Bound.Unit}")}.",
        };
    }
}
