using System.CommandLine;
using System.Globalization;
using Cohort.Simulation;
using Cohort.Simulation.Analysis;
using Spectre.Console;

namespace Cohort.Cli;

/// <summary><c>cohort query</c> and <c>cohort export</c>: a run's files as a database.</summary>
internal static class QueryCommand
{
    public static Command Create()
    {
        var directory = Directory();
        var sql = new Argument<string>("SQL") { Description = "One statement; tables are named after the run's CSV files: outcomes, summary, comparisons, replicates, trajectories, events" };
        var csv = new Option<bool>("--csv") { Description = "Print CSV in place of a table" };
        var command = new ExampleCommand(
            "query",
            "Ask a run's tables a question in SQL.",
            ("cohort query results/my \"select arm, value from summary where stratum = 'all' and outcome = 'mean_cac'\"", "A neat table."),
            ("cohort query results/my \"select calendar_year, sum(alive) from outcomes where arm = 'usual-care' group by 1\" --csv", "CSV for another program."))
        {
            directory,
            sql,
            csv,
        };
        command.SetAction(parsed =>
        {
            using var database = RunDatabase.Load(parsed.GetRequiredValue(directory));
            var (columns, rows) = database.Query(parsed.GetRequiredValue(sql));
            if (parsed.GetValue(csv))
            {
                var output = parsed.InvocationConfiguration.Output;
                var header = new CsvOutput.Row();
                header.Text(columns);
                output.Write(string.Join(',', header.Cells) + "\n");
                foreach (var row in rows)
                {
                    var cells = new CsvOutput.Row();
                    cells.Text(row.Select(Text));
                    output.Write(string.Join(',', cells.Cells) + "\n");
                }

                return;
            }

            var table = new Table().Border(TableBorder.Simple);
            table.AddColumns([.. columns.Select((name, i) => rows.Any(row => row[i] is string) ? new TableColumn(name) : new TableColumn(name).RightAligned())]);
            foreach (var row in rows)
            {
                table.AddRow(row.Select(cell => new Text(Text(cell))));
            }

            var console = new CommandConsole(parsed.InvocationConfiguration);
            console.Ansi.Write(table);
            console.Output.WriteLine(FormattableString.Invariant($"{rows.Count:N0} rows"));
        });
        return command;
    }

    public static Command CreateExport()
    {
        var directory = Directory();
        var file = new Option<string>("--sqlite") { HelpName = "FILE", Description = "The database to write", Required = true };
        var force = new Option<bool>("--force") { Description = "Replace the file" };
        var command = new ExampleCommand(
            "export",
            "Write a run's tables to a SQLite database.",
            ("cohort export results/my --sqlite my.db", "A table for each CSV file of the run."))
        {
            directory,
            file,
            force,
        };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(file);
            if (File.Exists(path) && !parsed.GetValue(force))
            {
                throw new RefusedInputException(path, "exists; give --force to replace it, or name another file");
            }

            var part = path + ".part";
            try
            {
                File.Delete(part);
                using (var database = RunDatabase.Load(parsed.GetRequiredValue(directory), part))
                {
                    foreach (var (table, rows) in database.Tables)
                    {
                        parsed.InvocationConfiguration.Output.WriteLine(FormattableString.Invariant($"  {table,-14}{rows,12:N0} rows"));
                    }
                }

                File.Move(part, path, overwrite: true);
            }
            finally
            {
                File.Delete(part);
            }

            parsed.InvocationConfiguration.Output.WriteLine($"Written to {path}.");
        });
        return command;
    }

    private static Argument<string> Directory() => new("DIR") { Description = "Folder of a finished run" };

    private static string Text(object? cell) => cell switch
    {
        null => "",
        double number => number.ToString("G9", CultureInfo.InvariantCulture),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString()!,
    };
}
