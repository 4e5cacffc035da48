using Cohort.Simulation.Output;
using Cohort.Simulation.Running;
using Microsoft.Extensions.Hosting;

namespace Cohort.Dashboard.Runs;

/// <summary>The queue is full: try again later.</summary>
internal sealed class QueueFullException(int most) : Exception($"{most} runs wait already; cancel one or try again later.");

/// <summary>Simulates runs one after the other (or as many at a time as the settings say), in the order in which they came.</summary>
internal sealed class RunQueue(DashboardSettings settings, ISimulationEngineFactory engines, RunFolder folder) : IHostedService, IDisposable
{
    // Held while a run's folder is made, opened or deleted, so that who only looks need not wait for the disk.
    private readonly Lock _door = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ServedRun> _runs = [];
    private readonly List<ServedRun> _waiting = [];
    private readonly List<Task> _working = [];
    private int _running;
    private bool _stopping;
    private long _patientYearsBefore;
    private long _segmentsBefore;
    private long _patientsBefore;
    private long _completed;
    private long _failed;
    private long _cancelled;

    /// <summary>News of any run.</summary>
    public Changes Changes { get; } = new();

    public RunCounts Counts
    {
        get
        {
            lock (_gate)
            {
                return new RunCounts(
                    _waiting.Count,
                    _running,
                    _completed,
                    _failed,
                    _cancelled,
                    _patientYearsBefore + _runs.Values.Where(run => run.State == RunState.Running).Sum(run => run.PatientYearsHere),
                    _segmentsBefore + _runs.Values.Where(run => run.State == RunState.Running).Sum(run => (long)run.SegmentsDone),
                    _patientsBefore + _runs.Values.Where(run => run.State == RunState.Running).Sum(run => run.PatientsHere));
            }
        }
    }

    /// <summary>Puts a new run into the queue.</summary>
    /// <param name="plan">What to run.</param>
    /// <param name="id">Name of its folder; null = a free one, by the scenario's name.</param>
    /// <param name="force">Whether an earlier run in that folder may be replaced.</param>
    /// <returns>The run; its plan is on the disk already, so that it can be gone on with whatever happens.</returns>
    /// <exception cref="QueueFullException">Too many wait.</exception>
    /// <exception cref="RunDirectoryException">Its directory cannot be made.</exception>
    public ServedRun Submit(RunPlan plan, string? id = null, bool force = false)
    {
        lock (_door)
        {
            Refuse();
            id ??= folder.NewId(plan.Scenario.Name);
            return Enqueue(id, UnfinishedRun.Begin(Path.Combine(folder.Path, id), plan, RunPart.Whole, force));
        }
    }

    /// <summary>Puts an unfinished run into the queue again.</summary>
    /// <param name="id">The run.</param>
    /// <exception cref="QueueFullException">Too many wait.</exception>
    /// <exception cref="Simulation.RefusedInputException">It is in use, damaged, or of another model.</exception>
    public ServedRun Resume(string id)
    {
        lock (_door)
        {
            Refuse();
            return Enqueue(id, UnfinishedRun.Open(folder.DirectoryOf(id)!));
        }
    }

    /// <summary>A run that this server knows; null where it never had it, or it is finished.</summary>
    public ServedRun? Find(string id)
    {
        lock (_gate)
        {
            return _runs.GetValueOrDefault(id);
        }
    }

    /// <summary>A run as it stands; null where there is none.</summary>
    public RunView? View(string id)
    {
        ServedRun? run;
        int? position;
        lock (_gate)
        {
            run = _runs.GetValueOrDefault(id);
            position = run == null ? null : _waiting.IndexOf(run) is >= 0 and var at ? at + 1 : null;
        }

        return run is { State: not RunState.Completed } ? run.View(position) : folder.View(id);
    }

    /// <summary>Every run, the newest first.</summary>
    public IReadOnlyList<RunView> All()
    {
        string[] known;
        lock (_gate)
        {
            known = [.. _runs.Keys];
        }

        return
        [
            .. folder.Ids.Union(known).Select(View).OfType<RunView>()
                .OrderByDescending(run => run.State is RunState.Running or RunState.Queued)
                .ThenByDescending(run => run.Finished ?? run.Started ?? DateTimeOffset.MinValue)
                .ThenBy(run => run.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>Deletes a run and all of its files, and forgets it.</summary>
    /// <returns>False where it is still at work.</returns>
    public bool Delete(string id)
    {
        lock (_door)
        {
            lock (_gate)
            {
                if (_runs.GetValueOrDefault(id) is { State: RunState.Queued or RunState.Running })
                {
                    return false;
                }

                if (_runs.Remove(id, out var run))
                {
                    run.Dispose();
                }
            }

            folder.Delete(id);
        }

        Changes.Tell();
        return true;
    }

    public void Tell() => Changes.Tell();

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Stops what runs; each keeps what was simulated.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        ServedRun[] runs;
        Task[] working;
        lock (_gate)
        {
            _stopping = true;
            runs = [.. _runs.Values];
            working = [.. _working];
        }

        foreach (var run in runs)
        {
            run.Cancel();
        }

        await Task.WhenAll(working).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        foreach (var run in _runs.Values)
        {
            run.Dispose();
        }
    }

    // Nobody else comes in meanwhile: the door is held.
    private void Refuse()
    {
        lock (_gate)
        {
            if (_waiting.Count >= settings.MaxQueued)
            {
                throw new QueueFullException(settings.MaxQueued);
            }
        }
    }

    private ServedRun Enqueue(string id, UnfinishedRun unfinished)
    {
        var run = new ServedRun(id, unfinished, engines, settings.Threads);
        lock (_gate)
        {
            if (_runs.Remove(id, out var earlier))
            {
                earlier.Dispose();
            }

            _runs[id] = run;
            _waiting.Add(run);
            Begin();
        }

        Changes.Tell();
        return run;
    }

    // Called with the gate held.
    private void Begin()
    {
        _waiting.RemoveAll(run => run.State != RunState.Queued);
        while (!_stopping && _running < settings.MaxRunning && _waiting.Count > 0)
        {
            var run = _waiting[0];
            _waiting.RemoveAt(0);
            _running++;
            _working.RemoveAll(task => task.IsCompleted);
            _working.Add(Task.Run(async () =>
            {
                await run.ExecuteAsync(Changes.Tell).ConfigureAwait(false);
                Ended(run);
            }));
        }
    }

    private void Ended(ServedRun run)
    {
        lock (_gate)
        {
            _running--;
            _patientYearsBefore += run.PatientYearsHere;
            _segmentsBefore += run.SegmentsDone;
            _patientsBefore += run.PatientsHere;
            _completed += run.State == RunState.Completed ? 1 : 0;
            _failed += run.State == RunState.Failed ? 1 : 0;
            _cancelled += run.State == RunState.Cancelled ? 1 : 0;
            Begin();
        }

        Changes.Tell();
    }
}

/// <summary>What the server has done, for metrics.</summary>
/// <param name="Queued">Runs that wait.</param>
/// <param name="Running">Runs at work.</param>
/// <param name="Completed">Runs completed since the start.</param>
/// <param name="Failed">Runs failed since the start.</param>
/// <param name="Cancelled">Runs cancelled since the start.</param>
/// <param name="PatientYears">Patient-years simulated since the start.</param>
/// <param name="Segments">Segments folded since the start.</param>
/// <param name="Patients">Patients simulated since the start.</param>
internal sealed record RunCounts(int Queued, int Running, long Completed, long Failed, long Cancelled, long PatientYears, long Segments, long Patients);
