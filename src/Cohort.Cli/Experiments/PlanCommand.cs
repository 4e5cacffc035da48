using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Cohort.Simulation;
using Cohort.Simulation.Experiments;
using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Scenarios;
using Spectre.Console;

namespace Cohort.Cli;

/// <summary><c>cohort plan</c>: how many patients a wanted precision takes, by a pilot run.</summary>
internal sealed class PlanCommand
{
    private const double UsualRelative = 0.05;
    private const long UsualPatients = 20_000;
    private const string Everybody = "all";

    private readonly ExperimentOptions _options = new(UsualPatients);
    private readonly Option<string[]> _outcome = new("--outcome") { HelpName = "NAME", Description = "Outcome, as in summary.csv; may be given several times (default: all)" };
    private readonly Option<string> _stratum = new("--stratum") { HelpName = "NAME", Description = "Baseline stratum, such as diabetes (default: all)" };
    private readonly Option<string> _halfWidth = new("--half-width") { HelpName = "X", Description = "Half-width wanted of the 95 % interval, in the unit of the one outcome" };
    private readonly Option<string> _relative = new("--relative") { HelpName = "SHARE", Description = "Half-width wanted as a share of the value, such as 5% (default) or 0.05" };

    public static Command Create()
    {
        var plan = new PlanCommand();
        var command = new ExampleCommand(
            "plan",
            "Tell how many patients a wanted precision takes, for each arm and for its difference from the first arm, and about how long they take here: by a pilot run. Writes no files.",
            ("cohort plan scenarios/warfarin-to-doac.yaml --outcome strokes_per_1000 --half-width 0.2", "An interval of 0.2 strokes per 1000 to each side."),
            ("cohort plan my.yaml --outcome mean_cac --stratum diabetes --relative 10%", "A tenth of the value to each side, among people with diabetes at baseline."),
            ("cohort plan my.yaml --patients 100000", "Every outcome to 5 %, from a larger pilot run."))
        {
            plan._outcome,
            plan._stratum,
            plan._halfWidth,
            plan._relative,
        };
        plan._options.AddPilotTo(command);
        command.SetAction((parsed, cancellationToken) => Task.Run(() => plan.Run(parsed, cancellationToken), CancellationToken.None));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        var outcomes = Chosen(parsed.GetValue(_outcome) ?? []);
        string[] strata = [Everybody, .. BaselineStrata.All.Select(one => one.Name)];
        var name = parsed.GetValue(_stratum) ?? Everybody;
        var stratum = Array.IndexOf(strata, name);
        if (stratum < 0)
        {
            throw new RefusedInputException("--stratum", $"must be one of {string.Join(", ", strata)}; found '{name}'.");
        }

        var halfWidth = HalfWidth(parsed, outcomes.Count);
        var relative = Relative(parsed);
        var point = _options.Point(parsed);
        var toEnd = _options.ToEnd(parsed);
        LeftOut.TellCustomOutcomes(point.Scenario, parsed.InvocationConfiguration.Error);

        // What the just-in-time compiler takes does not count.
        toEnd.Simulate(new Experiment([point with { Scenario = point.Scenario with { Patients = Math.Min(point.Scenario.Patients, 1000) } }], byStratum: true), null, cancellationToken);
        var clock = Stopwatch.StartNew();
        toEnd.Output.WriteLine(FormattableString.Invariant($"Pilot run: {point.Scenario.Patients:N0} patients x {point.Scenario.Years} years x {point.Scenario.Arms.Count} arms"));
        var pilot = toEnd.Simulate(new Experiment([point], byStratum: true), null, cancellationToken)[0];
        var seconds = clock.Elapsed.TotalSeconds / point.Scenario.Patients;
        Print(toEnd.Console.Ansi, point.Scenario, outcomes, pilot, (stratum, name), value => halfWidth ?? (relative * Math.Abs(value)), seconds);
        return ExitCode.Done;
    }

    private double? HalfWidth(ParseResult parsed, int outcomes)
    {
        if (parsed.GetValue(_halfWidth) is not { } text)
        {
            return null;
        }

        if (parsed.GetValue(_relative) is not null)
        {
            throw new RefusedInputException(_halfWidth.Name, $"cannot stand beside {_relative.Name}.");
        }

        if (outcomes != 1)
        {
            throw new RefusedInputException(_halfWidth.Name, $"is in the unit of one outcome: give one {_outcome.Name}, or {_relative.Name} for several.");
        }

        return Positive(text, 1) ?? throw new RefusedInputException(_halfWidth.Name, $"must be a number above 0; found '{text}'.");
    }

    private double Relative(ParseResult parsed) => parsed.GetValue(_relative) is not { } text ? UsualRelative
        : Positive(text.EndsWith('%') ? text[..^1] : text, text.EndsWith('%') ? 0.01 : 1) ?? throw new RefusedInputException(
            _relative.Name, $"must be a share above 0, such as 5% or 0.05; found '{text}'.");

    private static double? Positive(string text, double unit) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value > 0 && double.IsFinite(value) ? value * unit : null;

    private static List<(Simulation.Output.Outcome Outcome, int Place)> Chosen(string[] names)
    {
        var all = Simulation.Output.Outcome.All.Select((outcome, place) => (outcome, place)).ToArray();
        Arguments.RefuseUnknownOutcomes(names, all.Select(one => one.outcome.Name));
        return [.. all.Where(one => names.Length == 0 || names.Contains(one.outcome.Name))];
    }

    private static void Print(
        IAnsiConsole console,
        Scenario scenario,
        List<(Simulation.Output.Outcome Outcome, int Place)> outcomes,
        PointResult pilot,
        (int Place, string Name) stratum,
        Func<double, double> halfWidth,
        double secondsOfPatient)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.Title = new TableTitle(FormattableString.Invariant($"Patients of the scenario for a 95 % interval of Monte Carlo error; stratum {stratum.Name}, after {scenario.Years} years"));
        table.AddColumns(
            new TableColumn("Outcome"), new TableColumn("Unit"), new TableColumn("Arm"), new TableColumn("In the pilot").RightAligned(), new TableColumn("Standard error").RightAligned(),
            new TableColumn("Half-width wanted").RightAligned(), new TableColumn("Patients").RightAligned(), new TableColumn("About").RightAligned());
        foreach (var (outcome, k) in outcomes)
        {
            foreach (var contrast in ArmContrast.Of(scenario.Arms.Count))
            {
                var found = contrast.EstimateAt(pilot, stratum.Place, k);
                var wanted = halfWidth(found.Value);
                var patients = PrecisionPlan.Patients(scenario.Patients, found, wanted);
                var first = contrast.Arm == 0;
                table.AddRow(new[]
                {
                    first ? outcome.Name : "", first ? outcome.Unit : "", contrast.NameAmong(scenario.Arms),
                    CompareCommand.Short(found.Value), CompareCommand.Short(found.Error), CompareCommand.Short(wanted),
                    double.IsFinite(patients) ? patients.ToString("N0", CultureInfo.InvariantCulture) : "not seen", double.IsFinite(patients) ? Time(patients * secondsOfPatient) : "",
                }.Select(cell => new Text(cell)));
            }
        }

        console.Write(table);
    }

    private static string Time(double seconds) => seconds switch
    {
        < 100 => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(seconds, 1):0} s"),
        < 100 * 60 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0} min"),
        < 100 * 3600 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 86400:N0} days"),
    };
}
