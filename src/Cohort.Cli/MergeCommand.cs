using System.CommandLine;
using Cohort.Simulation.Output;
using Cohort.Simulation.Running;

namespace Cohort.Cli;

/// <summary><c>cohort merge</c>: unites the parts of a run.</summary>
internal static class MergeCommand
{
    public static Command Create(ISimulationEngineFactory engines)
    {
        var directories = new Argument<string[]>("DIR") { Description = "Folders of the parts, in any order", Arity = ArgumentArity.OneOrMore };
        var (output, force, quiet) = (Arguments.Out("results/NAME, NAME as the scenario says"), Arguments.Force(), RunOptions.Quiet());
        var command = new ExampleCommand(
            "merge",
            "Unite the parts of a run that several processes have simulated ('cohort run --part'). The results are the same, byte for byte, as those of one process.",
            ("cohort merge results/my-part-*", "Writes results/my/. Missing, repeated and foreign parts are refused."),
            ("cohort merge a b c --out whole", "Parts may come from anywhere and the results go elsewhere."))
        {
            directories,
            output,
            force,
            quiet,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = new RunSettings(1, parsed.GetValue(quiet), null, RunToEnd.UsualCheckpointInterval);
            using var toEnd = new ConsoleRun(engines, settings, parsed.InvocationConfiguration);
            var parts = parsed.GetRequiredValue(directories);
            var (plan, complete) = FinishedParts.Unite(parts);
            var path = parsed.GetValue(output) ?? Path.Combine("results", plan.Scenario.Name);
            using var run = UnfinishedRun.Begin(path, plan, RunPart.Whole, parsed.GetValue(force));
            run.Save(complete);
            toEnd.Output.WriteLine(FormattableString.Invariant($"{plan.Scenario.Name}: {parts.Length} parts with {plan.Scenario.Patients:N0} patients in all"));
            await toEnd.ExecuteAsync(run, cancellationToken).ConfigureAwait(false);
            return ExitCode.Done;
        });
        return command;
    }
}
