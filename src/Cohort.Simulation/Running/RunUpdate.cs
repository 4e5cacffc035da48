using Cohort.Simulation.Outcomes;

namespace Cohort.Simulation.Running;

/// <summary>News of a run. What came later has the higher version.</summary>
/// <param name="Version">1, 2, 3, ...: the order of the news.</param>
/// <param name="SegmentsDone">Segments folded.</param>
/// <param name="SegmentsTotal">Segments of the plan, or of the part that is simulated.</param>
/// <param name="PatientsDone">Patients of the segments folded.</param>
/// <param name="PatientYears">Patient-years simulated so far, in all source arms.</param>
/// <param name="Checkpoint">Table and folded segments, at most twice a second and always in the last update; null in between. They are lent: they stand still
/// until the next update is asked for, and for good once the run has ended or been stopped. Copy what has to stay.</param>
/// <param name="IsComplete">True in the last update of a run, and only there.</param>
public sealed record RunUpdate(
    long Version,
    int SegmentsDone,
    int SegmentsTotal,
    long PatientsDone,
    long PatientYears,
    Checkpoint? Checkpoint,
    bool IsComplete)
{
    /// <summary>The outcomes of the segments folded; null between tables.</summary>
    public RunTable? Table => Checkpoint?.Table;
}
