using System.CommandLine;
using Cohort.Simulation.Output;
using Cohort.Simulation.Running;

namespace Cohort.Cli;

/// <summary><c>cohort resume</c>: goes on with a run that was stopped, to the same results.</summary>
internal static class ResumeCommand
{
    public static Command Create(ISimulationEngineFactory engines)
    {
        var directory = new Argument<string>("DIR") { Description = "Folder of the results of the run" };
        var options = new RunOptions();
        var command = new ExampleCommand(
            "resume",
            "Go on with a run that was interrupted, killed or ran out of time or disk, from its last checkpoint. The results are the same, byte for byte, as without a break.",
            ("cohort resume results/warfarin-to-doac", "Goes on and writes the results there."),
            ("cohort resume results/my --time-limit 2h", "Goes on for at most two hours."))
        {
            directory,
        };
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var rest = new ConsoleRun(engines, options.Read(parsed), parsed.InvocationConfiguration);
            var path = parsed.GetRequiredValue(directory);
            if (!UnfinishedRun.IsIn(path) && RunDirectory.IsFinished(path))
            {
                UnfinishedRun.RemoveRest(path);
                rest.Output.WriteLine($"The run in {path} is finished; nothing is left to do.");
                return ExitCode.Done;
            }

            using var run = UnfinishedRun.Open(path);
            foreach (var note in run.Notes)
            {
                parsed.InvocationConfiguration.Error.WriteLine($"note: {note}");
            }

            var work = Workload.After(run.Checkpoint, run.Plan);
            rest.Output.WriteLine(FormattableString.Invariant($"{run.Plan.Scenario.Name}: {work.DoneBefore:N0} of {work.Patients:N0} patients were simulated before"));
            await rest.ExecuteAsync(run, cancellationToken).ConfigureAwait(false);
            return ExitCode.Done;
        });
        return command;
    }
}
