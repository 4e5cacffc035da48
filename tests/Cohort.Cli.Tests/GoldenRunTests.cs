using System.Security.Cryptography;

namespace Cohort.Cli.Tests;

/// <summary>
/// One run's bytes, held from now on, on whatever vector width the machine has. Whoever changes them on purpose raises
/// <see cref="Simulation.Running.ModelVersion.Current"/> and writes the new hash here.
/// </summary>
public sealed class GoldenRunTests : IDisposable
{
    private const string Golden = "aaf83fc766116649feede698ae0a64c6c41b3d437ae048655e2b42253343d0a7";

    private const string Scenario = """
        name: golden
        population: nhanes
        patients: 400
        years: 12
        seed: 20260101
        arms:
          - name: usual-care
          - name: drugs
            interventions:
              - what: warfarin_to_doac
              - what: phosphate_binder
                from: 2021
                who: {ckd_stage: [G3a, G3b, G4, G5]}
                coverage: 0.9
                adherence: 0.8
              - what: glucose_control
                who: {diabetes: yes}
              - what: vitamin_d
                dose: 100
          - name: late
            interventions:
              - what: blood_pressure_control
                from: 2025
        outcomes:
          trajectories: 25
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public async Task BytesAreThoseOfEveryMachine(string disabled)
    {
        var start = KillableProcess.Command(_folder.Root, "run", _folder.Write("golden.yaml", Scenario), "--quiet");
        if (disabled.Length > 0)
        {
            start.Environment[disabled] = "0";
        }

        Assert.Equal((0, ""), await KillableProcess.RunAsync(start));
        var bytes = new[] { "outcomes.csv", "summary.csv", "comparisons.csv", "trajectories.csv", "events.csv" }
            .SelectMany(name => File.ReadAllBytes(_folder["results", "golden", name])).ToArray();
        Assert.Equal(Golden, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }
}
