using System.Globalization;
using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Running;

namespace Cohort.Simulation.Output;

/// <summary>replicates.csv: headline sums by arm, year and group of patients, so that intervals of any quotient, and of any contrast of arms, can be made again.</summary>
public static class ReplicatesCsv
{
    private const int SumDigits = 6;
    private const int YearDigits = 1;

    private static readonly Headline[] Counts =
        [.. Enum.GetValues<Headline>().Where(headline => (int)headline >= SumColumns && headline != Headline.HalfYears)];

    private static int SumColumns => (int)Headline.Alive;

    /// <summary>The columns.</summary>
    public static IReadOnlyList<Column> Columns { get; } =
    [
        new("arm", "", "Name of the arm"),
        new("year", "a", "Years since baseline; 0 is the baseline itself"),
        new("group", "", "Group of patients: their number modulo 200, the same people in every arm"),
        .. Counts.Select(count => new Column(
            Names.Of(count), count < Headline.MyocardialInfarctions ? "persons" : "events", Meaning(count))),
        new("life_years", "a", "Years lived since baseline, a year of death counted half"),
        .. Measures.All.Take(SumColumns).Select(measure => new Column("sum_" + measure.Name, measure.Unit, measure.Meaning + ": sum over the living")),
    ];

    /// <summary>Writes the file.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="table">Its outcomes.</param>
    public static void Write(Stream stream, RunPlan plan, RunTable table)
    {
        using var csv = new CsvTableWriter(stream, Columns);
        for (var arm = 0; arm < plan.Scenario.Arms.Count; arm++)
        {
            var name = CsvTableWriter.Encode(plan.Scenario.Arms[arm].Name);
            for (var year = 0; year <= plan.Scenario.Years; year++)
            {
                var sums = table.Headlines(arm, year);
                for (var group = 0; group < RunTable.ReplicateGroups; group++)
                {
                    var row = sums.AsSpan(group * RunTable.HeadlineWidth, RunTable.HeadlineWidth);
                    if (row[(int)Headline.Alive] + row[(int)Headline.Deaths] > 0)
                    {
                        csv.Utf8(name);
                        csv.Integer(year);
                        csv.Integer(group);
                        Write(csv, row);
                        csv.End();
                    }
                }
            }
        }
    }

    /// <summary>Reads a row back into headline sums.</summary>
    /// <param name="cell">The text in a column.</param>
    /// <param name="sums">Receives them in the row of the group, quantised as they were before they were written.</param>
    public static void Read(Func<string, string> cell, long[] sums)
    {
        var row = sums.AsSpan(int.Parse(cell("group"), CultureInfo.InvariantCulture) * RunTable.HeadlineWidth, RunTable.HeadlineWidth);
        foreach (var count in Counts)
        {
            row[(int)count] = long.Parse(cell(Names.Of(count)), CultureInfo.InvariantCulture);
        }

        row[(int)Headline.HalfYears] = (long)(2 * double.Parse(cell("life_years"), CultureInfo.InvariantCulture));
        for (var m = 0; m < SumColumns; m++)
        {
            row[m] = (long)Math.Round(double.Parse(cell("sum_" + Measures.All[m].Name), CultureInfo.InvariantCulture) * Measures.All[m].StepsPerUnit);
        }
    }

    private static void Write(CsvTableWriter csv, ReadOnlySpan<long> row)
    {
        foreach (var count in Counts)
        {
            csv.Integer(row[(int)count]);
        }

        csv.Number(row[(int)Headline.HalfYears] * 0.5, YearDigits);
        for (var m = 0; m < SumColumns; m++)
        {
            csv.Number(row[m] / Measures.All[m].StepsPerUnit, SumDigits);
        }
    }

    private static string Meaning(Headline count) => count switch
    {
        Headline.Alive => "Alive at the end of the year",
        Headline.Deaths => "Deaths since baseline",
        Headline.CardiovascularDeaths => "Deaths since baseline by ischaemic heart disease, stroke, heart failure or aortic stenosis",
        < Headline.Deaths => Outcome.All.First(outcome => outcome.Numerator == count).Meaning.Split(',')[0] + ", of the living",
        _ => Outcome.All.First(outcome => outcome.Numerator == count).Meaning.Split(',')[0] + " since baseline",
    };
}
