using System.Diagnostics;

namespace Cohort.Silo.Tests;

/// <summary>A disk of 64 kB in memory, which only root can make.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _path;

    private SmallDisk(string path)
    {
        _path = path;
        Directory.CreateDirectory(path);
        Missing = !Environment.IsPrivilegedProcess ? "only root can make a small disk"
            : Run("mount", "-t", "tmpfs", "-o", "size=64k", "none", path) ? null
            : "no small disk can be made here (mount)";
    }

    /// <summary>Why there is none; null if there is.</summary>
    public string? Missing { get; }

    public static SmallDisk At(string path) => new(path);

    /// <summary>Makes room.</summary>
    public void Grow() => Assert.True(Run("mount", "-o", "remount,size=256m", _path));

    public void Dispose()
    {
        if (Missing == null)
        {
            Run("umount", "--lazy", _path);
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
