using System.Diagnostics;
using System.Runtime.CompilerServices;
using Cohort.Simulation.Output;
using Cohort.Simulation.Running;

namespace Cohort.Cli.Tests;

/// <summary>A disk that is full, or a limit to what a process may write, ends a run in the midst; when that is mended the run goes on.</summary>
public sealed class FullDiskTests(SeveralSegments whole) : IClassFixture<SeveralSegments>, IDisposable
{
    // Whatever is written to it, the system answers that no space is left.
    private const string Full = "/dev/full";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AFullDiskAtACheckpointEndsTheRunWhichGoesOnFromTheOneBefore(bool interrupted)
    {
        Skip.IfNot(File.Exists(Full), $"This system has no {Full}.");
        using var interruption = new CancellationTokenSource();
        var error = new StringWriter { NewLine = "\n" };
        var engine = new FillingDisk(_folder["out", "unfinished"], interrupted ? interruption : null);
        var code = await CommandLineHost.RunAsync(
            CohortCommands.CreateRoot(engine), SeveralSegments.Run(whole.Scenario, _folder["out"], "--checkpoint-every", "0s"), TextWriter.Null, error, interruption.Token);
        Assert.Equal(
            (1, $"cohort: checkpoint-1.bin cannot be written in {_folder["out", "unfinished"]}: No space left on device. When that is mended, 'cohort resume {_folder["out"]}' goes on.\n"),
            (code, error.ToString().Replace($" : '{_folder["out", "unfinished", ".checkpoint-1.bin.tmp"]}'", "")));
        Assert.Equal(["unfinished"], Directory.GetFileSystemEntries(_folder["out"]).Select(path => Path.GetFileName(path)));
        Assert.Equal(["checkpoint-0.bin", "lock", "plan.bin"], Directory.GetFileSystemEntries(_folder["out", "unfinished"]).Select(path => Path.GetFileName(path)!).Order());

        var resumed = await CommandLine.RunAsync("resume", _folder["out"]);
        Assert.Equal((0, ""), (resumed.Code, resumed.Error));
        Assert.StartsWith("tiny: 4,096 of 9,000 patients were simulated before", resumed.Output);
        whole.AssertSame(_folder["out"]);
    }

    [Fact]
    public async Task AFileThatMayNotGrowEndsTheProcessWithOneMessage()
    {
        var run = KillableProcess.Command(_folder.Root, SeveralSegments.Run(whole.Scenario, _folder["out"], "--checkpoint-every", "0s"));
        var limited = new ProcessStartInfo("sh", ["-c", "trap '' XFSZ; ulimit -f 40; exec \"$@\"", "sh", run.FileName, .. run.ArgumentList])
        {
            WorkingDirectory = run.WorkingDirectory,
            RedirectStandardError = true,
        };

        // The runtime's own file of compiled code would be too large too.
        limited.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        var (code, error) = await KillableProcess.RunAsync(limited);
        Assert.Equal(1, code);
        Assert.Matches(
            $@"^cohort: [a-z0-9.-]+ cannot be written in {_folder["out"]}(/unfinished)?: .* \(ulimit -f\).*'cohort resume {_folder["out"]}' goes on\.$", Assert.Single(error.TrimEnd().Split('\n')));
        Assert.False(RunDirectory.IsFinished(_folder["out"]));
        Assert.All(Directory.GetFiles(_folder["out"], "*", SearchOption.AllDirectories), file => Assert.False(file.EndsWith(".tmp", StringComparison.Ordinal), file));

        Assert.Equal(0, await KillableProcess.RunAsync(_folder.Root, null, "resume", _folder["out"], "--quiet"));
        whole.AssertSame(_folder["out"]);
    }

    /// <summary>Tells of one segment, then of two; in between the disk fills up. An interruption may come before the second is kept.</summary>
    private sealed class FillingDisk(string folder, CancellationTokenSource? interruption) : ISimulationEngineFactory, ISimulationEngine
    {
        private const int Patience = 1000;

        public string Name => "filling";

        public ISimulationEngine Create(int threads) => this;

        public async IAsyncEnumerable<RunUpdate> RunAsync(RunPlan plan, Checkpoint? from, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            yield return After(1);
            Assert.True(File.Exists(Path.Combine(folder, "checkpoint-0.bin")));
            File.CreateSymbolicLink(Path.Combine(folder, ".checkpoint-1.bin.tmp"), Full);

            // Checkpoints keep a distance from each other, so that it may take a few.
            for (var i = 0; i < Patience; i++)
            {
                yield return After(2);
                if (interruption != null)
                {
                    await interruption.CancelAsync();
                }

                await Task.Delay(TimeSpan.FromMilliseconds(10), cancellationToken);
            }

            throw new InvalidOperationException("The full disk was not noticed.");

            RunUpdate After(int segments) => new(segments, segments, plan.Segments, segments * 4096, 1, ResumeTests.After(plan, segments), false);
        }
    }
}
