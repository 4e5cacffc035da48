using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using Cohort.Simulation.Population;

namespace Cohort.Cli;

/// <summary>What this program was built from and runs on.</summary>
internal static class Build
{
    private const int ShownHash = 16;

    public static IEnumerable<(string Name, string Value)> Describe()
    {
        // The SDK adds the commit behind a plus sign where it is built from a checkout.
        var version = typeof(Build).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        yield return ("commit", version.Split('+') is [_, var commit] ? commit : "unknown");
        foreach (var name in DataFile.Names)
        {
            using var stream = DataFile.Open(name);
            yield return ("data", $"{name} {Convert.ToHexStringLower(SHA256.HashData(stream))[..ShownHash]}");
        }

        var lanes = Vector512.IsHardwareAccelerated ? 16 : Vector256.IsHardwareAccelerated ? 8 : Vector128.IsHardwareAccelerated ? 4 : 1;
        yield return ("runtime", RuntimeInformation.FrameworkDescription);
        yield return ("machine", FormattableString.Invariant($"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} processors, {lanes} lanes of 32 bits"));
    }
}
