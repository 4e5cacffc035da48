using System.Globalization;
using Cohort.Simulation.Plots;

namespace Cohort.Simulation.Validation;

/// <summary>The figures of a validation report: what they show, drawn with the published figures of the same kind.</summary>
internal static class Figures
{
    private const string MenLabel = "men";
    private const string WomenLabel = "women";
    private static readonly int[] Percentiles = [50, 75, 90];

    private static readonly Figure[] All =
    [
        new("cac-men", "Coronary calcium, men (percentiles)", "age (years)", "CAC (AU)", PlotScale.LogOfOnePlus, "age",
            [.. Percentiles.Select((p, k) => new Line($"p{p}", "mesa", "female 0", "cac", "cross-section", $"p{p}", k, Ages(45, 80)))]),
        new("cac-women", "Coronary calcium, women (percentiles)", "age (years)", "CAC (AU)", PlotScale.LogOfOnePlus, "age",
            [.. Percentiles.Select((p, k) => new Line($"p{p}", "mesa", "female 1", "cac", "cross-section", $"p{p}", k, Ages(45, 80)))]),
        new("cac-zero", "Share without coronary calcium", "age (years)", "CAC = 0 (%)", PlotScale.Linear, "age",
        [
            .. BothSexes("us-2000", "coronary 0", "cac 0", "prevalence", "%", Ages(30, 85)),
            new Line("all", "us-2000", "coronary 0", "cac 0", "cross-section", "prevalence", 2, Ages(30, 85), "%"),
        ]),
        new("avc", "Share with aortic valve calcium", "age (years)", "AVC > 0 (%)", PlotScale.Linear, "age",
        [
            .. BothSexes("us-2000", "", "avc >0", "prevalence", "%", Ages(40, 85)),
            new Line("all", "us-2000", "", "avc >0", "cross-section", "prevalence", 2, Ages(40, 85), "%"),
        ]),
        new("stenosis", "Prevalence of aortic stenosis", "age (years)", "%", PlotScale.Linear, "age",
        [
            new Line("gradient 15+ mmHg", "us-2000", "valve_replaced 0", "mean_gradient 15..", "cross-section", "prevalence", 0, Ages(45, 85), "%"),
            new Line("moderate or severe", "us-2000", "", "stenosis_stage 2..", "cross-section", "prevalence", 1, Ages(45, 85), "%"),
        ]),
        new("egfr", "Kidney function by age", "age (years)", "eGFR (mL/min/1.73 m2)", PlotScale.Linear, "age",
        [
            new Line("survey", "us-2018", "transplant 0; dialysis 0", "egfr", "cross-section", "mean", 0, Ages(40, 90)),
            new Line("20 years later", "us-2018", "transplant 0; dialysis 0", "egfr", "cross-section 20", "mean", 1, Ages(40, 90)),
        ]),
        new("pth", "Parathyroid hormone by kidney function", "eGFR (mL/min/1.73 m2)", "PTH (pg/mL)", PlotScale.Linear, "egfr",
            [new Line("median", "us-2000", "dialysis 0", "pth", "cross-section", "median", 0, Kidney())]),
        new("phosphate", "Phosphate by kidney function", "eGFR (mL/min/1.73 m2)", "phosphate (mg/dL)", PlotScale.Linear, "egfr",
            [new Line("mean", "us-2000", "dialysis 0", "phosphate", "cross-section", "mean", 0, Kidney(), "mg/dL")]),
        new("mortality", "Mortality by age (5 years of follow-up)", "age (years)", "deaths per 1000 person-years", PlotScale.Log, "age",
        [
            .. BothSexes("us-2018", "", "death", "rate", "per 1000 PY", Ages(40, 90), "events 5"),
            .. new[] { (MenLabel, 0), (WomenLabel, 1) }.Select(sex => new Line($"{sex.Item1}, life table", "", "", "", "formula", "", 2 + sex.Item2,
                [.. Ages(40, 90).Select(bin => (bin.X, $"death_probability {(int)bin.X + 2} {sex.Item2}"))], "per 1000 PY")),
        ]),
        new("pwv", "Pulse wave velocity by age, normal pressure, no risk factor", "age (years)", "PWV (m/s)", PlotScale.Linear, "age",
            [new Line("median", "us-2018", "systolic ..<140; diabetes 0; smoker 0; bp_drug 0", "pwv", "cross-section", "median", 0, Ages(20, 80))]),
    ];

    /// <summary>The simulated values that the figures need.</summary>
    public static IReadOnlyList<CurveQuery> Queries { get; } = [.. All.SelectMany(figure => figure.Lines.SelectMany(line => line.Queries(figure.Name)))];

    /// <summary>Draws the figures.</summary>
    public static IReadOnlyList<(string Name, string Title, string Svg)> Draw(Validation validation) =>
        [.. All.Select(figure => (figure.Name, figure.Title, figure.Draw(validation).Write()))];

    private static (double X, string Filter)[] Ages(int low, int high) =>
        [.. Enumerable.Range(0, ((high - low) / 5) + 1).Select(k => (low + (5 * k) + 2.5, string.Create(CultureInfo.InvariantCulture, $"age {low + (5 * k)}..{low + (5 * k) + 4}")))];

    private static (double X, string Filter)[] Kidney() =>
        [.. Enumerable.Range(1, 10).Select(k => ((10.0 * k) + 5, string.Create(CultureInfo.InvariantCulture, $"egfr {10 * k}..<{(10 * k) + 10}")))];

    private static IEnumerable<Line> BothSexes(
        string panel, string filter, string measure, string statistic, string unit, (double X, string Filter)[] bins, string protocol = "cross-section") =>
        new[] { (MenLabel, "female 0", 0), (WomenLabel, "female 1", 1) }
            .Select(sex => new Line(sex.Item1, panel, filter.Length == 0 ? sex.Item2 : filter + "; " + sex.Item2, measure, protocol, statistic, sex.Item3, bins, unit));

    private sealed record Line(
        string Label, string Panel, string Filter, string Measure, string Protocol, string Statistic, int Color, (double X, string Filter)[] Bins, string Unit = "")
    {
        public IEnumerable<CurveQuery> Queries(string figure) => Bins.Select(bin => new CurveQuery(figure, Label, bin.X, Query(bin.Filter)));

        private Target Query(string bin)
        {
            var protocol = TargetSyntax.Protocol(Protocol);
            var (measure, range) = Measure.Length > 0 ? TargetSyntax.Measure(Measure) : default;
            return new Target
            {
                Id = Label,
                SourceId = "",
                Class = TargetClass.Independent,
                MeasureText = Measure.Length > 0 ? Measure : bin,
                Measure = measure,
                MeasureRange = range,
                Panel = Panel,
                Filter = Measure.Length > 0 ? TargetSyntax.Filter(Filter.Length > 0 ? Filter + "; " + bin : bin) : [],
                Protocol = protocol,
                Statistic = Statistic,
                Unit = Unit,
            };
        }
    }

    private sealed record Figure(string Name, string Title, string XLabel, string YLabel, PlotScale Scale, string Axis, Line[] Lines)
    {
        public SvgPlot Draw(Validation validation)
        {
            var series = new List<PlotSeries>();
            foreach (var line in Lines)
            {
                series.Add(new PlotSeries(line.Label, line.Color,
                    [.. validation.Curves.Where(c => c.Query.Figure == Name && c.Query.Series == line.Label).Select(c => (c.Query.X, c.Value))], Line: true));
                series.AddRange(Published(validation, line));
            }

            return new SvgPlot(Title, XLabel, YLabel, Scale, series);
        }

        // Published figures of the same measure and sex that are limited on the axis.
        private IEnumerable<PlotSeries> Published(Validation validation, Line line)
        {
            if (line.Measure.Length == 0)
            {
                yield break;
            }

            var (measure, range) = TargetSyntax.Measure(line.Measure);
            var filter = TargetSyntax.Filter(line.Filter);
            var sex = Sex(filter);
            var allowed = filter.Select(c => c.Quantity.Name).Append(Axis).Append("female").ToArray();
            var alike = validation.Results.Select(result => result.Target).Where(target =>
                target.Measure == measure && target.Protocol.Kind == TargetSyntax.Protocol(line.Protocol).Kind && Sex(target.Filter) == sex
                && target.Filter.All(c => allowed.Contains(c.Quantity.Name))
                && target.Statistic == line.Statistic.Replace("p50", "median", StringComparison.Ordinal) && target.Unit == (line.Unit.Length > 0 ? line.Unit : target.Unit));
            var points = new List<(double X, double Y, bool Hollow)>();
            foreach (var target in alike)
            {
                var axis = target.Filter.FirstOrDefault(c => c.Quantity.Name == Axis)?.Range;
                if (axis is { } on && double.IsFinite(on.Low) && double.IsFinite(on.High))
                {
                    var y = target.MeasureRange == range ? target.Value : Complement(target, range);
                    points.Add(((on.Low + on.High + (Axis == "age" ? 1 : 0)) / 2, y, target.Set.Length > 0));
                }
            }

            foreach (var group in points.GroupBy(p => p.Hollow))
            {
                yield return new PlotSeries("", line.Color, [.. group.Select(p => (p.X, p.Y))], Line: false, group.Key);
            }
        }

        // A share with calcium is 100 % less the share without.
        private static double Complement(Target target, Range? range) =>
            range == new Range(0, 0) && target.MeasureRange == new Range(0, double.PositiveInfinity, LowOpen: true) ? 100 - target.Value : double.NaN;

        private static double? Sex(IReadOnlyList<Condition> filter) => filter.FirstOrDefault(c => c.Quantity.Name == "female")?.Range.Low;
    }
}
