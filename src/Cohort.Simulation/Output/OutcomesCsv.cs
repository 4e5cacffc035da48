using Cohort.Physiology.State;
using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Running;

namespace Cohort.Simulation.Output;

/// <summary>outcomes.csv: one row an arm, year and stratum.</summary>
public static class OutcomesCsv
{
    private const int PersonYearDigits = 1;
    private const int ShareDigits = 6;
    private const int PercentileDigits = 1;
    private static readonly int[] Percentiles = [10, 25, 50, 75, 90];

    /// <summary>The columns.</summary>
    public static IReadOnlyList<Column> Columns { get; } =
    [
        new("arm", "", "Name of the arm"),
        new("year", "a", "Years since baseline; 0 is the baseline itself"),
        new("calendar_year", "a", "Calendar year simulated, at whose end the row stands; for the baseline the one before the first"),
        new("age_band", "a", "Stratum: age at the start of the year, or `all`"),
        new("sex", "", "Stratum: `female`, `male` or `all`"),
        new("ckd_stage", "", "Stratum: CKD stage at the start of the year, `G1` to `G5`, `G5D` (dialysis), `G5T` (transplant), or `all`"),
        new("diabetes", "", "Stratum: diabetes at the start of the year, `yes`, `no` or `all`"),
        new("warfarin", "", "Stratum: on warfarin at the start of the year, `yes`, `no` or `all`"),
        new("alive", "persons", "Alive at the end of the year"),
        new("person_years", "a", "Lived in the year, a death counting half; 0 at baseline"),
        new("deaths", "persons", "Deaths in the year, all causes"),
        .. Names.Causes.Select(cause => new Column("deaths_" + cause.Name, "persons", "Deaths in the year: " + cause.Meaning)),
        .. Names.Events.Select(kind => new Column("new_" + kind.Name, "events", "In the year: " + kind.Meaning)),
        .. Prevalence.All.Select(one => new Column("n_" + one.Name, "persons", "Of those alive at the end of the year: " + one.Meaning)),
        .. Prevalence.All.Select(one => new Column("prev_" + one.Name, "share", $"`n_{one.Name}` / `alive`")),
        .. Measures.All.SelectMany(measure => new[]
        {
            new Column("mean_" + measure.Name, measure.Unit, measure.Meaning + ": mean of those alive at the end of the year"),
            new Column("sd_" + measure.Name, measure.Unit, measure.Meaning + ": standard deviation of the same"),
        }),
        .. Percentiles.Select(share => new Column($"cac_p{share}", "AU", $"Coronary calcium: {share}th percentile of the living")),
        .. Percentiles.Select(share => new Column($"avc_p{share}", "AU", $"Aortic valve calcium: {share}th percentile of the living")),
    ];

    /// <summary>Writes the file.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="table">Its outcomes.</param>
    public static void Write(Stream stream, RunPlan plan, RunTable table)
    {
        using var csv = new CsvTableWriter(stream, Columns);
        var strata = Enumerable.Range(0, plan.Shape.Strata.Count).Select(stratum => Labels(plan.Shape.Strata.Describe(stratum))).ToArray();
        for (var arm = 0; arm < plan.Scenario.Arms.Count; arm++)
        {
            var name = CsvTableWriter.Encode(plan.Scenario.Arms[arm].Name);
            for (var year = 0; year <= plan.Scenario.Years; year++)
            {
                for (var stratum = 0; stratum < strata.Length; stratum++)
                {
                    if (table.TryGetRow(arm, year, stratum, out var row))
                    {
                        csv.Utf8(name);
                        csv.Integer(year);
                        csv.Integer(CalendarYear.Of(plan.Scenario, year));
                        foreach (var label in strata[stratum])
                        {
                            csv.Utf8(label);
                        }

                        Write(csv, row);
                        csv.End();
                    }
                }
            }
        }
    }

    private static void Write(CsvTableWriter csv, OutcomeRow row)
    {
        csv.Integer(row.Alive);
        csv.Number(row.HalfYears * 0.5, PersonYearDigits);
        csv.Integer(row.Deaths);
        foreach (var (cause, _, _) in Names.Causes)
        {
            csv.Integer(row.DeathsOf(cause));
        }

        foreach (var (kind, _, _) in Names.Events)
        {
            csv.Integer(row.New(kind));
        }

        foreach (var one in Prevalence.All)
        {
            csv.Integer(one.Count(row));
        }

        foreach (var one in Prevalence.All)
        {
            csv.Number(one.Count(row) / (double)row.Alive, ShareDigits);
        }

        for (var m = 0; m < Measures.Count; m++)
        {
            var measure = Measures.All[m];
            csv.Number(row.Sum(m) / measure.StepsPerUnit / row.Alive, measure.Digits);
            csv.Number(Spread.StandardDeviation(row.Alive, row.Sum(m), row.SumOfSquares(m)) / measure.StepsPerUnit, measure.Digits);
        }

        WritePercentiles(csv, row.CacScores);
        WritePercentiles(csv, row.AvcScores);
    }

    private static void WritePercentiles(CsvTableWriter csv, ReadOnlySpan<long> scores)
    {
        foreach (var share in Percentiles)
        {
            csv.Number(ScoreBins.Percentile(scores, share / 100.0), PercentileDigits);
        }
    }

    private static byte[][] Labels(StratumKey key)
    {
        return
        [
            CsvTableWriter.Encode(key.AgeBand is { } band ? Strata.AgeBandName(band) : "all"),
            CsvTableWriter.Encode(key.Female is { } female ? female ? "female" : "male" : "all"),
            CsvTableWriter.Encode(key.CkdStage is { } stage ? StageName(stage) : "all"),
            YesNo(key.Diabetes),
            YesNo(key.Warfarin),
        ];

        static byte[] YesNo(bool? value) => CsvTableWriter.Encode(value is { } yes ? yes ? "yes" : "no" : "all");
        static string StageName(CkdStage stage) => stage.ToString();
    }
}
