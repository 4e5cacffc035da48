using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Cohort.Simulation.Running;

/// <summary>Runs a plan on threads of this process.</summary>
public sealed class EmbeddedEngine : ISimulationEngine
{
    private static readonly TimeSpan UpdateInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan TableInterval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan PatienceWithWorkers = TimeSpan.FromMilliseconds(800);

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
        var sinceTable = Stopwatch.StartNew();
        try
        {
            yield return queue.Report(++version);
            while (await Task.WhenAny(finished, Task.Delay(UpdateInterval, cancellationToken)).ConfigureAwait(false) != finished)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (sinceTable.Elapsed < TableInterval)
                {
                    yield return queue.Report(++version);
                    continue;
                }

                yield return await queue.LendAsync(++version, cancellationToken).ConfigureAwait(false);
                queue.TakeBack();
                sinceTable.Restart();
            }

            await finished.ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            yield return queue.ReportLast(++version);
        }
        finally
        {
            // Reached with workers still at it when the run is cancelled, fails or is no longer read.
            await stop.CancelAsync().ConfigureAwait(false);
            await queue.CloseAsync().ConfigureAwait(false);
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
