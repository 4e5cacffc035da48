namespace Cohort.Simulation.Running;

/// <summary>A segment could not be simulated.</summary>
public sealed class SegmentFailedException : Exception
{
    /// <summary>Tells which segment failed, and why.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="cause">What was thrown.</param>
    public SegmentFailedException(int segment, Exception cause)
        : base($"Segment {segment} failed: {cause.Message}", cause) =>
        Segment = segment;

    /// <summary>The segment.</summary>
    public int Segment { get; }
}
