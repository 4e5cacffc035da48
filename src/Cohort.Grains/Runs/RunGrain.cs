using System.Diagnostics;
using Cohort.Grains.Shards;
using Cohort.Simulation;
using Cohort.Simulation.Output;
using Cohort.Simulation.Running;
using Cohort.Simulation.Scenarios;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Orleans.Runtime;
using Orleans.Storage;

namespace Cohort.Grains.Runs;

/// <inheritdoc cref="IRunGrain"/>
internal sealed class RunGrain(
    [PersistentState("run", SiloSetup.Storage)] IPersistentState<RunRecord> record,
    [PersistentState("work", SiloSetup.Storage)] IPersistentState<RunWork> work,
    IOptions<RunSettings> settings,
    WorkerPool pool,
    PlanLibrary plans,
    ISiloStatusOracle silos,
    ILogger<RunGrain> log) : Grain, IRunGrain, IRemindable
{
    private const string Reminder = "go-on";
    private const int SegmentsPerWorker = 2;
    private const int MostAttempts = 3;

    // The share of the time that storing checkpoints may take is one over this.
    private const int CheckpointThrift = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(1);

    private readonly Dictionary<int, Task<Delivery>> _inFlight = [];
    private readonly Dictionary<string, Member> _members = [];
    private readonly Stopwatch _sinceSaved = new();
    private readonly Stopwatch _active = new();
    private DateTimeOffset _started;
    private RunPlan? _plan;
    private RunSums? _sums;
    private Workload? _work;
    private Queue<int> _waiting = new();
    private IGrainTimer? _timer;
    private TimeSpan _interval;
    private int _savedSegments;
    private CheckpointPiece? _download;

    // How the run is to end, once that is known; who drives it ends it, so that nothing is folded meanwhile.
    private Ending? _ending;
    private TaskCompletionSource _endingKnown = new();
    private TaskCompletionSource _ended = new();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (record.State.Plan != null)
        {
            Load();
            if (record.State.Phase == RunPhase.Running)
            {
                log.LogInformation("Run {Run} goes on here after {Segments} segments", this.GetPrimaryKeyString(), _sums!.Checkpoint.Folded.Count);
                await GoOnAsync();
            }
        }
    }

    public async Task Define(RunOrder order)
    {
        if (record.State.Plan != null)
        {
            return;
        }

        Refuse(RunOrder.ReadPlan(order.Plan));
        (record.State.Plan, record.State.Hosting) = (order.Plan, order.Hosting);
        if (order.Checkpoint != null)
        {
            work.State.Checkpoint = order.Checkpoint;
            await StoreAsync(work.WriteStateAsync);
        }

        await StoreAsync(record.WriteStateAsync);
        Load();
    }

    public async Task Start(RunOrder order)
    {
        await Define(order);
        if (record.State.Phase is RunPhase.Running or RunPhase.Complete)
        {
            return;
        }

        (record.State.Phase, record.State.FailedSegment, record.State.Failure) = (RunPhase.Running, null, "");
        await StoreAsync(record.WriteStateAsync);
        log.LogInformation("Run {Run} of {Scenario} starts: {Segments} segments", this.GetPrimaryKeyString(), _plan!.Scenario.Name, _plan.Segments);
        await GoOnAsync();
    }

    public Task<RunProgress> GetProgress()
    {
        var state = record.State;
        var part = _sums?.Checkpoint.Part;
        return Task.FromResult(new RunProgress(
            _plan?.Scenario.Name ?? "",
            state.Phase,
            _sums?.Checkpoint.Folded.Count ?? 0,
            _sums?.Segments ?? 0,
            _sums?.PatientsDone ?? 0,
            part?.PatientsOf(_plan!) ?? 0,
            _sums?.Checkpoint.Table.PatientYears ?? 0,
            RuntimeIdentity,
            state.FailedSegment,
            state.Failure,
            [.. _members.Select(one => one.Value.Tell(one.Key, _active.Elapsed))]));
    }

    public Task Cancel()
    {
        if (record.State.Phase != RunPhase.Running)
        {
            return Task.CompletedTask;
        }

        ToEnd(new(RunPhase.Cancelled));
        return _ended.Task;
    }

    public Task<byte[]?> GetPlan() => Task.FromResult(record.State.Plan);

    public Task<Immutable<CheckpointPiece>> GetCheckpoint(int piece)
    {
        if (piece == 0 || _download == null)
        {
            // What is complete changes no more; and its bytes are at hand where it was stored.
            var checkpoint = record.State.Phase == RunPhase.Complete ? _sums!.Checkpoint : _sums!.Copy();
            var stored = record.State.Phase == RunPhase.Complete ? work.State.Checkpoint : null;
            _download = CheckpointPiece.Of(checkpoint, new(() => stored ?? CheckpointPiece.Compress(checkpoint)));
        }

        return Task.FromResult(new Immutable<CheckpointPiece>(_download.Number(piece)));
    }

    // The activation does it all.
    Task IRemindable.ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;

    // A plan comes from anywhere: it must not make this silo open a file or leave the results' folder.
    private static void Refuse(SavedPlan saved)
    {
        var scenario = saved.Scenario;
        if (scenario.Population is { Kind: PopulationKind.File } && !saved.HoldsRespondents)
        {
            throw new RefusedInputException(scenario.Name, $"names the file '{scenario.Population.Path}' outside the data of this cluster; submit its rows with the plan");
        }

        if (saved.ModelVersion != ModelVersion.Current)
        {
            throw new RefusedInputException(scenario.Name, $"is of model version {saved.ModelVersion}; this cluster has version {ModelVersion.Current}");
        }
    }

    private void Load()
    {
        var saved = RunOrder.ReadPlan(record.State.Plan!);
        var key = this.GetPrimaryKeyString();
        _plan = plans.Find(key) is { } known && known.Id == saved.PlanId ? known : saved.Restore();
        plans.Add(key, _plan);
        var checkpoint = work.State.Checkpoint is { } bytes
            ? CheckpointPiece.Expand(new MemoryStream(bytes), _plan, saved.Part)
            : Checkpoint.Start(_plan, saved.Part);
        _sums = new(_plan, checkpoint, work.State.Hashes);
        _savedSegments = checkpoint.Folded.Count;
    }

    private async Task GoOnAsync()
    {
        _waiting = new(_sums!.Checkpoint.Part.SegmentsOf(_plan!).Where(segment => !_sums.Checkpoint.Folded.Contains(segment) && !_inFlight.ContainsKey(segment)));
        _interval = settings.Value.CheckpointInterval ?? TimeSpan.Zero;
        _work = Workload.After(_sums.Checkpoint, _plan!);
        _started = DateTimeOffset.UtcNow;
        _sinceSaved.Restart();
        _active.Restart();
        (_ending, _endingKnown, _ended) = (null, new(), new());
        PutUp();
        await this.RegisterOrUpdateReminder(Reminder, settings.Value.ReminderPeriod, settings.Value.ReminderPeriod);
        _timer = this.RegisterGrainTimer(DriveAsync, new GrainTimerCreationOptions(Soon, Soon) { Interleave = true, KeepAlive = true });
    }

    // One turn: segments are given out, what is done is folded, now and then a checkpoint is stored.
    private async Task DriveAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (record.State.Phase != RunPhase.Running)
            {
                return;
            }

            if (_ending is { } ending)
            {
                await EndAsync(ending);
                return;
            }

            GiveOut();
            if (_inFlight.Count > 0)
            {
                await Task.WhenAny([.. _inFlight.Values, _endingKnown.Task, Task.Delay(LongestWait, cancellationToken)]);
            }

            foreach (var (segment, delivery) in _inFlight.Where(one => one.Value.IsCompleted).ToArray())
            {
                _inFlight.Remove(segment);
                Take(segment, await delivery);
            }

            if (_sums!.IsComplete)
            {
                await FinishAsync();
            }
            else if (_sinceSaved.Elapsed >= _interval)
            {
                await SaveAsync();
            }
        }
        catch (SegmentFailedException failed)
        {
            log.LogError(failed, "Run {Run} fails", this.GetPrimaryKeyString());
            ToEnd(new(RunPhase.Failed, failed.Segment, failed.InnerException!.Message));
        }
        catch (InconsistentStateException lost)
        {
            log.LogWarning(lost, "Run {Run} is coordinated elsewhere", this.GetPrimaryKeyString());
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The silo stops.
        }
        catch (Exception failed)
        {
            // Storage or network: what is folded stays, and the next turn tries again.
            log.LogWarning(failed, "Run {Run} tries again", this.GetPrimaryKeyString());
            await Task.Delay(Pause, cancellationToken);
        }
    }

    private void ToEnd(Ending ending)
    {
        _ending ??= ending;
        _endingKnown.TrySetResult();
    }

    private void GiveOut()
    {
        var workers = silos.GetApproximateSiloStatuses(onlyActive: true)
            .Sum(silo => _members.TryGetValue(silo.Key.ToString(), out var member) ? member.Workers : pool.Workers);
        while (_waiting.Count > 0 && _inFlight.Count < SegmentsPerWorker * workers)
        {
            var segment = _waiting.Dequeue();
            _inFlight.Add(segment, FollowAsync(segment));
        }
    }

    private IShardGrain Shard(int segment) => GrainFactory.GetGrain<IShardGrain>(RunKey.OfShard(this.GetPrimaryKeyString(), segment));

    // Has a segment simulated, wherever its coordinator lives and however often it is lost.
    private async Task<Delivery> FollowAsync(int segment)
    {
        var shard = Shard(segment);
        var attempts = 0;
        Member? at = null;
        while (record.State.Phase == RunPhase.Running && _ending == null)
        {
            try
            {
                var status = await shard.Poll();
                at = Move(at, status);
                switch (status.Phase)
                {
                    case ShardPhase.Idle:
                        await shard.Start(record.State.Hosting);
                        break;
                    case ShardPhase.Failed when ++attempts == MostAttempts:
                        Leave(at);
                        return new(status, []);
                    case ShardPhase.Done when await TablesAsync(shard) is { } arms:
                        Leave(at);
                        at!.PatientYears += status.PatientYears;
                        return new(status, arms);
                }
            }
            catch (Exception lost) when (lost is not OperationCanceledException)
            {
                // Its silo is gone, or is not answering; on another it begins anew.
                log.LogInformation("Segment {Segment} of run {Run} is looked for again: {Cause}", segment, this.GetPrimaryKeyString(), lost.Message);
                Leave(at);
                at = null;
                await Task.Delay(Pause);
            }
        }

        Leave(at);
        shard.Forget().Ignore();
        return new(null, []);
    }

    private async Task<ArmTable[]?> TablesAsync(IShardGrain shard)
    {
        var tables = new List<ArmTable>();
        foreach (var arm in SegmentTable.SourceArms(_plan!.Tree))
        {
            if ((await shard.GetTable(arm)).Value is not { } table)
            {
                return null;
            }

            tables.Add(table);
        }

        return [.. tables];
    }

    private void Take(int segment, Delivery delivery)
    {
        if (delivery.Status is not { } status)
        {
            _waiting.Enqueue(segment);
            return;
        }

        if (status.Phase == ShardPhase.Failed)
        {
            throw new SegmentFailedException(segment, new InvalidOperationException(status.Cause));
        }

        _sums!.Fold(segment, status.Hash, delivery.Arms);
        Shard(segment).Forget().Ignore();
    }

    private Member Move(Member? from, ShardStatus status)
    {
        if (!_members.TryGetValue(status.Silo, out var member))
        {
            _members.Add(status.Silo, member = new());
        }

        member.Workers = status.Workers;
        if (from != member)
        {
            Leave(from);
            member.InFlight++;
        }

        return member;
    }

    private static void Leave(Member? member)
    {
        if (member != null)
        {
            member.InFlight--;
        }
    }

    private async Task FinishAsync()
    {
        _active.Stop();
        await SaveAsync();
        try
        {
            if (settings.Value.Results is { } results)
            {
                await Task.Run(() => Write(Path.Combine(results, this.GetPrimaryKeyString())));
            }

            ToEnd(new(RunPhase.Complete));
        }
        catch (Exception failed)
        {
            // What is folded stays; started again, the run writes its files.
            log.LogError(failed, "Results of run {Run} cannot be written", this.GetPrimaryKeyString());
            ToEnd(new(RunPhase.Failed, Failure: failed.Message));
        }
    }

    private void Write(string path)
    {
        using var run = UnfinishedRun.Begin(path, _plan!, _sums!.Checkpoint.Part, force: true);
        var timings = new RunTimings(
            _started,
            _active.Elapsed,
            OrleansEngine.Name,
            Math.Max(1, _members.Values.Sum(member => member.Workers)),
            _sums.Checkpoint.Table.PatientYears - _work!.PatientYearsBefore,
            Process.GetCurrentProcess().PeakWorkingSet64);
        RunToEnd.Write(run, _sums.Checkpoint, timings, CancellationToken.None);
    }

    private async Task EndAsync(Ending ending)
    {
        _active.Stop();
        await SaveAsync();
        (record.State.Phase, record.State.FailedSegment, record.State.Failure) = (ending.Phase, ending.Segment, ending.Failure);
        try
        {
            await StoreAsync(record.WriteStateAsync);
        }
        catch
        {
            record.State.Phase = RunPhase.Running;
            throw;
        }

        _timer?.Dispose();
        _ended.TrySetResult();
        if (await this.GetReminder(Reminder) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }

        log.LogInformation("Run {Run} ends: {Phase}", this.GetPrimaryKeyString(), ending.Phase);
    }

    private void PutUp() => GrainFactory.GetGrain<IRunBoardGrain>(0).PutUp(this.GetPrimaryKeyString()).Ignore();

    // Stores what has been folded since the last time.
    private async Task SaveAsync()
    {
        var segments = _sums!.Checkpoint.Folded.Count;
        if (settings.Value.CheckpointInterval is not { } least || segments == _savedSegments)
        {
            return;
        }

        PutUp();
        _sinceSaved.Restart();
        work.State.Checkpoint = await Task.Run(() => CheckpointPiece.Compress(_sums.Checkpoint));
        work.State.Hashes = new(_sums.Hashes);
        await StoreAsync(work.WriteStateAsync);
        _savedSegments = segments;
        var dearest = _sinceSaved.Elapsed * CheckpointThrift;
        _interval = dearest > least ? dearest : least;
    }

    // Whoever finds another's version in storage is no longer the coordinator.
    private async Task StoreAsync(Func<CancellationToken, Task> write)
    {
        try
        {
            await write(CancellationToken.None);
        }
        catch (InconsistentStateException)
        {
            _timer?.Dispose();
            _ended.TrySetResult();
            DeactivateOnIdle();
            throw;
        }
    }

    private sealed record Ending(RunPhase Phase, int? Segment = null, string Failure = "");

    private sealed record Delivery(ShardStatus? Status, ArmTable[] Arms);

    private sealed class Member
    {
        public int Workers { get; set; }

        public int InFlight { get; set; }

        public long PatientYears { get; set; }

        public SiloProgress Tell(string silo, TimeSpan elapsed) =>
            new(silo, Workers, InFlight, PatientYears, elapsed > TimeSpan.Zero ? PatientYears / elapsed.TotalSeconds : 0);
    }
}
