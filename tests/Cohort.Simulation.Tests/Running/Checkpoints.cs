using Cohort.Simulation.Running;

namespace Cohort.Simulation.Tests.Running;

/// <summary>Checkpoints of invented patients.</summary>
internal static class Checkpoints
{
    /// <summary>The checkpoint of <see cref="Plans.Plan"/> after its first segments.</summary>
    public static Checkpoint After(int segments, RunPlan? plan = null)
    {
        var queue = new SegmentQueue(plan ?? Plans.Plan, Checkpoint.Start(plan ?? Plans.Plan, RunPart.Whole));
        var cut = new FakeSimulator { BeforeSegment = (segment, _) => ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(segment, segments) };
        Assert.Throws<SegmentFailedException>(() => queue.Work(cut, default));
        return queue.Report(1, withTable: true, isLast: false).Checkpoint!;
    }
}
