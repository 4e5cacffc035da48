namespace Cohort.Physiology.Treatments;

/// <summary>An intervention in force, and the bit in which a patient remembers having started it.</summary>
/// <param name="Intervention">The intervention.</param>
/// <param name="Slot">Bit of <see cref="State.Variable.Treated"/>, 0 to <see cref="ArmPolicy.Slots"/> - 1; the same for the same care in every arm.</param>
public sealed record ActiveIntervention(Intervention Intervention, int Slot);

/// <summary>What an arm does in one calendar year.</summary>
/// <param name="Interventions">Interventions in force, in the order in which they apply.</param>
public sealed record ArmPolicy(IReadOnlyList<ActiveIntervention> Interventions)
{
    /// <summary>Most different interventions that the arms of one scenario can have.</summary>
    public const int Slots = 21;

    /// <summary>Usual care, nothing else.</summary>
    public static ArmPolicy UsualCare { get; } = new([]);
}
