namespace Cohort.Physiology.State;

/// <summary>Stage of chronic kidney disease by eGFR (KDIGO), with dialysis and transplant apart. The numbers are the codes of <see cref="Variable.CkdStage"/>.</summary>
public enum CkdStage
{
    /// <summary>eGFR 90 or more.</summary>
    G1 = 0,

    /// <summary>eGFR 60-89.</summary>
    G2 = 1,

    /// <summary>eGFR 45-59.</summary>
    G3a = 2,

    /// <summary>eGFR 30-44.</summary>
    G3b = 3,

    /// <summary>eGFR 15-29.</summary>
    G4 = 4,

    /// <summary>eGFR under 15, not on dialysis.</summary>
    G5 = 5,

    /// <summary>Maintenance dialysis (5D).</summary>
    G5D = 6,

    /// <summary>Kidney transplant, whatever the eGFR (5T).</summary>
    G5T = 7,
}
