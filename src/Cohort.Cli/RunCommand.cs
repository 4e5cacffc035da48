using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Cohort.Simulation.Output;
using Cohort.Simulation.Running;
using Cohort.Simulation.Scenarios;

namespace Cohort.Cli;

/// <summary><c>cohort run</c>: simulates a scenario and writes its results.</summary>
internal sealed class RunCommand
{
    private const int MostThreads = 1024;

    // Histories are simulated a few patients at a time, so that an interruption need not wait for all.
    private const int HistoriesAtOnce = 64;

    private readonly ISimulationEngineFactory _engines;
    private readonly Argument<string> _scenario = Arguments.Scenario();
    private readonly Option<string> _patients = Arguments.Number("--patients", "Number of virtual patients, in place of the scenario's");
    private readonly Option<string> _years = Arguments.Number("--years", "Years simulated, in place of the scenario's");
    private readonly Option<string> _seed = Arguments.Number("--seed", "Key of every random draw, in place of the scenario's");
    private readonly Option<string> _threads = Arguments.Number("--threads", "Worker threads; results do not depend on them (default: one a processor)");
    private readonly Option<bool> _quiet = new("--quiet") { Description = "Print nothing but errors" };
    private readonly Option<bool> _force = new("--force") { Description = "Replace the results of an earlier run in the folder" };

    private readonly Option<string> _out = new("--out")
    {
        HelpName = "DIR",
        Description = "Folder of the results (default: results/NAME, NAME as the scenario says)",
    };

    private RunCommand(ISimulationEngineFactory engines) => _engines = engines;

    public static Command Create(ISimulationEngineFactory engines)
    {
        var run = new RunCommand(engines);
        var command = new ExampleCommand(
            "run",
            "Simulate a scenario and write its results: outcomes by year and stratum, arms compared, histories of sampled patients.",
            ("cohort run scenarios/warfarin-to-doac.yaml", "Writes results/warfarin-to-doac/."),
            ("cohort run my.yaml --patients 5000 --years 10", "A quick first look at a scenario of your own."),
            ("cohort run my.yaml --seed 2 --out results/my-2", "Other patients and chances, in another folder."),
            ("cohort run my.yaml --force --quiet", "For scripts: replaces earlier results and prints only errors."))
        {
            run._scenario,
            run._patients,
            run._years,
            run._seed,
            run._out,
            run._threads,
            run._quiet,
            run._force,
        };
        command.SetAction(run.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var started = DateTimeOffset.UtcNow;
        var clock = Stopwatch.StartNew();
        var console = new CommandConsole(parsed.InvocationConfiguration);
        var output = parsed.GetValue(_quiet) ? TextWriter.Null : console.Output;
        var overrides = new ScenarioOverrides(parsed.GetValue(_patients), parsed.GetValue(_years), parsed.GetValue(_seed));
        var threads = parsed.GetValue(_threads) is { } text ? (int)Arguments.Whole("--threads", text, 1, MostThreads) : Environment.ProcessorCount;

        var loaded = LoadedScenario.Load(parsed.GetRequiredValue(_scenario), overrides);
        var plan = loaded.Plan;
        var path = parsed.GetValue(_out) ?? Path.Combine("results", plan.Scenario.Name);
        var force = parsed.GetValue(_force);
        RunDirectory.Check(path, force);

        output.WriteLine($"{plan.Scenario.Name}: {loaded.Size}");
        foreach (var note in loaded.Notes)
        {
            output.WriteLine($"note: {note}");
        }

        var progress = parsed.GetValue(_quiet) ? new SilentProgress()
            : console.IsTerminal ? new BarProgress(console.Ansi)
            : (IRunProgress)new LineProgress(console.Output, TimeProvider.System);
        var simulating = Stopwatch.StartNew();
        var done = 0L;
        RunUpdate last;
        TimeSpan elapsed;
        List<PatientHistory> histories;
        try
        {
            last = await progress.FollowAsync(plan.Scenario.Patients, Watched(), cancellationToken).ConfigureAwait(false);
            elapsed = simulating.Elapsed;

            // The workers' tables are done with; without this they would stay until after the files, which want memory too.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
            histories = Histories(plan, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw NothingWritten(done, plan, path);
        }

        HorizonResults results;
        using (var directory = RunDirectory.Create(path, force, cancellationToken))
        {
            try
            {
                var timings = new RunTimings(started, elapsed, _engines.Name, threads, last.PatientYears, Process.GetCurrentProcess().PeakWorkingSet64);
                results = RunFiles.WriteAll(directory, plan, last.Table!, histories, timings);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw new InterruptedException("Interrupted while the files were written. " + directory.DescribeKept());
            }

            if (!parsed.GetValue(_quiet))
            {
                ComparisonTable.Print(console.Ansi, plan.Scenario, results);
                PrintFiles(output, directory);
            }
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{last.PatientYears:N0} patient-years in {elapsed.TotalSeconds:0.0} s ({last.PatientYears / elapsed.TotalSeconds:N0} a second), {clock.Elapsed.TotalSeconds:0.0} s in all."));
        return ExitCode.Done;

        async IAsyncEnumerable<RunUpdate> Watched()
        {
            await foreach (var update in _engines.Create(threads).RunAsync(plan, null, cancellationToken).ConfigureAwait(false))
            {
                done = update.PatientsDone;
                yield return update;
            }
        }
    }

    private static InterruptedException NothingWritten(long done, RunPlan plan, string path)
    {
        var kept = Directory.Exists(path) ? $"; {path} is as it was" : "";
        return new(FormattableString.Invariant($"Interrupted after {done:N0} of {plan.Scenario.Patients:N0} patients. Nothing was written{kept}."));
    }

    private static List<PatientHistory> Histories(RunPlan plan, CancellationToken cancellationToken)
    {
        var simulator = SegmentSimulator.Create();
        var histories = new List<PatientHistory>();
        foreach (var patients in plan.SampledPatients.Chunk(HistoriesAtOnce))
        {
            cancellationToken.ThrowIfCancellationRequested();
            histories.AddRange(simulator.Histories(plan, patients));
        }

        return histories;
    }

    private static void PrintFiles(TextWriter output, RunDirectory directory)
    {
        output.WriteLine($"Written to {directory.Path}:");
        foreach (var file in directory.Files)
        {
            output.WriteLine(FormattableString.Invariant($"  {file.Name,-18}{file.Bytes,14:N0} bytes"));
        }
    }
}
