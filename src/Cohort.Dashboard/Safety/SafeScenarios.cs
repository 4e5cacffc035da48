using System.Text.RegularExpressions;
using Cohort.Simulation;
using Cohort.Simulation.Running;
using Cohort.Simulation.Scenarios;

namespace Cohort.Dashboard.Safety;

/// <summary>
/// Reads scenarios that come over HTTP. They may name population files inside the data folder alone, and what is wrong in such a
/// file is told by its place, never by its content: whoever may send scenarios need not be allowed to read files.
/// </summary>
internal sealed partial class SafeScenarios(DashboardSettings settings)
{
    /// <summary>What problems call the text.</summary>
    public const string SourceName = "scenario";

    /// <exception cref="RefusedInputException">The scenario or its population is refused.</exception>
    public LoadedScenario Read(string text, ScenarioOverrides overrides)
    {
        var scenario = overrides.Apply(ScenarioFile.Parse(text, SourceName));
        if (scenario.Population is not { Kind: PopulationKind.File, Path: { } path })
        {
            return Checked(LoadedScenario.Of(scenario, ""));
        }

        Refuse(path);
        try
        {
            return Checked(LoadedScenario.Of(scenario, Path.GetFullPath(settings.Data)));
        }
        catch (RefusedInputException refused)
        {
            throw new RefusedInputException([.. refused.Problems.Select(problem => problem with
            {
                File = path,
                Text = problem.Text.StartsWith("cannot be read", StringComparison.Ordinal) ? "cannot be read" : Quoted().Replace(problem.Text, "'...'"),
            })]);
        }
    }

    private LoadedScenario Checked(LoadedScenario loaded)
    {
        var memory = loaded.Plan.EstimateMemory(settings.Threads);
        return memory <= settings.MaxMemoryBytes ? loaded : throw new RefusedInputException(SourceName, FormattableString.Invariant(
            $"the run could take {memory / 1e6:N0} MB, more than the {settings.MaxMemoryBytes / 1e6:N0} MB that this server allows; ask for fewer strata, arms or years."));
    }

    private void Refuse(string path)
    {
        var folder = Path.GetFullPath(settings.Data);
        var file = Path.GetFullPath(Path.Combine(folder, path));
        if (Path.IsPathRooted(path) || !file.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) || HasLink(folder, file))
        {
            throw new RefusedInputException(SourceName, "'population: file' must be a path inside the server's data folder, without links.");
        }
    }

    private static bool HasLink(string folder, string file)
    {
        for (var at = file; at != null && at.Length > folder.Length; at = Path.GetDirectoryName(at))
        {
            if (Path.Exists(at) && (File.GetAttributes(at) & FileAttributes.ReparsePoint) != 0)
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex("'[^']*'|\"[^\"]*\"")]
    private static partial Regex Quoted();
}
