using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Cohort.Simulation.Experiments;
using Cohort.Simulation.Output;

namespace Cohort.Cli;

/// <summary>Simulates an experiment to its end, tells how it goes, and keeps its state on the way: the same command goes on after whatever stopped it.</summary>
internal sealed class ExperimentToEnd(int threads, TimeSpan checkpointInterval, bool force, bool quiet, InvocationConfiguration invocation)
{
    private readonly CommandConsole _console = new(invocation);

    /// <summary>Where to tell what happens; nowhere if quiet.</summary>
    public TextWriter Output { get; } = quiet ? TextWriter.Null : invocation.Output;

    public CommandConsole Console => _console;

    public bool Quiet => quiet;

    /// <summary>Simulates the experiment in a directory and writes its files.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="experiment">The experiment.</param>
    /// <param name="write">Writes the files.</param>
    /// <param name="cancellationToken">Interrupts.</param>
    /// <exception cref="StoppedException">The user stopped it.</exception>
    public void Execute(
        string path, Experiment experiment, Action<RunDirectory, IReadOnlyList<PointResult>> write, CancellationToken cancellationToken)
    {
        if (!force && UnfinishedExperiment.IsFinished(path, experiment))
        {
            Output.WriteLine($"{path} holds the results of this very experiment; nothing is left to do (--force does it again).");
            return;
        }

        using var kept = UnfinishedExperiment.Open(path, experiment, force);
        var clock = Stopwatch.StartNew();
        Output.WriteLine(Describe(experiment));
        LeftOut.TellCustomOutcomes(experiment.Points[0].Scenario, Output);
        if (kept.DoneBefore > 0)
        {
            Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{100.0 * kept.DoneBefore / experiment.Patients:0} % was simulated before"));
        }

        IReadOnlyList<PointResult> results;
        try
        {
            results = Simulate(experiment, kept, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new StoppedException("Interrupted; the same command goes on from there.", ExitCode.Interrupted);
        }

        using var directory = RunDirectory.Create(path, cancellationToken);
        File.Delete(Path.Combine(path, ExperimentJson.Name));
        write(directory, results);
        kept.Remove();
        Output.WriteLine($"Written to {path} after {clock.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s:");
        foreach (var file in directory.Files.Where(file => !IsPlot(file)))
        {
            Output.WriteLine(FormattableString.Invariant($"  {file.Name,-18}{file.Bytes,14:N0} bytes"));
        }

        if (directory.Files.Count(IsPlot) is var plots and > 0)
        {
            Output.WriteLine(FormattableString.Invariant($"  {plots} plots, such as {directory.Files.First(IsPlot).Name}"));
        }

        static bool IsPlot(WrittenFile file) => file.Name.EndsWith(".svg", StringComparison.Ordinal);
    }

    /// <summary>Simulates with progress.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="kept">Where its state is kept; null to keep none.</param>
    /// <param name="cancellationToken">Interrupts.</param>
    public IReadOnlyList<PointResult> Simulate(Experiment experiment, UnfinishedExperiment? kept, CancellationToken cancellationToken)
    {
        var runner = new ExperimentRunner(experiment, threads, kept) { SaveInterval = checkpointInterval };
        return quiet
            ? runner.Run(_ => { }, cancellationToken)
            : ExperimentProgress.Follow(_console, experiment.Patients, kept?.DoneBefore ?? 0, report => runner.Run(report, cancellationToken));
    }

    private static string Describe(Experiment experiment)
    {
        var scenario = experiment.Points[0].Scenario;
        return FormattableString.Invariant(
            $"{scenario.Name}: {experiment.Points.Count:N0} points x {scenario.Patients:N0} patients x {scenario.Years} years x {scenario.Arms.Count} arms; the past is simulated {experiment.BatchCount:N0} times");
    }
}
