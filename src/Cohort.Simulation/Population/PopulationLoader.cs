using Cohort.Simulation.Scenarios;

namespace Cohort.Simulation.Population;

/// <summary>Finds the respondents that a scenario asks for.</summary>
public static class PopulationLoader
{
    /// <summary>The respondents of a scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="scenarioFolder">Folder of its file, from which the path of a population file is meant.</param>
    /// <exception cref="RefusedInputException">The population file is missing or wrong.</exception>
    public static RespondentTable Load(Scenario scenario, string scenarioFolder) => scenario.Population switch
    {
        { Kind: PopulationKind.Nhanes } => Nhanes.Load(),
        { Kind: PopulationKind.SyntheticUs2019 } => SyntheticUs2019.Load(),
        { Kind: PopulationKind.SyntheticUsDialysis } => SyntheticUsDialysis.Load(),
        { Kind: PopulationKind.File, Path: { } path } => PopulationFile.Load(Path.Combine(scenarioFolder, path)),
        _ => throw new ArgumentException("A population of a file needs its path.", nameof(scenario)),
    };
}
