namespace Cohort.Physiology.Treatments;

/// <summary>What an arm does in one calendar year.</summary>
/// <param name="Interventions">Interventions in force, in the order in which they apply.</param>
public sealed record ArmPolicy(IReadOnlyList<Intervention> Interventions)
{
    /// <summary>Usual care, nothing else.</summary>
    public static ArmPolicy UsualCare { get; } = new([]);
}
