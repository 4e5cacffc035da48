using System.Security.Cryptography;
using Cohort.Simulation.Output;

namespace Cohort.Simulation.Comparing;

/// <summary>A file in which two runs differ.</summary>
/// <param name="Name">Name of the file.</param>
/// <param name="What">What is the matter, such as <c>differs from line 12 on</c>.</param>
public sealed record FileDifference(string Name, string What)
{
    /// <summary>Every file that a plan fixes and in which two runs differ. <c>timings.json</c> is not looked at.</summary>
    /// <param name="first">A run.</param>
    /// <param name="second">Another.</param>
    /// <exception cref="RunDirectoryException">A file cannot be read.</exception>
    public static IReadOnlyList<FileDifference> Between(RunResults first, RunResults second)
    {
        var names = first.Files.Concat(second.Files).Select(file => file.Name).Distinct().Append(RunDirectory.Finished);
        return [.. names.Select(name => Compare(name, first, second)).OfType<FileDifference>()];
    }

    private static FileDifference? Compare(string name, RunResults first, RunResults second)
    {
        var (left, right) = (Path.Combine(first.Path, name), Path.Combine(second.Path, name));
        foreach (var (path, run) in new[] { (left, first), (right, second) })
        {
            if (!File.Exists(path))
            {
                return new(name, $"is missing in {run.Path}");
            }
        }

        var different = FirstDifferentLine(left, right);
        if (different is null)
        {
            return null;
        }

        string[] changed = [.. new[] { first, second }.Where(run => IsChanged(name, run)).Select(run => run.Path)];
        var since = changed.Length == 0 ? "" : $"; in {string.Join(" and in ", changed)} it was changed after the run, for its hash is not the one in {RunDirectory.Finished}";
        return new(name, FormattableString.Invariant($"differs from line {different} on{since}"));
    }

    private static bool IsChanged(string name, RunResults run)
    {
        if (run.Files.FirstOrDefault(file => file.Name == name) is not { } written)
        {
            return false;
        }

        using var stream = File.OpenRead(Path.Combine(run.Path, name));
        return Convert.ToHexStringLower(SHA256.HashData(stream)) != written.Sha256;
    }

    private static long? FirstDifferentLine(string left, string right)
    {
        using var here = new BufferedStream(File.OpenRead(left), 1 << 16);
        using var there = new BufferedStream(File.OpenRead(right), 1 << 16);
        for (var line = 1L; ;)
        {
            var (one, other) = (here.ReadByte(), there.ReadByte());
            if (one != other)
            {
                return line;
            }

            if (one < 0)
            {
                return null;
            }

            line += one == '\n' ? 1 : 0;
        }
    }
}
