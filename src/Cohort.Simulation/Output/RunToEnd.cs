using System.Diagnostics;
using System.Runtime.CompilerServices;
using Cohort.Simulation.Running;

namespace Cohort.Simulation.Output;

/// <summary>
/// Simulates what is left of a run, keeps checkpoints on the way and writes the results: what every host does with a run. Whatever
/// stops it, the run can be opened again and gone on with.
/// </summary>
/// <param name="run">The run.</param>
/// <param name="engines">Makes the engine that simulates it.</param>
/// <param name="threads">Worker threads.</param>
/// <param name="checkpointInterval">Shortest time between two checkpoints.</param>
public sealed class RunToEnd(UnfinishedRun run, ISimulationEngineFactory engines, int threads, TimeSpan checkpointInterval)
{
    /// <summary>Shortest time between two checkpoints unless told otherwise.</summary>
    public static readonly TimeSpan UsualCheckpointInterval = TimeSpan.FromSeconds(5);

    // Histories are simulated a few patients at a time, so that an interruption need not wait for all.
    private const int HistoriesAtOnce = 64;

    // The share of the time that writing checkpoints may take is one over this.
    private const int CheckpointThrift = 20;

    private readonly DateTimeOffset _started = DateTimeOffset.UtcNow;
    private readonly Stopwatch _simulating = new();
    private Checkpoint _latest = run.Checkpoint;
    private int _kept = run.Checkpoint.Folded.Count;

    /// <summary>What there is to do.</summary>
    public Workload Work { get; } = Workload.After(run.Checkpoint, run.Plan);

    /// <summary>Simulates, and keeps a checkpoint now and then. To stop reading is to stop the run.</summary>
    /// <param name="cancellationToken">Cancels the run; <see cref="KeepLatest"/> then keeps what was done.</param>
    /// <returns>The engine's news; the last is complete.</returns>
    /// <exception cref="RunDirectoryException">A checkpoint cannot be written.</exception>
    /// <exception cref="SegmentFailedException">A segment failed.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public async IAsyncEnumerable<RunUpdate> SimulateAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var sinceSaved = Stopwatch.StartNew();
        var interval = checkpointInterval;
        _simulating.Start();
        await foreach (var update in engines.Create(threads).RunAsync(run.Plan, run.Checkpoint, cancellationToken).ConfigureAwait(false))
        {
            _latest = update.Checkpoint ?? _latest;
            if (!update.IsComplete && update.Checkpoint != null && sinceSaved.Elapsed >= interval)
            {
                sinceSaved.Restart();
                KeepLatest();
                var dearest = sinceSaved.Elapsed * CheckpointThrift;
                interval = dearest > checkpointInterval ? dearest : checkpointInterval;
            }

            yield return update;
        }

        _simulating.Stop();
    }

    /// <summary>Keeps what is folded, if it is not kept yet: for a run that has been stopped or waits for its next update.</summary>
    /// <exception cref="RunDirectoryException">It cannot be written.</exception>
    public void KeepLatest()
    {
        if (_latest.Folded.Count > _kept)
        {
            run.Save(_latest);
            _kept = _latest.Folded.Count;
        }
    }

    /// <summary>Writes the files; the run is then no longer unfinished.</summary>
    /// <param name="last">The last news, which is complete.</param>
    /// <param name="cancellationToken">Ends the writing; the run can be gone on with from its checkpoint.</param>
    /// <exception cref="RunDirectoryException">A file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The writing was cancelled.</exception>
    public WrittenRun Write(RunUpdate last, CancellationToken cancellationToken)
    {
        var timings = new RunTimings(
            _started, _simulating.Elapsed, engines.Name, threads, last.PatientYears - Work.PatientYearsBefore, Process.GetCurrentProcess().PeakWorkingSet64);

        // The workers' tables are done with; without this they would stay until after the files, which want memory too.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
        return Write(run, last.Checkpoint!, timings, cancellationToken);
    }

    /// <summary>Writes the files of a run that was simulated elsewhere; it is then no longer unfinished.</summary>
    /// <param name="run">The run.</param>
    /// <param name="complete">Its outcomes.</param>
    /// <param name="timings">How it went.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <exception cref="RunDirectoryException">A file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The writing was cancelled.</exception>
    public static WrittenRun Write(UnfinishedRun run, Checkpoint complete, RunTimings timings, CancellationToken cancellationToken)
    {
        var histories = complete.Part.IsWhole ? Histories(run.Plan, cancellationToken) : [];
        using var directory = RunDirectory.Create(run.Path, cancellationToken);
        HorizonResults? horizon = null;
        if (complete.Part.IsWhole)
        {
            horizon = RunFiles.WriteAll(directory, run.Plan, complete.Table, histories, timings);
        }
        else
        {
            RunFiles.WritePart(directory, run.Plan, complete, timings);
        }

        run.Remove();
        return new WrittenRun(run.Path, run.Plan, directory.Files, horizon, timings);
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
}
