using Cohort.Simulation.Outcomes;

namespace Cohort.Simulation.Tests.Outcomes;

public sealed class MeasureTests
{
    [Fact]
    public void PositionsOfHeadlineSumsAreThoseOfMeasures()
    {
        for (var m = 0; m < Measures.HeadlineCount; m++)
        {
            Assert.Equal(((Headline)m).ToString(), Measures.All[m].Name switch
            {
                "pwv" => "PwvSum",
                var name => string.Concat(name.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..])) + "Sum",
            });
        }

        for (var c = 0; c < 8; c++)
        {
            Assert.Equal(((Condition)c).ToString(), ((Headline)(8 + c)).ToString());
        }
    }

    [Fact]
    public void RangesArePowersOfTwo()
    {
        Assert.Equal(Measures.Count, Measures.All.Count);
        Assert.All(Measures.All, measure => Assert.True(int.IsPow2(measure.Maximum)));
        Assert.Equal(Measures.Count, Measures.All.Select(measure => measure.Name).Distinct().Count());
    }

    [Theory]
    [InlineData(0.5f / 32, 0)]
    [InlineData(1.5f / 32, 2)]
    [InlineData(2.5f / 32, 2)]
    [InlineData(-0.0f, 0)]
    [InlineData(-5, 0)]
    [InlineData(float.PositiveInfinity, Measure.Steps)]
    public void ValuesAreRoundedHalfToEven(float value, int expected) => Assert.Equal(expected, Measures.All[Measures.Cac].Quantise(value));

    [Fact]
    public void WhatIsNoNumberIsRefused() => Assert.Throws<ArgumentException>(() => Measures.All[0].Quantise(float.NaN));
}
