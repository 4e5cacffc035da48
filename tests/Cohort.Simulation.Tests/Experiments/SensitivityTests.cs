using Cohort.Simulation.Experiments;
using Cohort.Simulation.Output;

namespace Cohort.Simulation.Tests.Experiments;

public sealed class SensitivityTests
{
    private const int Parts = HorizonEstimates.Parts;

    // Ishigami and Homma 1990: sin x1 + a sin^2 x2 + b x3^4 sin x1, x uniform from -pi to pi.
    private const double A = 7;
    private const double B = 0.1;

    [Fact]
    public void SobolsIndicesOfIshigamisFunctionAreThePublishedOnes()
    {
        var design = new SobolIndices(4096, 3);
        Assert.Equal(5 * 4096, design.Points.Length);
        var (indices, sd, chance) = design.Of([.. design.Points.Select(point => Exact(Ishigami(point)))]);
        var variance = (A * A / 8) + (B * Pi(4) / 5) + (B * B * Pi(8) / 18) + 0.5;
        double[] first = [Square(1 + (B * Pi(4) / 5)) / 2 / variance, A * A / 8 / variance, 0];
        var shared = B * B * Pi(8) * ((1 / 18.0) - (1 / 50.0)) / variance;
        double[] total = [first[0] + shared, first[1], shared];
        Assert.Equal([0.3139, 0.4424, 0], first.Select(one => Math.Round(one, 4)));
        Assert.Equal([0.5576, 0.4424, 0.2437], total.Select(one => Math.Round(one, 4)));
        Assert.Equal(Math.Sqrt(variance), sd, 0.01);
        Assert.Equal(0, chance);
        for (var k = 0; k < 3; k++)
        {
            Assert.Equal(first[k], indices[k].First, 0.02);
            Assert.Equal(total[k], indices[k].Total, 0.02);
            Assert.InRange(first[k], indices[k].FirstInterval.Low, indices[k].FirstInterval.High);
            Assert.InRange(total[k], indices[k].TotalInterval.Low, indices[k].TotalInterval.High);
        }
    }

    [Fact]
    public void WhatChanceAddsIsTakenOffSobolsIndices()
    {
        // Chance of an SD of half the response's: without correction the third parameter, which does nothing, would have a total of 0.2.
        var design = new SobolIndices(4096, 3);
        var random = new Random(1);
        var (indices, sd, chance) = design.Of([.. design.Points.Select(point => Noisy(point[0] + (2 * point[1]), Math.Sqrt(5 / 12.0) / 2, random))]);
        Assert.Equal(Math.Sqrt(5 / 12.0), sd, 0.02);
        Assert.Equal(0.2, chance, 0.02);
        double[] share = [0.2, 0.8, 0];
        for (var k = 0; k < 3; k++)
        {
            Assert.Equal(share[k], indices[k].First, 0.05);
            Assert.Equal(share[k], indices[k].Total, 0.05);
        }
    }

    [Fact]
    public void WhereChanceHasMostOfTheVarianceThereAreNoIndices()
    {
        var design = new SobolIndices(64, 2);
        var random = new Random(2);
        var (indices, _, chance) = design.Of([.. design.Points.Select(point => Noisy(point[0], 2, random))]);
        Assert.InRange(chance, 0.8, 1.2);
        Assert.All(indices, one => Assert.True(double.IsNaN(one.First) && double.IsNaN(one.Total)));
    }

    [Fact]
    public void ElementaryEffectsOfALinearFunctionAreItsSlopes()
    {
        var design = new ElementaryEffects(6, 4, 3);
        double[] slope = [3, -2, 0.5, 0];
        var effects = design.Of([.. design.Points.Select(point => Exact(point.Zip(slope, (x, s) => x * s).Sum()))]);
        for (var k = 0; k < slope.Length; k++)
        {
            // A move is half of the unit interval.
            Assert.Equal(slope[k] / 2, effects[k].Mu, 1e-12);
            Assert.Equal(Math.Abs(slope[k]) / 2, effects[k].MuStar, 1e-12);
            Assert.Equal(0, effects[k].Sigma, 1e-12);
            Assert.Equal(0, effects[k].ChanceMuStar);
            Assert.Equal(effects[k].MuStar, effects[k].Interval.Low, 1e-12);
            Assert.Equal(effects[k].MuStar, effects[k].Interval.High, 1e-12);
        }
    }

    [Fact]
    public void ElementaryEffectsTellInteractionsBySigma()
    {
        // x1 x2: the effect of x1 is half of x2, which is one of 1/8, 3/8, 5/8, 7/8: mean 1/4, SD sqrt(5/64)/2.
        var design = new ElementaryEffects(4000, 3, 1);
        var effects = design.Of([.. design.Points.Select(point => Exact(point[0] * point[1]))]);
        for (var k = 0; k < 2; k++)
        {
            Assert.Equal(0.25, effects[k].MuStar, 0.01);
            Assert.Equal(Math.Sqrt(5 / 64.0) / 2, effects[k].Sigma, 0.01);
        }

        Assert.Equal(0, effects[2].MuStar);
    }

    [Fact]
    public void OnATrajectoryEveryParameterMovesOnceByTwoLevels()
    {
        var design = new ElementaryEffects(5, 7, 1);
        Assert.Equal(5 * 8, design.Points.Length);
        for (var trajectory = 0; trajectory < 5; trajectory++)
        {
            var moved = Enumerable.Range(8 * trajectory, 7).Select(before =>
            {
                var moves = Enumerable.Range(0, 7).Where(k => design.Points[before][k] != design.Points[before + 1][k]).ToArray();
                Assert.Equal(0.5, Math.Abs(design.Points[before][moves[0]] - design.Points[before + 1][moves[0]]));
                return Assert.Single(moves);
            });
            Assert.Equal(Enumerable.Range(0, 7), moved.Order());
        }

        Assert.NotEqual(design.Points[0], new ElementaryEffects(5, 7, 2).Points[0]);
    }

    [Fact]
    public void TheSizeThatChanceAloneGivesAnEffectIsTold()
    {
        var design = new ElementaryEffects(2000, 2, 1);
        var random = new Random(3);
        var effects = design.Of([.. design.Points.Select(_ => Noisy(0, 0.3, random))]);
        Assert.All(effects, one => Assert.Equal(one.MuStar, one.ChanceMuStar, one.MuStar * 0.05));
    }

    [Fact]
    public void TheVarianceOfDrawsIsTakenApartThoughTheyShareTheirPatients()
    {
        // Parameters of SD 2; chance of SD 5 that all draws have alike, as the same patients give it; chance of SD 1 that each draw has alone.
        var random = new Random(4);
        var shared = Errors(5, random);
        var draws = Enumerable.Range(0, 2000).Select(_ =>
        {
            var own = Errors(1, random);
            var truth = 100 + (2 * Normal(random));
            return WithErrors(truth, shared.Zip(own, (a, b) => a + b).ToArray());
        }).ToArray();
        var found = UncertainOutcome.Of(new(100, 5), draws);
        Assert.Equal(2, found.ParameterSd, 0.15);
        Assert.Equal(0.2, found.ChanceShare, 0.03);
        Assert.Equal(5, found.MonteCarloSd);
        Assert.Equal(Math.Sqrt(29), found.TotalSd, 0.1);
        Assert.Equal(2 * 1.96 * 2, found.Parameter.High - found.Parameter.Low, 0.6);
        Assert.Equal(2 * 1.96 * Math.Sqrt(29), found.Total.High - found.Total.Low, 1.5);
    }

    [Fact]
    public void DrawsThatDifferByNothingHaveNoParameterSd()
    {
        var same = WithErrors(3, Errors(1, new Random(5)));
        var found = UncertainOutcome.Of(new(3, 0.5), [same, same, same]);
        Assert.Equal((0, 0.5, 0.5, 0), (found.ParameterSd, found.MonteCarloSd, found.TotalSd, found.ChanceShare));
        Assert.Equal((same.Value, same.Value), (found.Parameter.Low, found.Parameter.High));
    }

    [Fact]
    public void AnOutcomeUndefinedAtADrawHasNoInterval()
    {
        var found = UncertainOutcome.Of(new(3, 0.5), [Exact(1), Exact(double.NaN)]);
        Assert.True(double.IsNaN(found.ParameterSd) && double.IsNaN(found.Total.Low));
    }

    [Theory]
    [InlineData(10_000, 2, 1.959963984540054, 40_000)]
    [InlineData(10_000, 1, 10, 390)]
    [InlineData(10_000, 1, 0.01, 390_000_000)]
    public void PatientsForAPrecisionGoWithTheSquareOfTheError(long pilot, double error, double halfWidth, double patients) =>
        Assert.Equal(patients, PrecisionPlan.Patients(pilot, new(50, error), halfWidth));

    [Fact]
    public void WithoutVariationInThePilotNoNumberOfPatientsIsTold() => Assert.True(double.IsNaN(PrecisionPlan.Patients(1000, new(0, 0), 1)));

    private static double Ishigami(double[] place)
    {
        var x = place.Select(share => Math.PI * ((2 * share) - 1)).ToArray();
        return Math.Sin(x[0]) + (A * Square(Math.Sin(x[1]))) + (B * Math.Pow(x[2], 4) * Math.Sin(x[0]));
    }

    private static Response Exact(double value) => new(value, []);

    // An estimate whose error has an SD: the mean of as many parts as are left out in turn.
    private static Response Noisy(double truth, double sd, Random random) => WithErrors(truth, Errors(sd, random));

    private static double[] Errors(double sd, Random random) => [.. Enumerable.Range(0, Parts).Select(_ => sd * Math.Sqrt(Parts) * Normal(random))];

    private static Response WithErrors(double truth, double[] errors) =>
        new(truth + errors.Average(), [.. errors.Select(one => truth + ((errors.Sum() - one) / (errors.Length - 1)))]);

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static double Pi(int power) => Math.Pow(Math.PI, power);

    private static double Square(double value) => value * value;
}
