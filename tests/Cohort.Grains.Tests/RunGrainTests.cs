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

    private IRunGrain Run(RunPlan plan) => cluster.Grains.GetGrain<IRunGrain>(RunKey.Of(plan, RunPart.Whole, PatientHosting.Blocks));
}
