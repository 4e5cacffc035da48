using System.CommandLine;
using Cohort.Simulation;
using Cohort.Simulation.Scenarios;

namespace Cohort.Cli;

/// <summary><c>cohort init</c>: a commented scenario to begin with.</summary>
internal static class InitCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "File to write", DefaultValueFactory = _ => "scenario.yaml" };
        var force = new Option<bool>("--force") { Description = "Replace the file if it exists" };
        var command = new ExampleCommand(
            "init",
            "Write a commented scenario to begin with.",
            ("cohort init", "Writes scenario.yaml; change it, then 'cohort check scenario.yaml'."),
            ("cohort init studies/vitamin-k.yaml", "Writes to another place."))
        {
            file,
            force,
        };
        command.SetAction(parsed => Write(parsed.GetRequiredValue(file), parsed.GetValue(force), parsed.InvocationConfiguration.Output));
        return command;
    }

    private static void Write(string file, bool force, TextWriter output)
    {
        if (!force && File.Exists(file))
        {
            throw new RefusedInputException(file, "exists; give --force to replace it, or name another file.");
        }

        File.WriteAllText(file, ScenarioTemplate.Text);
        output.WriteLine($"Wrote {file}. Check it with: cohort check {file}");
    }
}
