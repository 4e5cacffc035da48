using Cohort.Simulation.Calibration;

namespace Cohort.Simulation.Tests.Calibration;

public class GaussNewtonTests
{
    private static readonly Unknown[] Three = [new("a", 2, 0, 10), new("b", -1, -5, 5), new("c", 0.3, 0, 1)];

    [Fact]
    public void FindsTheOptimumOfALinearModel()
    {
        // a = 6 and b = 2, sharply measured; c appears nowhere.
        var fit = Fit(Three, x => [100 * (x[0] - 6), 100 * (x[0] + x[1] - 8), 50 * (x[1] - 2)], iterations: 30);
        Assert.Equal(6, fit.Last.Values[0], 1e-2);
        Assert.Equal(2, fit.Last.Values[1], 1e-2);
        Assert.True(fit.Last.Cost < fit.First.Cost);
    }

    [Fact]
    public void FindsTheOptimumOfAMildlyNonLinearModel()
    {
        double[] truth = [4, 1.5, 0.4];
        static double[] Model(double[] x) => [x[0] * Math.Exp(0.2 * x[1]), x[0] * x[0] / 5, x[2] + (0.1 * x[1] * x[1]), Math.Exp(x[2]) * x[0]];
        var seen = Model(truth);
        var fit = Fit(Three, x => [.. Model(x).Select((y, k) => 100 * Math.Log(Math.Max(y, 0.01) / seen[k]))], iterations: 40);
        for (var k = 0; k < truth.Length; k++)
        {
            Assert.Equal(truth[k], fit.Last.Values[k], 0.03);
        }
    }

    [Fact]
    public void WhatNothingMeasuresGoesToItsPriorAndIsNotNarrowed()
    {
        var fit = Fit(Three, x => [100 * (x[0] - 6), 100 * (x[0] + x[1] - 8)], iterations: 30);
        Assert.Equal(Three[2].Middle, fit.Last.Values[2], 1e-3);
        Assert.Equal(1, fit.PosteriorSd(2) / Three[2].PriorSd, 1e-9);
        Assert.InRange(fit.PosteriorSd(0) / Three[0].PriorSd, 0, 0.01);
    }

    [Fact]
    public void ASumAloneNarrowsNeitherOfItsPartsMuch()
    {
        Unknown[] two = [new("a", 2, 0, 10), new("b", 2, 0, 10)];
        var fit = Fit(two, x => [100 * (x[0] + x[1] - 12)], iterations: 30);
        Assert.Equal(12, fit.Last.Values.Sum(), 0.01);
        Assert.Equal(fit.Last.Values[0], fit.Last.Values[1], 0.02);
        Assert.Equal(Math.Sqrt(0.5), fit.PosteriorSd(0) / two[0].PriorSd, 0.01);
        Assert.Equal(-1, fit.Covariance[0, 1] / (fit.PosteriorSd(0) * fit.PosteriorSd(1)), 0.01);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(10)]
    public void NeverLeavesTheRange(double start)
    {
        var tried = new List<double>();
        Unknown[] one = [new("a", start, 0, 10)];
        var fit = Fit(one, x =>
        {
            tried.Add(x[0]);
            return [50 * (x[0] - 25)];
        }, iterations: 30);
        Assert.All(tried, value => Assert.InRange(value, 0, 10));
        Assert.InRange(fit.Last.Values[0], 9.5, 10);
    }

    [Fact]
    public void PosteriorOfALinearModelIsExact()
    {
        Unknown[] one = [new("a", 5, 0, 8)];
        var fit = Fit(one, x => [(x[0] - 4) / 0.5], iterations: 20);
        Assert.Equal(1 / Math.Sqrt((1 / (2.0 * 2)) + (1 / (0.5 * 0.5))), fit.PosteriorSd(0), 1e-9);
        Assert.Equal(4, fit.Last.Values[0], 1e-3);
    }

    [Fact]
    public void OneWildResidualDoesNotDecide()
    {
        Unknown[] one = [new("a", 5, 0, 10)];
        var fit = Fit(one, x => [10 * (x[0] - 4), 10 * (x[0] - 4.05), 10 * (x[0] - 3.95), 10 * (x[0] - 9)], iterations: 30);
        Assert.InRange(fit.Last.Values[0], 3.9, 4.15);
    }

    [Fact]
    public void WithoutIterationsTheStartIsJudged()
    {
        var fit = Fit(Three, x => [x[0] - 6], iterations: 0);
        Assert.Equal(Three.Select(u => u.Start), fit.Last.Values);
        Assert.Equal(0, fit.Iterations);
        Assert.True(fit.PosteriorSd(0) < Three[0].PriorSd);
    }

    private static Fit Fit(Unknown[] unknowns, Func<double[], double[]> residuals, int iterations) =>
        new GaussNewton(unknowns, residuals, [.. residuals([.. unknowns.Select(u => u.Start)]).Select(_ => 1.0)], _ => { }).Run(iterations);
}
