using Cohort.Physiology.Events;

namespace Cohort.Simulation.Outcomes;

/// <summary>Where the numbers of an outcome row and of a headline row stand.</summary>
internal static class RowLayout
{
    public const int Conditions = 16;
    public const int Causes = 8;
    public const int Events = (int)EventKind.Death;
    public const int Histograms = 2;

    // A segment's outcome row, in 64-bit words. Histogram counts are 32 bits there, two to a word.
    public const int Sums = 0;
    public const int Squares = Sums + Measures.Count;
    public const int Flags = Squares + Measures.Count;
    public const int Deaths = Flags + Conditions;
    public const int NewEvents = Deaths + Causes;
    public const int Scores = NewEvents + Events;
    public const int SegmentWidth = Scores + ((Histograms * ScoreBins.Count) / 2);

    // A run's outcome row: the same words without the squares, which are 128 bits and apart; histogram counts are 64 bits.
    public const int RunFlags = Sums + Measures.Count;
    public const int RunDeaths = RunFlags + Conditions;
    public const int RunNewEvents = RunDeaths + Causes;
    public const int RunScores = RunNewEvents + Events;
    public const int RunWidth = RunScores + (Histograms * ScoreBins.Count);

    public const int HeadlineWidth = (int)Headline.HalfYears + 1;
    public const int ReplicateGroups = 200;
}
