using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Output;
using Cohort.Simulation.Running;
using Cohort.Simulation.Scenarios;

namespace Cohort.Cli.Tests;

public sealed class ResumeTests(SeveralSegments whole) : IClassFixture<SeveralSegments>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task OfADamagedCheckpointTheOtherIsUsedAndTheResultsAreTheSame()
    {
        var plan = LoadedScenario.Load(whole.Scenario, new ScenarioOverrides("9000", "2", null)).Plan;
        using (var run = UnfinishedRun.Begin(_folder["out"], plan, RunPart.Whole, force: false))
        {
            run.Save(After(plan, 1));
            run.Save(After(plan, 2));
        }

        using (var cut = File.OpenWrite(_folder["out", "unfinished", "checkpoint-1.bin"]))
        {
            cut.SetLength(cut.Length / 2);
        }

        var resumed = await CommandLine.RunAsync("resume", _folder["out"]);
        Assert.Equal(0, resumed.Code);
        Assert.StartsWith("note: ", Assert.Single(resumed.Error.TrimEnd().Split('\n')));
        Assert.Contains("checkpoint-1.bin is damaged", resumed.Error);
        Assert.StartsWith("tiny: 4,096 of 9,000 patients were simulated before", resumed.Output);
        whole.AssertSame(_folder["out"]);

        var again = await CommandLine.RunAsync("resume", _folder["out"]);
        Assert.Equal(new CommandResult(0, $"The run in {_folder["out"]} is finished; nothing is left to do.\n", ""), again);
    }

    [Fact]
    public async Task AFileThatCannotBeWrittenEndsTheRunAndResumeMendsIt()
    {
        // A folder stands where a file should go, as good as a disk that is full.
        Directory.CreateDirectory(_folder["out", "summary.csv"]);
        var failed = await CommandLine.RunAsync(SeveralSegments.Run(whole.Scenario, _folder["out"], "--force"));
        Assert.Equal(1, failed.Code);
        Assert.Contains("summary.csv cannot be written", Assert.Single(failed.Error.TrimEnd().Split('\n')));
        Assert.Contains($"'cohort resume {_folder["out"]}' goes on", failed.Error);
        Assert.False(RunDirectory.IsFinished(_folder["out"]));

        Directory.Delete(_folder["out", "summary.csv"]);
        Assert.Equal(new CommandResult(0, "", ""), await CommandLine.RunAsync("resume", _folder["out"], "--quiet"));
        whole.AssertSame(_folder["out"]);
    }

    [Fact]
    public async Task ATimeLimitStopsARunSoThatItCanGoOn()
    {
        var stopped = await CommandLine.RunAsync("run", whole.Scenario, "--patients", "1000000000", "--out", _folder["out"], "--time-limit", "1s", "--quiet");
        Assert.Equal((124, ""), (stopped.Code, stopped.Output));
        Assert.Matches($@"^Time limit reached after [0-9,]+ of 1,000,000,000 patients\. 'cohort resume {_folder["out"]}' goes on from there\.\n$", stopped.Error);
        var again = await CommandLine.RunAsync("resume", _folder["out"], "--time-limit", "1s", "--quiet");
        Assert.Equal(124, again.Code);
        Assert.Equal(["unfinished"], Directory.GetFileSystemEntries(_folder["out"]).Select(path => Path.GetFileName(path)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ATimeLimitBeforeTheFirstSegmentIsDoneLosesNothingButTime(bool listens)
    {
        using var slow = new EndlessSegments(listens);
        var error = new StringWriter { NewLine = "\n" };
        var code = await CommandLineHost.RunAsync(
            CohortCommands.CreateRoot(slow), SeveralSegments.Run(whole.Scenario, _folder["out"], "--time-limit", "1s", "--checkpoint-every", "0s"), TextWriter.Null, error, CancellationToken.None);
        Assert.Equal((124, $"Time limit reached after 0 of 9,000 patients. 'cohort resume {_folder["out"]}' goes on from there.\n"), (code, error.ToString()));
        Assert.True(slow.Begun);
        Assert.Equal(["unfinished"], Directory.GetFileSystemEntries(_folder["out"]).Select(path => Path.GetFileName(path)));
        Assert.Equal(new CommandResult(0, "", ""), await CommandLine.RunAsync("resume", _folder["out"], "--quiet"));
        whole.AssertSame(_folder["out"]);
    }

    [Fact]
    public async Task WhatCannotGoOnIsRefused()
    {
        Assert.Equal(new CommandResult(2, "", $"{_folder.Root}: holds no unfinished run\n"), await CommandLine.RunAsync("resume", _folder.Root));

        var plan = LoadedScenario.Load(whole.Scenario, new ScenarioOverrides("9000", "2", null)).Plan;
        UnfinishedRun.Begin(_folder["out"], plan, RunPart.Whole, force: false).Dispose();
        using (var file = File.Create(_folder["out", "unfinished", "plan.bin"]))
        {
            (SavedPlan.Of(plan, RunPart.Whole) with { ModelVersion = 0 }).WriteTo(file);
        }

        var refused = await CommandLine.RunAsync("resume", _folder["out"]);
        Assert.Equal((2, ""), (refused.Code, refused.Output));
        Assert.Contains($"is of model version 0; this program has version {ModelVersion.Current}", refused.Error);
    }

    [Theory]
    [InlineData("--time-limit", "10", "must be a time such as 30s, 10m or 2h, from 1s to 1000h; found '10'.")]
    [InlineData("--time-limit", "0s", "found '0s'")]
    [InlineData("--time-limit", "-1m", "found '-1m'")]
    [InlineData("--time-limit", "1001h", "found '1001h'")]
    [InlineData("--checkpoint-every", "often", "found 'often'")]
    [InlineData("--memory-limit", "1", "must be a size such as 500MB or 2GB; found '1'.")]
    [InlineData("--memory-limit", "100MB", "MB with 2 threads, more than the 100 MB allowed")]
    [InlineData("--part", "3", "must be a part such as 3/8, from 1/N to N/N; found '3'.")]
    [InlineData("--part", "0/2", "found '0/2'")]
    [InlineData("--part", "3/2", "found '3/2'")]
    [InlineData("--part", "1/4", "can be divided into at most 3 parts; found '1/4'.")]
    public async Task OptionsOutOfRangeAreRefused(string option, string value, string said)
    {
        var refused = await CommandLine.RunAsync(SeveralSegments.Run(whole.Scenario, _folder["out"], "--threads", "2", option, value));
        Assert.Equal((2, ""), (refused.Code, refused.Output));
        Assert.StartsWith(option + ": ", refused.Error);
        Assert.Contains(said, refused.Error);
        Assert.False(Directory.Exists(_folder["out"]));
    }

    internal static Checkpoint After(RunPlan plan, int segments)
    {
        var (folded, sum, simulator) = (new SegmentSet(plan.Segments), new RunTable(plan.Shape), SegmentSimulator.Create());
        for (var segment = 0; segment < segments; segment++)
        {
            var table = new OutcomeTable(plan.Shape);
            simulator.Run(plan, segment, table, default);
            sum.Add(table);
            folded.Add(segment);
        }

        return new Checkpoint(plan.Id, RunPart.Whole, folded, sum);
    }

    /// <summary>Segments of which none comes to its end; some do not even listen when they are told to stop.</summary>
    private sealed class EndlessSegments(bool listens) : ISimulationEngineFactory, ISegmentSimulator, IDisposable
    {
        private readonly ManualResetEventSlim _end = new();

        public string Name => "endless";

        public bool Begun { get; private set; }

        public ISimulationEngine Create(int threads) => new EmbeddedEngine(threads, this);

        public void Run(RunPlan plan, int segment, OutcomeTable table, CancellationToken cancellationToken)
        {
            Begun = true;
            _end.Wait(listens ? cancellationToken : CancellationToken.None);
            cancellationToken.ThrowIfCancellationRequested();
        }

        public IReadOnlyList<PatientHistory> Histories(RunPlan plan, IReadOnlyList<ulong> patients) => [];

        // Not disposed: a worker that did not listen may still have to look at it.
        public void Dispose() => _end.Set();
    }
}
