using System.Globalization;
using System.Text;
using Cohort.Simulation.Output;
using Cohort.Simulation.Validation;

namespace Cohort.Simulation.Calibration;

/// <summary>What a calibration says of one parameter.</summary>
/// <param name="Unknown">The parameter, its start and prior.</param>
/// <param name="Value">Fitted value.</param>
/// <param name="PosteriorSd">SD given targets and prior.</param>
/// <param name="Narrowed">1 - posterior / prior SD: 0 = the targets say nothing of it.</param>
/// <param name="InformedBy">Targets that say most of it, those that say most first.</param>
internal sealed record ParameterFinding(Unknown Unknown, double Value, double PosteriorSd, double Narrowed, IReadOnlyList<string> InformedBy)
{
    private const double Near = 0.05;

    /// <summary>Whether the value lies at an end of the plausible range: the targets ask for more than the literature allows.</summary>
    public bool AtEnd => Math.Min(Value - Unknown.Low, Unknown.High - Value) < Near * (Unknown.High - Unknown.Low);
}

/// <summary>The outcome of a calibration in words and as a table.</summary>
internal static class CalibrationReport
{
    private const int MostInforming = 3;

    // Pairs of parameters whose correlation is at least this trade against each other.
    private const double Entangled = 0.4;

    // Share of a parameter's information below which a target is not named.
    private const double LeastInformation = 0.05;

    /// <summary>One finding a parameter.</summary>
    public static IReadOnlyList<ParameterFinding> Findings(Calibration calibration) =>
        [.. calibration.Unknowns.Select((unknown, k) => Finding(calibration, unknown, k))];

    /// <summary>Targets passed before and after, and how many there are; each set is counted once.</summary>
    public static (int Before, int After, int Of) Passed(Calibration calibration)
    {
        var after = new Tally(calibration.After);
        return (new Tally(calibration.Before).Count(Verdict.Pass), after.Count(Verdict.Pass), after.Counting);
    }

    /// <summary>The lines of code to change, each with its file.</summary>
    public static IReadOnlyList<(string File, string Line)> Changes(Calibration calibration) =>
    [
        .. FittedParameters.All.Zip(calibration.Unknowns, calibration.Values).Where(item => item.Second.Start != item.Third)
            .Select(item => ($"{item.First.Group}Parameters.cs", Line(item.First.Name, item.Third))),
    ];

    /// <summary>Writes <c>calibration.csv</c> and <c>CALIBRATION.md</c> into a directory, which is made where it does not exist.</summary>
    public static void Write(string directory, Calibration calibration)
    {
        Directory.CreateDirectory(directory);
        using (var stream = File.Create(Path.Combine(directory, "calibration.csv")))
        {
            WriteCsv(stream, calibration);
        }

        File.WriteAllText(Path.Combine(directory, "CALIBRATION.md"), Markdown(calibration));
    }

    /// <summary>The report as Markdown.</summary>
    public static string Markdown(Calibration calibration)
    {
        var (before, after, of) = Passed(calibration);
        var text = new StringBuilder();
        text.Append("# Calibration\n\nThe parameters that are fitted, re-derived from the targets of class *fitted*. Written by `cohort calibrate`; do not edit.\n\n")
            .Append(CultureInfo.InvariantCulture, $"**Cost {calibration.CostBefore:0.0} before, {calibration.CostAfter:0.0} after; ")
            .Append(CultureInfo.InvariantCulture, $"{before} of {of} fitted targets passed before, {after} after** (sets counted once). ")
            .Append(CultureInfo.InvariantCulture, $"{calibration.Fit.Iterations} iterations, {calibration.Runs} runs of the model with {100 * calibration.Scale / Fidelity.Normal.Scale:0.#} % of the people of `cohort validate`.\n\n");
        Method(text);
        Parameters(text, calibration);
        Pairs(text, calibration);
        Lines(text, calibration);
        Targets(text, calibration);
        return text.ToString();
    }

    private static ParameterFinding Finding(Calibration calibration, Unknown unknown, int k)
    {
        var fit = calibration.Fit;
        var information = fit.Weights.Select((weight, t) => weight * fit.Jacobian[t, k] * fit.Jacobian[t, k]).ToArray();
        var total = information.Sum() + (1 / (unknown.PriorSd * unknown.PriorSd));
        var informing = Enumerable.Range(0, information.Length).Where(t => information[t] > LeastInformation * total)
            .OrderByDescending(t => information[t]).ThenBy(t => t).Take(MostInforming).Select(t => calibration.Targets[t].Id);
        return new ParameterFinding(unknown, calibration.Values[k], fit.PosteriorSd(k), 1 - (fit.PosteriorSd(k) / unknown.PriorSd), [.. informing]);
    }

    private static string Line(string name, double value) => FormattableString.Invariant($"public float {name} {{ get; init; }} = {value}f;");

    private static void Method(StringBuilder text) => text
        .Append("Damped Gauss-Newton in the logit of each parameter's place in its plausible range; derivatives by finite differences with common random numbers. ")
        .Append("A target's residual is 1 at the edge of passing (the wider of its interval and its tolerance, in logarithms for positive figures; Monte Carlo noise added). ")
        .Append(CultureInfo.InvariantCulture, $"Beyond {GaussNewton.Bend} the cost grows linearly (Huber), so that a target that the model cannot meet does not decide the fit. ")
        .Append("Targets of a set, which contradict each other, weigh as one together. The prior of a parameter is Gaussian: centre = middle of its range, SD = a quarter of it. ")
        .Append("The norms of relative risk are those committed until the end, where they are estimated anew.\n\n");

    private static void Parameters(StringBuilder text, Calibration calibration)
    {
        text.Append("## Parameters\n\nPosterior SD by the normal matrix at the end; narrowed = 1 - posterior SD / prior SD: 0 % = the targets say nothing of the parameter, ")
            .Append("and it keeps its prior width in an analysis of uncertainty. The matrix takes targets as independent of each other and the edge of passing as one SD. ")
            .Append("Rare events are few in so small a simulation: parameters that kidney failure informs have moved between runs of different size by more than their posterior SD.\n\n")
            .Append("| parameter | committed | fitted | plausible | prior SD | posterior SD | narrowed | informed most by |\n|---|---|---|---|---|---|---|---|\n");
        foreach (var finding in Findings(calibration))
        {
            var unknown = finding.Unknown;
            text.Append(CultureInfo.InvariantCulture, $"| {unknown.Name} | {Number(unknown.Start)} | {Number(finding.Value)}{(finding.AtEnd ? " (end of range)" : "")} | ")
                .Append(CultureInfo.InvariantCulture, $"{Number(unknown.Low)} to {Number(unknown.High)} | {Number(unknown.PriorSd)} | {Number(finding.PosteriorSd)} | ")
                .Append(CultureInfo.InvariantCulture, $"{100 * finding.Narrowed:0} % | {string.Join(", ", finding.InformedBy)} |\n");
        }
    }

    private static void Pairs(StringBuilder text, Calibration calibration)
    {
        text.Append("\n## Parameters that trade against each other\n\nCorrelation in the posterior; the targets fix a combination of the two better than either.\n\n");
        var fit = calibration.Fit;
        var any = false;
        for (var i = 0; i < calibration.Unknowns.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var correlation = fit.Covariance[i, j] / (fit.PosteriorSd(i) * fit.PosteriorSd(j));
                if (Math.Abs(correlation) >= Entangled)
                {
                    text.Append(CultureInfo.InvariantCulture, $"- {calibration.Unknowns[j].Name} and {calibration.Unknowns[i].Name}: {correlation:0.00}\n");
                    any = true;
                }
            }
        }

        if (!any)
        {
            text.Append(CultureInfo.InvariantCulture, $"None at {Entangled} or more.\n");
        }
    }

    private static void Lines(StringBuilder text, Calibration calibration)
    {
        var changes = Changes(calibration);
        text.Append("\n## Lines to change\n\n");
        if (changes.Count == 0)
        {
            text.Append("None.\n");
            return;
        }

        text.Append("In `src/Cohort.Physiology/Parameters`; afterwards recompute the norms (`cohort norms`) and raise `ModelVersion`.\n\n```text\n");
        foreach (var (file, line) in changes)
        {
            text.Append(CultureInfo.InvariantCulture, $"{file}: {line}\n");
        }

        text.Append("```\n");
    }

    private static void Targets(StringBuilder text, Calibration calibration)
    {
        text.Append("\n## Targets\n\nErrors of few simulated people; `docs/VALIDATION.md` has the verdicts that count.\n\n")
            .Append("| id | what | published | before | after | unit | verdict before | after |\n|---|---|---|---|---|---|---|---|\n");
        foreach (var (before, after) in calibration.Before.Zip(calibration.After))
        {
            var target = after.Target;
            text.Append(CultureInfo.InvariantCulture, $"| {target.Id} | {ValidationReport.What(target).Replace("|", "\\|", StringComparison.Ordinal)} | ")
                .Append(CultureInfo.InvariantCulture, $"{ValidationReport.Published(target)} | {Number(before.Simulated)} | {Number(after.Simulated)} | {target.Unit} | ")
                .Append(CultureInfo.InvariantCulture, $"{ValidationReport.Name(before.Verdict)} | {ValidationReport.Name(after.Verdict)} |\n");
        }
    }

    private static void WriteCsv(Stream stream, Calibration calibration)
    {
        string[] columns = ["parameter", "start", "fitted", "low", "high", "prior_mean", "prior_sd", "posterior_sd", "narrowed", "at_end", "informed_by"];
        using var csv = new CsvTableWriter(stream, [.. columns.Select(name => new Column(name, "", ""))]);
        foreach (var finding in Findings(calibration))
        {
            csv.Text(finding.Unknown.Name);
            double[] numbers =
            [
                finding.Unknown.Start, finding.Value, finding.Unknown.Low, finding.Unknown.High, finding.Unknown.Middle, finding.Unknown.PriorSd,
                finding.PosteriorSd, finding.Narrowed,
            ];
            foreach (var number in numbers)
            {
                csv.Text(Number(number));
            }

            csv.Integer(finding.AtEnd ? 1 : 0);
            csv.Text(string.Join(' ', finding.InformedBy));
            csv.End();
        }
    }

    private static string Number(double value) => ValidationReport.Number(value);
}
