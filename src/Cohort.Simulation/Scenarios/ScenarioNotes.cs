using Cohort.Physiology.Treatments;

namespace Cohort.Simulation.Scenarios;

/// <summary>What is allowed in a scenario yet worth telling before it runs.</summary>
public static class ScenarioNotes
{
    /// <summary>
    /// One line a note: an intervention that begins after the last simulated year or reaches nobody, an arm identical to an earlier one, and a custom outcome
    /// whose window begins after the last year. The first
    /// simulated year is <see cref="Scenario.StartYear"/>, the last one <see cref="Scenario.StartYear"/> + <see cref="Scenario.Years"/> - 1.
    /// </summary>
    /// <param name="scenario">The scenario as it will run, settings of the command line included.</param>
    public static IReadOnlyList<string> Of(Scenario scenario)
    {
        var notes = new List<string>();
        for (var i = 0; i < scenario.Arms.Count; i++)
        {
            var arm = scenario.Arms[i];
            notes.AddRange(arm.Interventions.Select(intervention => Idle(intervention, scenario)).OfType<string>().Select(note => $"arm '{arm.Name}': {note}"));
            if (scenario.Arms.Take(i).FirstOrDefault(earlier => earlier.Interventions.SequenceEqual(arm.Interventions, SameIntervention.Comparer)) is { } twin)
            {
                notes.Add($"arm '{arm.Name}' is identical to arm '{twin.Name}'; their outcomes will be equal.");
            }
        }

        notes.AddRange(scenario.Outcomes.Custom.Where(custom => custom.FirstYear > scenario.Years).Select(custom =>
            $"custom outcome '{custom.Name}' begins in year {custom.FirstYear}, after the last simulated year ({scenario.Years}); it has no rows."));
        return notes;
    }

    private static string? Idle(Intervention intervention, Scenario scenario)
    {
        var name = Interventions.All.First(info => info.Kind == intervention.Kind).Name;
        var last = scenario.StartYear + scenario.Years - 1;
        return intervention switch
        {
            { From: var from } when from > last => $"'{name}' begins in {from}, after the last simulated year ({last}); it has no effect.",
            { Coverage: 0 } => $"'{name}' has coverage 0; it has no effect.",
            { Adherence: 0 } => $"'{name}' has adherence 0; it has no effect.",
            _ => null,
        };
    }
}
