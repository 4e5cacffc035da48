using System.CommandLine;
using Cohort.Simulation.Output;

namespace Cohort.Cli;

/// <summary><c>cohort dictionary</c>: what every column means, for programs.</summary>
internal static class DictionaryCommand
{
    public static Command Create()
    {
        var command = new ExampleCommand(
            "dictionary",
            "Print the data dictionary as JSON: every column of every file of a run, with unit and meaning.",
            ("cohort dictionary > dictionary.json", "What docs/OUTPUT.md says, for a program to read."));
        command.SetAction(parsed => parsed.InvocationConfiguration.Output.Write(DictionaryJson.Text()));
        return command;
    }
}
