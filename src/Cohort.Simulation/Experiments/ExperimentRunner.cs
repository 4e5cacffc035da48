using System.Diagnostics;
using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Output;
using Cohort.Simulation.Running;

namespace Cohort.Simulation.Experiments;

/// <summary>Simulates an experiment on threads of this process; the results do not depend on their number.</summary>
public sealed class ExperimentRunner
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    // The share of the time that saving may take is one over this.
    private const int SaveThrift = 20;

    private readonly Experiment _experiment;
    private readonly int _threads;
    private readonly UnfinishedExperiment? _kept;
    private readonly ExperimentState _state;
    private readonly Lazy<Model>[] _models;
    private readonly List<(int Batch, int Shard)> _waiting;
    private readonly Lock _lock = new();
    private int _taken = -1;

    /// <summary>A runner.</summary>
    /// <param name="experiment">What to simulate.</param>
    /// <param name="threads">Worker threads, at least 1.</param>
    /// <param name="kept">Where the state is kept so that a run killed can go on; null to keep none.</param>
    public ExperimentRunner(Experiment experiment, int threads, UnfinishedExperiment? kept = null)
    {
        (_experiment, _threads, _kept) = (experiment, threads, kept);
        _state = kept?.State ?? new ExperimentState(experiment);
        _models = [.. experiment.Batches.Select(batch => new Lazy<Model>(() => ModelOf(batch.Point)))];
        _waiting =
        [
            .. Enumerable.Range(0, experiment.BatchCount).Where(batch => !_state.IsFinished(batch)).SelectMany(batch =>
                Enumerable.Range(0, experiment.Batches[batch].Shards)
                    .Where(shard => !(_state.InTheMaking.TryGetValue(batch, out var sum) && sum.Done.Contains(shard)))
                    .Select(shard => (batch, shard))),
        ];
    }

    /// <summary>Shortest time between two states kept.</summary>
    public TimeSpan SaveInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Simulates what is left.</summary>
    /// <param name="report">Told some times a second how many patients are done, each counted once a point.</param>
    /// <param name="cancellationToken">Interrupts; what is done so far is kept.</param>
    /// <returns>The results, in the order of the points.</returns>
    /// <exception cref="ExperimentFailedException">A point failed.</exception>
    /// <exception cref="OperationCanceledException">The experiment was interrupted.</exception>
    public IReadOnlyList<PointResult> Run(Action<long> report, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var workers = Enumerable.Range(0, _threads)
            .Select(_ => Task.Factory.StartNew(() => Work(stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        var finished = Task.WhenAll(workers);
        try
        {
            Watch(finished, report);
        }
        finally
        {
            stop.Cancel();
            Task.WaitAny([finished], CancellationToken.None);
        }

        if (finished.IsFaulted)
        {
            throw workers.First(worker => worker.IsFaulted).Exception!.InnerException!;
        }

        report(Done());
        if (cancellationToken.IsCancellationRequested)
        {
            Save();
            throw new OperationCanceledException(cancellationToken);
        }

        return [.. _state.Results.Select(result => result!)];
    }

    /// <summary>The model of a point: the committed one, or one of other parameters with norms of relative risk moved by them.</summary>
    internal static Model ModelOf(ExperimentPoint point) =>
        point.Settings.Count == 0 ? Model.Default : Model.Create(point.Parameters, NormEstimator.Moved(point.Parameters));

    private void Watch(Task finished, Action<long> report)
    {
        var (sinceSaved, interval) = (Stopwatch.StartNew(), SaveInterval);
        while (Task.WaitAny([finished], Look) < 0)
        {
            report(Done());
            if (_kept != null && sinceSaved.Elapsed >= interval)
            {
                sinceSaved.Restart();
                Save();
                interval = sinceSaved.Elapsed * SaveThrift is var dear && dear > SaveInterval ? dear : SaveInterval;
            }
        }
    }

    private long Done()
    {
        lock (_lock)
        {
            return _state.PatientsDone;
        }
    }

    private void Save()
    {
        lock (_lock)
        {
            _kept?.Save(_state);
        }
    }

    private void Work(CancellationTokenSource stop)
    {
        var (current, simulator, table) = (-1, default(BatchSimulator), default(HorizonTable));
        while (!stop.IsCancellationRequested && Interlocked.Increment(ref _taken) is var taken && taken < _waiting.Count)
        {
            var (batch, shard) = _waiting[taken];
            var points = _experiment.Batches[batch];
            try
            {
                if (batch != current)
                {
                    (current, simulator, table) = (batch, BatchSimulator.Create(points, _models[batch].Value), new HorizonTable(points.Tree));
                }

                simulator!.Run(shard, table!, stop.Token);
                Finish(batch, shard, table!);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is not RunDirectoryException)
            {
                stop.Cancel();
                var number = points.Numbers[0];
                throw new ExperimentFailedException(FormattableString.Invariant($"point {number + 1} ({string.Join(", ", points.Point.Values)})"), exception);
            }
        }
    }

    private void Finish(int batch, int shard, HorizonTable table)
    {
        HorizonTable? complete;
        lock (_lock)
        {
            _state.Add(batch, shard, table);
            complete = _state.TakeComplete(batch);
        }

        if (complete == null)
        {
            return;
        }

        // Outside the lock. A state saved meanwhile lacks the whole batch, which is then simulated again: the same results.
        var points = _experiment.Batches[batch];
        var results = points.Numbers.Select((_, at) => PointResult.Of(
            [.. Enumerable.Range(at * points.ArmsOfPoint, points.ArmsOfPoint).Select(arm => new HorizonEstimates(complete.BaselineHeadlines(arm)))],
            _experiment.Strata,
            _experiment.Outcomes,
            _experiment.KeepsParts)).ToArray();
        lock (_lock)
        {
            for (var at = 0; at < results.Length; at++)
            {
                _state.Results[points.Numbers[at]] = results[at];
            }
        }
    }
}
