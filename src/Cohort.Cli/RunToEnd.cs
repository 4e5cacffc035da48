using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Cohort.Simulation.Output;
using Cohort.Simulation.Running;

namespace Cohort.Cli;

/// <summary>
/// Simulates what is left of a run, keeps checkpoints on the way and writes the results. Whatever stops it, <c>cohort resume</c>
/// can go on. The time limit counts from here.
/// </summary>
internal sealed class RunToEnd(ISimulationEngineFactory engines, RunSettings settings, InvocationConfiguration invocation) : IDisposable
{
    // Histories are simulated a few patients at a time, so that an interruption need not wait for all.
    private const int HistoriesAtOnce = 64;

    // The share of the time that writing checkpoints may take is one over this.
    private const int CheckpointThrift = 20;

    private readonly DateTimeOffset _started = DateTimeOffset.UtcNow;
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
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _limit.Token);
        var work = Workload.After(run.Checkpoint, run.Plan);
        var latest = run.Checkpoint;
        try
        {
            var simulating = Stopwatch.StartNew();
            var last = await Progress().FollowAsync(work, Watched(), stop.Token).ConfigureAwait(false);
            var elapsed = simulating.Elapsed;
            var years = last.PatientYears - work.PatientYearsBefore;
            var timings = new RunTimings(_started, elapsed, engines.Name, settings.Threads, years, Process.GetCurrentProcess().PeakWorkingSet64);

            // The workers' tables are done with; without this they would stay until after the files, which want memory too.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
            Write(run, last.Checkpoint!, timings, stop.Token);
            run.Remove();
            Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Speed(years, elapsed)}{_clock.Elapsed.TotalSeconds:0.0} s in all."));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            if (latest != run.Checkpoint)
            {
                run.Save(latest);
            }

            throw Stopped(run, byUser: cancellationToken.IsCancellationRequested);
        }
        catch (RunDirectoryException failure)
        {
            throw new RunDirectoryException($"{failure.Message.TrimEnd('.')}. When that is mended, '{UnfinishedRun.ResumeCommand(run.Path)}' goes on.", failure);
        }

        async IAsyncEnumerable<RunUpdate> Watched()
        {
            var sinceSaved = Stopwatch.StartNew();
            var interval = settings.CheckpointInterval;
            await foreach (var update in engines.Create(settings.Threads).RunAsync(run.Plan, run.Checkpoint, stop.Token).ConfigureAwait(false))
            {
                latest = update.Checkpoint ?? latest;
                if (!update.IsComplete && latest != run.Checkpoint && sinceSaved.Elapsed >= interval)
                {
                    sinceSaved.Restart();
                    run.Save(latest);
                    var dearest = sinceSaved.Elapsed * CheckpointThrift;
                    interval = dearest > settings.CheckpointInterval ? dearest : settings.CheckpointInterval;
                }

                yield return update;
            }
        }
    }

    // Where nothing was left to simulate, there is no speed to tell.
    private static string Speed(long years, TimeSpan elapsed) => years == 0 ? "" : string.Create(
        CultureInfo.InvariantCulture, $"{years:N0} patient-years in {elapsed.TotalSeconds:0.0} s ({years / elapsed.TotalSeconds:N0} a second), ");

    private IRunProgress Progress() =>
        settings.Quiet ? new SilentProgress()
        : _console.IsTerminal ? new BarProgress(_console.Ansi)
        : new LineProgress(_console.Output, TimeProvider.System);

    private void Write(UnfinishedRun run, Checkpoint complete, RunTimings timings, CancellationToken cancellationToken)
    {
        var histories = complete.Part.IsWhole ? Histories(run.Plan, cancellationToken) : [];
        using var directory = RunDirectory.Create(run.Path, cancellationToken);
        if (complete.Part.IsWhole)
        {
            var results = RunFiles.WriteAll(directory, run.Plan, complete.Table, histories, timings);
            if (!settings.Quiet)
            {
                ComparisonTable.Print(_console.Ansi, run.Plan.Scenario, results);
            }
        }
        else
        {
            RunFiles.WritePart(directory, run.Plan, complete, timings);
        }

        Output.WriteLine($"Written to {directory.Path}:");
        foreach (var file in directory.Files)
        {
            Output.WriteLine(FormattableString.Invariant($"  {file.Name,-18}{file.Bytes,14:N0} bytes"));
        }
    }

    private static List<PatientHistory> Histories(RunPlan plan, CancellationToken cancellationToken)
    {
        var simulator = SegmentSimulator.Create();
        var histories = new List<PatientHistory>();
        foreach (var patients in plan.SampledPatients.Chunk(HistoriesAtOnce))
        {
            cancellationToken.ThrowIfCancellationRequested();
            histories.AddRange(simulator.Histories(plan, patients));
        }

        return histories;
    }

    private StoppedException Stopped(UnfinishedRun run, bool byUser)
    {
        var kept = Workload.After(run.Checkpoint, run.Plan);
        var why = byUser ? "Interrupted" : "Time limit reached";
        return new(
            FormattableString.Invariant($"{why} after {kept.DoneBefore:N0} of {kept.Patients:N0} patients. '{UnfinishedRun.ResumeCommand(run.Path)}' goes on from there."),
            byUser ? ExitCode.Interrupted : ExitCode.TimeLimit);
    }
}
