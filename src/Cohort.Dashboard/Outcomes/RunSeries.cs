using Cohort.Simulation.Output;

namespace Cohort.Dashboard.Outcomes;

/// <summary>One outcome of one arm, year by year; null where it is undefined.</summary>
/// <param name="Outcome">Name of the outcome.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Value">Values by year.</param>
/// <param name="Low">Lower ends of the 95 % interval of Monte Carlo error.</param>
/// <param name="High">Upper ends.</param>
public sealed record Series(string Outcome, string Unit, IReadOnlyList<double?> Value, IReadOnlyList<double?> Low, IReadOnlyList<double?> High);

/// <summary>The outcomes of an arm.</summary>
/// <param name="Name">Name of the arm.</param>
/// <param name="Outcomes">Its outcomes.</param>
/// <param name="Differences">The same against the first arm, the same patients compared; empty for the first arm.</param>
public sealed record ArmSeries(string Name, IReadOnlyList<Series> Outcomes, IReadOnlyList<Series> Differences);

/// <summary>Outcomes of a run for charts.</summary>
/// <param name="Version">Rises with every new table.</param>
/// <param name="Complete">Whether every patient is in it.</param>
/// <param name="Patients">Patients that are in it.</param>
/// <param name="Years">Years since baseline.</param>
/// <param name="CalendarYears">The same as calendar years.</param>
/// <param name="Arms">The arms asked for.</param>
public sealed record RunSeries(long Version, bool Complete, long Patients, IReadOnlyList<int> Years, IReadOnlyList<int> CalendarYears, IReadOnlyList<ArmSeries> Arms)
{
    internal static RunSeries Of(IOutcomeSource source, SeriesQuery query, long version, bool complete, long patients)
    {
        var scenario = source.Scenario;
        var years = Enumerable.Range(0, scenario.Years + 1).ToArray();
        var asked = query.Arm is { } one ? [one] : Enumerable.Range(0, scenario.Arms.Count).ToArray();
        var totals = asked.Append(0).Distinct().ToDictionary(arm => arm, arm => years.Select(year => source.Total(arm, year, query.Filter)).ToArray());
        var contrasts = query.Filter.IsEverybody ? new PairedContrasts(source) : null;
        return new RunSeries(
            version,
            complete,
            patients,
            years,
            [.. years.Select(year => scenario.StartYear + year - 1)],
            [.. asked.Select(arm => new ArmSeries(
                scenario.Arms[arm].Name,
                [.. query.Outcomes.Select(outcome => Levels(outcome, totals[arm]))],
                arm == 0 ? [] : [.. query.Outcomes.Select(outcome => Differences(outcome, totals[arm], totals[0], year => contrasts?.Error(outcome, arm, year) ?? double.NaN))]))]);
    }

    private static Series Levels(YearlyOutcome outcome, YearTotals[] years) =>
        Banded(outcome, [.. years.Select(year => outcome.Of(year, years[0]))], least: 0);

    private static Series Differences(YearlyOutcome outcome, YearTotals[] arm, YearTotals[] first, Func<int, double> error) =>
        Banded(outcome, [.. arm.Select((year, i) => (outcome.Of(year, arm[0]).Value - outcome.Of(first[i], first[0]).Value, error(i)))], least: double.NegativeInfinity);

    // No level is below nought, though a symmetric interval may be.
    private static Series Banded(YearlyOutcome outcome, (double Value, double Error)[] years, double least) => new(
        outcome.Name,
        outcome.Unit,
        [.. years.Select(year => Defined(year.Value))],
        [.. years.Select(year => Defined(Math.Max(least, year.Value - (Jackknife.Width * year.Error))))],
        [.. years.Select(year => Defined(year.Value + (Jackknife.Width * year.Error)))]);

    private static double? Defined(double value) => double.IsFinite(value) ? value : null;
}
