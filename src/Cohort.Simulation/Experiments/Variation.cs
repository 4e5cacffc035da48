using System.Globalization;
using Cohort.Physiology.Parameters;
using Cohort.Simulation.Scenarios;

namespace Cohort.Simulation.Experiments;

/// <summary>
/// Something that an experiment varies: a value of the scenario or a parameter of the model, and the values it takes. Either a list of values or a
/// range; a range whose ends are written without a decimal point takes whole numbers.
/// </summary>
/// <param name="Path">Path into the scenario as <see cref="ScenarioTree"/> has it, or <c>parameters.Group.Name</c>.</param>
/// <param name="Values">The values of a list; empty for a range.</param>
/// <param name="Low">Lower end of a range.</param>
/// <param name="High">Upper end of a range.</param>
/// <param name="IsWhole">Whether a range takes whole numbers.</param>
public sealed record Variation(string Path, IReadOnlyList<string> Values, decimal Low = 0, decimal High = 0, bool IsWhole = false)
{
    private const string ParameterPrefix = "parameters.";
    private const decimal StepsOfRange = 1_000_000;

    /// <summary>Whether it is a range.</summary>
    public bool IsRange => Values.Count == 0;

    /// <summary>The parameter varied; null for a value of the scenario.</summary>
    public ParameterInfo? Parameter { get; private init; }

    /// <summary>Reads a variation as it stands on a command line: <c>path=a,b,c</c> or <c>path=low..high</c>.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="RefusedInputException">It is neither, or names an unknown parameter, or leaves a parameter's plausible range.</exception>
    public static Variation Parse(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var (path, values) = equals < 0 ? ("", "") : (text[..equals].Trim(), text[(equals + 1)..].Trim());
        if (path == "" || values == "")
        {
            throw Refusal(text, "must be a path and its values, such as seed=1,2,3 or arms.binder.interventions.0.dose=0.1..0.6.");
        }

        var variation = values.Split("..") is [var low, var high] ? Range(text, path, low, high) : List(text, path, values);
        return path.StartsWith(ParameterPrefix, StringComparison.Ordinal) ? variation.OfParameter(text) : variation;
    }

    /// <summary>A variation of a parameter over a range.</summary>
    /// <param name="parameter">The parameter.</param>
    public static Variation Of(ParameterInfo parameter) =>
        new(ParameterPrefix + parameter.FullName, [], (decimal)parameter.Plausible.Low, (decimal)parameter.Plausible.High) { Parameter = parameter };

    /// <summary>The value at a place of the list or range, as it would stand in a file.</summary>
    /// <param name="place">From 0 to under 1.</param>
    public string At(double place)
    {
        if (!IsRange)
        {
            return Values[(int)(place * Values.Count)];
        }

        if (IsWhole)
        {
            return (Low + decimal.Floor((decimal)place * (High - Low + 1))).ToString(CultureInfo.InvariantCulture);
        }

        // As many decimals as a millionth of the range needs: what is printed is what was simulated.
        var step = 1m;
        while (step * StepsOfRange > High - Low)
        {
            step /= 10;
        }

        return (decimal.Round((Low + ((decimal)place * (High - Low))) / step) * step).ToString("0.############################", CultureInfo.InvariantCulture);
    }

    private static Variation Range(string text, string path, string low, string high)
    {
        if (!Number(low, out var from) || !Number(high, out var to) || from >= to)
        {
            throw Refusal(text, "a range must be two numbers, the lower first, such as 0.1..0.6.");
        }

        return new Variation(path, [], from, to, !low.Contains('.', StringComparison.Ordinal) && !high.Contains('.', StringComparison.Ordinal));
    }

    private static Variation List(string text, string path, string values)
    {
        string[] items = [.. values.Split(',').Select(value => value.Trim())];
        return items.Contains("") || items.Distinct().Count() < items.Length
            ? throw Refusal(text, "a list must have different values with commas between them, such as 1,2,3.")
            : new Variation(path, items);
    }

    private Variation OfParameter(string text)
    {
        var name = Path[ParameterPrefix.Length..];
        if (ParameterDictionary.All.FirstOrDefault(one => one.FullName == name) is not { } parameter)
        {
            var meant = NearestName.Among(name, ParameterDictionary.All.Select(one => one.FullName));
            throw Refusal(text, $"there is no parameter '{name}'{(meant is null ? "; docs/PARAMETERS.md has them all." : $"; did you mean '{meant}'?")}");
        }

        foreach (var value in IsRange ? [Low.ToString(CultureInfo.InvariantCulture), High.ToString(CultureInfo.InvariantCulture)] : Values)
        {
            if (!Number(value, out var number) || (double)number < parameter.Plausible.Low || (double)number > parameter.Plausible.High)
            {
                throw Refusal(text, FormattableString.Invariant(
                    $"'{name}' must be a number from {parameter.Plausible.Low} to {parameter.Plausible.High} {parameter.Plausible.Unit}, its plausible range; found '{value}'."));
            }
        }

        return this with { Parameter = parameter, IsWhole = false };
    }

    private static bool Number(string text, out decimal number) =>
        decimal.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    private static RefusedInputException Refusal(string text, string problem) => new($"--vary {text}", problem);
}
