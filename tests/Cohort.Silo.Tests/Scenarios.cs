using Cohort.Cli;
using Cohort.Simulation.Output;
using Cohort.Simulation.Running;

namespace Cohort.Silo.Tests;

/// <summary>A scenario of many segments, and what the embedded engine makes of it.</summary>
internal static class Scenarios
{
    /// <summary>Writes the scenario; the number of patients decides how long it takes.</summary>
    public static string Write(string folder, int patients)
    {
        var path = Path.Combine(folder, "scenario.yaml");
        File.WriteAllText(path, $"""
            name: cluster-test
            population: nhanes
            patients: {patients}
            years: 40
            start_year: 2018
            seed: 11
            arms:
              - name: usual-care
              - name: doac
                interventions:
                  - what: warfarin_to_doac
                    from: 2020
            outcomes:
              strata: [sex]
              trajectories: 5
            """);
        return path;
    }

    public static async Task RunEmbeddedAsync(string scenario, string results)
    {
        var error = new StringWriter();
        var code = await CommandLineHost.RunAsync(
            CohortCommands.CreateRoot(new EmbeddedEngineFactory()), ["run", scenario, "--out", results, "--quiet"], TextWriter.Null, error, CancellationToken.None);
        Assert.True(code == 0, error.ToString());
    }

    public static void AssertSame(string expected, string actual)
    {
        string[] names = [.. Directory.GetFileSystemEntries(expected).Select(path => Path.GetFileName(path)!).Order()];
        Assert.Equal(names, Directory.GetFileSystemEntries(actual).Select(path => Path.GetFileName(path)!).Order());
        Assert.All(names.Where(name => name != RunFiles.Timings), name =>
            Assert.Equal(File.ReadAllBytes(Path.Combine(expected, name)), File.ReadAllBytes(Path.Combine(actual, name))));
    }
}
