using System.Collections.Concurrent;
using Cohort.Simulation.Running;

namespace Cohort.Simulation.Tests.Running;

/// <summary>Checkpoints of invented patients.</summary>
internal static class Checkpoints
{
    private static readonly ConcurrentDictionary<int, Checkpoint> Known = [];

    /// <summary>The checkpoint of <see cref="Plans.Plan"/> after its first segments.</summary>
    public static Checkpoint After(int segments) => Known.GetOrAdd(segments, _ => After(segments, Plans.Plan));

    /// <summary>The checkpoint of a plan after its first segments.</summary>
    public static Checkpoint After(int segments, RunPlan plan)
    {
        var queue = new SegmentQueue(plan, Checkpoint.Start(plan, RunPart.Whole));
        var cut = new FakeSimulator { BeforeSegment = (segment, _) => ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(segment, segments) };
        Assert.Throws<SegmentFailedException>(() => queue.Work(cut, default));
        return queue.ReportLast(1).Checkpoint!;
    }
}
