using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Output;

namespace Cohort.Dashboard.Outcomes;

/// <summary>Something that a chart can show of an arm, year by year.</summary>
/// <param name="Name">Name: that of a column of outcomes.csv, or <c>survival</c>, or a column of counts behind <c>rate_</c>.</param>
/// <param name="Unit">Unit.</param>
/// <param name="Meaning">What it says.</param>
/// <param name="Of">Value, and its standard error of Monte Carlo (not a number where there is none), from totals of the year and of the baseline.</param>
/// <param name="Paired">The headline sums behind it, so that arms can be compared patient by patient; null where there are none.</param>
internal sealed record YearlyOutcome(string Name, string Unit, string Meaning, Func<YearTotals, YearTotals, (double Value, double Error)> Of, Outcome? Paired = null)
{
    private static readonly (double, double) None = (double.NaN, double.NaN);

    /// <summary>Every outcome that can be charted.</summary>
    public static IReadOnlyList<YearlyOutcome> All { get; } =
    [
        new("alive", "persons", "Alive at the end of the year", (year, baseline) => (year.Alive, Binomial(year.Alive, baseline.Alive) * baseline.Alive)),
        new("survival", "share", "Alive at the end of the year, share of those at baseline", (year, baseline) => Share(year.Alive, baseline.Alive)),
        .. Prevalence.All.Select((one, i) => new YearlyOutcome(
            "prev_" + one.Name, "share", one.Meaning + ", share of the living", (year, _) => Share(year.Prevalences[i], year.Alive), PairedWith("prev_" + one.Name))),
        .. Measures.All.Select((measure, m) => new YearlyOutcome(
            "mean_" + measure.Name, measure.Unit, measure.Meaning + ", mean of the living", (year, _) => Mean(year, m), PairedWith("mean_" + measure.Name))),
        .. Counts(),
        .. YearTotals.Percentiles.Select((share, i) => new YearlyOutcome(
            $"cac_p{share}", "AU", $"Coronary calcium, {share}th percentile of the living", (year, _) => (Percentile(year.CacScores, year.CacPercentiles, i), double.NaN))),
        .. YearTotals.Percentiles.Select((share, i) => new YearlyOutcome(
            $"avc_p{share}", "AU", $"Aortic valve calcium, {share}th percentile of the living", (year, _) => (Percentile(year.AvcScores, year.AvcPercentiles, i), double.NaN))),
    ];

    private static IEnumerable<YearlyOutcome> Counts()
    {
        var counts = new List<(string Name, string Unit, string Meaning, Func<YearTotals, long> Count)>
        {
            ("deaths", "persons", "Deaths from all causes", year => year.Deaths),
        };
        counts.AddRange(Names.Causes.Select((cause, i) => ("deaths_" + cause.Name, "persons", "Deaths: " + cause.Meaning, (Func<YearTotals, long>)(year => year.Causes[i]))));
        counts.AddRange(Names.Events.Select((kind, i) => ("new_" + kind.Name, "events", kind.Meaning, (Func<YearTotals, long>)(year => year.Events[i]))));
        foreach (var (name, unit, meaning, count) in counts)
        {
            yield return new(name, unit, meaning + ", in the year", (year, _) => (count(year), Math.Sqrt(count(year))));
            yield return new(
                "rate_" + name,
                "1/1000 a",
                meaning + ", per 1000 person-years lived in the year",
                (year, _) => year.PersonYears > 0 ? (1000 * count(year) / year.PersonYears, 1000 * Math.Sqrt(count(year)) / year.PersonYears) : None);
        }
    }

    private static Outcome? PairedWith(string name) => Outcome.All.FirstOrDefault(outcome => outcome.Name == name);

    private static double Binomial(long part, long all) => all > 0 ? Math.Sqrt((double)part / all * (1 - ((double)part / all)) / all) : double.NaN;

    private static (double, double) Share(long part, long all) => all > 0 ? ((double)part / all, Binomial(part, all)) : None;

    private static (double, double) Mean(YearTotals year, int measure)
    {
        var n = year.Alive;
        var mean = year.Sums[measure] / n;
        var variance = (year.Squares[measure] - (mean * year.Sums[measure])) / (n - 1);
        return n == 0 ? None : (mean, n == 1 ? double.NaN : Math.Sqrt(Math.Max(0, variance) / n));
    }

    private static double Percentile(long[]? scores, double[]? written, int at) =>
        scores != null ? ScoreBins.Percentile(scores, YearTotals.Percentiles[at] / 100.0) : written?[at] ?? double.NaN;
}
