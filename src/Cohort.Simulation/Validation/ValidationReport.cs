using System.Globalization;
using System.Text;

namespace Cohort.Simulation.Validation;

/// <summary>The outcome of a validation in words.</summary>
internal static class ValidationReport
{
    private static readonly (TargetClass Class, string Meaning)[] Classes =
    [
        (TargetClass.Independent, "not among the targets of `cohort calibrate`; no blind test, see TARGETS.md"),
        (TargetClass.Fitted, "a gain of that endpoint was fitted on figures of this kind"),
        (TargetClass.Input, "the model reads the figure from a table; does not count"),
        (TargetClass.Definition, "a formula or threshold; does not count"),
    ];

    /// <summary>A number with up to four significant digits, empty for NaN.</summary>
    public static string Number(double value) => Plots.SvgPlot.Number(value);

    /// <summary>What a target measures, among whom and how.</summary>
    public static string What(Target target)
    {
        var parts = new[] { target.MeasureText, target.Statistic, target.Protocol.Kind is ProtocolKind.NotEvaluated ? "" : target.ProtocolText, target.Panel, target.FilterText };
        return string.Join(" | ", parts.Where(part => part.Length > 0));
    }

    /// <summary>The published value and its interval.</summary>
    public static string Published(Target target) =>
        Number(target.Value) + (double.IsNaN(target.Low) && double.IsNaN(target.High) ? "" : $" [{Number(target.Low)}, {Number(target.High)}]");

    public static string Name(Verdict verdict) => verdict == Verdict.NotEvaluated ? "not-evaluated" : verdict.ToString().ToLowerInvariant();

    public static string Name(TargetClass targetClass) => targetClass.ToString().ToLowerInvariant();

    /// <summary>The report as Markdown.</summary>
    /// <param name="validation">The outcome.</param>
    /// <param name="figures">Figures in the folder <c>figures</c> beside it: file name without ending, and title.</param>
    public static string Markdown(Validation validation, IReadOnlyList<(string Name, string Title)> figures)
    {
        var tally = new Tally(validation.Results);
        var text = new StringBuilder();
        text.Append("# Validation\n\nPublished figures against what `cohort validate` simulates. Written by that command; do not edit. ")
            .Append("`docs/TARGETS.md` says how targets are written and judged.\n\n")
            .Append(CultureInfo.InvariantCulture, $"**{tally.Count(Verdict.Pass)} of {tally.Counting} passed ({100 * tally.SharePassed:0} %)** ")
            .Append(CultureInfo.InvariantCulture, $"among fitted and independent targets; {tally.Count(Verdict.Near)} near, {tally.Count(Verdict.Miss)} missed.\n\n")
            .Append("| class | pass | near | miss | not evaluated | meaning |\n|---|---|---|---|---|---|\n");
        foreach (var (targetClass, meaning) in Classes)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {Name(targetClass)} | {tally[targetClass, Verdict.Pass]} | {tally[targetClass, Verdict.Near]} | ")
                .Append(CultureInfo.InvariantCulture, $"{tally[targetClass, Verdict.Miss]} | {tally[targetClass, Verdict.NotEvaluated]} | {meaning} |\n");
        }

        text.Append("\nPass: inside the published interval, or within 20 % of the value (or the tolerance of the row). ")
            .Append("Near: within a factor of 1.5, or 1.5 times the interval's half width. ")
            .Append("The error is the Monte Carlo standard error (jackknife over ten groups of patients); it says nothing of how few respondents stand behind rare groups.\n");
        Sets(text, tally);
        Panels(text, validation);
        if (figures.Count > 0)
        {
            text.Append("\n## Figures\n\nLines are simulated, points are published figures (hollow: one of a set of figures that contradict each other).\n");
            foreach (var (name, title) in figures)
            {
                text.Append(CultureInfo.InvariantCulture, $"\n![{title}](figures/{name}.svg)\n");
            }
        }

        foreach (var verdict in new[] { Verdict.Miss, Verdict.Near, Verdict.Pass })
        {
            Rows(text, validation, verdict);
        }

        text.Append("\n## Not evaluated\n\n| id | what | published | why |\n|---|---|---|---|\n");
        foreach (var (target, _, _, _, _) in validation.Results.Where(result => result.Verdict == Verdict.NotEvaluated))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {target.Id} | {Cell(What(target))} | {Published(target)} {target.Unit} | {Cell(target.Note)} |\n");
        }

        return text.ToString();
    }

    private static void Sets(StringBuilder text, Tally tally)
    {
        if (tally.Sets.Count == 0)
        {
            return;
        }

        text.Append("\nRows that contradict each other form a set, scored once: it passes where one of its rows does, or where the simulation lies between the claims.\n\n")
            .Append("| set | class | verdict |\n|---|---|---|\n");
        foreach (var (name, verdict, targetClass) in tally.Sets)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {Name(targetClass)} | {Name(verdict)} |\n");
        }
    }

    private static void Panels(StringBuilder text, Validation validation)
    {
        text.Append("\n| panel | people | who |\n|---|---|---|\n");
        foreach (var (name, meaning, people) in validation.Panels)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {people} | {meaning} |\n");
        }
    }

    private static void Rows(StringBuilder text, Validation validation, Verdict verdict)
    {
        var rows = validation.Results.Where(result => result.Verdict == verdict).ToArray();
        text.Append(CultureInfo.InvariantCulture, $"\n## {verdict} ({rows.Length} rows)\n\n")
            .Append("| id | what | published | simulated | error | unit | class | note |\n|---|---|---|---|---|---|---|---|\n");
        foreach (var (target, simulated, error, _, _) in rows)
        {
            var set = target.Set.Length > 0 ? $"set {target.Set}. " : "";
            text.Append(CultureInfo.InvariantCulture, $"| {target.Id} | {Cell(What(target))} | {Published(target)} | {Number(simulated)} | {Number(error)} | ")
                .Append(CultureInfo.InvariantCulture, $"{target.Unit} | {Name(target.Class)} | {set}{Cell(target.Note)} |\n");
        }
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
