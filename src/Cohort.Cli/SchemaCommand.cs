using System.CommandLine;
using Cohort.Simulation.Scenarios;

namespace Cohort.Cli;

/// <summary><c>cohort schema</c>: the format of scenario files for editors.</summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        var command = new ExampleCommand(
            "schema",
            "Print the JSON Schema of scenario files, for completion and checks in editors.",
            ("cohort schema > scenario.schema.json", "Then name it in the first line of a scenario: # yaml-language-server: $schema=scenario.schema.json"));
        command.SetAction(parsed => parsed.InvocationConfiguration.Output.Write(ScenarioSchema.Json()));
        return command;
    }
}
