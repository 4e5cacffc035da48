using System.CommandLine;
using System.Globalization;
using Cohort.Simulation;
using Cohort.Simulation.Analysis;
using Cohort.Simulation.Output;
using Spectre.Console;

namespace Cohort.Cli;

/// <summary><c>cohort economics</c>: costs, quality-adjusted life-years and what follows from them.</summary>
internal static class EconomicsCommand
{
    private const double UsualDiscount = 0.03;
    private const double HighestThreshold = 200_000;
    private const double ThresholdStep = 5_000;

    public static Command Create()
    {
        var directory = new Argument<string>("DIR") { Description = "Folder of a finished run" };
        var table = new Option<string>("--table") { HelpName = "FILE", Description = "Utilities and costs: CSV with the columns kind, name, utility, cost", Required = true };
        var costs = new Option<string>("--discount-costs") { HelpName = "RATE", Description = "Yearly discount rate of costs (default: 0.03)" };
        var qalys = new Option<string>("--discount-qalys") { HelpName = "RATE", Description = "Yearly discount rate of QALYs and life-years (default: 0.03)" };
        var output = new Option<string>("--out") { HelpName = "DIR", Description = "Folder for economics.csv, plane.csv and acceptability.csv (default: the run's folder)" };
        var command = new ExampleCommand(
            "economics",
            "Costs, quality-adjusted life-years (QALYs), the cost of a QALY gained (ICER), the cost-effectiveness plane and acceptability curves of the arms of a run, by a table of utilities and costs of yours.",
            ("cohort economics results/warfarin-to-doac --table scenarios/economics-us.csv", "Prints the arms and writes economics.csv, plane.csv and acceptability.csv beside the run's files."),
            ("cohort economics results/my --table my-costs.csv --discount-costs 0.035 --discount-qalys 0.015", "Discounted as you like."))
        {
            directory,
            table,
            costs,
            qalys,
            output,
        };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(directory);
            using var results = RunResults.Open(path);
            var scenario = SavedPlanFile.Read(Path.Combine(path, RunDirectory.Plan)).Scenario;
            var arms = scenario.Arms.Select(arm => arm.Name).ToArray();
            var items = EconomicTable.Read(parsed.GetRequiredValue(table), arms);
            var replicates = Replicates.Read(path, scenario);
            var economics = new HealthEconomics(
                arms, scenario.Years, replicates.Headlines, items, Rate("--discount-costs", parsed.GetValue(costs)), Rate("--discount-qalys", parsed.GetValue(qalys)));
            var rows = economics.Results();
            var folder = parsed.GetValue(output) ?? path;
            var thresholds = Enumerable.Range(0, (int)(HighestThreshold / ThresholdStep) + 1).Select(i => i * ThresholdStep).ToArray();
            CsvOutput.Write(Path.Combine(folder, AnswerTables.Economics.Name), AnswerTables.Economics.Columns, rows, (row, one) =>
            {
                row.Text(one.Arm, one.Position);
                row.Numbers(
                    one.LifeYears, one.Qalys, one.Cost, one.QalyGain, one.QalyGainInterval.Low, one.QalyGainInterval.High, one.ExtraCost, one.ExtraCostInterval.Low,
                    one.ExtraCostInterval.High, one.Icer, one.FrontierIcer);
            });
            CsvOutput.Write(Path.Combine(folder, AnswerTables.Plane.Name), AnswerTables.Plane.Columns, economics.Plane(), (row, one) =>
            {
                row.Text(one.Arm);
                row.Numbers(one.QalyGain, one.ExtraCost);
            });
            CsvOutput.Write(Path.Combine(folder, AnswerTables.Acceptability.Name), AnswerTables.Acceptability.Columns, economics.Acceptability(thresholds), (row, one) =>
            {
                row.Numbers(one.Threshold);
                row.Text(one.Arm);
                row.Numbers(one.Probability);
            });
            Print(new CommandConsole(parsed.InvocationConfiguration).Ansi, rows);
            parsed.InvocationConfiguration.Output.WriteLine($"Written to {folder}: economics.csv, plane.csv, acceptability.csv.");
        });
        return command;
    }

    private static double Rate(string option, string? text) => text == null ? UsualDiscount
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) && rate <= 1 ? rate
        : throw new RefusedInputException(option, $"must be a rate from 0 to 1 a year, such as 0.03; found '{text}'.");

    private static void Print(IAnsiConsole console, IReadOnlyList<EconomicResult> rows)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.Title = new TableTitle("Per person at baseline, discounted; 95 % intervals of Monte Carlo error");
        table.AddColumns(
            new TableColumn("Arm"), new TableColumn("Life-years").RightAligned(), new TableColumn("QALYs").RightAligned(), new TableColumn("Cost").RightAligned(),
            new TableColumn("QALY gain").RightAligned(), new TableColumn("Extra cost").RightAligned(), new TableColumn("Cost of a QALY").RightAligned(), new TableColumn("On the frontier").RightAligned(), new TableColumn("Position"));
        foreach (var one in rows)
        {
            var first = one.Position == "comparator";
            table.AddRow(new[]
            {
                one.Arm, Number(one.LifeYears, "0.0000"), Number(one.Qalys, "0.0000"), Number(one.Cost, "N0"),
                first ? "" : $"{Number(one.QalyGain, "0.00000")} ({Number(one.QalyGainInterval.Low, "0.00000")} to {Number(one.QalyGainInterval.High, "0.00000")})",
                first ? "" : $"{Number(one.ExtraCost, "N1")} ({Number(one.ExtraCostInterval.Low, "N1")} to {Number(one.ExtraCostInterval.High, "N1")})",
                one.Position is "dominates" or "dominated" ? "" : Number(one.Icer, "N0"), Number(one.FrontierIcer, "N0"), one.Position,
            }.Select(cell => new Text(cell)));
        }

        console.Write(table);
    }

    private static string Number(double value, string format) => double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : "";
}
