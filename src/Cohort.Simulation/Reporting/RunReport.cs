using System.Globalization;
using System.Text;
using Cohort.Physiology.State;
using Cohort.Physiology.Treatments;
using Cohort.Simulation.Analysis;
using Cohort.Simulation.Output;
using Cohort.Simulation.Running;
using Cohort.Simulation.Scenarios;
using Cohort.Simulation.Scenarios.Format;

namespace Cohort.Simulation.Reporting;

/// <summary>A finished run as one self-contained page: question, arms, methods, figures, tables, limits, provenance. Needs no network and no script.</summary>
public sealed class RunReport
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "report.html";

    private static readonly string[] Told =
    [
        "deaths_per_1000", "cardiovascular_deaths_per_1000", "life_years", "myocardial_infarctions_per_1000", "strokes_per_1000", "dialysis_starts_per_1000",
        "valve_replacements_per_1000", "fractures_per_1000", "major_bleedings_per_1000", "mean_cac", "mean_avc", "mean_medial_calcium", "mean_pwv", "prev_cac_over_400",
        "prev_stenosis_moderate_or_severe", "prev_dialysis",
    ];

    private readonly SavedPlan _plan;
    private readonly string _directory;
    private readonly IReadOnlyList<WrittenFile> _files;
    private readonly StringBuilder _html = new();

    private RunReport(string directory, SavedPlan plan, IReadOnlyList<WrittenFile> files) => (_directory, _plan, _files) = (directory, plan, files);

    private Scenario Scenario => _plan.Scenario;

    /// <summary>The report of a run, as HTML.</summary>
    /// <param name="directory">The run's directory.</param>
    /// <exception cref="RefusedInputException">It holds no finished run.</exception>
    public static string Of(string directory)
    {
        using var results = RunResults.Open(directory);
        return new RunReport(directory, SavedPlanFile.Read(Path.Combine(directory, RunDirectory.Plan)), results.Files).Write();
    }

    private string Write()
    {
        var summary = Rows(RunFiles.Summary);
        var comparisons = Rows(RunFiles.Comparisons);
        var figures = new ReportFigures(Scenario, Path.Combine(_directory, RunFiles.Outcomes), Replicates.Read(_directory, Scenario));
        Line($"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        Line($"<title>{Text(Scenario.Name)}: report of a Cohort run</title><style>{Style}</style></head><body><main>");
        Line($"<h1>{Text(Scenario.Name)}</h1>");
        Line($"<p class=\"question\">{Text(Scenario.Question)}</p>");
        Arms();
        Answer(comparisons);
        Line($"<h2>Figures</h2>");
        foreach (var (title, svg) in figures.All().Concat(Forests(comparisons)))
        {
            Line($"<figure>{svg}<figcaption>{Text(title)}</figcaption></figure>");
        }

        Outcomes(summary);
        CustomOutcomes();
        Methods(summary);
        Limits();
        Provenance();
        Line($"</main></body></html>");
        return _html.ToString();
    }

    private void Arms()
    {
        Line($"<h2>Arms</h2><table><thead><tr><th>Arm</th><th>Care beside usual care</th></tr></thead><tbody>");
        foreach (var arm in Scenario.Arms)
        {
            var care = arm.Interventions.Count == 0 ? "none: usual care" : string.Join("<br>", arm.Interventions.Select(one => Text(Describe(one))));
            Line($"<tr><th scope=\"row\">{Text(arm.Name)}</th><td>{care}</td></tr>");
        }

        Line($"</tbody></table>");
    }

    private static string Describe(Intervention one)
    {
        var info = Interventions.All.First(info => info.Kind == one.Kind);
        var dose = info.DoseUnit.Length == 0 ? "" : FormattableString.Invariant($", {one.Dose:0.###} {info.DoseUnit}");
        var until = one.Until is { } end ? FormattableString.Invariant($" to {end - 1}") : " on";
        var who = Describe(one.Who).ToArray();
        var share = one.Coverage == 1 && one.Adherence == 1 ? "" : FormattableString.Invariant($"; coverage {one.Coverage:P0}, adherence {one.Adherence:P0}");
        return FormattableString.Invariant($"{info.Name.Replace('_', ' ')}{dose}, from {one.From}{until}{(who.Length == 0 ? ", everybody" : $", for {string.Join("; ", who)}")}{share}");
    }

    private static IEnumerable<string> Describe(Eligibility who) =>
        who.Criteria.Select(Describe).Concat(who.CkdStages.Count > 0 ? [$"CKD {string.Join(", ", who.CkdStages)}"] : []);

    private static string Describe(Criterion one)
    {
        var name = Variables.Describe(one.Variable).Name.Replace('_', ' ');
        return one.Low == one.High
            ? FormattableString.Invariant($"{(one.Negated ? "not " : "")}{name} {(one.Low == 1 ? "yes" : one.Low == 0 ? "no" : one.Low)}")
            : FormattableString.Invariant($"{(one.Negated ? "not " : "")}{name} {one.Low:0.###} to {one.High:0.###}");
    }

    private void Answer(IReadOnlyList<Func<string, string>> comparisons)
    {
        if (Scenario.Arms.Count < 2)
        {
            return;
        }

        Line($"<h2>Arms against {Text(Scenario.Arms[0].Name)}</h2>");
        Line($"<p>Everybody, after {Scenario.Years} years. The same patients with the same chance events are in every arm. Differences whose 95 % interval of Monte Carlo error leaves out 0 are bold; the survey interval says how the result would vary with other respondents.</p>");
        Line($"<table><thead><tr><th>Outcome</th><th>Unit</th><th>Arm</th><th>Difference</th><th>95 % interval</th><th>Ratio</th><th>Survey interval</th></tr></thead><tbody>");
        foreach (var outcome in Told)
        {
            foreach (var row in comparisons.Where(row => row("stratum") == "all" && row("outcome") == outcome))
            {
                var clear = Number(row("difference_ci_low")) * Number(row("difference_ci_high")) > 0;
                var difference = Short(row("difference"));
                Line($"<tr><th scope=\"row\">{Text(outcome.Replace('_', ' '))}</th><td>{Text(row("unit"))}</td><td>{Text(row("arm"))}</td><td class=\"n\">{(clear ? $"<b>{difference}</b>" : difference)}</td><td class=\"n\">{Between(row("difference_ci_low"), row("difference_ci_high"))}</td><td class=\"n\">{Short(row("ratio"))}</td><td class=\"n\">{Between(row("survey_difference_ci_low"), row("survey_difference_ci_high"))}</td></tr>");
            }
        }

        Line($"</tbody></table>");
    }

    private IEnumerable<(string Title, string Svg)> Forests(IReadOnlyList<Func<string, string>> comparisons)
    {
        foreach (var arm in Scenario.Arms.Skip(1))
        {
            foreach (var (outcome, words) in new[] { ("mean_cac", "mean coronary calcium, AU"), ("mean_medial_calcium", "mean medial calcium, ratio"), ("deaths_per_1000", "deaths per 1000") })
            {
                var rows = comparisons.Where(row => row("arm") == arm.Name && row("outcome") == outcome)
                    .Select(row => new Plots.ForestRow(row("stratum").Replace('_', ' '), Number(row("difference")), Number(row("difference_ci_low")), Number(row("difference_ci_high")))).ToArray();
                var title = $"{arm.Name} against {Scenario.Arms[0].Name}: {words}, by baseline stratum";
                yield return (title, new Plots.ForestPlot(title, $"difference in {words}", rows).Write());
            }
        }
    }

    private void Outcomes(IReadOnlyList<Func<string, string>> summary)
    {
        Line($"<h2>Outcomes after {Scenario.Years} years</h2><table><thead><tr><th>Outcome</th><th>Unit</th>");
        foreach (var arm in Scenario.Arms)
        {
            Line($"<th>{Text(arm.Name)}</th>");
        }

        Line($"</tr></thead><tbody>");
        foreach (var outcome in Told)
        {
            var rows = summary.Where(row => row("stratum") == "all" && row("outcome") == outcome).ToArray();
            Line($"<tr><th scope=\"row\">{Text(outcome.Replace('_', ' '))}</th><td>{Text(rows[0]("unit"))}</td>");
            foreach (var row in rows)
            {
                Line($"<td class=\"n\">{Short(row("value"))} <small>{Between(row("ci_low"), row("ci_high"))}</small></td>");
            }

            Line($"</tr>");
        }

        Line($"</tbody></table>");
    }

    private void CustomOutcomes()
    {
        if (Scenario.Outcomes.Custom.Count == 0)
        {
            return;
        }

        Line($"<h2>Outcomes of the scenario's own</h2><p>In the last year of each outcome's window, with 95 % intervals of Monte Carlo error; differences are from {Text(Scenario.Arms[0].Name)}, patients paired.</p>");
        Line($"<table><thead><tr><th>Outcome</th><th>Expression</th><th>Year</th><th>Arm</th><th>Persons</th><th>Value</th><th>Difference</th></tr></thead><tbody>");
        var rows = Rows(RunFiles.Custom);
        foreach (var custom in Scenario.Outcomes.Custom)
        {
            var who = Describe(custom.Who).ToArray();
            var ages = custom.FirstAge > 0 || custom.LastAge < ScenarioFormat.WindowAges.Bound.Max ? [$"ages {custom.FirstAge} to {custom.LastAge}"] : Array.Empty<string>();
            var said = custom.Description.Length > 0 ? custom.Description : custom.Name.Replace('_', ' ');
            var of = string.Join("; ", [Names.Of(custom.Statistic).Replace('_', ' '), .. who.Select(one => one + " at baseline"), .. ages]);
            foreach (var row in rows.Where(row => row("outcome") == custom.Name).GroupBy(row => row("arm")).Select(group => group.Last()))
            {
                var difference = row("difference").Length == 0 ? "" : $"{Short(row("difference"))} <small>{Between(row("difference_ci_low"), row("difference_ci_high"))}</small>";
                Line($"<tr><th scope=\"row\">{Text(said)}</th><td><code>{Text(custom.Expression.ToString())}</code><br><small>{Text(of)}</small></td><td class=\"n\">{row("year")}</td><td>{Text(row("arm"))}</td><td class=\"n\">{row("persons")}</td><td class=\"n\">{Short(row("value"))} <small>{Between(row("ci_low"), row("ci_high"))}</small></td><td class=\"n\">{difference}</td></tr>");
            }
        }

        Line($"</tbody></table>");
    }

    private void Methods(IReadOnlyList<Func<string, string>> summary)
    {
        var donors = summary.Select(row => row("effective_donors")).FirstOrDefault(text => text.Length > 0) ?? "";
        var population = Scenario.Population.Kind switch
        {
            PopulationKind.Nhanes => "adults examined in the National Health and Nutrition Examination Survey (NHANES) 2017-2018, drawn by their sampling weights",
            PopulationKind.SyntheticUs2019 => "the US adult population of 2019 by age and sex, with risk factors of like NHANES respondents",
            PopulationKind.SyntheticUsDialysis => "US patients on dialysis, built from published tables",
            _ => $"the respondents of the file {Scenario.Population.Path}",
        };
        Line($"<h2>Methods</h2><p>Cohort (version {RunJson.ProgramVersion}, model version {_plan.ModelVersion}) is a microsimulation of mineral metabolism, vascular and valve calcification and their clinical events. {Scenario.Patients:N0} virtual patients were drawn from {Text(population)} (equal to {Text(donors)} equally weighted respondents), each brought from age 20 to the baseline along a risk history that ends at the measurements, and followed yearly from {Scenario.StartYear} to {Scenario.StartYear + Scenario.Years - 1} under {Scenario.Arms.Count} {(Scenario.Arms.Count == 1 ? "course" : "courses")} of care. Arms share patients and random numbers (common random numbers), so that they differ by care alone. Intervals of Monte Carlo error are by the jackknife over 200 groups of patients, left out of all arms together; survey error is by a bootstrap of respondents. Seed {Scenario.Seed}.</p>");
    }

    private void Limits() => Line($"<h2>Limitations</h2><ul><li>A research model; it must not guide the treatment of a patient.</li><li>The cohort is closed: nobody is born or joins. Means are of survivors, so that a treatment which keeps the sick alive may raise them.</li><li>Intervals state Monte Carlo and survey error, not what is wrong with the model. docs/VALIDATION.md lists which published figures the model meets and misses.</li><li>Thresholds of smooth muscle, local inhibitors and soft-tissue deposits have few human measurements behind them: docs/MODEL.md says which are structural assumptions.</li></ul>");

    private void Provenance()
    {
        Line($"<h2>Provenance</h2><table><tbody><tr><th scope=\"row\">Plan</th><td><code>{_plan.PlanId}</code></td></tr><tr><th scope=\"row\">Population</th><td><code>{_plan.PopulationHash}</code></td></tr><tr><th scope=\"row\">Seed</th><td>{Scenario.Seed}</td></tr><tr><th scope=\"row\">Program, model</th><td>{RunJson.ProgramVersion}, {_plan.ModelVersion}</td></tr>");
        foreach (var file in _files)
        {
            Line($"<tr><th scope=\"row\">{Text(file.Name)}</th><td>{file.Bytes:N0} bytes, SHA-256 <code>{file.Sha256}</code></td></tr>");
        }

        Line($"</tbody></table><p>The same plan gives the same bytes on any machine.</p><details><summary>The scenario</summary><pre>{Text(ScenarioText.Of(Scenario))}</pre></details>");
    }

    private IReadOnlyList<Func<string, string>> Rows(string file) => [.. CsvRows.ReadAll(Path.Combine(_directory, file))];

    private void Line(FormattableString line) => _html.Append(FormattableString.Invariant(line)).Append('\n');

    private static double Number(string text) => text.Length == 0 ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture);

    private static string Short(string text) => Plots.SvgPlot.Number(Number(text));

    private static string Between(string low, string high) => low.Length == 0 ? "" : $"{Short(low)} to {Short(high)}";

    private static string Text(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private const string Style =
        ":root{color-scheme:light dark;--text:#1c2630;--page:#fff;--line:#d5dce2;--muted:#56636f}" +
        "@media (prefers-color-scheme:dark){:root{--text:#e6ecf1;--page:#141a1f;--line:#33404b;--muted:#a4b1bc}}" +
        "body{font:16px/1.55 system-ui,sans-serif;color:var(--text);background:var(--page);margin:0}main{max-width:1080px;margin:0 auto;padding:24px 20px 60px}" +
        "h1{margin:0 0 4px}h2{margin:36px 0 8px}.question{font-size:1.1rem;color:var(--muted);max-width:80ch}table{border-collapse:collapse;width:100%;font-size:.9rem;font-variant-numeric:tabular-nums;display:block;overflow-x:auto}" +
        "th,td{text-align:left;padding:4px 10px;border-bottom:1px solid var(--line);vertical-align:top}.n{text-align:right;white-space:nowrap}small{color:var(--muted)}" +
        "figure{margin:12px 0;display:inline-block;width:min(100%,520px);vertical-align:top;break-inside:avoid}figure svg{width:100%;height:auto;border:1px solid var(--line);border-radius:8px}" +
        "svg text{fill:var(--text)}svg [fill=\"#ffffff\"]{fill:var(--page)}svg [stroke=\"#e2e2e2\"]{stroke:var(--line)}svg [stroke=\"#333333\"],svg [stroke=\"#777777\"]{stroke:var(--muted)}" +
        "figcaption{color:var(--muted);font-size:.88rem;padding:2px 4px}" +
        "code{font-size:.82rem;overflow-wrap:anywhere}pre{overflow-x:auto;border:1px solid var(--line);padding:10px;border-radius:8px}" +
        "@media print{:root{--text:#000;--page:#fff;--line:#bbb;--muted:#444}body{font-size:11px}main{max-width:none;padding:0}h2{break-after:avoid}tr{break-inside:avoid}figure{width:49%}table{display:table}}";
}
