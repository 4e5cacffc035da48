using System.CommandLine;
using Cohort.Simulation;
using Cohort.Simulation.Experiments;

namespace Cohort.Cli;

/// <summary><c>cohort sweep</c>: a scenario at many points, with the same patients and chances at each.</summary>
internal sealed class SweepCommand
{
    private const int MostPoints = 100_000;

    private readonly ExperimentOptions _options = new();

    private readonly Option<string[]> _vary = new("--vary")
    {
        HelpName = "PATH=VALUES",
        Description = "What is varied, and its values: a,b,c or low..high. A path into the scenario (an item of a list by its place, name or kind), or parameters.GROUP.NAME. May be given several times",
        Required = true,
    };

    private readonly Option<string> _design = new("--design")
    {
        HelpName = "NAME",
        Description = "factorial: every combination of the values listed (default); lhs: Latin hypercube; sobol: Sobol's sequence",
    };

    private readonly Option<string> _points = Arguments.Number("--points", "Number of points of a Latin hypercube or Sobol's sequence");
    private readonly Option<string> _out = Arguments.Out("results/NAME-sweep, NAME as the scenario says");

    public static Command Create()
    {
        var sweep = new SweepCommand();
        var command = new ExampleCommand(
            "sweep",
            "Simulate a scenario at many points: values of the scenario or parameters of the model are varied, patients and their chances are the same at every point. " +
            "Writes sweep.csv, one row a point. Killed or interrupted, the same command goes on.",
            ("cohort sweep scenarios/phosphate-lowering.yaml --vary arms.calcium-free.interventions.0.dose=0.1,0.2,0.3,0.4", "Four doses of one arm."),
            ("cohort sweep my.yaml --vary arms.binder.interventions.phosphate_binder.coverage=0.5,1 --vary start_year=2018,2028", "Every combination of two coverages and two years."),
            ("cohort sweep my.yaml --vary parameters.Plaque.Onset=0.03..0.06 --vary seed=1..1000 --design lhs --points 50", "A parameter and the seed over ranges, 50 points of a Latin hypercube."))
        {
            sweep._vary,
            sweep._design,
            sweep._points,
            sweep._out,
        };
        sweep._options.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Task.Run(() => sweep.Run(parsed, cancellationToken), CancellationToken.None));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        Variation[] variations = [.. parsed.GetRequiredValue(_vary).Select(Variation.Parse)];
        if (variations.GroupBy(one => one.Path).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new RefusedInputException("--vary", $"'{twice.Key}' is varied twice; give all its values at once.");
        }

        foreach (var key in new[] { "patients", "years", "seed" })
        {
            if (variations.Any(one => one.Path == key) && parsed.GetResult($"--{key}") is not null)
            {
                throw new RefusedInputException($"--{key}", $"cannot stand beside --vary {key}.");
            }
        }

        var design = DesignOf(parsed);
        var places = PlacesOf(design, parsed.GetValue(_points), variations);
        var points = ExperimentPoint.Of(_options.Scenario(parsed), variations, places, _options.Overrides(parsed));
        var experiment = new Experiment(points, byStratum: false);
        var path = parsed.GetValue(_out) ?? Path.Combine("results", points[0].Scenario.Name + "-sweep");
        _options.ToEnd(parsed).Execute(path, experiment, (directory, results) =>
        {
            var file = directory.Write(SweepCsv.Name, stream => SweepCsv.Write(stream, experiment, variations, results));
            directory.Write(ExperimentJson.Name, stream => ExperimentJson.Write(stream, "sweep", design.ToString().ToLowerInvariant(), experiment, variations, [file]));
        }, cancellationToken);
        return ExitCode.Done;
    }

    private DesignKind DesignOf(ParseResult parsed)
    {
        var names = Enum.GetNames<DesignKind>().Select(name => name.ToLowerInvariant()).ToArray();
        var name = parsed.GetValue(_design) ?? names[0];
        return Array.IndexOf(names, name) is var at and >= 0
            ? (DesignKind)at
            : throw new RefusedInputException("--design", $"must be one of {string.Join(", ", names)}; found '{name}'.");
    }

    private static IReadOnlyList<double[]> PlacesOf(DesignKind design, string? points, Variation[] variations)
    {
        if (design == DesignKind.Factorial)
        {
            if (points is not null)
            {
                throw new RefusedInputException("--points", "belongs to --design lhs or sobol; a factorial has every combination of the values.");
            }

            if (variations.FirstOrDefault(one => one.IsRange) is { } range)
            {
                throw new RefusedInputException($"--vary {range.Path}", "a range needs --design lhs or sobol and --points; for a factorial list the values.");
            }

            var product = variations.Aggregate(1.0, (size, one) => size * one.Values.Count);
            return product <= MostPoints
                ? Design.Factorial([.. variations.Select(one => one.Values.Count)])
                : throw new RefusedInputException("--vary", FormattableString.Invariant($"makes {product:N0} points, more than {MostPoints:N0}."));
        }

        if (points is null)
        {
            throw new RefusedInputException("--points", "is needed with --design lhs or sobol.");
        }

        var number = (int)Arguments.Whole("--points", points, 1, MostPoints);
        if (design == DesignKind.Lhs)
        {
            return Design.LatinHypercube(number, variations.Length);
        }

        return variations.Length <= SobolSequence.MostDimensions
            ? Design.Sobol(number, variations.Length)
            : throw new RefusedInputException("--design", $"sobol has at most {SobolSequence.MostDimensions} dimensions; use lhs.");
    }
}
