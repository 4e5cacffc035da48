using System.Globalization;
using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Running;
using Microsoft.Extensions.Logging;

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
            return Status(ShardPhase.Done) with { PatientYears = table.PatientYears, Hash = table.Hash };
        }

        var cause = work.Exception?.GetBaseException();
        log.LogWarning(cause, "Segment {Segment} failed", this.GetPrimaryKeyString());
        _work = null;
        return Status(ShardPhase.Failed) with { Cause = cause?.Message ?? "it was cancelled" };
    }

    public async Task<byte[]?> GetTable(int arm) => _work is { IsCompletedSuccessfully: true } ? (await _work).Arms[arm] : null;

    public Task Forget()
    {
        _stop.Cancel();
        _work = null;
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public void Dispose() => _stop.Dispose();

    private ShardStatus Status(ShardPhase phase) => new(phase, RuntimeIdentity, pool.Workers);
}

/// <summary>Simulates segments as blocks; tables are used again from segment to segment.</summary>
/// <param name="simulator">What simulates a segment.</param>
internal sealed class SegmentBench(ISegmentSimulator simulator)
{
    [ThreadStatic]
    private static OutcomeTable? t_table;

    public SegmentTable Simulate(RunPlan plan, int segment, CancellationToken cancellationToken)
    {
        if (t_table?.Shape != plan.Shape)
        {
            t_table = new(plan.Shape);
        }

        t_table.Clear();
        simulator.Run(plan, segment, t_table, cancellationToken);
        return SegmentTable.Of(t_table);
    }
}
