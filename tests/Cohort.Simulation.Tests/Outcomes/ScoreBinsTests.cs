using Cohort.Simulation.Outcomes;

namespace Cohort.Simulation.Tests.Outcomes;

public sealed class ScoreBinsTests
{
    [Fact]
    public void EveryScoreIsInItsClass()
    {
        for (var bin = 0; bin < ScoreBins.Count; bin++)
        {
            Assert.True(ScoreBins.LowerEdge(bin) < ScoreBins.LowerEdge(bin + 1));
            Assert.Equal(bin, ScoreBins.Index(ScoreBins.LowerEdge(bin)));
            Assert.Equal(bin, ScoreBins.Index(ScoreBins.LowerEdge(bin + 1) - 1));
        }

        var expected = 0;
        for (var score = 0; score <= 1 << 17; score++)
        {
            expected += score == ScoreBins.LowerEdge(expected + 1) ? 1 : 0;
            Assert.Equal(expected, ScoreBins.Index(score));
        }

        Assert.Equal(ScoreBins.Count - 1, ScoreBins.Index(Measure.Steps));
    }

    [Fact]
    public void ThresholdsAreEdges()
    {
        Assert.Equal(1, ScoreBins.Index(ScoreBins.Positive));
        Assert.Equal(0, ScoreBins.Index(ScoreBins.Positive - 1));
        Assert.Equal(ScoreBins.Index(ScoreBins.AtLeast100), ScoreBins.Index(ScoreBins.AtLeast100 - 1) + 1);
        Assert.Equal(ScoreBins.Index(ScoreBins.Over400), ScoreBins.Index(ScoreBins.Over400 - 1) + 1);
        Assert.Equal(ScoreBins.Over400 - 1, 400 * Measures.All[Measures.Cac].StepsPerUnit);
    }

    [Fact]
    public void PercentilesAreOffByLessThanAClass()
    {
        var random = new Random(1);
        var scores = Enumerable.Range(0, 20_000).Select(_ => random.Next(3) == 0 ? 0.0 : Math.Exp(9 * random.NextDouble())).Order().ToArray();
        var counts = new long[ScoreBins.Count];
        foreach (var score in scores)
        {
            counts[ScoreBins.Index(Measures.All[Measures.Cac].Quantise((float)score))]++;
        }

        foreach (var share in new[] { 0.1, 0.25, 0.5, 0.75, 0.9, 0.99 })
        {
            var exact = scores[(int)(share * scores.Length)];
            var found = ScoreBins.Percentile(counts, share);
            Assert.InRange(found, exact * 0.95, exact * 1.05);
        }
    }

    [Fact]
    public void PercentilesInterpolateWithinAClass()
    {
        var counts = new long[ScoreBins.Count];
        var bin = ScoreBins.Index(ScoreBins.AtLeast100);
        counts[bin] = 4;
        Assert.Equal(110, ScoreBins.Percentile(counts, 0.5));
        Assert.Equal(120, ScoreBins.Percentile(counts, 1));
        counts[0] = 12;
        Assert.Equal(0, ScoreBins.Percentile(counts, 0.5));
        Assert.True(double.IsNaN(ScoreBins.Percentile(new long[ScoreBins.Count], 0.5)));
    }
}
