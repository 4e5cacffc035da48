using System.Globalization;
using Cohort.Simulation.Analysis;
using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Output;
using Cohort.Simulation.Plots;
using Cohort.Simulation.Scenarios;

namespace Cohort.Simulation.Reporting;

/// <summary>The figures of a report, from a run's yearly files.</summary>
internal sealed class ReportFigures
{
    private static readonly string[] CkdStages = ["G1", "G2", "G3a", "G3b", "G4", "G5", "G5D", "G5T"];

    private readonly Scenario _scenario;
    private readonly Replicates _replicates;
    private readonly Dictionary<(string Arm, int Year, string Column), double> _sums = [];
    private readonly Dictionary<(string Arm, int Year, string Stage), double> _stages = [];

    public ReportFigures(Scenario scenario, string outcomes, Replicates replicates)
    {
        (_scenario, _replicates) = (scenario, replicates);
        string[] columns = ["alive", "n_cac_positive", "n_cac_at_least_100", "n_cac_over_400", "n_stenosis_mild", "n_stenosis_moderate", "n_stenosis_severe", "n_valve_replaced"];
        foreach (var cell in CsvRows.Read(outcomes))
        {
            var (arm, year) = (cell("arm"), int.Parse(cell("year"), CultureInfo.InvariantCulture));
            foreach (var column in columns)
            {
                Add(_sums, (arm, year, column), double.Parse(cell(column), CultureInfo.InvariantCulture));
            }

            Add(_stages, (arm, year, cell("ckd_stage")), double.Parse(cell("alive"), CultureInfo.InvariantCulture));
        }
    }

    public IEnumerable<(string Title, string Svg)> All()
    {
        yield return Survival();
        foreach (var arm in _scenario.Arms)
        {
            yield return Stack($"Coronary calcium, {arm.Name}", arm.Name,
            [
                ("0", 5, (a, y) => Sum(a, y, "alive") - Sum(a, y, "n_cac_positive")),
                ("1-99 AU", 0, (a, y) => Sum(a, y, "n_cac_positive") - Sum(a, y, "n_cac_at_least_100")),
                ("100-400 AU", 4, (a, y) => Sum(a, y, "n_cac_at_least_100") - Sum(a, y, "n_cac_over_400")),
                ("over 400 AU", 1, (a, y) => Sum(a, y, "n_cac_over_400")),
            ]);
        }

        foreach (var arm in _scenario.Arms)
        {
            yield return Stack($"Aortic stenosis, {arm.Name}", arm.Name,
            [
                ("mild", 0, (a, y) => Sum(a, y, "n_stenosis_mild")), ("moderate", 4, (a, y) => Sum(a, y, "n_stenosis_moderate")), ("severe", 1, (a, y) => Sum(a, y, "n_stenosis_severe")),
                ("valve replaced", 3, (a, y) => Sum(a, y, "n_valve_replaced")),
            ]);
        }

        // Strata are the state at the start of a year.
        if (_scenario.Outcomes.Strata.Contains(Stratum.CkdStage))
        {
            foreach (var arm in _scenario.Arms)
            {
                yield return Stack($"CKD stages, {arm.Name}", arm.Name, [.. CkdStages.Skip(2).Select((stage, i) => (stage, i, (Func<string, int, double>)((a, y) => _stages.GetValueOrDefault((a, y, stage)))))]);
            }
        }
    }

    private (string Title, string Svg) Survival()
    {
        var series = new List<PlotSeries>();
        for (var arm = 0; arm < _scenario.Arms.Count; arm++)
        {
            var points = new List<(double X, double Y)>();
            var band = new List<(double X, double Low, double High)>();
            for (var year = 0; year <= _scenario.Years; year++)
            {
                var sums = new ReplicateSums(_replicates.Headlines(arm, year));
                Func<long[], double> share = row => 100.0 * row[(int)Headline.Alive] / (row[(int)Headline.Alive] + row[(int)Headline.Deaths]);
                var interval = Jackknife.Symmetric(sums.Of(share), sums.LeftOut(share));
                var calendar = _scenario.StartYear + year - 1;
                points.Add((calendar, sums.Of(share)));
                band.Add((calendar, interval.Low, interval.High));
            }

            series.Add(new PlotSeries(_scenario.Arms[arm].Name, arm, points, Line: true) { Area = band });
        }

        return ("Survival of everybody, with the 95 % interval of Monte Carlo error.", new SvgPlot("Survival", "calendar year", "alive (%)", PlotScale.Linear, series).Write());
    }

    private (string Title, string Svg) Stack(string title, string arm, IReadOnlyList<(string Name, int Color, Func<string, int, double> Count)> layers)
    {
        var below = new double[_scenario.Years + 1];
        var series = new List<PlotSeries>();
        foreach (var (name, color, count) in layers)
        {
            var area = new List<(double X, double Low, double High)>();
            for (var year = 0; year <= _scenario.Years; year++)
            {
                var alive = Sum(arm, year, "alive");
                var share = alive > 0 ? 100 * count(arm, year) / alive : 0;
                // Shares that make up everybody reach 100, not 100 and a rounding error.
                var top = Math.Min(100, Math.Round(below[year] + share, 9));
                area.Add((_scenario.StartYear + year - 1, below[year], top));
                below[year] = top;
            }

            series.Add(new PlotSeries(name, color, [], Line: false) { Area = area, Opacity = 0.8 });
        }

        return ($"{title}: share of those alive.", new SvgPlot(title, "calendar year", "of the living (%)", PlotScale.Linear, series).Write());
    }

    private double Sum(string arm, int year, string column) => _sums.GetValueOrDefault((arm, year, column));

    private static void Add<T>(Dictionary<T, double> sums, T key, double value) where T : notnull => sums[key] = sums.GetValueOrDefault(key) + value;
}
