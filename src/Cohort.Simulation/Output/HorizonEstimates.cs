using Cohort.Simulation.Outcomes;

namespace Cohort.Simulation.Output;

/// <summary>An arm's headline sums at the horizon for everybody and each baseline stratum: whole, and without each replicate group.</summary>
internal sealed class HorizonEstimates
{
    /// <summary>Number of strata, the first of which is everybody.</summary>
    public const int Strata = 1 + BaselineStrata.Count;

    private readonly long[][] _totals = new long[Strata][];
    private readonly long[][][] _leftOut = new long[Strata][][];

    /// <param name="sums">For each baseline stratum a headline row a replicate group.</param>
    public HorizonEstimates(long[] sums)
    {
        for (var stratum = 0; stratum < Strata; stratum++)
        {
            var groups = Enumerable.Range(0, RunTable.ReplicateGroups)
                .Select(group => stratum == 0 ? Everybody(sums, group) : Row(sums, stratum - 1, group).ToArray())
                .Where(row => People(row) > 0)
                .ToArray();
            var total = new long[RunTable.HeadlineWidth];
            foreach (var group in groups)
            {
                LongSums.Add(total, group);
            }

            _totals[stratum] = total;
            _leftOut[stratum] = [.. groups.Select(group => total.Zip(group, (all, one) => all - one).ToArray())];
        }
    }

    public static string Name(int stratum) => stratum == 0 ? "all" : BaselineStrata.All[stratum - 1].Name;

    public static long People(ReadOnlySpan<long> headline) => headline[(int)Headline.Alive] + headline[(int)Headline.Deaths];

    public ReadOnlySpan<long> Total(int stratum) => _totals[stratum];

    /// <summary>An outcome without each of the groups that have patients.</summary>
    public double[] LeftOut(int stratum, Outcome outcome) => [.. _leftOut[stratum].Select(headline => outcome.Of(headline))];

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
