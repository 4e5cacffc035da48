using System.Text.Json;
using Cohort.Cli;
using Cohort.Simulation.Output;

namespace Cohort.Silo.Tests;

/// <summary>A run on one silo in this process.</summary>
public sealed class OwnSiloTests
{
    [Theory]
    [InlineData("shard", 20_000)]
    [InlineData("patient", 700)]
    public async Task OneSiloWritesTheFilesOfTheEmbeddedEngine(string grain, int patients)
    {
        var folder = Directory.CreateTempSubdirectory("cohort-own-silo-").FullName;
        try
        {
            var scenario = Scenarios.Write(folder, patients);
            var (expected, actual) = (Path.Combine(folder, "embedded"), Path.Combine(folder, "silo"));
            string[] args = ["run", scenario, "--grain", grain, "--out", actual, "--quiet"];
            var error = new StringWriter();
            var code = await CommandLineHost.RunAsync(Commands.Create(args), args, TextWriter.Null, error, CancellationToken.None);
            Assert.True(code == 0, error.ToString());
            await Scenarios.RunEmbeddedAsync(scenario, expected);
            Scenarios.AssertSame(expected, actual);
            using var timings = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(actual, RunFiles.Timings)));
            Assert.Equal("orleans", timings.RootElement.GetProperty("engine").GetString());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
