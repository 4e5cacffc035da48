using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Output;

namespace Cohort.Simulation.Analysis;

/// <summary>Headline sums of some patients in one arm at one year, whole and without each group in turn.</summary>
public sealed class ReplicateSums
{
    private readonly long[][] _leftOut;
    private readonly long[] _total = new long[RunTable.HeadlineWidth];

    /// <summary>Sums by group.</summary>
    /// <param name="sums">A row of <see cref="RunTable.HeadlineWidth"/> numbers a group.</param>
    public ReplicateSums(long[] sums)
    {
        var groups = sums.Chunk(RunTable.HeadlineWidth).Where(row => row[(int)Headline.Alive] + row[(int)Headline.Deaths] > 0).ToArray();
        foreach (var group in groups)
        {
            LongSums.Add(_total, group);
        }

        _leftOut = [.. groups.Select(group => _total.Zip(group, (all, one) => all - one).ToArray())];
    }

    /// <summary>Sums of everybody.</summary>
    public ReadOnlySpan<long> Total => _total;

    /// <summary>Groups that have patients.</summary>
    public int Groups => _leftOut.Length;

    /// <summary>An estimate from everybody's sums.</summary>
    /// <param name="of">Makes the estimate.</param>
    public double Of(Func<long[], double> of) => of(_total);

    /// <summary>The estimate without each group in turn.</summary>
    /// <param name="of">Makes the estimate.</param>
    public double[] LeftOut(Func<long[], double> of) => [.. _leftOut.Select(of)];
}
