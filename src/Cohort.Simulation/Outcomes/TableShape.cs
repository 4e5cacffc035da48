using Cohort.Simulation.Outcomes.Custom;
using Cohort.Simulation.Running;
using Cohort.Simulation.Scenarios;

namespace Cohort.Simulation.Outcomes;

/// <summary>What fixes the size and meaning of outcome tables.</summary>
/// <param name="Tree">Which arm's rows stand for which arms.</param>
/// <param name="Strata">Strata of outcome rows.</param>
/// <param name="DonorGroups">Groups of respondents for the bootstrap, at most <see cref="MaxDonorGroups"/>.</param>
public sealed record TableShape(ArmTree Tree, Strata Strata, int DonorGroups)
{
    /// <summary>Most groups of respondents; a longer respondent table shares them (row modulo this number).</summary>
    public const int MaxDonorGroups = 8192;

    /// <summary>Outcomes that the scenario defines itself.</summary>
    public IReadOnlyList<CustomOutcome> Custom { get; init; } = [];

    /// <summary>Number of years simulated.</summary>
    public int Years => Tree.Years;

    /// <summary>Bytes of a run's table when every stratum of every year has a patient.</summary>
    /// <param name="patients">Patients of the run: from two billion on, some rows need counts of 64 bits.</param>
    public long EstimateBytes(long patients)
    {
        const long Row = RowLayout.RunWidth * sizeof(long);
        const long Headlines = (long)RowLayout.ReplicateGroups * RowLayout.HeadlineWidth * sizeof(long);
        var carried = Math.Min(patients >> 31, Strata.Count) * RowLayout.SegmentCounts * sizeof(long);
        var armYears = 0L;
        for (var year = 0; year <= Years; year++)
        {
            armYears += Tree.SourcesAt(year).Count;
        }

        return CustomSums.EstimateBytes(this, armYears) + (armYears * ((Strata.Count * Row) + carried + Headlines))
            + (Tree.Pieces.Count * ((DonorGroups * (long)RowLayout.HeadlineWidth * sizeof(long)) + (BaselineStrata.Count * Headlines)));
    }
}
