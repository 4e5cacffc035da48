using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Cohort.Simulation.Running;
using Cohort.Simulation.Validation;
using Spectre.Console;

namespace Cohort.Cli;

/// <summary><c>cohort validate</c>: published figures against what the model gives for them.</summary>
internal sealed class ValidateCommand
{
    private const int MostThreads = 1024;
    private readonly Option<string> _targets = new("--targets") { HelpName = "FILE", Description = "Targets (CSV; default: those of the program)" };
    private readonly Option<string> _out = new("--out")
    {
        HelpName = "DIR",
        Description = "Directory for validation.csv, VALIDATION.md and figures",
        DefaultValueFactory = _ => Path.Combine("results", "validation"),
    };

    private readonly Option<bool> _full = new("--full") { Description = "Four times as many people: smaller Monte Carlo errors, some minutes" };
    private readonly Option<string> _threads = Arguments.Number("--threads", "Worker threads; results do not depend on them (default: one a processor)");

    public static Command Create()
    {
        var validate = new ValidateCommand();
        var command = new ExampleCommand(
            "validate",
            "Compare the model with published figures: each target with its interval, the simulated value and a verdict.",
            ("cohort validate", "The targets of the program, in under a minute."),
            ("cohort validate --full --out docs", "With smaller errors, to renew docs/VALIDATION.md and its figures."),
            ("cohort validate --targets mine.csv", "Your own targets, written as docs/TARGETS.md says."))
        {
            validate._targets,
            validate._out,
            validate._full,
            validate._threads,
        };
        command.SetAction((parsed, cancellationToken) => Task.Run(() => validate.Run(parsed, cancellationToken), CancellationToken.None));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        var console = new CommandConsole(parsed.InvocationConfiguration);
        var threads = parsed.GetValue(_threads) is { } text ? (int)Arguments.Whole("--threads", text, 1, MostThreads) : Environment.ProcessorCount;
        var targets = parsed.GetValue(_targets) is { } file ? TargetFile.Load(file) : TargetFile.LoadCommitted();
        var directory = parsed.GetRequiredValue(_out);
        var clock = Stopwatch.StartNew();
        Validation validation;
        try
        {
            validation = Validator.Run(Model.Default, targets, parsed.GetValue(_full) ? Fidelity.Full : Fidelity.Normal, threads, Figures.Queries, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new StoppedException("Interrupted; nothing was written.", ExitCode.Interrupted);
        }

        ValidationFiles.Write(directory, validation);
        Print(console.Ansi, validation);
        console.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Written to {directory} after {clock.Elapsed.TotalSeconds:0} s."));
        return ExitCode.Done;
    }

    private static void Print(IAnsiConsole console, Validation validation)
    {
        var tally = new Tally(validation.Results);
        foreach (var group in validation.Results.Where(result => result.Verdict != Verdict.NotEvaluated).GroupBy(result => result.Target.Class))
        {
            var table = new Table { Border = TableBorder.Minimal, Title = new TableTitle(ValidationReport.Name(group.Key)) };
            table.AddColumns("id", "what", "published", "simulated", "error", "unit", "verdict");
            foreach (var (target, simulated, error, _, verdict) in group)
            {
                table.AddRow(new[]
                {
                    target.Id, ValidationReport.What(target), ValidationReport.Published(target), ValidationReport.Number(simulated), ValidationReport.Number(error),
                    target.Unit, ValidationReport.Name(verdict) + (target.Set.Length > 0 ? $" (set {target.Set})" : ""),
                }.Select(cell => new Text(cell)).ToArray());
            }

            console.Write(table);
        }

        var counts = new Table { Border = TableBorder.Minimal, Title = new TableTitle("Verdicts, each set counted once") };
        counts.AddColumns(["class", .. Enum.GetValues<Verdict>().Select(ValidationReport.Name)]);
        foreach (var targetClass in Enum.GetValues<TargetClass>().Reverse())
        {
            counts.AddRow([ValidationReport.Name(targetClass), .. Enum.GetValues<Verdict>().Select(verdict => tally[targetClass, verdict].ToString(CultureInfo.InvariantCulture))]);
        }

        console.Write(counts);
        console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{tally.Count(Verdict.Pass)} of {tally.Counting} fitted and independent targets passed ({100 * tally.SharePassed:0} %)."));
    }
}
