using Cohort.Grains.Runs;
using Cohort.Physiology.State;
using Cohort.Simulation;
using Cohort.Simulation.Output;
using Cohort.Simulation.Running;
using Cohort.Simulation.Scenarios;

namespace Cohort.Grains.Tests;

public sealed class RunGrainTests(OneSilo cluster) : IClassFixture<OneSilo>
{
    private const string Scenario = "natural-history.yaml";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private OrleansEngine Engine => new(cluster.Grains, PatientHosting.Blocks, Timeout.InfiniteTimeSpan);

    [Fact]
    public async Task APoisonSegmentFailsTheRunByNumberAndKeepsTheOthersWork()
    {
        var plan = Plans.Load(Scenario, "20000", "2", GrainCluster.PoisonSeed.ToString());
        var failed = await Assert.ThrowsAsync<SegmentFailedException>(() => Plans.BytesAsync(Engine, plan));
        Assert.Equal((GrainCluster.PoisonSegment, $"Segment {GrainCluster.PoisonSegment} failed: poison"), (failed.Segment, failed.Message));
        var progress = await Run(plan).GetProgress();
        Assert.Equal(RunPhase.Failed, progress.Phase);
        Assert.InRange(progress.SegmentsDone, 1, plan.Segments - 1);
    }

    [Fact]
    public async Task ACheckpointOfAnotherEngineIsGoneOnFrom()
    {
        var plan = Plans.Load(Scenario, "9000", "3", "21");
        var half = await new EmbeddedEngine(1, SegmentSimulator.Create()).RunAsync(plan, null, default).LastAsync();
        var first = Checkpoint.Start(plan, RunPart.Whole);
        var table = new Simulation.Outcomes.OutcomeTable(plan.Shape);
        SegmentSimulator.Create().Run(plan, 0, table, default);
        first.Table.Add(table);
        first.Folded.Add(0);
        var last = await Engine.RunAsync(plan, first, default).LastAsync();
        Assert.Equal(RunOrder.Written(half.Checkpoint!.WriteTo), RunOrder.Written(last.Checkpoint!.WriteTo));
    }

    [Fact]
    public async Task AStoppedRunKeepsItsWorkAndGoesOnWhenItIsStartedAgain()
    {
        var plan = Plans.Load(Scenario, "200000", "10", "22");
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var update in Engine.RunAsync(plan, null, stop.Token))
            {
                if (update.SegmentsDone > 0)
                {
                    await stop.CancelAsync();
                }
            }
        });
        var progress = await Run(plan).GetProgress();
        Assert.Equal(RunPhase.Cancelled, progress.Phase);
        Assert.InRange(progress.SegmentsDone, 1, plan.Segments - 1);
        Assert.Equal(await Plans.EmbeddedAsync(plan), await Plans.BytesAsync(Engine, plan));
    }

    [Fact]
    public async Task ResultsThatCannotBeWrittenFailTheRunAndAreWrittenWhenThatIsMended()
    {
        // A folder stands where a file should go, as good as a disk that is full.
        var plan = Plans.Load(Scenario, "5000", "2", "23");
        var results = Path.Combine(PoisonedSimulator.Results, RunKey.Of(plan, RunPart.Whole, PatientHosting.Blocks));
        Directory.CreateDirectory(Path.Combine(results, RunFiles.Summary));
        var failed = await Assert.ThrowsAsync<IOException>(() => Plans.BytesAsync(Engine, plan));
        Assert.Contains("summary.csv cannot be written", failed.Message);
        Assert.Equal(5000, (await Run(plan).GetProgress()).PatientsDone);

        Directory.Delete(Path.Combine(results, RunFiles.Summary));
        Assert.Equal(await Plans.EmbeddedAsync(plan), await Plans.BytesAsync(Engine, plan));
        Assert.True(RunDirectory.IsFinished(results));
    }

    [Fact]
    public async Task NothingIsFoldedWhileACancelledRunStoresItsCheckpoint()
    {
        var (plan, order, run, gate) = HeldRun(31);
        var (storing, store) = (new TaskCompletionSource(), new TaskCompletionSource());
        byte[]? stored = null;
        WatchedStorage.BeforeWrites(Key(plan), async state =>
        {
            if (state is RunWork work)
            {
                stored = work.Checkpoint;
                storing.TrySetResult();
                await store.Task;
            }
        });
        await run.Start(order);
        await UntilAsync(async () => (await run.GetProgress()).SegmentsDone == 1);
        var cancelled = run.Cancel();
        await storing.Task.WaitAsync(Patience);

        // The other segments end meanwhile, and have more time than a coordinator takes to hear of it.
        gate.Set();
        await Task.Delay(TimeSpan.FromSeconds(2));
        store.SetResult();
        await cancelled.WaitAsync(Patience);
        var progress = await run.GetProgress();
        Assert.Equal((RunPhase.Cancelled, 1), (progress.Phase, progress.SegmentsDone));
        Assert.Equal(1, CheckpointPiece.Expand(new MemoryStream(stored!), plan, RunPart.Whole).Folded.Count);
        Assert.Equal(await Plans.EmbeddedAsync(plan), await Plans.BytesAsync(Engine, plan).WaitAsync(Patience));
    }

    [Theory]
    [InlineData(32, 0)]
    [InlineData(33, 2)]
    public async Task ARunThatWasCancelledWithSegmentsInFlightSimulatesThemWhenItIsStartedAgain(ulong seed, int secondsBetween)
    {
        // At once, what followed the segments still does; later, it has given them up.
        var (plan, order, run, gate) = HeldRun(seed);
        await run.Start(order);
        await UntilAsync(async () => await run.GetProgress() is { SegmentsDone: 1 } progress && progress.Silos.Sum(silo => silo.SegmentsInFlight) > 0);
        await run.Cancel().WaitAsync(Patience);
        await Task.Delay(TimeSpan.FromSeconds(secondsBetween));
        gate.Set();
        await run.Start(order);
        Assert.Equal(await Plans.EmbeddedAsync(plan), await Plans.BytesAsync(Engine, plan).WaitAsync(Patience));
    }

    [Fact]
    public async Task AnEndThatCannotBeStoredIsNotForgotten()
    {
        var plan = Plans.Load(Scenario, "5000", "2", "34");
        var failures = 0;
        WatchedStorage.BeforeWrites(Key(plan), state => state is RunRecord { Phase: RunPhase.Complete } && failures++ == 0
            ? throw new IOException("the storage is away") : Task.CompletedTask);
        Assert.Equal(await Plans.EmbeddedAsync(plan), await Plans.BytesAsync(Engine, plan).WaitAsync(Patience));
        await UntilAsync(() => Task.FromResult(WatchedStorage.StoredPhase(Key(plan)) == RunPhase.Complete));
        Assert.Equal((2, RunPhase.Complete), (failures, (await Run(plan).GetProgress()).Phase));
    }

    [Fact]
    public async Task APlanThatNamesAFileIsRefused()
    {
        var plan = Plans.Load(Scenario, "100", "2", "24");
        var order = RunOrder.For(plan, Checkpoint.Start(plan, RunPart.Whole), PatientHosting.Blocks);
        var crafted = RunOrder.ReadPlan(order.Plan);
        crafted = crafted with { Scenario = crafted.Scenario with { Population = new PopulationSource(PopulationKind.File, "/etc/passwd") } };
        var refused = await Assert.ThrowsAsync<RefusedInputException>(() =>
            cluster.Grains.GetGrain<IRunGrain>("crafted").Start(order with { Plan = RunOrder.Written(crafted.WriteTo) }));
        Assert.Contains("names the file '/etc/passwd' outside the data of this cluster", refused.Message);
        var old = await Assert.ThrowsAsync<RefusedInputException>(() =>
            cluster.Grains.GetGrain<IRunGrain>("old").Start(order with { Plan = RunOrder.Written((RunOrder.ReadPlan(order.Plan) with { ModelVersion = 0 }).WriteTo) }));
        Assert.Contains("is of model version 0", old.Message);
    }

    [Fact]
    public void ASegmentIsFoldedOnceAndTwoDifferentOutcomesOfOneFailTheRun()
    {
        var plan = Plans.Load(Scenario, "9000", "2");
        var table = new Simulation.Outcomes.OutcomeTable(plan.Shape);
        SegmentSimulator.Create().Run(plan, 1, table, default);
        var segment = Shards.SegmentTable.Of(table);
        Shards.ArmTable[] arms = [Shards.ArmTable.Of(segment.Of(0).ToBytes(), 0)];
        var sums = new RunSums(plan, Checkpoint.Start(plan, RunPart.Whole), new Dictionary<int, string>());
        Assert.True(sums.Fold(1, segment.Hash, arms));
        Assert.False(sums.Fold(1, segment.Hash, arms));
        Assert.Equal(table.PatientYears, sums.Checkpoint.Table.PatientYears);
        Assert.Equal(1, Assert.Throws<SegmentFailedException>(() => sums.Fold(1, "other", arms)).Segment);
    }

    [Fact]
    public void TheHashOfASegmentCoversTheWholeTable()
    {
        // Two patients exchange their strata: sums by stratum change, sums of all do not.
        var plan = Plans.Load("warfarin-to-doac.yaml", "512");
        var block = new PatientBlock();
        PatientSimulator.Create(plan.Scenario, plan.Population).Begin(0, 512, block);
        var strata = new int[PatientBlock.Capacity];
        plan.Shape.Strata.Index(block, strata);
        var hash = Hash();
        Assert.Equal(hash, Hash());
        var other = Array.FindIndex(strata, stratum => stratum != strata[0]);
        (strata[0], strata[other]) = (strata[other], strata[0]);
        Assert.NotEqual(hash, Hash());

        string Hash()
        {
            var table = new Simulation.Outcomes.OutcomeTable(plan.Shape);
            table.Fold(0, 0, block, strata.AsSpan(0, block.Count));
            return Shards.SegmentTable.Of(table).Hash;
        }
    }

    private static string Key(RunPlan plan) => RunKey.Of(plan, RunPart.Whole, PatientHosting.Blocks);

    private IRunGrain Run(RunPlan plan) => cluster.Grains.GetGrain<IRunGrain>(Key(plan));

    // A run whose segments wait, but for the one that is begun first.
    private (RunPlan Plan, RunOrder Order, IRunGrain Run, ManualResetEventSlim Gate) HeldRun(ulong seed)
    {
        var plan = Plans.Load(Scenario, "20000", "2", seed.ToString());
        var gate = GrainCluster.Held[seed] = new ManualResetEventSlim();
        return (plan, RunOrder.For(plan, Checkpoint.Start(plan, RunPart.Whole), PatientHosting.Blocks), Run(plan), gate);
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await condition())
        {
            await Task.Delay(20, patience.Token);
        }
    }
}
