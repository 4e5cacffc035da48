using System.Text.Json.Nodes;

namespace Cohort.Simulation.Scenarios.Format;

/// <summary>The name of a built-in population, or a map that names another.</summary>
internal sealed record PopulationField(string Name, string Meaning, string BuiltIn, SectionField Other) : Field(Name, Meaning)
{
    public override string Allowed => "nhanes, {file: PATH}, {synthetic: us-2019} or {synthetic: us-dialysis}";

    public override JsonObject Schema()
    {
        var other = Other.Schema();
        (other["minProperties"], other["maxProperties"]) = (1, 1);
        return new()
        {
            ["oneOf"] = new JsonArray(new JsonObject { ["const"] = BuiltIn, ["description"] = "The US adults examined in NHANES 2017-2018." }, other),
            ["description"] = Meaning,
        };
    }
}
