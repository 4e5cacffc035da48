namespace Cohort.Simulation.Running;

/// <summary>What a run has to do, and what was done of it before.</summary>
/// <param name="Patients">Patients of the run, or of the part of it that is simulated.</param>
/// <param name="DoneBefore">Patients simulated before it was last started.</param>
/// <param name="PatientYearsBefore">Patient-years simulated before it was last started.</param>
public sealed record Workload(long Patients, long DoneBefore, long PatientYearsBefore)
{
    /// <summary>What is left to do after a checkpoint.</summary>
    public static Workload After(Checkpoint checkpoint, RunPlan plan) => new(
        checkpoint.Part.PatientsOf(plan),
        checkpoint.Part.SegmentsOf(plan).Where(checkpoint.Folded.Contains).Sum(segment => (long)plan.PatientsOf(segment).Count),
        checkpoint.Table.PatientYears);
}
