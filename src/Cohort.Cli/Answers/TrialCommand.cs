using System.CommandLine;
using System.Globalization;
using Cohort.Simulation;
using Cohort.Simulation.Analysis;
using Cohort.Simulation.Output;
using Cohort.Simulation.Running;
using Cohort.Simulation.Scenarios;
using Spectre.Console;

namespace Cohort.Cli;

/// <summary><c>cohort trial</c>: what a trial of some size and length would find.</summary>
internal sealed class TrialCommand
{
    private const string Ranges = "such as avc=300..3000 or age=60..";

    private readonly Argument<string> _scenario = Arguments.Scenario();
    private readonly Option<string> _outcome = new("--outcome") { HelpName = "NAME", Description = "What is measured at both visits, such as cac or avc: a state variable, through scan or assay where there is one", Required = true };
    private readonly Option<string> _size = new("--size") { HelpName = "N", Description = "Participants an arm", Required = true };
    private readonly Option<string[]> _include = new("--include") { HelpName = "NAME=LOW..HIGH", Description = $"Condition at baseline, {Ranges}; may be given several times" };
    private readonly Option<bool> _percent = new("--percent") { Description = "Compare changes in per cent of the first visit" };
    private readonly Option<string> _year = Arguments.Number("--at", "Year of the last visit (default: the horizon)");
    private readonly Option<string> _replicates = Arguments.Number("--replicates", "How often the trial is repeated (default: 1000)");
    private readonly Option<string> _patients = Arguments.Number("--patients", "Patients simulated, from whom participants are drawn, in place of the scenario's");
    private readonly Option<string> _output = new("--out") { HelpName = "FILE", Description = "Also write the results to this CSV file" };

    public static Command Create()
    {
        var trial = new TrialCommand();
        var command = new ExampleCommand(
            "trial",
            "Emulate a trial in the arms of a scenario: participants drawn at random, measured twice with the noise of scans, arms compared, a thousand times over. Tells the effect that there is and the power to find it.",
            ("cohort trial scenarios/trial-vitamin-k-valve.yaml --outcome avc --size 180 --include avc=300..", "AVADEC: 365 men with a valve score of 300 AU or more, two years."),
            ("cohort trial my.yaml --outcome cac --percent --size 90 --include cac=100..3500 --out trial.csv", "Changes in per cent, results as a table."))
        {
            trial._scenario,
            trial._outcome,
            trial._size,
            trial._include,
            trial._percent,
            trial._year,
            trial._replicates,
            trial._patients,
            trial._output,
        };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(trial.Run(parsed, cancellationToken)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        var plan = LoadedScenario.Load(parsed.GetRequiredValue(_scenario), new ScenarioOverrides(parsed.GetValue(_patients))).Plan;
        if (plan.Scenario.Arms.Count < 2)
        {
            throw new RefusedInputException(parsed.GetRequiredValue(_scenario), "has one arm; a trial needs two or more.");
        }

        var year = parsed.GetValue(_year) is { } text ? (int)Arguments.Whole("--at", text, 1, plan.Scenario.Years, ", the years of the scenario") : plan.Scenario.Years;
        var design = new TrialDesign(
            Known("--outcome", parsed.GetRequiredValue(_outcome)),
            year,
            parsed.GetValue(_percent),
            (int)Arguments.Whole("--size", parsed.GetRequiredValue(_size), 2, 1_000_000),
            parsed.GetValue(_replicates) is { } replicates ? (int)Arguments.Whole("--replicates", replicates, 10, 1_000_000) : 1000,
            [.. (parsed.GetValue(_include) ?? []).Select(Include)]);
        LeftOut.TellCustomOutcomes(plan.Scenario, parsed.InvocationConfiguration.Error);
        var console = new CommandConsole(parsed.InvocationConfiguration);
        IReadOnlyList<TrialResult> results = [];
        if (console.IsTerminal)
        {
            console.Ansi.Progress().Start(context =>
            {
                var task = context.AddTask("patients", maxValue: plan.Scenario.Patients);
                results = TrialEmulation.Run(plan, design, done => task.Value = done, cancellationToken);
            });
        }
        else
        {
            results = TrialEmulation.Run(plan, design, _ => { }, cancellationToken);
        }

        if (parsed.GetValue(_output) is { } file)
        {
            CsvOutput.Write(file, AnswerTables.Trial.Columns, results, (row, one) =>
            {
                row.Text(one.Arm);
                row.Numbers(one.Eligible, one.Change, one.ChangeOfFirst, one.Effect, one.Spread, one.Power, one.WrongWay, one.SizeForPower);
            });
        }

        Print(console.Ansi, plan.Scenario, design, results);
        return ExitCode.Done;
    }

    private static void Print(IAnsiConsole console, Scenario scenario, TrialDesign design, IReadOnlyList<TrialResult> results)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.Title = new TableTitle(FormattableString.Invariant(
            $"Change of {design.Outcome}{(design.Percent ? ", %" : "")} after {design.Year} years, {design.Size} participants an arm, {design.Replicates:N0} trials; against {scenario.Arms[0].Name}"));
        table.AddColumns(
            new TableColumn("Arm"), new TableColumn("Eligible").RightAligned(), new TableColumn("Change").RightAligned(), new TableColumn("In comparator").RightAligned(),
            new TableColumn("Effect").RightAligned(), new TableColumn("SD of a trial's effect").RightAligned(), new TableColumn("Power").RightAligned(),
            new TableColumn("Wrong way").RightAligned(), new TableColumn("Size for 80 %").RightAligned());
        foreach (var one in results)
        {
            table.AddRow(new[]
            {
                one.Arm, one.Eligible.ToString("N0", CultureInfo.InvariantCulture), CompareCommand.Short(one.Change), CompareCommand.Short(one.ChangeOfFirst), CompareCommand.Short(one.Effect),
                CompareCommand.Short(one.Spread), one.Power.ToString("P1", CultureInfo.InvariantCulture), one.WrongWay.ToString("P1", CultureInfo.InvariantCulture),
                double.IsFinite(one.SizeForPower) ? Math.Ceiling(one.SizeForPower).ToString("N0", CultureInfo.InvariantCulture) : "",
            }.Select(cell => new Text(cell)));
        }

        console.Write(table);
    }

    private static Inclusion Include(string text)
    {
        var parts = text.Split('=', 2);
        var ends = parts.Length == 2 ? parts[1].Split("..", 2) : [];
        if (ends.Length != 2 || !End(ends[0], double.NegativeInfinity, out var low) || !End(ends[1], double.PositiveInfinity, out var high) || low > high)
        {
            throw new RefusedInputException("--include", $"must be a quantity and a range, {Ranges}; found '{text}'.");
        }

        return new Inclusion(Known("--include", parts[0]), low, high);

        static bool End(string number, double open, out double value)
        {
            value = open;
            return number.Length == 0 || double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
        }
    }

    private static string Known(string option, string name) => TrialEmulation.Quantities.Contains(name) ? name : throw new RefusedInputException(
        option, $"no quantity is named '{name}'{(NearestName.Among(name, TrialEmulation.Quantities) is { } near ? $"; did you mean '{near}'?" : ".")} Quantities are the state variables of docs/OUTPUT.md.");
}
