namespace Cohort.Physiology.Treatments;

/// <summary>What an arm does in one calendar year: the interventions in force, in the order of their kinds.</summary>
/// <param name="Interventions">Interventions in force.</param>
public sealed record ArmPolicy(IReadOnlyList<Intervention> Interventions)
{
    /// <summary>Usual care, nothing else.</summary>
    public static ArmPolicy UsualCare { get; } = new([]);

    /// <summary>The interventions of an arm that are in force in a calendar year.</summary>
    public static ArmPolicy InForce(IEnumerable<Intervention> interventions, int calendarYear) =>
        new([.. interventions.Where(x => x.From <= calendarYear && (x.Until is not { } until || calendarYear < until)).OrderBy(x => x.Kind)]);
}
