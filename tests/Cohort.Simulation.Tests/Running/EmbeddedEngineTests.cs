using System.Diagnostics;
using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Running;
using Cohort.Simulation.Tests.Outcomes;

namespace Cohort.Simulation.Tests.Running;

public sealed class EmbeddedEngineTests
{
    [Fact]
    public async Task AnyNumberOfThreadsGivesTheSameBytes()
    {
        var one = TableBytes.Of((await Last(1, new FakeSimulator())).Table!);
        Assert.Equal(one, TableBytes.Of((await Last(2, new FakeSimulator { PatientsPerBlock = 100 })).Table!));
        Assert.Equal(one, TableBytes.Of((await Last(7, new FakeSimulator())).Table!));
    }

    [Fact]
    public async Task UpdatesComeInOrderAndTheLastIsComplete()
    {
        var updates = new List<RunUpdate>();
        using var seen = new ManualResetEventSlim();
        await foreach (var update in new EmbeddedEngine(2, new FakeSimulator { BeforeSegment = (_, _) => seen.Wait(5000) }).RunAsync(Plans.Plan, null, default))
        {
            updates.Add(update);
            seen.Set();
        }

        Assert.True(updates.Count >= 2);
        Assert.Equal(Enumerable.Range(1, updates.Count).Select(version => (long)version), updates.Select(update => update.Version));
        Assert.All(updates.SkipLast(1), update => Assert.False(update.IsComplete));
        Assert.True(updates.Zip(updates.Skip(1)).All(pair => pair.First.SegmentsDone <= pair.Second.SegmentsDone));
        var last = updates[^1];
        Assert.True(last.IsComplete);
        Assert.Equal(Plans.Scenario.Patients, last.PatientsDone);
        Assert.Equal(Plans.Plan.Segments, last.SegmentsDone);
        Assert.Equal(last.Table!.PatientYears, last.PatientYears);
    }

    [Fact]
    public async Task ARunGoesOnFromACheckpoint()
    {
        var whole = await Last(1, new FakeSimulator());
        var kept = RoundTrip(Checkpoints.After(2));
        Assert.Equal(2, kept.Folded.Count);

        var ran = 0;
        var rest = await Last(2, new FakeSimulator { BeforeSegment = (_, _) => Interlocked.Increment(ref ran) }, kept);
        Assert.Equal(Plans.Plan.Segments - 2, ran);
        Assert.Equal(TableBytes.Of(whole.Table!), TableBytes.Of(rest.Table!));
        Assert.Equal(2, kept.Folded.Count);
        Assert.Equal(Plans.Scenario.Patients, rest.PatientsDone);
    }

    [Fact]
    public async Task AnyOrderOfSegmentsAndAnyPartsGiveTheSameBytes()
    {
        var scenario = Plans.Scenario with { Patients = 9 * RunPlan.ShardPatients, Years = 2 };
        var plan = RunPlan.Create(scenario, Plans.Population);
        var whole = TableBytes.Of((await Last(2, new FakeSimulator(), null, plan)).Table!);

        var shuffled = new RunTable(plan.Shape);
        int[] order = [.. Enumerable.Range(0, plan.Segments)];
        new Random(20260101).Shuffle(order);
        Assert.NotEqual(order.Order(), order);
        foreach (var segment in order)
        {
            var table = new OutcomeTable(plan.Shape);
            new FakeSimulator().Run(plan, segment, table, default);
            shuffled.Add(table);
        }

        Assert.Equal(whole, TableBytes.Of(shuffled));

        var united = new RunTable(plan.Shape);
        foreach (var number in new[] { 2, 4, 1, 3 })
        {
            var part = new RunPart(number, 4);
            var last = await Last(1, new FakeSimulator(), Checkpoint.Start(plan, part), plan);
            Assert.Equal(part.PatientsOf(plan), last.PatientsDone);
            Assert.Equal(last.SegmentsTotal, last.SegmentsDone);
            united.Add(last.Table!);
        }

        Assert.Equal(whole, TableBytes.Of(united));
    }

    [Fact]
    public async Task AFailureNamesItsSegment()
    {
        var simulator = new FakeSimulator { BeforeSegment = (segment, _) => FailIf(segment == 2, "no such gland") };
        var failure = await Assert.ThrowsAsync<SegmentFailedException>(() => Last(2, simulator));
        Assert.Equal(2, failure.Segment);
        Assert.Contains("no such gland", failure.Message);
    }

    [Fact]
    public async Task AFailureStopsTheOtherWorkers()
    {
        var simulator = new FakeSimulator
        {
            BeforeSegment = (segment, token) =>
            {
                FailIf(segment == 0, "no such gland");
                token.WaitHandle.WaitOne(TimeSpan.FromSeconds(10));
            },
        };
        var clock = Stopwatch.StartNew();
        await Assert.ThrowsAsync<SegmentFailedException>(() => Last(2, simulator));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task CancellingTakesLessThanASecondEvenIfASegmentDoesNotListen()
    {
        using var cancel = new CancellationTokenSource();
        using var release = new ManualResetEventSlim();
        var simulator = new FakeSimulator { BeforeSegment = (_, _) => release.Wait(TimeSpan.FromSeconds(10)) };
        var run = Task.Run(async () =>
        {
            await foreach (var update in new EmbeddedEngine(2, simulator).RunAsync(Plans.Plan, null, cancel.Token))
            {
                await cancel.CancelAsync();
            }
        });
        var clock = Stopwatch.StartNew();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(3), clock.Elapsed.ToString());
        release.Set();
    }

    [Fact]
    public async Task ToStopReadingStopsTheRun()
    {
        var started = 0;
        var simulator = new FakeSimulator
        {
            BeforeSegment = (_, token) =>
            {
                Interlocked.Increment(ref started);
                token.WaitHandle.WaitOne(TimeSpan.FromSeconds(10));
                token.ThrowIfCancellationRequested();
            },
        };
        await foreach (var update in new EmbeddedEngine(1, simulator).RunAsync(Plans.Plan, null, default))
        {
            Assert.False(update.IsComplete);
            break;
        }

        Assert.Equal(1, started);
    }

    [Fact]
    public async Task ALentTableStandsStillAndSoDoesTheLastOneOfARunThatIsStopped()
    {
        // Two segments are folded at once; the others wait until the table of these two has been lent.
        using var lent = new ManualResetEventSlim();
        var passed = 0;
        var simulator = new FakeSimulator
        {
            BeforeSegment = (segment, _) =>
            {
                if (segment >= 2)
                {
                    lent.Wait(TimeSpan.FromSeconds(10));
                    Interlocked.Increment(ref passed);
                }
            },
        };
        Checkpoint? checkpoint = null;
        var two = TableBytes.Of(Checkpoints.After(2).Table);
        await foreach (var update in new EmbeddedEngine(2, simulator).RunAsync(Plans.Plan, null, default))
        {
            if (update.Checkpoint is { Folded.Count: 2 } found)
            {
                checkpoint = found;
                lent.Set();
                Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref passed) == 2, TimeSpan.FromSeconds(10)));
                await Task.Delay(300);
                Assert.Equal(two, TableBytes.Of(checkpoint.Table));
                break;
            }
        }

        await Task.Delay(100);
        Assert.Equal(2, checkpoint!.Folded.Count);
        Assert.Equal(two, TableBytes.Of(checkpoint.Table));
    }

    [Fact]
    public async Task ACheckpointOfAnotherPlanIsRefused()
    {
        var other = Checkpoint.Start(RunPlan.Create(Plans.Scenario with { Seed = 1 }, Plans.Population), RunPart.Whole);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Last(1, new FakeSimulator(), other));
    }

    private static void FailIf(bool condition, string message)
    {
        if (condition)
        {
            throw new InvalidOperationException(message);
        }
    }

    private static Checkpoint RoundTrip(Checkpoint checkpoint)
    {
        using var stream = new MemoryStream();
        checkpoint.WriteTo(stream);
        return Checkpoint.ReadFrom(stream, Plans.Plan, RunPart.Whole);
    }

    private static async Task<RunUpdate> Last(int threads, ISegmentSimulator simulator, Checkpoint? from = null, RunPlan? plan = null)
    {
        RunUpdate? last = null;
        await foreach (var update in new EmbeddedEngine(threads, simulator).RunAsync(plan ?? Plans.Plan, from, default))
        {
            last = update;
        }

        return last!;
    }
}
