using Cohort.Simulation.Scenarios;

namespace Cohort.Cli;

/// <summary>Says what of a scenario a command leaves out, so that nobody looks for it in vain.</summary>
internal static class LeftOut
{
    /// <summary>For commands that know the outcomes of every run alone, not those of the scenario's own making.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="to">Told if it has custom outcomes.</param>
    public static void TellCustomOutcomes(Scenario scenario, TextWriter to)
    {
        if (scenario.Outcomes.Custom.Count > 0)
        {
            to.WriteLine("note: the scenario's custom outcomes are left out here; custom.csv of a run tells them.");
        }
    }
}
