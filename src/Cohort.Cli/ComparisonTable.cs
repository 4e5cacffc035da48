using System.Globalization;
using Cohort.Simulation.Output;
using Cohort.Simulation.Scenarios;
using Spectre.Console;

namespace Cohort.Cli;

/// <summary>The table that ends a run: main outcomes of every arm, and how they differ from the first.</summary>
internal static class ComparisonTable
{
    private static readonly string[] Main =
    [
        "deaths_per_1000", "life_years", "cardiovascular_deaths_per_1000", "myocardial_infarctions_per_1000", "valve_replacements_per_1000",
        "major_bleedings_per_1000", "mean_cac", "mean_avc", "mean_pwv", "prev_stenosis_moderate_or_severe",
    ];

    public static void Print(IAnsiConsole console, Scenario scenario, HorizonResults results)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.Title = new TableTitle(FormattableString.Invariant($"After {scenario.Years} years"));
        table.AddColumns(new TableColumn("Outcome"), new TableColumn("Unit"), new TableColumn("Arm"), new TableColumn("Value").RightAligned());
        var compared = scenario.Arms.Count > 1;
        if (compared)
        {
            table.AddColumns(
                new TableColumn(new Text($"Difference from {scenario.Arms[0].Name}")).RightAligned(),
                new TableColumn("95 % interval").RightAligned());
        }

        foreach (var outcome in Outcome.All.Where(one => Main.Contains(one.Name)))
        {
            for (var arm = 0; arm < scenario.Arms.Count; arm++)
            {
                var value = results.Value(arm, outcome);
                var (difference, interval) = results.Difference(arm, outcome);
                var digits = Digits(value, outcome);
                string[] row =
                [
                    arm == 0 ? outcome.Name : "", arm == 0 ? outcome.Unit : "", scenario.Arms[arm].Name, Number(value, digits, signed: false),
                    .. compared ? arm == 0 ? ["", ""] : Compared(difference, interval, outcome) : Array.Empty<string>(),
                ];
                table.AddRow(row.Select(cell => new Text(cell)));
            }
        }

        console.Write(table);
    }

    private static string[] Compared(double difference, Interval interval, Outcome outcome)
    {
        // The interval decides how many digits are worth reading.
        var digits = Digits(100 * (interval.High - interval.Low), outcome);
        return double.IsNaN(interval.Low)
            ? [Number(difference, outcome.Digits, signed: true), "not defined"]
            : [Number(difference, digits, signed: true), $"{Number(interval.Low, digits, signed: true)} to {Number(interval.High, digits, signed: true)}"];
    }

    // Four significant digits, yet no more decimals than the files have.
    private static int Digits(double value, Outcome outcome) => double.IsFinite(value) && value != 0
        ? Math.Clamp(3 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, outcome.Digits)
        : 0;

    private static string Number(double value, int digits, bool signed)
    {
        var format = digits == 0 ? "#,0" : "#,0." + new string('0', digits);
        return double.IsNaN(value) ? "-" : value.ToString(signed ? $"+{format};-{format};{format}" : format, CultureInfo.InvariantCulture);
    }
}
