using Cohort.Physiology.Treatments;
using Cohort.Simulation.Scenarios;

namespace Cohort.Simulation.Running;

/// <summary>What each arm of a scenario does in each year.</summary>
internal static class ArmPolicies
{
    /// <summary>The different interventions of a scenario: those that agree in all but their years are one.</summary>
    public static IReadOnlyList<Intervention> Distinct(Scenario scenario) =>
        [.. scenario.Arms.SelectMany(arm => arm.Interventions).Distinct(ArmTree.SameCare.Comparer)];

    /// <summary>Policies by arm, then year (0 to the horizon).</summary>
    public static ArmPolicy[][] Of(Scenario scenario)
    {
        var slots = Distinct(scenario).Select((intervention, slot) => (intervention, slot))
            .ToDictionary(pair => pair.intervention, pair => pair.slot, ArmTree.SameCare.Comparer);
        return [.. scenario.Arms.Select(arm => Enumerable.Range(0, scenario.Years + 1)
            .Select(year => new ArmPolicy([.. ArmTree.InForce(scenario, arm, year).Select(one => new ActiveIntervention(one, slots[one]))])).ToArray())];
    }
}
