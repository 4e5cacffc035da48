using Cohort.Physiology.Events;

namespace Cohort.Simulation.Outcomes;

/// <summary>Where the numbers of an outcome row and of a headline row stand.</summary>
internal static class RowLayout
{
    public const int ConditionCount = 16;
    public const int Causes = 8;
    public const int Events = (int)EventKind.Death;
    public const int Histograms = 2;

    // A segment's outcome row: sums and squares in 64-bit words, then counts of 16 bits.
    public const int Sums = 0;
    public const int Squares = Sums + Measures.Count;
    public const int Counts = Squares + Measures.Count;
    public const int SegmentWidth = Counts + (SegmentCounts / 4);

    // Its counts.
    public const int Conditions = 0;
    public const int Deaths = Conditions + ConditionCount;
    public const int NewEvents = Deaths + Causes;
    public const int Scores = NewEvents + Events;
    public const int SegmentCounts = Scores + (Histograms * ScoreBins.Count);

    // A run's outcome row: the sums, the squares of 128 bits, then the counts in the same order in 32 bits.
    public const int RunCounts = Sums + Measures.Count + (2 * Measures.Count);
    public const int RunWidth = RunCounts + ((SegmentCounts + 1) / 2);

    // A headline row begins with sums and conditions of the living, which a segment keeps apart from the events.
    public const int HeadlineEvents = (int)Headline.HalfYears - (int)Headline.Deaths;
    public const int HeadlineWidth = (int)Headline.HalfYears + 1;
    public const int ReplicateGroups = 200;
}
