using Cohort.Physiology.State;

namespace Cohort.Physiology.Treatments;

/// <summary>A closed range that a state variable must lie in, or out of, for an intervention to apply.</summary>
/// <param name="Variable">The variable, read at the start of the year.</param>
/// <param name="Low">Lowest value that qualifies.</param>
/// <param name="High">Highest value that qualifies.</param>
/// <param name="Negated">True when a value outside the range qualifies instead.</param>
public sealed record Criterion(Variable Variable, float Low, float High, bool Negated = false);

/// <summary>Whom an intervention is for: all criteria hold and the CKD stage is among those listed.</summary>
/// <param name="Criteria">Ranges, all of which must hold; none = everybody.</param>
/// <param name="CkdStages">Stages that qualify; none = every stage.</param>
public sealed record Eligibility(IReadOnlyList<Criterion> Criteria, IReadOnlyList<CkdStage> CkdStages)
{
    /// <summary>Everybody.</summary>
    public static Eligibility Everybody { get; } = new([], []);
}

/// <summary>A deviation from usual care, in force from one calendar year to another.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="From">First calendar year in force.</param>
/// <param name="Until">Calendar year in which it is no longer in force; null = to the end.</param>
/// <param name="Who">Whom it is for, judged each year on the state at the start of the year; who has once qualified and is covered goes on while it is in force.</param>
/// <param name="Coverage">Share of the eligible who are offered and accept it, 0 to 1; one draw a person and kind.</param>
/// <param name="Adherence">Share of years in which a covered person takes it, 0 to 1; one draw a year and kind.</param>
/// <param name="Dose">Dose in the unit of the kind.</param>
public sealed record Intervention(
    InterventionKind Kind,
    int From,
    int? Until,
    Eligibility Who,
    double Coverage,
    double Adherence,
    double Dose);
