using System.Diagnostics;
using System.Runtime.CompilerServices;
using Cohort.Simulation.Outcomes;

namespace Cohort.Simulation.Running;

/// <summary>Runs a plan on threads of this process.</summary>
public sealed class EmbeddedEngine : ISimulationEngine
{
    private static readonly TimeSpan UpdateInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan TableInterval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan PatienceWithWorkers = TimeSpan.FromMilliseconds(800);

    // The share of the time that copying tables may take is one over this.
    private const int CopyThrift = 50;

    private readonly int _threads;
    private readonly ISegmentSimulator _simulator;

    /// <summary>An engine.</summary>
    /// <param name="threads">Number of worker threads, at least 1.</param>
    /// <param name="simulator">What simulates a segment.</param>
    public EmbeddedEngine(int threads, ISegmentSimulator simulator)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        _threads = threads;
        _simulator = simulator;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<RunUpdate> RunAsync(
        RunPlan plan, Checkpoint? from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (plan.ModelVersion != ModelVersion.Current)
        {
            throw new InvalidOperationException($"The plan is for model version {plan.ModelVersion}; this program has version {ModelVersion.Current}.");
        }

        if (from != null && from.PlanId != plan.Id)
        {
            throw new InvalidOperationException("The checkpoint is of another plan.");
        }

        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var queue = new SegmentQueue(plan, from ?? Checkpoint.Start(plan, RunPart.Whole));
        var workers = Enumerable.Range(0, Math.Min(_threads, plan.Segments)).Select(_ => StartWorker(queue, stop)).ToArray();
        var finished = Task.WhenAll(workers);
        var version = 0L;
        RunTable? copy = new RunTable(plan.Shape);
        var sinceTable = Stopwatch.StartNew();
        var tableInterval = TableInterval;
        try
        {
            yield return queue.Report(++version, table: null);
            while (await Task.WhenAny(finished, Task.Delay(UpdateInterval, cancellationToken)).ConfigureAwait(false) != finished)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var withTable = sinceTable.Elapsed >= tableInterval;
                var start = Stopwatch.GetTimestamp();
                var update = queue.Report(++version, withTable ? copy : null);
                if (withTable)
                {
                    var copied = Stopwatch.GetElapsedTime(start) * CopyThrift;
                    tableInterval = copied > TableInterval ? copied : TableInterval;
                    sinceTable.Restart();
                }

                yield return update;
            }

            await finished.ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            copy = null;
            yield return queue.ReportLast(++version);
        }
        finally
        {
            // Reached with workers still at it when the run is cancelled, fails or is no longer read.
            await stop.CancelAsync().ConfigureAwait(false);
            if (await Task.WhenAny(finished, Task.Delay(PatienceWithWorkers, CancellationToken.None)).ConfigureAwait(false) == finished)
            {
                stop.Dispose();
            }
        }
    }

    private Task StartWorker(SegmentQueue queue, CancellationTokenSource stop)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var token = stop.Token;
        var thread = new Thread(() =>
        {
            try
            {
                queue.Work(_simulator, token);
                done.SetResult();
            }
            catch (OperationCanceledException) when (token.IsCancellationRequested)
            {
                done.SetCanceled(token);
            }
            catch (Exception exception)
            {
                done.SetException(exception);
                stop.Cancel();
            }
        })
        {
            IsBackground = true,
            Name = "Segment worker",
        };
        thread.Start();
        return done.Task;
    }
}
