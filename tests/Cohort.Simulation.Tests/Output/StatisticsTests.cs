using System.Numerics;
using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Output;
using FsCheck;
using FsCheck.Fluent;

namespace Cohort.Simulation.Tests.Output;

public sealed class StatisticsTests
{
    [Fact]
    public void JackknifeOfAMeanIsTheClassicStandardError()
    {
        var random = new Random(3);
        var values = Enumerable.Range(0, 200).Select(_ => random.NextDouble() * 10).ToArray();
        var sum = values.Sum();
        var leftOut = values.Select(value => (sum - value) / 199).ToArray();
        var mean = sum / 200;
        var classic = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (200 * 199));
        Assert.Equal(classic, Jackknife.StandardError(leftOut), 1e-12);
        var interval = Jackknife.Symmetric(mean, leftOut);
        Assert.Equal(mean - (1.96 * classic), interval.Low, 1e-4);
        Assert.Equal(mean + (1.96 * classic), interval.High, 1e-4);
    }

    [Fact]
    public void AnIntervalNeedsTwoGroupsAndNumbers()
    {
        Assert.True(double.IsNaN(Jackknife.Symmetric(1, [1]).Low));
        Assert.True(double.IsNaN(Jackknife.Symmetric(1, [1, double.NaN]).Low));
        Assert.True(double.IsNaN(Jackknife.OfRatio(1, [1, 0]).Low));
        Assert.True(double.IsNaN(Jackknife.OfRatio(double.PositiveInfinity, [1, 2]).Low));
        Assert.Equal(new Simulation.Output.Interval(1, 1), Jackknife.OfRatio(1, [1, 1, 1]));
    }

    [Fact]
    public void RatioIntervalsAreSymmetricInTheLogarithm()
    {
        var interval = Jackknife.OfRatio(2, [1.98, 2.02, 1.99, 2.01]);
        Assert.Equal(4, interval.Low * interval.High, 1e-12);
        Assert.True(interval.Low < 2);
    }

    // Against exact rational arithmetic: v = N / D with |v - N / D| within half a unit in the last place or so.
    [Fact]
    public void VarianceIsExactToTheLastBits() => Prop.ForAll<int[]>(CheckVariance).QuickCheckThrowOnFailure();

    [Fact]
    public void VarianceOfLargeEqualValuesIsZeroAndOfHugeCountsFinite()
    {
        Assert.Equal(0, Spread.Variance(10_000_000_000, 10_000_000_000L * Measure.Steps, (Int128)10_000_000_000 * Measure.Steps * Measure.Steps));

        // One differs by a single step: the variance is exactly (1 - 1/n) / (n - 1) = 1/n.
        const long N = 10_000_000_000;
        Int128 top = Measure.Steps;
        Assert.Equal(1.0 / N, Spread.Variance(N, (N * Measure.Steps) - 1, ((N - 1) * top * top) + ((top - 1) * (top - 1))));
    }

    [Fact]
    public void BootstrapOfEqualDonorsHasTheirNumberAndTheErrorOfAMean()
    {
        const int Donors = 400;
        var random = new Random(5);
        var patients = Enumerable.Repeat(10L, Donors).ToArray();
        var bootstrap = new SurveyBootstrap(patients);
        Assert.Equal(Donors, bootstrap.Donors);
        Assert.Equal(Donors, bootstrap.EffectiveDonors, 1e-9);
        var rows = new long[Donors * RunTable.HeadlineWidth];
        var values = new double[Donors];
        for (var donor = 0; donor < Donors; donor++)
        {
            rows[(donor * RunTable.HeadlineWidth) + (int)Headline.Alive] = 10;
            values[donor] = random.Next(1000);
            rows[(donor * RunTable.HeadlineWidth) + (int)Headline.CacSum] = (long)values[donor] * 10;
        }

        var resamples = bootstrap.Resample(rows);
        Assert.All(resamples, sum => Assert.Equal(10 * Donors, sum[(int)Headline.Alive]));
        var interval = SurveyBootstrap.Middle(resamples.Select(sum => sum[(int)Headline.CacSum] / (double)sum[(int)Headline.Alive]).ToArray());
        var mean = values.Average();
        var error = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / Donors / Donors);
        Assert.InRange(interval.High - interval.Low, 2 * 1.96 * error * 0.8, 2 * 1.96 * error * 1.2);
        Assert.InRange(mean, interval.Low, interval.High);
    }

    [Fact]
    public void EffectiveDonorsFallWithUnequalShares()
    {
        Assert.Equal(1.8, new SurveyBootstrap([2, 0, 1]).EffectiveDonors, 1e-12);
        Assert.Empty(new SurveyBootstrap([5, 0]).Resample(new long[2 * RunTable.HeadlineWidth]));
    }

    [Theory]
    [InlineData(0.0, 2, "0.00")]
    [InlineData(-0.0, 0, "0")]
    [InlineData(-0.001, 2, "0.00")]
    [InlineData(-1.5, 1, "-1.5")]
    [InlineData(0.125, 2, "0.12")]
    [InlineData(0.375, 2, "0.38")]
    [InlineData(12345.6789, 3, "12345.679")]
    [InlineData(0.05, 1, "0.0")]
    [InlineData(3e15, 1, "3000000000000000.0")]
    [InlineData(double.NaN, 3, "")]
    [InlineData(double.PositiveInfinity, 3, "")]
    public void NumbersArePrintedWithFixedDecimals(double value, int digits, string expected)
    {
        Span<byte> text = stackalloc byte[64];
        Assert.Equal(expected, System.Text.Encoding.ASCII.GetString(text[..Decimals.Format(value, digits, text)]));
    }

    private static void CheckVariance(int[] steps)
    {
        var values = steps.Select(step => Math.Abs((long)step) * 7919 % Measure.Steps).ToArray();
        var count = values.Length;
        var variance = Spread.Variance(count, values.Sum(), values.Aggregate(Int128.Zero, (sum, value) => sum + ((Int128)value * value)));
        if (count < 2)
        {
            Assert.True(double.IsNaN(variance));
            return;
        }

        var sum = values.Aggregate(BigInteger.Zero, (all, value) => all + value);
        var squares = values.Aggregate(BigInteger.Zero, (all, value) => all + ((BigInteger)value * value));
        var numerator = (count * squares) - (sum * sum);
        var denominator = (BigInteger)count * (count - 1);
        var scaled = (BigInteger)Math.ScaleB(variance, 60);
        var error = BigInteger.Abs((scaled * denominator) - (numerator << 60));
        Assert.True(error <= (numerator << 60) / (BigInteger.One << 52) + denominator);
    }
}
