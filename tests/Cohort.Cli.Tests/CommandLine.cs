using Cohort.Simulation.Running;

namespace Cohort.Cli.Tests;

/// <summary>Runs command lines in this process, their output captured.</summary>
internal static class CommandLine
{
    public const string Scenario = """
        name: tiny
        question: Does anything happen?
        population: nhanes
        patients: 500
        years: 5
        start_year: 2018
        seed: 7
        arms:
          - name: usual-care
          - name: doac
            interventions:
              - what: warfarin_to_doac
          - name: doac-later
            interventions:
              - what: warfarin_to_doac
                from: 2020
        outcomes:
          strata: [sex, ckd_stage]
          trajectories: 20

        """;

    public static async Task<CommandResult> RunAsync(params string[] args)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var code = await CommandLineHost.RunAsync(CohortCommands.CreateRoot(new EmbeddedEngineFactory()), args, output, error, CancellationToken.None);
        return new(code, output.ToString(), error.ToString());
    }
}

/// <summary>What a command line gave.</summary>
internal sealed record CommandResult(int Code, string Output, string Error);
