using Cohort.Simulation.Outcomes;

namespace Cohort.Simulation.Output;

/// <summary>An arm's headline sums at the horizon for everybody and each baseline stratum: whole, and without each replicate group.</summary>
internal sealed class HorizonEstimates
{
    /// <summary>Number of strata, the first of which is everybody.</summary>
    public const int Strata = 1 + BaselineStrata.Count;

    /// <summary>Number of parts of the patients, each every tenth of the replicate groups: few enough to be kept for every point of an experiment.</summary>
    public const int Parts = 10;

    private readonly long[][] _totals = new long[Strata][];
    private readonly long[][][] _leftOut = new long[Strata][][];
    private readonly long[][][] _withoutPart = new long[Strata][][];

    /// <param name="sums">For each baseline stratum a headline row a replicate group.</param>
    public HorizonEstimates(long[] sums)
    {
        for (var stratum = 0; stratum < Strata; stratum++)
        {
            var rows = Enumerable.Range(0, RunTable.ReplicateGroups)
                .Select(group => stratum == 0 ? Everybody(sums, group) : Row(sums, stratum - 1, group).ToArray())
                .ToArray();
            var groups = rows.Where(row => People(row) > 0).ToArray();
            var total = new long[RunTable.HeadlineWidth];
            foreach (var group in groups)
            {
                LongSums.Add(total, group);
            }

            _totals[stratum] = total;
            _leftOut[stratum] = [.. groups.Select(group => total.Zip(group, (all, one) => all - one).ToArray())];
            _withoutPart[stratum] = new long[Parts][];
            for (var part = 0; part < Parts; part++)
            {
                var rest = _withoutPart[stratum][part] = new long[RunTable.HeadlineWidth];
                for (var group = 0; group < rows.Length; group++)
                {
                    if (group % Parts != part)
                    {
                        LongSums.Add(rest, rows[group]);
                    }
                }
            }
        }
    }

    public static string Name(int stratum) => stratum == 0 ? "all" : BaselineStrata.All[stratum - 1].Name;

    public static long People(ReadOnlySpan<long> headline) => headline[(int)Headline.Alive] + headline[(int)Headline.Deaths];

    public ReadOnlySpan<long> Total(int stratum) => _totals[stratum];

    /// <summary>An outcome without each of the groups that have patients.</summary>
    public double[] LeftOut(int stratum, Outcome outcome) => [.. _leftOut[stratum].Select(headline => outcome.Of(headline))];

    /// <summary>An outcome without each of the <see cref="Parts"/> in turn, those without patients included: the same patients at every point of an experiment.</summary>
    public IEnumerable<double> WithoutPart(int stratum, Outcome outcome) => _withoutPart[stratum].Select(headline => outcome.Of(headline));

    // Men and women make up everybody.
    private static long[] Everybody(long[] sums, int group)
    {
        var row = Row(sums, 0, group).ToArray();
        LongSums.Add(row, Row(sums, 1, group));
        return row;
    }

    private static Span<long> Row(long[] sums, int stratum, int group) =>
        sums.AsSpan(((stratum * RunTable.ReplicateGroups) + group) * RunTable.HeadlineWidth, RunTable.HeadlineWidth);
}
