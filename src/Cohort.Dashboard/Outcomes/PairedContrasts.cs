using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Output;

namespace Cohort.Dashboard.Outcomes;

/// <summary>Monte Carlo error of differences between an arm and the first: the same patients are left out of both.</summary>
internal sealed class PairedContrasts(IOutcomeSource source)
{
    private readonly Dictionary<(int Arm, int Year), long[]?> _sums = [];

    /// <summary>Standard error of a difference; not a number where the sums for it were not kept.</summary>
    public double Error(YearlyOutcome outcome, int arm, int year)
    {
        if ((outcome.Paired == null && outcome.Name is not ("alive" or "survival")) || Sums(arm, year) is not { } sums || Sums(0, year) is not { } first)
        {
            return double.NaN;
        }

        var width = RunTable.HeadlineWidth;
        var (total, totalOfFirst) = (Total(sums), Total(first));
        var leftOut = new List<double>(RunTable.ReplicateGroups);
        var (rest, restOfFirst) = (new long[width], new long[width]);
        for (var group = 0; group < RunTable.ReplicateGroups; group++)
        {
            if (sums[(group * width) + (int)Headline.Alive] + sums[(group * width) + (int)Headline.Deaths] > 0)
            {
                leftOut.Add(Of(outcome, Without(total, sums, group, rest)) - Of(outcome, Without(totalOfFirst, first, group, restOfFirst)));
            }
        }

        var error = Jackknife.StandardError([.. leftOut]);
        return outcome.Name == "alive" ? error * People(total) : error;
    }

    private static double Of(YearlyOutcome outcome, long[] sums) =>
        outcome.Paired?.Of(sums) ?? (sums[(int)Headline.Alive] / (double)People(sums));

    private static long People(long[] sums) => sums[(int)Headline.Alive] + sums[(int)Headline.Deaths];

    private static long[] Total(long[] sums)
    {
        var total = new long[RunTable.HeadlineWidth];
        for (var i = 0; i < sums.Length; i++)
        {
            total[i % total.Length] += sums[i];
        }

        return total;
    }

    private static long[] Without(long[] total, long[] sums, int group, long[] rest)
    {
        for (var i = 0; i < rest.Length; i++)
        {
            rest[i] = total[i] - sums[(group * rest.Length) + i];
        }

        return rest;
    }

    private long[]? Sums(int arm, int year)
    {
        if (!_sums.TryGetValue((arm, year), out var sums))
        {
            _sums[(arm, year)] = sums = source.Headlines(arm, year);
        }

        return sums;
    }
}
