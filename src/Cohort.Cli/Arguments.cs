using System.CommandLine;
using System.Globalization;
using Cohort.Simulation;
using Cohort.Simulation.Scenarios;

namespace Cohort.Cli;

/// <summary>Arguments that several commands share, and numbers read so that a wrong one is refused in the words of scenario files.</summary>
internal static class Arguments
{
    public static Argument<string> Scenario() => new("SCENARIO") { Description = "Scenario file (YAML)" };

    /// <summary>An option whose number is read later, by the rules of what it sets.</summary>
    public static Option<string> Number(string name, string description) => new(name) { HelpName = "N", Description = description };

    /// <summary>Parameters of the model by name, read by <see cref="Cohort.Simulation.Experiments.ParameterUncertainty.Named"/>.</summary>
    public static Option<string[]> Parameters(string name, string description) =>
        new(name) { HelpName = "NAME", Description = description + ": Group.Name, a group such as Valve, or fitted; may be given several times" };

    /// <summary>A whole number in a closed range.</summary>
    /// <exception cref="RefusedInputException">It is not.</exception>
    public static long Whole(string option, string text, long min, long max, string because = "") =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : throw new RefusedInputException(option, FormattableString.Invariant($"must be a whole number from {min} to {max}{because}; found '{text}'."));

    /// <summary>A time in a closed range: a whole number and s, m or h.</summary>
    /// <exception cref="RefusedInputException">It is not.</exception>
    public static TimeSpan Time(string option, string text, TimeSpan min, TimeSpan max)
    {
        TimeSpan? unit = text.Length == 0 ? null : text[^1] switch
        {
            's' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            _ => null,
        };
        return unit is { } one && uint.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count * one is var time && time >= min && time <= max
            ? time
            : throw new RefusedInputException(option, FormattableString.Invariant(
                $"must be a time such as 30s, 10m or 2h, from {min.TotalSeconds:0}s to {max.TotalHours:0}h; found '{text}'."));
    }

    /// <summary>An amount of memory in bytes: a whole number and MB or GB.</summary>
    /// <exception cref="RefusedInputException">It is not.</exception>
    public static long Size(string option, string text)
    {
        var unit = text.EndsWith("MB", StringComparison.Ordinal) ? 1_000_000L : text.EndsWith("GB", StringComparison.Ordinal) ? 1_000_000_000L : 0;
        return unit > 0 && uint.TryParse(text[..^2], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count * unit
            : throw new RefusedInputException(option, $"must be a size such as 500MB or 2GB; found '{text}'.");
    }

    /// <summary>Refuses what <c>--outcome</c> names and there is not.</summary>
    /// <exception cref="RefusedInputException">One of the names is unknown.</exception>
    public static void RefuseUnknownOutcomes(IEnumerable<string> names, IEnumerable<string> known)
    {
        if (names.Except(known).FirstOrDefault() is { } name)
        {
            throw new RefusedInputException("--outcome", $"no outcome is named '{name}'{(NearestName.Among(name, known) is { } near ? $"; did you mean '{near}'?" : "; docs/OUTPUT.md has them all, at summary.csv.")}");
        }
    }

    /// <summary>Where results go.</summary>
    public static Option<string> Out(string usual) => new("--out") { HelpName = "DIR", Description = $"Folder of the results (default: {usual})" };

    /// <summary>Whether earlier results may go.</summary>
    public static Option<bool> Force() => new("--force") { Description = "Replace the results of an earlier run, or an unfinished run, in the folder" };
}
