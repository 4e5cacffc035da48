using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Cohort.Simulation.Output;
using Cohort.Simulation.Running;

namespace Cohort.Cli;

/// <summary>Runs to the end under the eyes of whoever sits at the console, or of a log. The time limit counts from here.</summary>
internal sealed class ConsoleRun(ISimulationEngineFactory engines, RunSettings settings, InvocationConfiguration invocation) : IDisposable
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly CancellationTokenSource _limit = new(settings.TimeLimit ?? Timeout.InfiniteTimeSpan);
    private readonly CommandConsole _console = new(invocation);

    /// <summary>Where to tell what happens; nowhere if quiet.</summary>
    public TextWriter Output { get; } = settings.Quiet ? TextWriter.Null : invocation.Output;

    public void Dispose() => _limit.Dispose();

    /// <exception cref="StoppedException">The user or the time limit stopped the run.</exception>
    /// <exception cref="RunDirectoryException">A checkpoint or a file of results cannot be written.</exception>
    /// <exception cref="SegmentFailedException">A segment failed.</exception>
    public async Task ExecuteAsync(UnfinishedRun run, CancellationToken cancellationToken)
    {
        try
        {
            await SimulateAsync(run, cancellationToken).ConfigureAwait(false);
        }
        catch (RunDirectoryException failure)
        {
            throw new RunDirectoryException($"{failure.Message.TrimEnd('.')}. When that is mended, '{UnfinishedRun.ResumeCommand(run.Path)}' goes on.", failure);
        }
    }

    private async Task SimulateAsync(UnfinishedRun run, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _limit.Token);
        var toEnd = new RunToEnd(run, engines, settings.Threads, settings.CheckpointInterval);
        try
        {
            var last = await _console.Progress(settings.Quiet).FollowAsync(toEnd.Work, toEnd.SimulateAsync(stop.Token), stop.Token).ConfigureAwait(false);
            Tell(toEnd.Write(last, stop.Token));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            toEnd.KeepLatest();
            throw Stopped(run, byUser: cancellationToken.IsCancellationRequested);
        }
    }

    private void Tell(WrittenRun written)
    {
        if (written.Horizon is { } horizon && !settings.Quiet)
        {
            ComparisonTable.Print(_console.Ansi, written.Plan.Scenario, horizon);
        }

        Output.WriteLine($"Written to {written.Path}:");
        foreach (var file in written.Files)
        {
            Output.WriteLine(FormattableString.Invariant($"  {file.Name,-18}{file.Bytes,14:N0} bytes"));
        }

        Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Speed(written.Timings)}{_clock.Elapsed.TotalSeconds:0.0} s in all."));
    }

    // Where nothing was left to simulate, there is no speed to tell.
    private static string Speed(RunTimings timings) => timings.PatientYears == 0 ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $"{timings.PatientYears:N0} patient-years in {timings.Elapsed.TotalSeconds:0.0} s ({timings.PatientYears / timings.Elapsed.TotalSeconds:N0} a second), ");

    private static StoppedException Stopped(UnfinishedRun run, bool byUser)
    {
        var kept = Workload.After(run.Checkpoint, run.Plan);
        var why = byUser ? "Interrupted" : "Time limit reached";
        return new(
            FormattableString.Invariant($"{why} after {kept.DoneBefore:N0} of {kept.Patients:N0} patients. '{UnfinishedRun.ResumeCommand(run.Path)}' goes on from there."),
            byUser ? ExitCode.Interrupted : ExitCode.TimeLimit);
    }
}
