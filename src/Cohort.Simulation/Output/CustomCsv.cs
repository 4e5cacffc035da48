using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Outcomes.Custom;
using Cohort.Simulation.Running;
using Cohort.Simulation.Scenarios;

namespace Cohort.Simulation.Output;

/// <summary>custom.csv: the outcomes that a scenario defines itself, by arm and year; written only where there are some.</summary>
public static class CustomCsv
{
    private const int Digits = 6;

    /// <summary>The columns.</summary>
    public static IReadOnlyList<Column> Columns { get; } =
    [
        new("arm", "", "Name of the arm"),
        new("outcome", "", "Name of the outcome, as the scenario has it"),
        new("statistic", "", "`mean` or `share` of those alive at the end of the year; `ever`: share for whom it held at least once since the window began; `person_years`: years in which it held since then, by person"),
        new("year", "a", "Years since baseline; 0 is the baseline itself"),
        new("value", "as the expression; share; a", "The outcome; empty where nobody is counted"),
        new("ci_low", "as `value`", "Lower end of the 95 % interval of Monte Carlo error"),
        new("ci_high", "as `value`", "Upper end of the same"),
        new("persons", "persons", "Those counted: alive at the end of the year (`mean`, `share`), or those who have entered the window (`ever`, `person_years`)"),
        new("undefined", "persons", "Left out of a mean, because the expression is undefined (as a quotient by 0 is) or beyond a million"),
        new("difference", "as `value`", "Outcome in the arm minus outcome in the first arm; empty in the first"),
        new("difference_ci_low", "as `value`", "Lower end of its 95 % interval of Monte Carlo error, patients paired"),
        new("difference_ci_high", "as `value`", "Upper end of the same"),
    ];

    /// <summary>Writes the file: by arm, outcome and year of the outcome's window.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="table">Its outcomes.</param>
    public static void Write(Stream stream, RunPlan plan, RunTable table)
    {
        using var csv = new CsvTableWriter(stream, Columns);
        var customs = plan.Scenario.Outcomes.Custom;
        for (var arm = 0; arm < plan.Scenario.Arms.Count; arm++)
        {
            for (var k = 0; k < customs.Count; k++)
            {
                for (var year = customs[k].FirstYear; year <= Math.Min(customs[k].LastYear, plan.Scenario.Years); year++)
                {
                    csv.Text(plan.Scenario.Arms[arm].Name);
                    csv.Text(customs[k].Name);
                    csv.Text(Names.Of(customs[k].Statistic));
                    csv.Integer(year);
                    Write(csv, customs[k].Statistic, table.Custom.Of(arm, year, k), arm == 0 ? null : table.Custom.Of(0, year, k));
                    csv.End();
                }
            }
        }
    }

    private static void Write(CsvTableWriter csv, CustomStatistic statistic, long[] sums, long[]? first)
    {
        var scale = statistic switch
        {
            CustomStatistic.Mean => CustomFold.StepsPerUnit,
            CustomStatistic.PersonYears => 2,
            _ => 1,
        };
        int[] groups = [.. Enumerable.Range(0, RunTable.ReplicateGroups).Where(group => People(sums, group) + (first is null ? 0 : People(first, group)) > 0)];
        var value = Quotient(sums, scale, -1);
        csv.Number(value, Digits);
        Interval(value, [.. groups.Where(group => People(sums, group) > 0).Select(group => Quotient(sums, scale, group))]);
        csv.Integer(Enumerable.Range(0, RunTable.ReplicateGroups).Sum(group => People(sums, group)));
        csv.Integer(sums[^1]);
        if (first is null)
        {
            csv.Empty();
            csv.Empty();
            csv.Empty();
            return;
        }

        var difference = value - Quotient(first, scale, -1);
        csv.Number(difference, Digits);
        Interval(difference, [.. groups.Select(group => Quotient(sums, scale, group) - Quotient(first, scale, group))]);

        void Interval(double estimate, double[] leftOut)
        {
            var interval = Jackknife.Symmetric(estimate, leftOut);
            csv.Number(interval.Low, Digits);
            csv.Number(interval.High, Digits);
        }
    }

    private static long People(long[] sums, int group) => sums[RunTable.ReplicateGroups + group];

    // Doubles, for all groups together may exceed 64 bits; of integers, so that the order of groups alone fixes the bits.
    private static double Quotient(long[] sums, double scale, int leftOut)
    {
        var (sum, people) = (0.0, 0.0);
        for (var group = 0; group < RunTable.ReplicateGroups; group++)
        {
            sum += group == leftOut ? 0 : sums[group];
            people += group == leftOut ? 0 : People(sums, group);
        }

        return sum / scale / people;
    }
}
