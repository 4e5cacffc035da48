using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Cohort.Simulation.Calibration;
using Cohort.Simulation.Running;
using Cohort.Simulation.Validation;
using Spectre.Console;

namespace Cohort.Cli;

/// <summary><c>cohort calibrate</c>: re-derives the fitted parameters, and says how far the targets fix them.</summary>
internal sealed class CalibrateCommand
{
    private const int MostThreads = 1024;
    private const int MostIterations = 100;
    private readonly Option<string> _targets = new("--targets") { HelpName = "FILE", Description = "Targets (CSV; default: those of the program); rows of class 'fitted' count" };
    private readonly Option<string> _out = new("--out")
    {
        HelpName = "DIR",
        Description = "Directory for calibration.csv and CALIBRATION.md",
        DefaultValueFactory = _ => Path.Combine("results", "calibration"),
    };

    private readonly Option<string> _iterations = Arguments.Number("--iterations", "Most steps of the fit; 0 = only judge the committed values");
    private readonly Option<string> _threads = Arguments.Number("--threads", "Worker threads; results do not depend on them (default: one a processor)");

    public static Command Create()
    {
        var calibrate = new CalibrateCommand();
        calibrate._iterations.DefaultValueFactory = _ => "3";
        var command = new ExampleCommand(
            "calibrate",
            "For developers: fit the gains of the model to published figures, and tell how far these fix each of them. Changes nothing; prints the lines to change.",
            ("cohort calibrate", "Up to three steps from the committed values, some minutes."),
            ("cohort calibrate --iterations 0", "No step: how well the targets fix the parameters as they are."),
            ("cohort calibrate --out docs", "To renew docs/CALIBRATION.md."))
        {
            calibrate._targets,
            calibrate._out,
            calibrate._iterations,
            calibrate._threads,
        };
        command.SetAction((parsed, cancellationToken) => Task.Run(() => calibrate.Run(parsed, cancellationToken), CancellationToken.None));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        var console = new CommandConsole(parsed.InvocationConfiguration);
        var threads = parsed.GetValue(_threads) is { } text ? (int)Arguments.Whole("--threads", text, 1, MostThreads) : Environment.ProcessorCount;
        var iterations = (int)Arguments.Whole("--iterations", parsed.GetRequiredValue(_iterations), 0, MostIterations);
        var targets = parsed.GetValue(_targets) is { } file ? TargetFile.Load(file) : TargetFile.LoadCommitted();
        var directory = parsed.GetRequiredValue(_out);
        var clock = Stopwatch.StartNew();
        void Report(string line) => console.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalSeconds,5:0} s  {line}"));
        Calibration calibration;
        try
        {
            var options = new CalibrationOptions(iterations, threads, new Fidelity(CalibrationOptions.UsualScale), CalibrationOptions.UsualNormPatients);
            calibration = Calibrator.Run(Model.Default, targets, options, Report, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new StoppedException("Interrupted; nothing was written.", ExitCode.Interrupted);
        }

        CalibrationReport.Write(directory, calibration);
        Print(console, calibration);
        console.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Written to {directory} after {clock.Elapsed.TotalSeconds:0} s."));
        return ExitCode.Done;
    }

    private static void Print(CommandConsole console, Calibration calibration)
    {
        var table = new Table { Border = TableBorder.Minimal };
        table.AddColumns("parameter", "committed", "fitted", "plausible", "prior SD", "posterior SD", "narrowed", "informed most by");
        foreach (var finding in CalibrationReport.Findings(calibration))
        {
            var unknown = finding.Unknown;
            table.AddRow(new[]
            {
                unknown.Name, ValidationReport.Number(unknown.Start), ValidationReport.Number(finding.Value) + (finding.AtEnd ? " (end)" : ""),
                $"{ValidationReport.Number(unknown.Low)} to {ValidationReport.Number(unknown.High)}", ValidationReport.Number(unknown.PriorSd),
                ValidationReport.Number(finding.PosteriorSd), string.Create(CultureInfo.InvariantCulture, $"{100 * finding.Narrowed:0} %"),
                string.Join(", ", finding.InformedBy),
            }.Select(cell => new Text(cell)).ToArray());
        }

        console.Ansi.Write(table);
        var (before, after, of) = CalibrationReport.Passed(calibration);
        console.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Cost {calibration.CostBefore:0.0} before, {calibration.CostAfter:0.0} after; {before} of {of} fitted targets passed before, {after} after."));
        foreach (var (file, line) in CalibrationReport.Changes(calibration))
        {
            console.Output.WriteLine($"{file}: {line}");
        }
    }
}
