using System.CommandLine;
using System.Text;
using Cohort.Simulation.Output;
using Cohort.Simulation.Reporting;

namespace Cohort.Cli;

/// <summary><c>cohort report</c>: a finished run as one page.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var directory = new Argument<string>("DIR") { Description = "Folder of a finished run" };
        var output = new Option<string>("--out") { HelpName = "FILE", Description = $"Where to (default: {RunReport.FileName} in the run's folder)" };
        var command = new ExampleCommand(
            "report",
            "Write a report of a run: one HTML file with question, arms, figures, tables, methods and provenance. It needs no network and prints well.",
            ("cohort report results/warfarin-to-doac", $"Writes results/warfarin-to-doac/{RunReport.FileName}."))
        {
            directory,
            output,
        };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(directory);
            var html = RunReport.Of(path);
            var file = parsed.GetValue(output) ?? Path.Combine(path, RunReport.FileName);
            WholeFile.Write(file, stream => stream.Write(Encoding.UTF8.GetBytes(html)));
            parsed.InvocationConfiguration.Output.WriteLine(FormattableString.Invariant($"Written to {file} ({new FileInfo(file).Length / 1024:N0} kB)."));
        });
        return command;
    }
}
