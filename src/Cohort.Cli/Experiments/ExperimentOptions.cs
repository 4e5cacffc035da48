using System.CommandLine;
using Cohort.Simulation.Experiments;
using Cohort.Simulation.Running;
using Cohort.Simulation.Scenarios;

namespace Cohort.Cli;

/// <summary>The arguments that all commands have that simulate many variants of one scenario.</summary>
internal sealed class ExperimentOptions
{
    private const int MostThreads = 1024;

    private readonly Argument<string> _scenario = Arguments.Scenario();
    private readonly long? _mostUsual;
    private readonly Option<string> _patients;
    private readonly Option<string> _years = Arguments.Number("--years", "Years simulated, in place of the scenario's");
    private readonly Option<string> _seed = Arguments.Number("--seed", "Key of every random draw, in place of the scenario's");
    private readonly Option<string> _threads = Arguments.Number("--threads", "Worker threads; results do not depend on them (default: one a processor)");
    private readonly Option<string> _checkpointEvery = RunOptions.CheckpointEvery();
    private readonly Option<bool> _force = Arguments.Force();
    private readonly Option<bool> _quiet = RunOptions.Quiet();

    /// <param name="mostUsual">Patients of a variant if none are asked for and the scenario has more; null for the scenario's.</param>
    public ExperimentOptions(long? mostUsual = null)
    {
        _mostUsual = mostUsual;
        var usual = mostUsual is { } most ? FormattableString.Invariant($" (default: {most:N0}, or the scenario's if fewer)") : "";
        _patients = Arguments.Number("--patients", "Number of virtual patients of each variant, in place of the scenario's" + usual);
    }

    public void AddTo(Command command)
    {
        AddPilotTo(command);
        command.Add(_checkpointEvery);
        command.Add(_force);
        command.Add(_quiet);
    }

    /// <summary>The arguments of a command that keeps no files.</summary>
    public void AddPilotTo(Command command)
    {
        command.Add(_scenario);
        command.Add(_patients);
        command.Add(_years);
        command.Add(_seed);
        command.Add(_threads);
    }

    public string Scenario(ParseResult parsed) => parsed.GetRequiredValue(_scenario);

    public ScenarioOverrides Overrides(ParseResult parsed) => new(parsed.GetValue(_patients), parsed.GetValue(_years), parsed.GetValue(_seed));

    /// <summary>The scenario with the committed parameters.</summary>
    /// <exception cref="Simulation.RefusedInputException">File, setting or population is refused.</exception>
    public ExperimentPoint Point(ParseResult parsed)
    {
        var plan = LoadedScenario.Load(Scenario(parsed), Overrides(parsed)).Plan;
        var patients = parsed.GetValue(_patients) is null && _mostUsual is { } most ? Math.Min(most, plan.Scenario.Patients) : plan.Scenario.Patients;
        return new([], plan.Scenario with { Patients = patients }, plan.Population, []);
    }

    /// <exception cref="Simulation.RefusedInputException">A number or time is not allowed.</exception>
    public ExperimentToEnd ToEnd(ParseResult parsed) => new(
        parsed.GetValue(_threads) is { } threads ? (int)Arguments.Whole("--threads", threads, 1, MostThreads) : Environment.ProcessorCount,
        RunOptions.CheckpointInterval(parsed.GetValue(_checkpointEvery)),
        parsed.GetValue(_force),
        parsed.GetValue(_quiet),
        parsed.InvocationConfiguration);
}
