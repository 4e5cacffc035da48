using Cohort.Simulation.Experiments;

namespace Cohort.Simulation.Tests.Experiments;

public sealed class DesignTests
{
    [Fact]
    public void AFactorialHasEveryCombinationTheLastVariationFastest()
    {
        var points = Design.Factorial([2, 3]);
        Assert.Equal(
            ["0 0", "0 1", "0 2", "1 0", "1 1", "1 2"],
            points.Select(point => FormattableString.Invariant($"{(int)(point[0] * 2)} {(int)(point[1] * 3)}")));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    [InlineData(100, 30)]
    public void ALatinHypercubeMeetsEveryStratumOnce(int points, int variations)
    {
        var design = Design.LatinHypercube(points, variations);
        for (var axis = 0; axis < variations; axis++)
        {
            Assert.Equal(Enumerable.Range(0, points), design.Select(point => (int)(point[axis] * points)).Order());
        }

        // No axis repeats the order of another.
        var orders = Enumerable.Range(0, variations).Select(axis => string.Join(' ', design.Select(point => (int)(point[axis] * points))));
        Assert.Equal(points > 2 ? variations : 1, orders.Distinct().Count());
    }

    [Fact]
    public void EveryCoordinateOfSobolsSequenceMeetsEveryStratumOnce()
    {
        foreach (var bits in new[] { 3, 6, 10 })
        {
            var points = Design.Sobol(1 << bits, SobolSequence.MostDimensions);
            for (var axis = 0; axis < SobolSequence.MostDimensions; axis++)
            {
                Assert.Equal(Enumerable.Range(0, 1 << bits), points.Select(point => (int)(point[axis] * (1 << bits))).Order());
            }
        }
    }

    [Fact]
    public void TheFirstPointsOfSobolsSequenceAreThePublishedOnes()
    {
        // The first eight points in three dimensions, in the order of the Gray code (Joe and Kuo's own example).
        double[][] expected =
        [
            [0, 0, 0], [0.5, 0.5, 0.5], [0.75, 0.25, 0.25], [0.25, 0.75, 0.75],
            [0.375, 0.375, 0.625], [0.875, 0.875, 0.125], [0.625, 0.125, 0.875], [0.125, 0.625, 0.375],
        ];
        Assert.Equal(expected, SobolSequence.Take(8, 3).Select(point => point.Select(word => word / 4294967296.0).ToArray()));
    }

    [Fact]
    public void PairsOfCoordinatesOfSobolsSequenceFillTheSquareEvenly()
    {
        // 1024 points in 16 squares, 64 in each; of a random design hardly a pair would manage that.
        var points = Design.Sobol(1024, SobolSequence.MostDimensions);
        for (var a = 0; a < SobolSequence.MostDimensions; a++)
        {
            for (var b = 0; b < a; b++)
            {
                var counts = points.CountBy(point => ((int)(point[a] * 4) * 4) + (int)(point[b] * 4));
                Assert.Equal(Enumerable.Repeat(64, 16), counts.Select(pair => pair.Value));
            }
        }
    }
}
