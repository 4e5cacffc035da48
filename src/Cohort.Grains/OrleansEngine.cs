using System.Diagnostics;
using System.Runtime.CompilerServices;
using Cohort.Grains.Runs;
using Cohort.Simulation.Running;

namespace Cohort.Grains;

/// <summary>Runs a plan on a cluster: hands it to its coordinator, asks how it goes, and fetches the outcomes at the end.</summary>
/// <param name="grains">The cluster.</param>
/// <param name="hosting">How patients live there.</param>
/// <param name="tableInterval">Shortest time between two tables on the way; infinite for none, where the cluster keeps its own checkpoints.</param>
public sealed class OrleansEngine(IGrainFactory grains, PatientHosting hosting, TimeSpan tableInterval) : ISimulationEngine
{
    /// <summary>Name of the engine in timings.json.</summary>
    public const string Name = "orleans";

    private static readonly TimeSpan UpdateInterval = TimeSpan.FromMilliseconds(100);

    // A coordinator that lost its silo is back within this, or the cluster is gone.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <inheritdoc/>
    public async IAsyncEnumerable<RunUpdate> RunAsync(RunPlan plan, Checkpoint? from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        from ??= Checkpoint.Start(plan, RunPart.Whole);
        var run = grains.GetGrain<IRunGrain>(RunKey.Of(plan, from.Part, hosting));
        await run.Start(RunOrder.For(plan, from, hosting)).ConfigureAwait(false);
        var version = 0L;
        var ended = false;
        var sinceTable = Stopwatch.StartNew();
        try
        {
            while (true)
            {
                var progress = await PatientlyAsync(run.GetProgress, cancellationToken).ConfigureAwait(false);
                if (progress.Phase is RunPhase.Failed)
                {
                    ended = true;
                    throw progress.FailedSegment is { } segment
                        ? new SegmentFailedException(segment, new InvalidOperationException(progress.Failure))
                        : new IOException($"The cluster could not finish the run: {progress.Failure}");
                }

                if (progress.Phase is RunPhase.Cancelled)
                {
                    ended = true;
                    throw new OperationCanceledException("The run was cancelled in the cluster.");
                }

                ended = progress.Phase is RunPhase.Complete;
                Checkpoint? table = null;
                if (ended || sinceTable.Elapsed >= tableInterval)
                {
                    table = await DownloadAsync(run, plan, from.Part, cancellationToken).ConfigureAwait(false);
                    sinceTable.Restart();
                }

                yield return new RunUpdate(
                    ++version, progress.SegmentsDone, progress.SegmentsTotal, progress.PatientsDone, progress.PatientYears, table, IsComplete: ended);
                if (ended)
                {
                    yield break;
                }

                await Task.Delay(UpdateInterval, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            if (!ended)
            {
                await run.Cancel().ConfigureAwait(false);
            }
        }
    }

    private static async Task<Checkpoint> DownloadAsync(IRunGrain run, RunPlan plan, RunPart part, CancellationToken cancellationToken)
    {
        using var all = new MemoryStream();
        for (var number = 0; ; number++)
        {
            var next = number;
            var piece = (await PatientlyAsync(() => run.GetCheckpoint(next), cancellationToken).ConfigureAwait(false)).Value;
            if (piece.Whole is { } whole)
            {
                return whole;
            }

            var bytes = piece.ToBytes();
            all.Write(bytes);
            if (!CheckpointPiece.IsFull(bytes))
            {
                all.Position = 0;
                return CheckpointPiece.Expand(all, plan, part);
            }
        }
    }

    // Silos come and go.
    private static async Task<T> PatientlyAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return await call().WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception lost) when (lost is OrleansException or TimeoutException or InvalidOperationException or System.Net.Sockets.SocketException && waited.Elapsed < Patience)
            {
                await Task.Delay(UpdateInterval, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
