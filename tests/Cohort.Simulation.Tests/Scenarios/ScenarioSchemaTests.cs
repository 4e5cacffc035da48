using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cohort.Physiology.Treatments;
using Cohort.Simulation.Scenarios;

namespace Cohort.Simulation.Tests.Scenarios;

public sealed class ScenarioSchemaTests
{
    private static readonly JsonObject Schema = JsonNode.Parse(ScenarioSchema.Json())!.AsObject();

    [Fact]
    public void The_scenarios_of_the_project_the_template_and_the_texts_of_the_tests_are_valid()
    {
        foreach (var text in ScenarioTexts.Files.Select(File.ReadAllText).Append(ScenarioTemplate.Text).Append(ScenarioTexts.Least).Append(ScenarioTexts.Full))
        {
            Assert.True(IsValid(text), text);
        }
    }

    [Fact]
    public void The_scenarios_that_the_documents_show_are_valid()
    {
        string[] pages = [Path.Combine(Checkout.Root, "README.md"), .. Directory.GetFiles(Path.Combine(Checkout.Root, "docs"), "*.md")];
        var shown = pages.SelectMany(page => Regex.Matches(File.ReadAllText(page), "```yaml[^\n]*\n(name:.*?)```", RegexOptions.Singleline))
            .Select(block => block.Groups[1].Value).ToArray();
        Assert.True(shown.Length >= 2);
        foreach (var text in shown)
        {
            Assert.NotEmpty(ScenarioFile.Parse(text, "a document").Arms);
            Assert.True(IsValid(text), text);
        }
    }

    [Theory]
    [InlineData("name: Upper")]
    [InlineData("name: 5")]
    [InlineData("question: 5")]
    [InlineData("population: nhane")]
    [InlineData("population: {}")]
    [InlineData("population: {fle: x.csv}")]
    [InlineData("population: {file: x.csv, synthetic: us-2019}")]
    [InlineData("population: {synthetic: us-2018}")]
    [InlineData("patiens: 5")]
    [InlineData("patients: 0")]
    [InlineData("patients: '5'")]
    [InlineData("patients: 1.5")]
    [InlineData("years: 101")]
    [InlineData("start_year: 1949")]
    [InlineData("seed: -1")]
    [InlineData("arms: []")]
    [InlineData("arms: usual")]
    [InlineData("arms: [{name: a, doses: 5}]")]
    [InlineData("arms: [{interventions: []}]")]
    [InlineData("arms: [{name: 10-years}]")]
    [InlineData("arms: [{name: a, interventions: [statin]}]")]
    [InlineData("arms: [{name: a, interventions: [{from: 2020}]}]")]
    [InlineData("arms: [{name: a, interventions: [{what: statins}]}]")]
    [InlineData("arms: [{name: a, interventions: [{what: statin, until: never}]}]")]
    [InlineData("arms: [{name: a, interventions: [{what: statin, dose: 0.9}]}]")]
    [InlineData("arms: [{name: a, interventions: [{what: warfarin, dose: 1}]}]")]
    [InlineData("arms: [{name: a, interventions: [{what: statin, coverage: 1.1}]}]")]
    [InlineData("arms: [{name: a, interventions: [{what: statin, who: {sx: male}}]}]")]
    [InlineData("arms: [{name: a, interventions: [{what: statin, who: {sex: man}}]}]")]
    [InlineData("arms: [{name: a, interventions: [{what: statin, who: {age: 65}}]}]")]
    [InlineData("arms: [{name: a, interventions: [{what: statin, who: {age: [65]}}]}]")]
    [InlineData("arms: [{name: a, interventions: [{what: statin, who: {calcium: [2, 9]}}]}]")]
    [InlineData("arms: [{name: a, interventions: [{what: statin, who: {diabetes: 1}}]}]")]
    [InlineData("arms: [{name: a, interventions: [{what: statin, who: {ckd_stage: []}}]}]")]
    [InlineData("arms: [{name: a, interventions: [{what: statin, who: {ckd_stage: [G4, G6]}}]}]")]
    [InlineData("outcomes: {strata: [sex, sex]}")]
    [InlineData("outcomes: {strata: sex}")]
    [InlineData("outcomes: {trajectories: 10001}")]
    [InlineData("outcomes: {custom: [{name: a, statistic: mean}]}")]
    [InlineData("outcomes: {custom: [{name: A, expression: cac, statistic: mean}]}")]
    [InlineData("outcomes: {custom: [{name: a, expression: cac, statistic: median}]}")]
    [InlineData("outcomes: {custom: [{name: a, expression: cac, statistic: mean, years: [0, 101]}]}")]
    [InlineData("outcomes: {custom: [{name: a, expression: cac, statistic: mean, who: {sx: male}}]}")]
    public void What_the_reader_refuses_for_its_shape_the_schema_refuses(string line)
    {
        var text = WithLine(line);

        Assert.Throws<RefusedInputException>(() => ScenarioFile.Parse(text, "x.yaml"));
        Assert.False(IsValid(text));
    }

    [Theory]
    [InlineData("population: {synthetic: us-dialysis}")]
    [InlineData("patients: 1e6")]
    [InlineData("seed: 18446744073709551615")]
    [InlineData("arms: [{name: a, interventions: []}]")]
    [InlineData("arms: [{name: a, interventions: [{what: warfarin, from: 2300, until: 2400}]}]")]
    [InlineData("arms: [{name: a, interventions: [{what: calcium_binder, dose: 0.1, coverage: 0, adherence: 0}]}]")]
    [InlineData("arms: [{name: a, interventions: [{what: statin, who: {}}]}]")]
    [InlineData("arms: [{name: a, interventions: [{what: statin, who: {ckd_stage: G4, warfarin: no}}]}]")]
    [InlineData("arms: [{name: a, interventions: [{what: statin, who: {ckd_stage: [G4], age: [65, 65]}}]}]")]
    [InlineData("outcomes: {}")]
    [InlineData("outcomes: {strata: [], trajectories: 10000}")]
    [InlineData("outcomes: {custom: []}")]
    [InlineData("outcomes: {custom: [{name: a_1, expression: cac, statistic: mean, years: [0, 100], ages: [0, 150]}]}")]
    public void What_the_reader_accepts_at_its_bounds_the_schema_accepts(string line)
    {
        var text = WithLine(line);

        ScenarioFile.Parse(text, "x.yaml");
        Assert.True(IsValid(text));
    }

    [Fact]
    public void A_key_that_must_be_there_is_required()
    {
        Assert.True(IsValid(ScenarioTexts.Least));
        foreach (var start in new[] { "name", "population", "arms" })
        {
            Assert.False(IsValid(ScenarioTexts.Least.Replace(start + ":", "question:")));
        }
    }

    [Fact]
    public void Every_kind_is_told_with_its_meaning()
    {
        var kinds = Schema["$defs"]!["intervention"]!["properties"]!["what"]!["oneOf"]!.AsArray();

        Assert.Equal(Interventions.All.Select(info => info.Name), kinds.Select(kind => (string)kind!["const"]!));
        Assert.All(Interventions.All.Zip(kinds), pair => Assert.StartsWith(pair.First.Meaning, (string)pair.Second!["description"]!));
    }

    [Fact]
    public void Every_key_has_a_description_and_every_reference_an_aim()
    {
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", (string)Schema["$schema"]!);
        foreach (var node in Nodes(Schema).OfType<JsonObject>())
        {
            if (node["properties"] is JsonObject { Parent: JsonObject parent } keys && parent.ContainsKey("additionalProperties"))
            {
                Assert.All(keys, key => Assert.NotEmpty((string)key.Value!["description"]!));
            }

            if (node.TryGetPropertyValue("$ref", out var reference))
            {
                Assert.NotNull(Schema["$defs"]![((string)reference!)["#/$defs/".Length..]]);
            }
        }
    }

    /// <summary>Whether the schema accepts a YAML text.</summary>
    internal static bool IsValid(string text) => new JsonSchemaCheck(Schema).Holds(YamlAsJson.Read(text));

    // The least scenario, with a line in place of that of the same key.
    private static string WithLine(string line)
    {
        string[] least = ["name: x", "population: nhanes", "arms: [{name: a}]"];
        return string.Join('\n', least.Where(other => other.Split(':')[0] != line.Split(':')[0]).Prepend(line));
    }

    private static IEnumerable<JsonNode?> Nodes(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(entry => Nodes(entry.Value)).Prepend(map),
        JsonArray list => list.SelectMany(Nodes),
        _ => [],
    };
}
