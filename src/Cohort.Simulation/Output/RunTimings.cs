namespace Cohort.Simulation.Output;

/// <summary>How a run went on a machine: what timings.json says. Not part of the promise of equal bytes.</summary>
/// <param name="Started">When it began.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Engine">What ran it, such as <c>embedded</c>.</param>
/// <param name="Threads">Worker threads.</param>
/// <param name="PatientYears">Patient-years simulated in that time.</param>
/// <param name="PeakMemoryBytes">Largest working set.</param>
public sealed record RunTimings(DateTimeOffset Started, TimeSpan Elapsed, string Engine, int Threads, long PatientYears, long PeakMemoryBytes);
