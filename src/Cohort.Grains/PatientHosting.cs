namespace Cohort.Grains;

/// <summary>How the patients of a run live in the cluster. Costs differ, results do not.</summary>
public enum PatientHosting
{
    /// <summary>As blocks in the coordinators of their segments: as fast as without a cluster.</summary>
    Blocks,

    /// <summary>As grains, one a patient and arm: the literal model.</summary>
    Grains,
}
