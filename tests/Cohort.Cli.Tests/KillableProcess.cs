using System.Diagnostics;

namespace Cohort.Cli.Tests;

/// <summary>The program as a process of its own, which can be killed without warning.</summary>
internal static class KillableProcess
{
    /// <summary>Runs a command that says nothing on its standard error to its end, or kills it after a while.</summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="killAfter">When to kill it; null for never.</param>
    /// <param name="args">The command.</param>
    /// <returns>Its exit code; null if it was killed.</returns>
    public static async Task<int?> RunAsync(string folder, TimeSpan? killAfter, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "cohort.dll"), .. args])
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        using var killer = new CancellationTokenSource(killAfter ?? Timeout.InfiniteTimeSpan);
        try
        {
            await process.WaitForExitAsync(killer.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync();
            return null;
        }

        Assert.Equal("", await error);
        return process.ExitCode;
    }
}
