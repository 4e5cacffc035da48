using System.CommandLine;
using Cohort.Simulation;
using Cohort.Simulation.Experiments;
using Cohort.Simulation.Output;

namespace Cohort.Cli;

/// <summary><c>cohort sensitivity</c>: which parameters an answer hangs on.</summary>
internal sealed class SensitivityCommand
{
    private const string ParametersOption = "--parameters";
    private const int MostTrajectories = 10_000;
    private const int MostRows = 1 << 20;
    private const int Printed = 5;
    private const long UsualPatients = 5_000;

    private static readonly string[] Methods = ["morris", "sobol"];
    private static readonly string[] Main = ["life_years", "cardiovascular_deaths_per_1000", "mean_cac", "mean_avc"];

    private readonly ExperimentOptions _options = new(UsualPatients);
    private readonly Option<string> _method = new("--method")
    {
        HelpName = "NAME",
        Description = "morris: elementary effects, screens many parameters (default); sobol: first-order and total indices of a chosen few",
    };

    private readonly Option<string[]> _parameters = Arguments.Parameters(ParametersOption, "Parameters looked at, the others held (default: all uncertain ones)");
    private readonly Option<string> _trajectories = Arguments.Number("--trajectories", "Trajectories of Morris' method, each of one point more than there are parameters (default: 10)");
    private readonly Option<string> _rows = Arguments.Number("--rows", "Rows of Sobol's design, each of two points more than there are parameters; a power of two (default: 128)");
    private readonly Option<string> _out = Arguments.Out("results/NAME-METHOD, NAME as the scenario says");

    public static Command Create()
    {
        var sensitivity = new SensitivityCommand();
        var command = new ExampleCommand(
            "sensitivity",
            "Global sensitivity of every outcome to the model's uncertain parameters, each over what is believed of it. Writes a table, all points, and a tornado plot an outcome. " +
            "Killed or interrupted, the same command goes on.",
            ("cohort sensitivity my.yaml --parameters Plaque --parameters Media", "Morris' method for the parameters of two groups."),
            ("cohort sensitivity my.yaml --parameters fitted", "For the parameters that calibration has fitted."),
            ("cohort sensitivity my.yaml --method sobol --parameters Plaque.CacGrowth --parameters Media.Rate --rows 256", "Shares of the variance of two parameters."),
            ("cohort sensitivity my.yaml", "All parameters: thousands of points, so have some minutes."))
        {
            sensitivity._method,
            sensitivity._parameters,
            sensitivity._trajectories,
            sensitivity._rows,
            sensitivity._out,
        };
        sensitivity._options.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Task.Run(() => sensitivity.Run(parsed, cancellationToken), CancellationToken.None));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        var method = parsed.GetValue(_method) ?? Methods[0];
        if (!Methods.Contains(method))
        {
            throw new RefusedInputException("--method", $"must be one of {string.Join(", ", Methods)}; found '{method}'.");
        }

        var isSobol = method == "sobol";
        if (parsed.GetResult(isSobol ? _trajectories : _rows) is not null)
        {
            throw new RefusedInputException(isSobol ? _trajectories.Name : _rows.Name, $"does not belong to --method {method}.");
        }

        var parameters = ParameterUncertainty.Named(ParametersOption, parsed.GetValue(_parameters) ?? []);
        var (trajectories, rows) = (
            (int)Arguments.Whole(_trajectories.Name, parsed.GetValue(_trajectories) ?? "10", 2, MostTrajectories),
            (int)Arguments.Whole(_rows.Name, parsed.GetValue(_rows) ?? "128", 4, MostRows));
        if (isSobol && parameters.Parameters.Count > SobolIndices.MostParameters)
        {
            throw new RefusedInputException(ParametersOption, FormattableString.Invariant(
                $"names {parameters.Parameters.Count} parameters; --method sobol takes at most {SobolIndices.MostParameters}. Screen with --method morris first."));
        }

        var point = _options.Point(parsed);
        var toEnd = _options.ToEnd(parsed);
        var path = parsed.GetValue(_out) ?? Path.Combine("results", $"{point.Scenario.Name}-{method}");
        if (isSobol)
        {
            Sobol(path, point, parameters, new(rows, parameters.Parameters.Count), toEnd, cancellationToken);
        }
        else
        {
            Morris(path, point, parameters, new(trajectories, parameters.Parameters.Count, point.Scenario.Seed), toEnd, cancellationToken);
        }

        return ExitCode.Done;
    }

    private static void Morris(
        string path, ExperimentPoint point, ParameterUncertainty parameters, ElementaryEffects design, ExperimentToEnd toEnd, CancellationToken cancellationToken) =>
        Execute(path, "morris", ExperimentTables.MorrisPoints, point, parameters, design.Points, toEnd, (directory, experiment, results) =>
        {
            var effects = Each(results, design.Of);
            Tell(toEnd.Output, experiment, parameters, "mu*", (contrast, k) => [.. effects(contrast, k).Select(one => one.MuStar > one.ChanceMuStar ? one.MuStar : double.NaN)]);
            var table = directory.Write(ExperimentTables.Morris.Name, stream => SensitivityCsv.WriteMorris(stream, experiment, parameters, effects));
            SensitivityPlots.WriteMorris(directory, experiment, parameters, effects);
            return table;
        }, cancellationToken);

    private static void Sobol(
        string path, ExperimentPoint point, ParameterUncertainty parameters, SobolIndices design, ExperimentToEnd toEnd, CancellationToken cancellationToken) =>
        Execute(path, "sobol", ExperimentTables.SobolPoints, point, parameters, design.Points, toEnd, (directory, experiment, results) =>
        {
            var indices = Each(results, design.Of);
            Tell(toEnd.Output, experiment, parameters, "total index", (contrast, k) => [.. indices(contrast, k).Indices.Select(one => one.Total)]);
            var table = directory.Write(ExperimentTables.Sobol.Name, stream => SensitivityCsv.WriteSobol(stream, experiment, parameters, indices));
            SensitivityPlots.WriteSobol(directory, experiment, parameters, indices);
            return table;
        }, cancellationToken);

    private static void Execute(
        string path,
        string method,
        OutputTable pointTable,
        ExperimentPoint point,
        ParameterUncertainty parameters,
        double[][] design,
        ExperimentToEnd toEnd,
        Func<RunDirectory, Experiment, IReadOnlyList<PointResult>, WrittenFile> write,
        CancellationToken cancellationToken)
    {
        // The methods ask for parameters that do not hang together: known correlations are left out.
        var experiment = new Experiment([.. design.Select(shares => parameters.At(point, shares, correlated: false))], byStratum: false, keepsParts: true);
        toEnd.Execute(path, experiment, (directory, results) =>
        {
            var table = write(directory, experiment, results);
            var points = directory.Write(pointTable.Name, stream => SweepCsv.Write(stream, experiment, parameters.Variations, results));
            directory.Write(ExperimentJson.Name, stream => ExperimentJson.Write(stream, "sensitivity", method, experiment, parameters.Variations, [table, points]));
        }, cancellationToken);
    }

    // Table and plots ask for the same.
    private static Func<ArmContrast, int, T> Each<T>(IReadOnlyList<PointResult> results, Func<IReadOnlyList<Response>, T> of)
    {
        var found = new Dictionary<(ArmContrast, int), T>();
        return (contrast, k) =>
        {
            if (!found.TryGetValue((contrast, k), out var one))
            {
                found.Add((contrast, k), one = of([.. results.Select(result => contrast.ResponseAt(result, 0, k))]));
            }

            return one;
        };
    }

    private static void Tell(
        TextWriter output, Experiment experiment, ParameterUncertainty parameters, string measure, Func<ArmContrast, int, IReadOnlyList<double>> sizes)
    {
        var arms = experiment.Points[0].Scenario.Arms;
        output.WriteLine($"Largest by {measure}:");
        foreach (var (outcome, k) in experiment.Outcomes.Select((outcome, k) => (outcome, k)).Where(one => Main.Contains(one.outcome.Name)))
        {
            foreach (var contrast in ArmContrast.Of(arms.Count).Where(one => one.Arm == 0 || one.IsDifference))
            {
                var largest = string.Join(", ", sizes(contrast, k).Zip(parameters.Parameters).Where(one => double.IsFinite(one.First)).OrderByDescending(one => one.First)
                    .Take(Printed).Select(one => $"{one.Second.Parameter.FullName} {CompareCommand.Short(one.First)}"));
                output.WriteLine($"  {outcome.Name} ({outcome.Unit}), {contrast.NameAmong(arms)}: {(largest == "" ? "nothing that stands out from chance" : largest)}");
            }
        }
    }
}
