using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Output;

namespace Cohort.Dashboard.Outcomes;

/// <summary>
/// Outcomes of an arm in a year over one or more strata, for charts: counts, and sums of measures in their units. Doubles, because
/// a chart needs no exact integers.
/// </summary>
internal sealed class YearTotals
{
    public static readonly int[] Percentiles = [10, 25, 50, 75, 90];

    public long Alive { get; private set; }

    public double PersonYears { get; private set; }

    public long Deaths { get; private set; }

    public long[] Causes { get; } = new long[Names.Causes.Count];

    public long[] Events { get; } = new long[Names.Events.Count];

    public long[] Prevalences { get; } = new long[Prevalence.All.Count];

    public double[] Sums { get; } = new double[Measures.Count];

    public double[] Squares { get; } = new double[Measures.Count];

    /// <summary>Scores of coronary arteries and of the valve in each class; null where only percentiles were kept.</summary>
    public long[]? CacScores { get; private set; }

    public long[]? AvcScores { get; private set; }

    /// <summary>Percentiles as a file has them; null where scores are known, or several strata were added up.</summary>
    public double[]? CacPercentiles { get; private set; }

    public double[]? AvcPercentiles { get; private set; }

    public void Add(OutcomeRow row)
    {
        Alive += row.Alive;
        PersonYears += row.HalfYears * 0.5;
        Deaths += row.Deaths;
        for (var i = 0; i < Causes.Length; i++)
        {
            Causes[i] += row.DeathsOf(Names.Causes[i].Cause);
        }

        for (var i = 0; i < Events.Length; i++)
        {
            Events[i] += row.New(Names.Events[i].Kind);
        }

        for (var i = 0; i < Prevalences.Length; i++)
        {
            Prevalences[i] += Prevalence.All[i].Count(row);
        }

        for (var m = 0; m < Measures.Count; m++)
        {
            var steps = Measures.All[m].StepsPerUnit;
            Sums[m] += row.Sum(m) / steps;
            Squares[m] += (double)row.SumOfSquares(m) / steps / steps;
        }

        Add(CacScores ??= new long[ScoreBins.Count], row.CacScores);
        Add(AvcScores ??= new long[ScoreBins.Count], row.AvcScores);
    }

    public void Add(YearTotals other)
    {
        var first = Alive == 0 && Deaths == 0;
        Alive += other.Alive;
        PersonYears += other.PersonYears;
        Deaths += other.Deaths;
        Add(Causes, other.Causes);
        Add(Events, other.Events);
        Add(Prevalences, other.Prevalences);
        for (var m = 0; m < Measures.Count; m++)
        {
            Sums[m] += other.Sums[m];
            Squares[m] += other.Squares[m];
        }

        (CacPercentiles, AvcPercentiles) = first ? (other.CacPercentiles, other.AvcPercentiles) : (null, null);
    }

    /// <summary>Reads a row of outcomes.csv.</summary>
    /// <param name="cell">The number in a column; not a number where it is empty.</param>
    public static YearTotals Read(Func<string, double> cell)
    {
        var totals = new YearTotals
        {
            Alive = (long)cell("alive"),
            PersonYears = cell("person_years"),
            Deaths = (long)cell("deaths"),
            CacPercentiles = [.. Percentiles.Select(share => cell($"cac_p{share}"))],
            AvcPercentiles = [.. Percentiles.Select(share => cell($"avc_p{share}"))],
        };
        for (var i = 0; i < totals.Causes.Length; i++)
        {
            totals.Causes[i] = (long)cell("deaths_" + Names.Causes[i].Name);
        }

        for (var i = 0; i < totals.Events.Length; i++)
        {
            totals.Events[i] = (long)cell("new_" + Names.Events[i].Name);
        }

        for (var i = 0; i < totals.Prevalences.Length; i++)
        {
            totals.Prevalences[i] = (long)cell("n_" + Prevalence.All[i].Name);
        }

        for (var m = 0; m < Measures.Count && totals.Alive > 0; m++)
        {
            var (mean, sd) = (cell("mean_" + Measures.All[m].Name), cell("sd_" + Measures.All[m].Name));
            totals.Sums[m] = mean * totals.Alive;
            totals.Squares[m] = (mean * mean * totals.Alive) + (double.IsNaN(sd) ? 0 : sd * sd * (totals.Alive - 1));
        }

        return totals;
    }

    private static void Add(long[] sums, ReadOnlySpan<long> added)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += added[i];
        }
    }
}
