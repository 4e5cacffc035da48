using System.CommandLine;
using Cohort.Simulation.Output;
using Cohort.Simulation.Running;
using Cohort.Simulation.Scenarios;

namespace Cohort.Cli;

/// <summary><c>cohort run</c>: simulates a scenario and writes its results.</summary>
internal sealed class RunCommand
{
    private readonly ISimulationEngineFactory _engines;
    private readonly Argument<string> _scenario = Arguments.Scenario();
    private readonly Option<string> _patients = Arguments.Number("--patients", "Number of virtual patients, in place of the scenario's");
    private readonly Option<string> _years = Arguments.Number("--years", "Years simulated, in place of the scenario's");
    private readonly Option<string> _seed = Arguments.Number("--seed", "Key of every random draw, in place of the scenario's");
    private readonly Option<string> _out = Arguments.Out("results/NAME, NAME as the scenario says");
    private readonly Option<bool> _force = Arguments.Force();
    private readonly RunOptions _options = new();

    private RunCommand(ISimulationEngineFactory engines) => _engines = engines;

    public static Command Create(ISimulationEngineFactory engines)
    {
        var run = new RunCommand(engines);
        var command = new ExampleCommand(
            "run",
            "Simulate a scenario and write its results: outcomes by year and stratum, arms compared, histories of sampled patients.",
            ("cohort run scenarios/warfarin-to-doac.yaml", "Writes results/warfarin-to-doac/."),
            ("cohort run my.yaml --patients 5000 --years 10", "A quick first look at a scenario of your own."),
            ("cohort run my.yaml --seed 2 --out results/my-2", "Other patients and chances, in another folder."),
            ("cohort run my.yaml --time-limit 10m", "Stops after ten minutes; 'cohort resume results/my' goes on."),
            ("cohort run my.yaml --force --quiet", "For scripts: replaces earlier results and prints only errors."))
        {
            run._scenario,
            run._patients,
            run._years,
            run._seed,
            run._out,
            run._force,
        };
        run._options.AddTo(command);
        command.SetAction(run.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var whole = new RunToEnd(_engines, _options.Read(parsed), parsed.InvocationConfiguration);
        var overrides = new ScenarioOverrides(parsed.GetValue(_patients), parsed.GetValue(_years), parsed.GetValue(_seed));
        var loaded = LoadedScenario.Load(parsed.GetRequiredValue(_scenario), overrides);
        var plan = loaded.Plan;
        var path = parsed.GetValue(_out) ?? Path.Combine("results", plan.Scenario.Name);
        using var run = UnfinishedRun.Begin(path, plan, RunPart.Whole, parsed.GetValue(_force));

        whole.Output.WriteLine($"{plan.Scenario.Name}: {loaded.Size}");
        foreach (var note in loaded.Notes)
        {
            whole.Output.WriteLine($"note: {note}");
        }

        await whole.ExecuteAsync(run, cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
