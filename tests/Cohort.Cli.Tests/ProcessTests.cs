using System.Diagnostics;
using System.Globalization;
using Cohort.Simulation.Output;

namespace Cohort.Cli.Tests;

/// <summary>The built program as a process of its own.</summary>
public sealed class ProcessTests : IDisposable
{
    private const string IgnoredSignals = "SigIgn:";
    private const ulong InterruptBit = 1UL << 1;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Signals => IgnoresInterrupts() ? ["TERM"] : ["INT", "TERM"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ResultsGoToTheFolderNamedByTheScenario()
    {
        _folder.Write("tiny.yaml", CommandLine.Scenario);
        using var process = Start("run", "tiny.yaml", "--patients", "20");
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        Assert.DoesNotContain('\u001b', output);
        Assert.True(File.Exists(_folder["results", "tiny", "run.json"]));
    }

    [Theory]
    [MemberData(nameof(Signals))]
    public async Task SignalStopsARunSoThatItCanGoOn(string signal)
    {
        var scenario = _folder.Write("tiny.yaml", CommandLine.Scenario);
        using var process = Start("run", "tiny.yaml", "--patients", "1000000000");
        try
        {
            await process.StandardOutput.ReadLineAsync();
            Assert.Matches("^[0-9,]+ of 1,000,000,000 patients", await process.StandardOutput.ReadLineAsync());
            using var kill = Process.Start("kill", ["-" + signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
            using var patience = new CancellationTokenSource(Patience);
            await process.WaitForExitAsync(patience.Token);
        }
        finally
        {
            process.Kill();
        }

        Assert.Equal(130, process.ExitCode);
        Assert.Matches(
            @"^Interrupted after [0-9,]+ of 1,000,000,000 patients\. 'cohort resume results/tiny' goes on from there\.\s*$",
            await process.StandardError.ReadToEndAsync());
        Assert.Equal([scenario, _folder["results"]], Directory.GetFileSystemEntries(_folder.Root).OrderDescending());
        using var run = UnfinishedRun.Open(_folder["results", "tiny"]);
        Assert.Equal(1_000_000_000, run.Plan.Scenario.Patients);
    }

    private Process Start(params string[] args) => Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "cohort.dll"), .. args])
    {
        WorkingDirectory = _folder.Root,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    // A process started in the background of a script ignores SIGINT, and so do its children.
    private static bool IgnoresInterrupts() => File.Exists("/proc/self/status")
        && File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith(IgnoredSignals, StringComparison.Ordinal)) is { } line
        && (ulong.Parse(line[IgnoredSignals.Length..].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & InterruptBit) != 0;
}
