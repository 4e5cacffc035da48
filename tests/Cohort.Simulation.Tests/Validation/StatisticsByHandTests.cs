using Cohort.Simulation.Validation;

namespace Cohort.Simulation.Tests.Validation;

/// <summary>Statistics on samples small enough to compute by hand.</summary>
public class StatisticsByHandTests
{
    [Fact]
    public void PercentilesInterpolate()
    {
        var sample = Of(1, 4, 2, 3);
        Assert.Equal(2.5, Statistics.Compute("median", sample, 0), 12);
        Assert.Equal(3.25, Statistics.Compute("p75", sample, 0), 12);
        Assert.Equal(Math.Pow(24, 0.25), Statistics.Compute("geometric-mean", sample, 0), 12);
        Assert.Equal(Math.Sqrt(5.0 / 3), Statistics.Compute("sd", sample, 0), 12);
    }

    [Fact]
    public void AalenJohansenCountsDeathAsCompeting()
    {
        // Year 1: one of five has the event, S = 1. Year 2: one of the four left dies, S = 0.8. Year 3: one of three has the event, S = 0.6.
        // Year 4: the rest are censored. 1/5 + 0.6 x 1/3 = 0.4; Kaplan-Meier would say 1 - 0.8 x 2/3 = 0.467.
        Assert.Equal(0.4, Statistics.AalenJohansen([1, 2, 1, 0, 0], [1, 2, 3, 4, 4]), 12);
    }

    [Fact]
    public void MantelHaenszelPoolsStrata()
    {
        // Stratum 0: 4 of 10 exposed, 2 of 10 unexposed. Stratum 1: 3 of 5 exposed, 6 of 15 unexposed.
        var sample = Table((4, 6, 2, 8), (3, 2, 6, 9));
        var odds = ((4 * 8 / 20.0) + (3 * 9 / 20.0)) / ((6 * 2 / 20.0) + (2 * 6 / 20.0));
        var risk = ((4 * 10 / 20.0) + (3 * 15 / 20.0)) / ((2 * 10 / 20.0) + (6 * 5 / 20.0));
        Assert.Equal(odds, Statistics.Compute("odds-ratio", sample, 0), 12);
        Assert.Equal(risk, Statistics.Compute("relative-risk", sample, 0), 12);
    }

    [Fact]
    public void RegressionsWithoutCovariatesGiveTheCrudeRatios()
    {
        var sample = Table((30, 70, 10, 90)) with { Strata = [] };
        Assert.Equal(30 * 90 / (70.0 * 10), Statistics.Compute("odds-ratio", sample, 0), 6);
        Assert.Equal(3, Statistics.Compute("relative-risk", sample, 0), 6);
        Assert.Equal(0.2, Statistics.Compute("difference", sample, 0), 12);
        Assert.Equal(3, Statistics.Compute("mean-ratio", sample, 0), 12);
        Assert.Equal(0.2 - 0.5, Statistics.Compute("excess", sample, 0), 12);

        // Twice the person-years among the exposed halve the rate ratio.
        var rates = sample with { Time = [.. sample.Exposure.Select(x => x == 1 ? 2.0 : 1.0)] };
        Assert.Equal(1.5, Statistics.Compute("rate-ratio", rates, 0), 6);
        Assert.Equal(40 / 300.0, Statistics.Compute("rate", rates, 0), 12);
    }

    [Fact]
    public void ARareStrongExposureConverges()
    {
        var sample = Table((40, 10, 10, 100_000)) with { Strata = [] };
        Assert.Equal(0.8 / (10 / 100_010.0), Statistics.Compute("relative-risk", sample, 0), 1);
    }

    [Fact]
    public void AdjustmentTakesOutAConfounder()
    {
        // The outcome is the covariate plus twice the exposure.
        var sample = Of(1, 2, 3, 3, 4, 5.0) with { Exposure = [0, 0, 0, 1, 1, 1], Covariates = [[1, 2, 3, 1, 2, 3]] };
        Assert.Equal(2, Statistics.Compute("difference", sample, 0), 9);
    }

    [Fact]
    public void CorrelationsKnowRanksFromValues()
    {
        var sample = Of(1, 2, 3, 4) with { Exposure = [1, 8, 27, 64] };
        Assert.Equal(1, Statistics.Compute("spearman", sample, 0), 12);
        Assert.True(Statistics.Compute("pearson", sample, 0) < 0.96);
        Assert.Equal([1, 2.5, 2.5, 4], Statistics.Ranks([3, 5, 5, 9]));

        // Ranks 1 2 3 4 and 2 1 4 3: 1 - 6 x 4 / (4 x 15) = 0.6.
        Assert.Equal(0.6, Statistics.Compute("spearman", Of(1, 2, 3, 4) with { Exposure = [2, 1, 4, 3] }, 0), 12);
    }

    [Fact]
    public void YoudenCutSeparatesBest()
    {
        // Cutting between 3 and 5: sensitivity 3/3, specificity 3/4.
        var sample = Of(1, 2, 3, 5, 6, 7, 8) with { Exposure = [0, 0, 0, 1, 0, 1, 1] };
        Assert.Equal(4, Statistics.Compute("youden-cut", sample, 0), 12);
    }

    [Fact]
    public void BreakpointIsFound()
    {
        double[] x = [.. Enumerable.Range(0, 101).Select(k => (double)k)];
        var sample = new Sample { Outcome = [.. x.Select(v => Math.Exp(1 + (0.1 * Math.Max(40 - v, 0))))], Time = x, Exposure = x, Groups = new byte[101] };
        Assert.InRange(Statistics.Compute("breakpoint", sample, 0), 39, 41);
    }

    [Fact]
    public void AnnualRateIsTheHazardBetweenVisits()
    {
        var sample = Of(1, 0, 0, 0) with { Time = [2, 2, 2, 2] };
        Assert.Equal(-Math.Log(0.75) / 2, Statistics.Compute("annual-rate", sample, 0), 12);
    }

    [Fact]
    public void ANullPassesOnlyWhereGroupsDifferALittle()
    {
        double[] noise = [.. Enumerable.Range(0, 200).Select(k => (double)(k * 37 % 100))];
        Sample Groups(double shift) => new()
        {
            Outcome = [.. noise, .. noise.Select(v => v + shift)],
            Time = new double[400],
            Exposure = [.. Enumerable.Repeat(1.0, 200), .. Enumerable.Repeat(0.0, 200)],
            Groups = new byte[400],
        };
        Assert.InRange(Statistics.Compute("null-coverage", Groups(0.5), 50), 0.85, 1);
        Assert.InRange(Statistics.Compute("null-coverage", Groups(60), 50), 0, 0.05);
        Assert.Equal(double.NaN, Statistics.Compute("null-coverage", Groups(0), 50));
    }

    [Fact]
    public void AnEmptySampleIsUndefined() => Assert.Equal(double.NaN, Statistics.Compute("mean", Of(), 0));

    private static Sample Of(params double[] outcome) => new() { Outcome = outcome, Time = [.. outcome.Select(_ => 1.0)], Groups = new byte[outcome.Length] };

    // Exposed with and without the outcome, unexposed with and without it.
    private static Sample Table(params (int A, int B, int C, int D)[] strata)
    {
        var (outcome, exposure, stratum) = (new List<double>(), new List<double>(), new List<int>());
        for (var s = 0; s < strata.Length; s++)
        {
            foreach (var (count, exposed, ill) in new[] { (strata[s].A, 1, 1), (strata[s].B, 1, 0), (strata[s].C, 0, 1), (strata[s].D, 0, 0) })
            {
                outcome.AddRange(Enumerable.Repeat((double)ill, count));
                exposure.AddRange(Enumerable.Repeat((double)exposed, count));
                stratum.AddRange(Enumerable.Repeat(s, count));
            }
        }

        return Of([.. outcome]) with { Exposure = [.. exposure], Strata = [.. stratum] };
    }
}
