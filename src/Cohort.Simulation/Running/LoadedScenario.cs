using Cohort.Simulation.Population;
using Cohort.Simulation.Scenarios;

namespace Cohort.Simulation.Running;

/// <summary>A scenario that has been read and checked, its population included.</summary>
/// <param name="Plan">What will run.</param>
/// <param name="Notes">What is worth telling before.</param>
public sealed record LoadedScenario(RunPlan Plan, IReadOnlyList<string> Notes)
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

    /// <summary>Reads a scenario file and its population.</summary>
    /// <param name="file">The file; the path of a population file is meant from its folder.</param>
    /// <param name="overrides">Settings that go before the file's.</param>
    /// <exception cref="RefusedInputException">The file, a setting or the population is refused.</exception>
    public static LoadedScenario Load(string file, ScenarioOverrides overrides) =>
        Of(overrides.Apply(ScenarioFile.Read(file)), Path.GetDirectoryName(file) ?? "");

    /// <summary>Loads the population of a scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="folder">Folder from which the path of a population file is meant.</param>
    /// <exception cref="RefusedInputException">The population is refused.</exception>
    public static LoadedScenario Of(Scenario scenario, string folder) =>
        new(RunPlan.Create(scenario, PopulationLoader.Load(scenario, folder)), ScenarioNotes.Of(scenario));

    private static string Counted(int count, string what) => FormattableString.Invariant($"{count} {what}{(count == 1 ? "" : "s")}");
}
