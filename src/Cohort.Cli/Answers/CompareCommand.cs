using System.CommandLine;
using System.Globalization;
using Cohort.Simulation;
using Cohort.Simulation.Analysis;
using Cohort.Simulation.Output;
using Spectre.Console;

namespace Cohort.Cli;

/// <summary><c>cohort compare</c>: arms of finished runs against each other.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var directories = new Argument<string[]>("DIR") { Description = "Folders of finished runs; the first arm of the first is the comparator", Arity = ArgumentArity.OneOrMore };
        var at = Arguments.Number("--at", "Year after baseline (default: the horizon)");
        var only = new Option<string[]>("--outcome") { HelpName = "NAME", Description = "Only this outcome (and its rate), such as deaths_per_1000; may be given several times", AllowMultipleArgumentsPerToken = false };
        var output = new Option<string>("--out") { HelpName = "FILE", Description = "Also write every contrast to this CSV file" };
        var command = new ExampleCommand(
            "compare",
            "Compare arms, within a run or across runs of the same patients: differences, ratios, rate ratios, restricted mean survival and numbers needed to treat, with 95 % intervals of Monte Carlo error, patients paired.",
            ("cohort compare results/warfarin-to-doac", "Every arm against the first, at the horizon."),
            ("cohort compare results/a results/b --at 10 --outcome deaths_per_1000", "Two runs of one population and seed, after ten years, one outcome."),
            ("cohort compare results/a results/b --out compare.csv", "Every contrast as a table."))
        {
            directories,
            at,
            only,
            output,
        };
        command.SetAction(parsed =>
        {
            var comparison = RunComparison.Open(parsed.GetRequiredValue(directories));
            var year = parsed.GetValue(at) is { } text ? (int)Arguments.Whole("--at", text, 1, comparison.Years, ", the years of the runs") : comparison.Years;
            var contrasts = comparison.At(year);
            if (contrasts.Count == 0)
            {
                parsed.InvocationConfiguration.Output.WriteLine("The run has one arm; give a second run, or a scenario with more arms.");
                return ExitCode.Done;
            }

            var wanted = parsed.GetValue(only) ?? [];
            Arguments.RefuseUnknownOutcomes(wanted, contrasts.Select(one => one.Outcome).Distinct());
            var shown = contrasts.Where(one => wanted.Length == 0 || wanted.Any(name => one.Outcome == name || one.Outcome == name + RunComparison.RateSuffix)).ToArray();
            if (parsed.GetValue(output) is { } file)
            {
                CsvOutput.Write(file, AnswerTables.Compare.Columns, shown, Write);
                parsed.InvocationConfiguration.Output.WriteLine($"Written to {file}: {shown.Length.ToString(CultureInfo.InvariantCulture)} contrasts.");
            }

            Print(new CommandConsole(parsed.InvocationConfiguration).Ansi, shown, year, comparison.Several);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Write(CsvOutput.Row row, Contrast one)
    {
        row.Text(one.Run, one.Arm, one.Comparator, one.Measure, one.Outcome, one.Unit);
        row.Numbers(one.InArm, one.InComparator, one.Value, one.Low, one.High);
    }

    private static void Print(IAnsiConsole console, IReadOnlyList<Contrast> contrasts, int year, bool several)
    {
        foreach (var group in contrasts.GroupBy(one => (one.Run, one.Arm, one.Comparator)))
        {
            var table = new Table().Border(TableBorder.Simple);
            table.Title = new TableTitle(FormattableString.Invariant($"{(several ? $"{group.Key.Run}/" : "")}{group.Key.Arm} against {group.Key.Comparator} after {year} years"));
            table.AddColumns(
                new TableColumn("Outcome"), new TableColumn("Unit"), new TableColumn("In arm").RightAligned(), new TableColumn("In comparator").RightAligned(),
                new TableColumn("Measure"), new TableColumn("Value").RightAligned(), new TableColumn("95 % interval").RightAligned());
            foreach (var one in group)
            {
                table.AddRow(new[]
                {
                    one.Outcome, one.Unit, Short(one.InArm), Short(one.InComparator), one.Measure.Replace('_', ' '), Short(one.Value),
                    double.IsNaN(one.Low) ? "" : $"{Short(one.Low)} to {Short(one.High)}",
                }.Select(cell => new Text(cell)));
            }

            console.Write(table);
        }
    }

    internal static string Short(double value) => double.IsFinite(value) ? value.ToString("G4", CultureInfo.InvariantCulture) : "";
}
