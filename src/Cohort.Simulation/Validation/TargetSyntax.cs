using System.Globalization;
using Cohort.Simulation.Scenarios;

namespace Cohort.Simulation.Validation;

/// <summary>A cell that cannot be understood.</summary>
internal sealed class TargetSyntaxException(string message) : Exception(message);

/// <summary>Reads the small languages of the cells of a target: quantities, ranges, filters, protocols, comparisons.</summary>
internal static class TargetSyntax
{
    private const string TruePrefix = "true:";
    private const string EndPrefix = "end:";

    private static readonly (string Name, ProtocolKind Kind, int Years)[] Protocols =
    [
        ("cross-section", ProtocolKind.CrossSection, 0),
        ("change", ProtocolKind.Change, 1),
        ("percent-change", ProtocolKind.PercentChange, 1),
        ("root-change", ProtocolKind.RootChange, 1),
        ("incidence", ProtocolKind.Incidence, 1),
        ("events", ProtocolKind.Events, 1),
        ("survival", ProtocolKind.Survival, 1),
        ("formula", ProtocolKind.Formula, -1),
        ("input", ProtocolKind.Input, -1),
        ("not-evaluated", ProtocolKind.NotEvaluated, -1),
    ];

    private static readonly string[] ComparisonWords = ["adjust", "stratify", "standardise", "half", "against", "size", "with"];

    /// <summary>A quantity and, after it, an optional range: <c>cac</c>, <c>true:cac</c>, <c>cac@4</c>, <c>avc &gt;0</c>.</summary>
    public static (Quantity Quantity, Range? Range) Measure(string text)
    {
        var words = Words(text);
        if (words.Length is 0 or > 2)
        {
            throw new TargetSyntaxException($"'{text}' is not a quantity, or a quantity and a range");
        }

        return (Quantity(words[0]), words.Length == 2 ? Range(words[1]) : null);
    }

    /// <summary>A name, with <c>true:</c> before it for the true state and <c>@floor</c> after it for the smallest score reported.</summary>
    public static Quantity Quantity(string text)
    {
        var isTrue = text.StartsWith(TruePrefix, StringComparison.Ordinal);
        var name = isTrue ? text[TruePrefix.Length..] : text;
        var floor = double.NaN;
        var at = name.IndexOf('@', StringComparison.Ordinal);
        if (at >= 0)
        {
            floor = Number(name[(at + 1)..]);
            name = name[..at];
        }

        return Quantities.IsKnown(name) ? new Quantity(name, isTrue, (float)floor) : throw Unknown("quantity", name, Quantities.Names);
    }

    /// <summary>A range: <c>3</c>, <c>1..3</c> (both ends in), <c>1..&lt;3</c>, <c>..3</c>, <c>3..</c>, <c>&gt;3</c>, <c>&lt;3</c>.</summary>
    public static Range Range(string text)
    {
        if (text.StartsWith('>'))
        {
            return new Range(Number(text[1..]), double.PositiveInfinity, LowOpen: true);
        }

        if (text.StartsWith('<'))
        {
            return new Range(double.NegativeInfinity, Number(text[1..]), HighOpen: true);
        }

        var dots = text.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0)
        {
            var value = Number(text);
            return new Range(value, value);
        }

        var (low, high) = (text[..dots], text[(dots + 2)..]);
        var open = high.StartsWith('<');
        high = open ? high[1..] : high;
        if (low.Length + high.Length == 0)
        {
            throw new TargetSyntaxException($"'{text}' holds everything");
        }

        var range = new Range(
            low.Length == 0 ? double.NegativeInfinity : Number(low), high.Length == 0 ? double.PositiveInfinity : Number(high), false, open);
        return range.Low <= range.High ? range : throw new TargetSyntaxException($"'{text}' is empty: its lower end is above its upper end");
    }

    /// <summary>Conditions, all of which must hold: <c>age 45..84; female 1; end:valve_replaced 0</c> (<c>end:</c> = at the last visit).</summary>
    public static IReadOnlyList<Condition> Filter(string text) => [.. Parts(text).Select(Condition)];

    private static Condition Condition(string part)
    {
        var atEnd = part.StartsWith(EndPrefix, StringComparison.Ordinal);
        var (quantity, range) = Measure(atEnd ? part[EndPrefix.Length..] : part);
        return new Condition(quantity, range ?? throw new TargetSyntaxException($"'{part}' needs a range behind the quantity"), atEnd);
    }

    /// <summary>A protocol and its years: <c>cross-section</c>, <c>change 2</c>, <c>change 1..5</c>.</summary>
    public static Protocol Protocol(string text)
    {
        var words = Words(text);
        var name = words.Length > 0 ? words[0] : "";
        var found = Array.FindIndex(Protocols, p => p.Name == name);
        if (found < 0)
        {
            throw Unknown("protocol", name, Protocols.Select(p => p.Name));
        }

        var (_, kind, least) = Protocols[found];
        if (words.Length > 2 || (words.Length == 2 && least < 0) || (words.Length == 1 && least > 0))
        {
            throw new TargetSyntaxException(least > 0 ? $"'{name}' needs the years of its visits: '{name} 2' or '{name} 1..3'" : $"'{text}' has too many words");
        }

        if (words.Length == 1)
        {
            return new Protocol(kind, 0, 0);
        }

        var range = Range(words[1]);
        var (from, until) = range.Low == range.High ? (kind == ProtocolKind.CrossSection ? range.Low : 0, range.High) : (range.Low, range.High);
        if (from < 0 || until > PanelCatalogue.LongestYears || from != Math.Floor(from) || until != Math.Floor(until) || (least > 0 && until <= from))
        {
            throw new TargetSyntaxException(FormattableString.Invariant(
                $"years '{words[1]}' are not whole years from 0 to {PanelCatalogue.LongestYears}, the last after the first"));
        }

        return new Protocol(kind, (int)from, (int)until);
    }

    /// <summary>
    /// What the measure is compared with: <c>diabetes 1 vs 0</c>, <c>mean_gradient 20..</c>, <c>phosphate per 0.3229</c>, <c>egfr per sd</c>,
    /// <c>with mean_gradient</c>, and behind it <c>adjust age, female</c>, <c>stratify age</c>, <c>standardise age</c>, <c>half diabetes 1</c>,
    /// <c>against PANEL</c>, <c>size 60</c>.
    /// </summary>
    public static Comparison Comparison(string text)
    {
        var comparison = new Comparison();
        foreach (var part in Parts(text))
        {
            var space = part.IndexOf(' ', StringComparison.Ordinal);
            var (word, rest) = space < 0 ? (part, "") : (part[..space], part[(space + 1)..].Trim());
            comparison = word switch
            {
                "adjust" => comparison with { Adjust = List(rest) },
                "stratify" => comparison with { Stratify = List(rest) },
                "standardise" when rest == "age" => comparison with { StandardiseAge = true },
                "standardise" => throw new TargetSyntaxException("'standardise' knows only 'age'"),
                "half" => comparison with { Half = Half(rest) },
                "against" => comparison with { Against = PanelCatalogue.Parse(rest).Text },
                "size" => comparison with { Size = (int)Number(rest) },
                "with" => comparison with { Exposure = Quantity(rest) },
                _ => Exposure(comparison, part, word),
            };
        }

        return comparison;
    }

    /// <summary>A number in the invariant culture.</summary>
    public static double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw new TargetSyntaxException($"'{text}' is not a number");

    /// <summary>The complaint about a name that is not known.</summary>
    public static TargetSyntaxException Unknown(string what, string found, IEnumerable<string> names)
    {
        var near = NearestName.Among(found, names);
        return new TargetSyntaxException($"unknown {what} '{found}'" + (near is null ? "" : $"; did you mean '{near}'?"));
    }

    private static Comparison Exposure(Comparison comparison, string part, string word)
    {
        if (!Quantities.IsKnown(word.Replace(TruePrefix, "", StringComparison.Ordinal).Split('@')[0]))
        {
            throw Unknown("quantity or word", word, Quantities.Names.Concat(ComparisonWords));
        }

        var words = Words(part);
        var exposure = Quantity(words[0]);
        return words switch
        {
            [_, "per", "sd"] => comparison with { Exposure = exposure, Step = 0 },
            [_, "per", var step] => comparison with { Exposure = exposure, Step = Number(step) },
            [_, var exposed, "vs", var unexposed] => comparison with { Exposure = exposure, Exposed = Range(exposed), Unexposed = Range(unexposed) },
            [_, var exposed] => comparison with { Exposure = exposure, Exposed = Range(exposed) },
            _ => throw new TargetSyntaxException($"'{part}' is neither 'X a vs b', 'X a' nor 'X per step'"),
        };
    }

    private static (Quantity Quantity, Range Range) Half(string text) =>
        Words(text) is [var quantity, var range] ? (Quantity(quantity), Range(range)) : throw new TargetSyntaxException($"'half {text}' is not 'half X a'");

    private static Quantity[] List(string text) => [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Quantity)];

    private static string[] Parts(string text) => text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
