using System.CommandLine;
using System.Globalization;
using Cohort.Simulation;

namespace Cohort.Cli;

/// <summary>Arguments that several commands share, and numbers read so that a wrong one is refused in the words of scenario files.</summary>
internal static class Arguments
{
    public static Argument<string> Scenario() => new("SCENARIO") { Description = "Scenario file (YAML)" };

    /// <summary>An option whose number is read later, by the rules of what it sets.</summary>
    public static Option<string> Number(string name, string description) => new(name) { HelpName = "N", Description = description };

    /// <summary>A whole number in a closed range.</summary>
    /// <exception cref="RefusedInputException">It is not.</exception>
    public static long Whole(string option, string text, long min, long max, string because = "") =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : throw Refusal(option, FormattableString.Invariant($"must be a whole number from {min} to {max}{because}; found '{text}'."));

    public static RefusedInputException Refusal(string where, string text) => new([new Problem(where, null, null, text)]);
}
