using System.CommandLine;
using System.Globalization;
using Cohort.Simulation;
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
    private readonly Option<string> _part = new("--part") { HelpName = "K/N", Description = "Simulate only the K-th of N parts; 'cohort merge' unites them" };

    private readonly Option<string> _memoryLimit = new("--memory-limit")
    {
        HelpName = "SIZE",
        Description = "Refuse a run that could take more memory than this, such as 500MB or 2GB",
    };

    private readonly Option<string> _server = new("--server") { HelpName = "URL", Description = "Let a 'cohort serve' there simulate it; follows the run and fetches its files" };

    private readonly Option<string> _token = new("--token") { HelpName = "TEXT", Description = "The server's token; better given in the environment as " + ServeCommand.TokenVariable };

    private readonly Option<bool> _dashboard = new("--dashboard") { Description = "Open the dashboard for this run on this machine, and keep it open until Ctrl-C" };

    private readonly PsaOptions _psa = new();
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
            ("cohort run my.yaml --psa 200", "Then 200 draws of the uncertain parameters: intervals on every outcome, in results/my/psa/. Stopped, the same command goes on."),
            ("cohort run my.yaml --part 3/8", "One of eight processes, on any machine: writes results/my-part-3-of-8/."),
            ("cohort run my.yaml --dashboard", "Watch it in a browser."),
            ("cohort run my.yaml --server http://127.0.0.1:5080", "Another machine's work, this machine's files."),
            ("cohort run my.yaml --force --quiet", "For scripts: replaces earlier results and prints only errors."))
        {
            run._scenario,
            run._patients,
            run._years,
            run._seed,
            run._out,
            run._force,
            run._part,
            run._memoryLimit,
            run._server,
            run._token,
            run._dashboard,
        };
        run._psa.AddTo(command);
        run._options.AddTo(command);
        command.SetAction(run.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = _options.Read(parsed);
        using var toEnd = new ConsoleRun(_engines, settings, parsed.InvocationConfiguration);
        var overrides = new ScenarioOverrides(parsed.GetValue(_patients), parsed.GetValue(_years), parsed.GetValue(_seed));
        if ((parsed.GetValue(_server) != null || parsed.GetValue(_dashboard)) && (parsed.GetValue(_part) != null || settings.TimeLimit != null))
        {
            throw new RefusedInputException("run", "--part and --time-limit are for runs of this process alone, not with --server or --dashboard.");
        }

        if (_psa.Given(parsed) && (parsed.GetValue(_server) != null || parsed.GetValue(_dashboard) || parsed.GetValue(_part) != null || settings.TimeLimit != null))
        {
            throw new RefusedInputException("--psa", "follows a whole run of this process: not with --server, --dashboard, --part or --time-limit.");
        }

        if (parsed.GetValue(_server) is { } server)
        {
            await new ServedConsoleRun(settings, parsed.InvocationConfiguration).SubmitAsync(
                parsed.GetRequiredValue(_scenario),
                overrides,
                server,
                parsed.GetValue(_token) ?? Environment.GetEnvironmentVariable(ServeCommand.TokenVariable),
                parsed.GetValue(_out),
                parsed.GetValue(_force),
                cancellationToken).ConfigureAwait(false);
            return ExitCode.Done;
        }

        var loaded = LoadedScenario.Load(parsed.GetRequiredValue(_scenario), overrides);
        var plan = loaded.Plan;
        var part = parsed.GetValue(_part) is { } share ? PartOf(plan, share) : RunPart.Whole;
        if (parsed.GetValue(_memoryLimit) is { } limit)
        {
            CheckMemory(plan, settings.Threads, Arguments.Size("--memory-limit", limit));
        }

        var path = parsed.GetValue(_out) ?? Path.Combine("results", plan.Scenario.Name + (part.IsWhole ? "" : $"-part-{part.Number}-of-{part.Of}"));
        if (parsed.GetValue(_dashboard))
        {
            await new ServedConsoleRun(settings, parsed.InvocationConfiguration).ShowAsync(_engines, plan, path, parsed.GetValue(_force), cancellationToken).ConfigureAwait(false);
            return ExitCode.Done;
        }

        var (draws, force) = (_psa.Read(parsed, plan), parsed.GetValue(_force));
        if (draws != null && !force && PsaOptions.HoldsRun(path, plan))
        {
            toEnd.Output.WriteLine($"{path} holds this very run, which stays as it is.");
        }
        else
        {
            await SimulateAsync(loaded, part, path, force, toEnd, cancellationToken).ConfigureAwait(false);
        }

        if (draws != null)
        {
            var psa = new ExperimentToEnd(settings.Threads, settings.CheckpointInterval, force, settings.Quiet, parsed.InvocationConfiguration);
            await Task.Run(() => PsaOptions.Execute(path, draws, psa, cancellationToken), CancellationToken.None).ConfigureAwait(false);
        }

        return ExitCode.Done;
    }

    private static async Task SimulateAsync(LoadedScenario loaded, RunPart part, string path, bool force, ConsoleRun toEnd, CancellationToken cancellationToken)
    {
        using var run = UnfinishedRun.Begin(path, loaded.Plan, part, force);
        toEnd.Output.WriteLine($"{loaded.Plan.Scenario.Name}: {loaded.Size}{(part.IsWhole ? "" : $"; part {part} of the patients")}");
        foreach (var note in loaded.Notes)
        {
            toEnd.Output.WriteLine($"note: {note}");
        }

        await toEnd.ExecuteAsync(run, cancellationToken).ConfigureAwait(false);
    }

    private static RunPart PartOf(RunPlan plan, string text)
    {
        var numbers = text.Split('/');
        if (numbers.Length != 2 || !Number(numbers[0], out var number) || !Number(numbers[1], out var of) || number < 1 || number > of)
        {
            throw new RefusedInputException("--part", $"must be a part such as 3/8, from 1/N to N/N; found '{text}'.");
        }

        return of <= plan.Segments ? new RunPart(number, of) : throw new RefusedInputException(
            "--part", FormattableString.Invariant($"the patients of this run can be divided into at most {plan.Segments} parts; found '{text}'."));

        static bool Number(string digits, out int number) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private static void CheckMemory(RunPlan plan, int threads, long limit)
    {
        var estimate = plan.EstimateMemory(threads);
        if (estimate > limit)
        {
            throw new RefusedInputException("--memory-limit", FormattableString.Invariant(
                $"the run could take {estimate / 1e6:N0} MB with {threads} threads, more than the {limit / 1e6:N0} MB allowed; ask for fewer strata, arms, years or threads."));
        }
    }
}
