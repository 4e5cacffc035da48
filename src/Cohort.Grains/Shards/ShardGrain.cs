using System.Globalization;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace Cohort.Grains.Shards;

/// <inheritdoc cref="IShardGrain"/>
internal sealed class ShardGrain(PlanLibrary plans, WorkerPool pool, SegmentBench bench, ILogger<ShardGrain> log) : Grain, IShardGrain, IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(800);

    private readonly CancellationTokenSource _stop = new();
    private Task<SegmentTable>? _work;

    public async Task Start(PatientHosting hosting)
    {
        if (_work != null)
        {
            return;
        }

        var key = this.GetPrimaryKeyString().Split('/');
        var segment = int.Parse(key[1], CultureInfo.InvariantCulture);
        var plan = await plans.GetAsync(key[0]);
        _work ??= hosting == PatientHosting.Grains
            ? new PatientCohort(plan, key[0], GrainFactory).SimulateAsync(segment, _stop.Token)
            : pool.RunAsync(() => bench.Simulate(plan, segment, _stop.Token));
    }

    public async Task<ShardStatus> Poll()
    {
        if (_work is not { } work)
        {
            return Status(ShardPhase.Idle);
        }

        await Task.WhenAny(work, Task.Delay(LongestWait));
        if (!work.IsCompleted)
        {
            return Status(ShardPhase.Working);
        }

        if (work.IsCompletedSuccessfully)
        {
            var table = await work;
            return Status(ShardPhase.Done) with { PatientYears = table.Table.PatientYears, Hash = table.Hash };
        }

        var cause = work.Exception?.GetBaseException();
        log.LogWarning(cause, "Segment {Segment} failed", this.GetPrimaryKeyString());
        _work = null;
        return Status(ShardPhase.Failed) with { Cause = cause?.Message ?? "it was cancelled" };
    }

    public async Task<Immutable<ArmTable?>> GetTable(int arm) =>
        new(_work is { IsCompletedSuccessfully: true } ? (await _work).Of(arm) : null);

    public async Task Forget()
    {
        await _stop.CancelAsync();
        if (_work is { IsCompletedSuccessfully: true })
        {
            bench.Return((await _work).Table);
        }

        _work = null;
        DeactivateOnIdle();
    }

    public void Dispose() => _stop.Dispose();

    private ShardStatus Status(ShardPhase phase) => new(phase, RuntimeIdentity, pool.Workers);
}
