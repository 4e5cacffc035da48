using System.Diagnostics;
using Cohort.Dashboard.Outcomes;
using Cohort.Simulation.Output;
using Cohort.Simulation.Running;

namespace Cohort.Dashboard.Runs;

/// <summary>How far a run was at some time.</summary>
/// <param name="Seconds">Seconds since it was started.</param>
/// <param name="PatientsDone">Patients simulated.</param>
/// <param name="PatientYears">Patient-years simulated.</param>
public sealed record ThroughputPoint(double Seconds, long PatientsDone, long PatientYears);

/// <summary>A run that this server simulates, waits to simulate, or has simulated.</summary>
internal sealed class ServedRun : IDisposable
{
    // One point a second for the first ten minutes; then every other point goes, so that a day's run keeps as few.
    private const int MostPoints = 600;

    private readonly UnfinishedRun _run;
    private readonly RunToEnd _toEnd;
    private readonly string _engine;
    private readonly int _segmentsBefore;
    private readonly CancellationTokenSource _stop = new();
    private readonly Stopwatch _clock = new();
    private readonly List<ThroughputPoint> _points = [];
    private readonly Lock _gate = new();
    private double _pointInterval = 1;
    private RunUpdate? _latest;
    private string? _error;
    private DateTimeOffset? _started;
    private RunState _state = RunState.Queued;

    public ServedRun(string id, UnfinishedRun run, ISimulationEngineFactory engines, int threads)
    {
        (Id, _run, _engine) = (id, run, engines.Name);
        _segmentsBefore = run.Checkpoint.Folded.Count;
        _toEnd = new RunToEnd(run, engines, threads, RunToEnd.UsualCheckpointInterval);
    }

    public string Id { get; }

    public RunPlan Plan => _run.Plan;

    public RunState State
    {
        get
        {
            lock (_gate)
            {
                return _state;
            }
        }
    }

    /// <summary>News of this run.</summary>
    public Changes Changes { get; } = new();

    /// <summary>Version of the newest table; 0 before the first.</summary>
    public long TableVersion { get; private set; }

    public WatchedTables Tables { get; } = new();

    /// <summary>Patient-years simulated by this server.</summary>
    public long PatientYearsHere => Math.Max(0, (_latest?.PatientYears ?? 0) - _toEnd.Work.PatientYearsBefore);

    /// <summary>Patients simulated by this server.</summary>
    public long PatientsHere => Math.Max(0, (_latest?.PatientsDone ?? 0) - _toEnd.Work.DoneBefore);

    public int SegmentsDone => _latest?.SegmentsDone ?? 0;

    public IReadOnlyList<ThroughputPoint> Throughput
    {
        get
        {
            lock (_gate)
            {
                return [.. _points];
            }
        }
    }

    /// <summary>Simulates and writes; ends in a state in any case.</summary>
    public async Task ExecuteAsync(Action changed)
    {
        if (!Enter(RunState.Running))
        {
            return;
        }

        _started = DateTimeOffset.UtcNow;
        _clock.Start();
        changed();
        try
        {
            RunUpdate? last = null;
            await foreach (var update in _toEnd.SimulateAsync(_stop.Token).ConfigureAwait(false))
            {
                last = update;
                Take(update);
                changed();
            }

            _toEnd.Write(last!, _stop.Token);
            End(RunState.Completed, null);
        }
        catch (OperationCanceledException)
        {
            End(RunState.Cancelled, Kept());
        }
        catch (Exception failure) when (failure is RunDirectoryException or SegmentFailedException or IOException or UnauthorizedAccessException or OutOfMemoryException)
        {
            End(RunState.Failed, failure.Message);
        }
        finally
        {
            changed();
        }
    }

    /// <summary>Stops the run, or takes it out of the queue; what was simulated is kept.</summary>
    /// <returns>False where nothing was left to stop.</returns>
    public bool Cancel()
    {
        lock (_gate)
        {
            if (_state is not (RunState.Queued or RunState.Running))
            {
                return false;
            }

            if (_state == RunState.Queued)
            {
                _state = RunState.Cancelled;
                _run.Dispose();
            }
        }

        _stop.Cancel();
        Tell();
        return true;
    }

    public RunView View(int? queuePosition)
    {
        lock (_gate)
        {
            var elapsed = _clock.Elapsed.TotalSeconds;
            var (done, all) = (_latest?.PatientsDone ?? _toEnd.Work.DoneBefore, _toEnd.Work.Patients);
            var newHere = done - _toEnd.Work.DoneBefore;
            return RunView.Of(Id, _state, SavedPlan.Of(Plan, RunPart.Whole)) with
            {
                Engine = _engine,
                SegmentsDone = _latest?.SegmentsDone ?? _segmentsBefore,
                SegmentsTotal = _latest?.SegmentsTotal ?? Plan.Segments,
                PatientsDone = done,
                PatientYears = _latest?.PatientYears ?? _toEnd.Work.PatientYearsBefore,
                PatientYearsPerSecond = elapsed > 0 ? PatientYearsHere / elapsed : 0,
                SecondsLeft = _state == RunState.Running && newHere > 0 ? elapsed * (all - done) / newHere : null,
                ElapsedSeconds = elapsed,
                QueuePosition = queuePosition,
                Error = _error,
                Started = _started,
                Resumable = _state is RunState.Cancelled or RunState.Failed,
            };
        }
    }

    public void Dispose()
    {
        _stop.Dispose();
        _run.Dispose();
    }

    private bool Enter(RunState state)
    {
        lock (_gate)
        {
            if (_state != RunState.Queued)
            {
                return false;
            }

            _state = state;
            return true;
        }
    }

    private void Take(RunUpdate update)
    {
        if (update.Table is { } table)
        {
            Tables.Answer(new TableOutcomes(Plan, table), update.PatientsDone);
        }

        lock (_gate)
        {
            _latest = update with { Checkpoint = null };
            TableVersion = update.Table == null ? TableVersion : update.Version;
            var seconds = _clock.Elapsed.TotalSeconds;
            if (_points.Count == 0 || update.IsComplete || seconds - _points[^1].Seconds >= _pointInterval)
            {
                _points.Add(new ThroughputPoint(Math.Round(seconds, 3), update.PatientsDone, update.PatientYears));
            }

            if (_points.Count > MostPoints)
            {
                _points.RemoveAll(point => _points.IndexOf(point) % 2 == 1);
                _pointInterval *= 2;
            }
        }

        Changes.Tell();
    }

    private string? Kept()
    {
        try
        {
            _toEnd.KeepLatest();
            return null;
        }
        catch (RunDirectoryException failure)
        {
            return failure.Message;
        }
    }

    private void End(RunState state, string? error)
    {
        _clock.Stop();
        _run.Dispose();
        lock (_gate)
        {
            (_state, _error) = (state, error);
        }

        Tables.End();
        Tell();
    }

    private void Tell() => Changes.Tell();
}
