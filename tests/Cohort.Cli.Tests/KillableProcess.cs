using System.Diagnostics;

namespace Cohort.Cli.Tests;

/// <summary>The program as a process of its own, which can be killed without warning.</summary>
internal static class KillableProcess
{
    /// <summary>A command, to be run in a folder.</summary>
    public static ProcessStartInfo Command(string folder, params string[] args) => new("dotnet", [Path.Combine(AppContext.BaseDirectory, "cohort.dll"), .. args])
    {
        WorkingDirectory = folder,
        RedirectStandardError = true,
    };

    /// <summary>Runs a command to its end, or kills it when told to.</summary>
    /// <returns>Its exit code, null if it was killed, and what it said on its standard error.</returns>
    public static async Task<(int? Code, string Error)> RunAsync(ProcessStartInfo start, CancellationToken kill = default)
    {
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(kill);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            return (null, await error);
        }

        return (process.ExitCode, await error);
    }

    /// <summary>Runs a command that says nothing on its standard error to its end, or kills it after a while.</summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="killAfter">When to kill it; null for never.</param>
    /// <param name="args">The command.</param>
    /// <returns>Its exit code; null if it was killed.</returns>
    public static async Task<int?> RunAsync(string folder, TimeSpan? killAfter, params string[] args)
    {
        using var killer = new CancellationTokenSource(killAfter ?? Timeout.InfiniteTimeSpan);
        var (code, error) = await RunAsync(Command(folder, args), killer.Token);
        Assert.Equal("", error);
        return code;
    }
}
