using System.CommandLine;
using System.Globalization;
using Cohort.Simulation;
using Cohort.Simulation.Experiments;
using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Output;
using Cohort.Simulation.Running;
using Spectre.Console;

namespace Cohort.Cli;

/// <summary>What <c>cohort run --psa</c> simulates after the run.</summary>
/// <param name="Experiment">Its points.</param>
/// <param name="Uncertainty">The parameters that are drawn.</param>
internal sealed record PsaPlan(Experiment Experiment, ParameterUncertainty Uncertainty);

/// <summary><c>cohort run --psa</c>: after a run, what its outcomes owe to uncertain parameters, in a folder beside its files.</summary>
internal sealed class PsaOptions
{
    /// <summary>Folder in the run's directory.</summary>
    public const string Folder = "psa";

    private const string DrawsOption = "--psa";
    private const string PatientsOption = "--psa-patients";
    private const string ParametersOption = "--psa-parameters";
    private const int FewestDraws = 10;
    private const int MostDraws = 100_000;
    private const int UsualPatients = 20_000;

    private static readonly string[] Main = ["deaths_per_1000", "life_years", "cardiovascular_deaths_per_1000", "mean_cac", "mean_avc", "mean_medial_calcium"];

    private readonly Option<string> _draws = Arguments.Number(
        DrawsOption, "Afterwards simulate N draws of all uncertain parameters, in this process, and write intervals on every outcome to the folder " + Folder);

    private readonly Option<string> _patients = Arguments.Number(PatientsOption, FormattableString.Invariant($"Patients of a draw (default: {UsualPatients:N0}, or the scenario's if fewer)"));

    private readonly Option<string[]> _parameters = Arguments.Parameters(ParametersOption, "Uncertain parameters of the draws (default: all)");

    public void AddTo(Command command)
    {
        command.Add(_draws);
        command.Add(_patients);
        command.Add(_parameters);
    }

    public bool Given(ParseResult parsed) => parsed.GetValue(_draws) != null;

    /// <summary>The draws asked for; null if none are.</summary>
    /// <exception cref="RefusedInputException">A number is not allowed.</exception>
    public PsaPlan? Read(ParseResult parsed, RunPlan plan)
    {
        var (patients, parameters) = (parsed.GetValue(_patients), parsed.GetValue(_parameters) ?? []);
        if (parsed.GetValue(_draws) is not { } text)
        {
            return patients is null && parameters.Length == 0
                ? null
                : throw new RefusedInputException(patients is null ? ParametersOption : PatientsOption, $"belongs to {DrawsOption}.");
        }

        var draws = (int)Arguments.Whole(DrawsOption, text, FewestDraws, MostDraws);
        var scenario = plan.Scenario with
        {
            Patients = patients is null ? Math.Min(plan.Scenario.Patients, UsualPatients) : Arguments.Whole(PatientsOption, patients, RunTable.ReplicateGroups, 1_000_000_000),
        };
        var uncertainty = ParameterUncertainty.Named(ParametersOption, parameters);
        return new(ProbabilisticSensitivity.Experiment(new([], scenario, plan.Population, []), uncertainty, draws), uncertainty);
    }

    /// <summary>Whether a directory holds the finished run of a plan, so that only draws are left to do.</summary>
    /// <exception cref="RefusedInputException">The plan kept there is damaged.</exception>
    public static bool HoldsRun(string path, RunPlan plan) =>
        File.Exists(Path.Combine(path, RunDirectory.Finished)) && !UnfinishedRun.IsIn(path) && SavedPlanFile.Read(Path.Combine(path, RunDirectory.Plan)).PlanId == plan.Id;

    /// <summary>Simulates the draws and writes their files.</summary>
    /// <exception cref="StoppedException">The user stopped it.</exception>
    public static void Execute(string path, PsaPlan plan, ExperimentToEnd toEnd, CancellationToken cancellationToken)
    {
        var (experiment, uncertainty) = plan;
        toEnd.Output.WriteLine(FormattableString.Invariant($"Draws of {uncertainty.Parameters.Count} uncertain parameters; the first point has the committed values:"));
        IReadOnlyList<PointResult>? results = null;
        toEnd.Execute(Path.Combine(path, Folder), experiment, (directory, found) =>
        {
            results = found;
            var psa = directory.Write(ExperimentTables.Psa.Name, stream => PsaCsv.Write(stream, experiment, found));
            var draws = directory.Write(ExperimentTables.PsaDraws.Name, stream => SweepCsv.Write(stream, experiment, uncertainty.Variations, found));
            directory.Write(ExperimentJson.Name, stream => ExperimentJson.Write(stream, "psa", "lhs", experiment, uncertainty.Variations, [psa, draws]));
        }, cancellationToken);
        if (results is not null && !toEnd.Quiet)
        {
            Print(toEnd.Console.Ansi, experiment, results);
            if (uncertainty.Parameters.Count > ParameterUncertainty.FittedCount)
            {
                toEnd.Output.WriteLine($"note: each parameter is drawn from its own plausible range, though calibration rules out many combinations: intervals are too wide rather than too narrow. '{ParametersOption} {ParameterUncertainty.Fitted}' draws what calibration has left open.");
            }
        }
    }

    private static void Print(IAnsiConsole console, Experiment experiment, IReadOnlyList<PointResult> results)
    {
        var arms = experiment.Points[0].Scenario.Arms;
        var table = new Table().Border(TableBorder.Simple);
        table.Title = new TableTitle(FormattableString.Invariant($"Everybody after {experiment.Points[0].Scenario.Years} years, {experiment.Points.Count - 1:N0} draws of {experiment.Points[0].Scenario.Patients:N0} patients"));
        table.AddColumns(
            new TableColumn("Outcome"), new TableColumn("Unit"), new TableColumn("Arm"), new TableColumn("Value").RightAligned(), new TableColumn("95 % by parameters").RightAligned(),
            new TableColumn("SD by parameters").RightAligned(), new TableColumn("Monte Carlo SD").RightAligned(), new TableColumn("Chance in draws").RightAligned());
        foreach (var (outcome, k) in experiment.Outcomes.Select((outcome, k) => (outcome, k)).Where(one => Main.Contains(one.outcome.Name)))
        {
            foreach (var contrast in ArmContrast.Of(arms.Count).Where(one => one.Arm == 0 || one.IsDifference))
            {
                var found = ProbabilisticSensitivity.Of(results, contrast, 0, k);
                table.AddRow(new[]
                {
                    contrast.Arm == 0 ? outcome.Name : "", contrast.Arm == 0 ? outcome.Unit : "", contrast.NameAmong(arms),
                    CompareCommand.Short(found.Value), double.IsFinite(found.Parameter.Low) ? $"{CompareCommand.Short(found.Parameter.Low)} to {CompareCommand.Short(found.Parameter.High)}" : "lost in chance",
                    CompareCommand.Short(found.ParameterSd), CompareCommand.Short(found.MonteCarloSd), found.ChanceShare.ToString("P0", CultureInfo.InvariantCulture),
                }.Select(cell => new Text(cell)));
            }
        }

        console.Write(table);
    }
}
