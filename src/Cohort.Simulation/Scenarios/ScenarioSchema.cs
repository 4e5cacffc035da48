using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cohort.Simulation.Scenarios.Format;

namespace Cohort.Simulation.Scenarios;

/// <summary>
/// The format of scenario files as JSON Schema 2020-12, for completion, hover and checks in editors. It is made from the table that the reader uses; what
/// a schema cannot say (years in order, unique names of arms) only the reader checks.
/// </summary>
public static class ScenarioSchema
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema, indented.</summary>
    public static string Json()
    {
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Cohort scenario",
        };
        foreach (var (key, value) in ScenarioFormat.Scenario.Schema())
        {
            schema[key] = value?.DeepClone();
        }

        schema["$defs"] = new JsonObject
        {
            [ScenarioFormat.Arm.Name] = ScenarioFormat.Arm.Schema(),
            [ScenarioFormat.Intervention.Name] = ScenarioFormat.Intervention.Schema(),
            [ScenarioFormat.Custom.Name] = ScenarioFormat.Custom.Schema(),
        };
        return schema.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";
    }
}
