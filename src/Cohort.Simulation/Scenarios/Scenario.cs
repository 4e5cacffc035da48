using Cohort.Physiology.Treatments;

namespace Cohort.Simulation.Scenarios;

/// <summary>Where the baseline of the virtual patients comes from.</summary>
public enum PopulationKind
{
    /// <summary>The US adults examined in NHANES 2017-2018.</summary>
    Nhanes,

    /// <summary>A baseline file of the user's.</summary>
    File,

    /// <summary>The US adult population of 2019 by age and sex, risk factors drawn from like NHANES respondents.</summary>
    SyntheticUs2019,

    /// <summary>US patients on dialysis.</summary>
    SyntheticUsDialysis,
}

/// <summary>A population and, for a file, its path as written in the scenario.</summary>
/// <param name="Kind">Kind of population.</param>
/// <param name="Path">Path of the file, relative to the scenario's folder or absolute; null for the built-in ones.</param>
public sealed record PopulationSource(PopulationKind Kind, string? Path = null);

/// <summary>One course of care that the same patients follow.</summary>
/// <param name="Name">Name, unique in the scenario: a letter, then letters, digits, '-' or '_'.</param>
/// <param name="Interventions">Deviations from usual care.</param>
public sealed record Arm(string Name, IReadOnlyList<Intervention> Interventions);

/// <summary>A dimension by which outcomes are told apart.</summary>
public enum Stratum
{
    /// <summary>Ten-year age band at the start of the year.</summary>
    AgeBand,

    /// <summary>Sex.</summary>
    Sex,

    /// <summary>CKD stage at the start of the year.</summary>
    CkdStage,

    /// <summary>Diabetes at the start of the year.</summary>
    Diabetes,

    /// <summary>On warfarin at the start of the year.</summary>
    Warfarin,
}

/// <summary>What a run reports.</summary>
/// <param name="Strata">Dimensions of outcomes.csv; the others read "all".</param>
/// <param name="Trajectories">Number of patients (0, 1, 2, ...) whose whole history is written.</param>
public sealed record OutcomeSettings(IReadOnlyList<Stratum> Strata, int Trajectories)
{
    /// <summary>Outcomes that the scenario defines itself.</summary>
    public IReadOnlyList<CustomOutcome> Custom { get; init; } = [];
}

/// <summary>A question put to the model: who, for how long, and under which courses of care.</summary>
/// <param name="Name">Short name; names the results folder. Lower-case letters, digits and hyphens.</param>
/// <param name="Question">The question in one or more sentences.</param>
/// <param name="Population">Where the baseline comes from.</param>
/// <param name="Patients">Number of virtual patients, 1 to 10^10.</param>
/// <param name="Years">Years simulated after baseline, 1 to 100.</param>
/// <param name="StartYear">Calendar year of the baseline, 1950 to 2100.</param>
/// <param name="Seed">Key of every draw.</param>
/// <param name="Arms">Courses of care, at least one; the first is the comparator.</param>
/// <param name="Outcomes">What is reported.</param>
public sealed record Scenario(
    string Name,
    string Question,
    PopulationSource Population,
    long Patients,
    int Years,
    int StartYear,
    ulong Seed,
    IReadOnlyList<Arm> Arms,
    OutcomeSettings Outcomes);
