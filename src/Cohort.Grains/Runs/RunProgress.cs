namespace Cohort.Grains.Runs;

/// <summary>What a run's coordinator is at.</summary>
public enum RunPhase
{
    /// <summary>The run was never started.</summary>
    Unknown,

    /// <summary>Segments are being simulated.</summary>
    Running,

    /// <summary>Everything is folded and, where the silo keeps results, written.</summary>
    Complete,

    /// <summary>The run was stopped; what was simulated is kept.</summary>
    Cancelled,

    /// <summary>The run cannot go on; what was simulated is kept.</summary>
    Failed,
}

/// <summary>What a silo has done for a run since its coordinator was activated.</summary>
/// <param name="Silo">Address.</param>
/// <param name="Workers">Worker threads.</param>
/// <param name="SegmentsInFlight">Segments that it is at.</param>
/// <param name="PatientYears">Patient-years that it has delivered.</param>
/// <param name="PerSecond">Patient-years a second.</param>
[GenerateSerializer, Immutable, Alias("cohort.silo-progress")]
public sealed record SiloProgress(
    [property: Id(0)] string Silo, [property: Id(1)] int Workers, [property: Id(2)] int SegmentsInFlight, [property: Id(3)] long PatientYears, [property: Id(4)] double PerSecond);

/// <summary>How far a run is.</summary>
/// <param name="Name">Name of the scenario.</param>
/// <param name="Phase">What its coordinator is at.</param>
/// <param name="SegmentsDone">Segments folded.</param>
/// <param name="SegmentsTotal">Segments of the run or part.</param>
/// <param name="PatientsDone">Patients of the segments folded.</param>
/// <param name="PatientsTotal">Patients of the run or part.</param>
/// <param name="PatientYears">Patient-years folded, in all source arms.</param>
/// <param name="Coordinator">Silo of the coordinator.</param>
/// <param name="FailedSegment">The segment that failed; null if none did.</param>
/// <param name="Failure">Why the run failed; empty if it did not.</param>
/// <param name="Silos">Who does the work.</param>
[GenerateSerializer, Immutable, Alias("cohort.run-progress")]
public sealed record RunProgress(
    [property: Id(0)] string Name,
    [property: Id(1)] RunPhase Phase,
    [property: Id(2)] int SegmentsDone,
    [property: Id(3)] int SegmentsTotal,
    [property: Id(4)] long PatientsDone,
    [property: Id(5)] long PatientsTotal,
    [property: Id(6)] long PatientYears,
    [property: Id(7)] string Coordinator,
    [property: Id(8)] int? FailedSegment,
    [property: Id(9)] string Failure,
    [property: Id(10)] SiloProgress[] Silos);
