using Cohort.Simulation.Running;

namespace Cohort.Cli.Tests;

public sealed class FailureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task FailureOfASegmentIsOneLine()
    {
        var (code, error) = await RunAsync(new FaultyEngine(new SegmentFailedException(3, new InvalidDataException("torn"))));
        Assert.Equal((1, "cohort: Segment 3 failed: torn\n"), (code, error));
    }

    [Fact]
    public async Task UnexpectedFailureIsOneLineWithAHint()
    {
        var (code, error) = await RunAsync(new FaultyEngine(new InvalidTimeZoneException("odd\nindeed")));
        Assert.Equal(1, code);
        Assert.StartsWith("cohort: InvalidTimeZoneException: odd indeed", error);
        Assert.Contains("COHORT_DEBUG=1", Assert.Single(error.TrimEnd().Split('\n')));
        Assert.Equal(["unfinished"], Directory.GetFileSystemEntries(_folder["out"]).Select(Path.GetFileName));
    }

    [Fact]
    public async Task InterruptionLeavesEarlierResultsAsTheyWere()
    {
        Directory.CreateDirectory(_folder["out"]);
        File.WriteAllText(_folder["out", "run.json"], "old");
        using var interruption = new CancellationTokenSource();
        var (code, error) = await RunAsync(new InterruptingEngine(interruption), interruption.Token);
        Assert.Equal(130, code);
        Assert.Equal($"Interrupted after 0 of 500 patients. 'cohort resume {_folder["out"]}' goes on from there.\n", error);
        Assert.Equal("old", File.ReadAllText(_folder["out", "run.json"]));
        Assert.Equal(["run.json", "unfinished"], Directory.GetFileSystemEntries(_folder["out"]).Select(Path.GetFileName).Order());
    }

    private async Task<(int Code, string Error)> RunAsync(ISimulationEngineFactory engines, CancellationToken cancellationToken = default)
    {
        var error = new StringWriter { NewLine = "\n" };
        string[] args = ["run", _folder.Write("tiny.yaml", CommandLine.Scenario), "--out", _folder["out"], "--force"];
        return (await CommandLineHost.RunAsync(CohortCommands.CreateRoot(engines), args, TextWriter.Null, error, cancellationToken), error.ToString());
    }

    private sealed class FaultyEngine(Exception failure) : ISimulationEngineFactory, ISimulationEngine
    {
        public string Name => "faulty";

        public ISimulationEngine Create(int threads) => this;

        public IAsyncEnumerable<RunUpdate> RunAsync(RunPlan plan, Checkpoint? from, CancellationToken cancellationToken) => throw failure;
    }

    private sealed class InterruptingEngine(CancellationTokenSource interruption) : ISimulationEngineFactory, ISimulationEngine
    {
        public string Name => "interrupting";

        public ISimulationEngine Create(int threads) => this;

        public async IAsyncEnumerable<RunUpdate> RunAsync(
            RunPlan plan, Checkpoint? from, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            yield return new RunUpdate(1, 0, 1, 120, 600, null, false);
            await interruption.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
