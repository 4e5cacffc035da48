using Cohort.Simulation.Population;
using Cohort.Simulation.Running;
using Cohort.Simulation.Scenarios;

namespace Cohort.Cli;

/// <summary>A scenario file that has been read and checked, its population included.</summary>
/// <param name="Plan">What will run.</param>
/// <param name="Notes">What is worth telling before.</param>
internal sealed record LoadedScenario(RunPlan Plan, IReadOnlyList<string> Notes)
{
    /// <summary>Who is simulated, for how long and how often.</summary>
    public string Size
    {
        get
        {
            var scenario = Plan.Scenario;
            return FormattableString.Invariant(
                $"{scenario.Patients:N0} patients x {Counted(scenario.Years, "year")} x {Counted(scenario.Arms.Count, "arm")}, from {Plan.Population.Count:N0} respondents");
        }
    }

    /// <exception cref="Simulation.RefusedInputException">The file, a setting or the population is refused.</exception>
    public static LoadedScenario Load(string file, ScenarioOverrides overrides)
    {
        var scenario = overrides.Apply(ScenarioFile.Read(file));
        var population = PopulationLoader.Load(scenario, Path.GetDirectoryName(file) ?? "");
        return new(RunPlan.Create(scenario, population), ScenarioNotes.Of(scenario));
    }

    private static string Counted(int count, string what) => FormattableString.Invariant($"{count} {what}{(count == 1 ? "" : "s")}");
}
