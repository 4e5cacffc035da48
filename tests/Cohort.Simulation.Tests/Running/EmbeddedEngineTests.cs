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
        Checkpoint? kept = null;
        var broken = new FakeSimulator { BeforeSegment = (segment, _) => FailIf(segment >= 2, "power cut") };
        var half = new SegmentQueue(Plans.Plan, null);
        Assert.Throws<SegmentFailedException>(() => half.Work(broken, default));
        kept = half.Report(1, new RunTable(Plans.Plan.Shape)).Checkpoint!;
        Assert.Equal(2, kept.Folded.Count);

        kept = Checkpoint.FromBytes(kept.ToBytes(), Plans.Plan);
        var ran = 0;
        var rest = await Last(2, new FakeSimulator { BeforeSegment = (_, _) => Interlocked.Increment(ref ran) }, kept);
        Assert.Equal(Plans.Plan.Segments - 2, ran);
        Assert.Equal(TableBytes.Of(whole.Table!), TableBytes.Of(rest.Table!));
        Assert.Equal(2, kept.Folded.Count);
        Assert.Equal(Plans.Scenario.Patients, rest.PatientsDone);
    }

    [Fact]
    public void ADamagedCheckpointIsRefused()
    {
        var bytes = new SegmentQueue(Plans.Plan, null).Report(1, new RunTable(Plans.Plan.Shape)).Checkpoint!.ToBytes();
        Assert.Equal(0, Checkpoint.FromBytes(bytes, Plans.Plan).Folded.Count);
        Assert.Throws<InvalidDataException>(() => Checkpoint.FromBytes(bytes, RunPlan.Create(Plans.Scenario with { Seed = 1 }, Plans.Population)));
        bytes[50] ^= 1;
        Assert.Throws<InvalidDataException>(() => Checkpoint.FromBytes(bytes, Plans.Plan));
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
    public async Task ACheckpointOfAnotherPlanIsRefused()
    {
        var other = new SegmentQueue(RunPlan.Create(Plans.Scenario with { Seed = 1 }, Plans.Population), null).Report(1, new RunTable(Plans.Plan.Shape)).Checkpoint;
        await Assert.ThrowsAsync<InvalidOperationException>(() => Last(1, new FakeSimulator(), other));
    }

    private static void FailIf(bool condition, string message)
    {
        if (condition)
        {
            throw new InvalidOperationException(message);
        }
    }

    private static async Task<RunUpdate> Last(int threads, ISegmentSimulator simulator, Checkpoint? from = null)
    {
        RunUpdate? last = null;
        await foreach (var update in new EmbeddedEngine(threads, simulator).RunAsync(Plans.Plan, from, default))
        {
            last = update;
        }

        return last!;
    }
}
