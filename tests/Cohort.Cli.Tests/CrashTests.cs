using System.Diagnostics;
using System.Globalization;
using Cohort.Simulation.Output;
using Xunit.Abstractions;

namespace Cohort.Cli.Tests;

/// <summary>A real process is killed without warning, again and again, and its results compared with those of one that was left alone.</summary>
public sealed class CrashTests(ITestOutputHelper log) : IDisposable
{
    private const int Kills = 20;
    private const int Seed = 20260101;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ARunKilledAtAnyMomentGoesOnToTheSameBytes()
    {
        _folder.Write("tiny.yaml", CommandLine.Scenario);
        var clock = Stopwatch.StartNew();
        Assert.Equal(0, await RunAsync("run", "alone"));
        var alone = clock.Elapsed;
        log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {Seed}; undisturbed the run takes {alone.TotalSeconds:0.00} s"));

        var random = new Random(Seed);
        var (kills, resumed, finished) = (0, 0, 0);
        while (kills < Kills)
        {
            // A process killed before it wrote its plan has not begun; one killed later goes on.
            var goesOn = HasBegun();
            if (await RunAsync(goesOn ? "resume" : "run", "killed", random.NextDouble() * alone) is { } code)
            {
                Assert.Equal(0, code);
                AssertSame();
                finished++;
                Directory.Delete(_folder["killed"], recursive: true);
            }
            else
            {
                kills++;
                resumed += goesOn ? 1 : 0;
            }
        }

        log.WriteLine($"{kills} kills, {resumed} of them of a run that went on; {finished} runs came to their end between them");
        Assert.True(resumed > 0);
        Assert.Equal(0, await RunAsync(HasBegun() ? "resume" : "run", "killed"));
        AssertSame();
    }

    private bool HasBegun() => UnfinishedRun.IsIn(_folder["killed"]) || RunDirectory.IsFinished(_folder["killed"]);

    // Runs or resumes to the end, or kills the process after a while and gives null.
    private async Task<int?> RunAsync(string command, string results, TimeSpan? killAfter = null)
    {
        string[] what = command == "run" ? ["run", "tiny.yaml", "--out", results, "--patients", "50000", "--years", "3"] : ["resume", results];
        var code = await KillableProcess.RunAsync(_folder.Root, killAfter, [.. what, "--checkpoint-every", "0s", "--quiet"]);
        if (code is null)
        {
            log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{command} killed after {killAfter!.Value.TotalSeconds:0.000} s"));
        }

        return code;
    }

    private void AssertSame()
    {
        string[] expected = [.. Directory.GetFileSystemEntries(_folder["alone"]).Select(path => Path.GetFileName(path)!).Order()];
        Assert.Equal(expected, Directory.GetFileSystemEntries(_folder["killed"]).Select(path => Path.GetFileName(path)!).Order());
        Assert.All(expected.Where(name => name != RunFiles.Timings), name =>
            Assert.Equal(File.ReadAllBytes(_folder["alone", name]), File.ReadAllBytes(_folder["killed", name])));
    }
}
