using System.CommandLine;
using Cohort.Simulation;
using Cohort.Simulation.Running;
using Cohort.Simulation.Scenarios;

namespace Cohort.Cli;

/// <summary><c>cohort check</c>: everything that can be refused, without running.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Description = "Scenario files (YAML)", Arity = ArgumentArity.OneOrMore };
        var command = new ExampleCommand(
            "check",
            "Validate scenarios and their population files without running them.",
            ("cohort check scenarios/warfarin-to-doac.yaml", "One file: 'ok' and its size, or every problem with its line and column."),
            ("cohort check scenarios/*.yaml", "Several files; the exit code is 2 if any is refused."))
        {
            files,
        };
        command.SetAction(parsed => Check(parsed.GetRequiredValue(files), parsed.InvocationConfiguration));
        return command;
    }

    private static int Check(string[] files, InvocationConfiguration invocation)
    {
        var code = ExitCode.Done;
        foreach (var file in files)
        {
            try
            {
                var loaded = LoadedScenario.Load(file, new ScenarioOverrides());
                invocation.Output.WriteLine($"{file}: ok ({loaded.Size})");
                foreach (var note in loaded.Notes)
                {
                    invocation.Output.WriteLine($"  note: {note}");
                }
            }
            catch (RefusedInputException refused)
            {
                invocation.Error.WriteLine(refused.Message);
                code = ExitCode.Refused;
            }
        }

        return code;
    }
}
