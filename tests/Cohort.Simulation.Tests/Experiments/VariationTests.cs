using Cohort.Simulation.Experiments;

namespace Cohort.Simulation.Tests.Experiments;

public sealed class VariationTests
{
    [Fact]
    public void AListGivesItsValues()
    {
        var variation = Variation.Parse("arms.binder.interventions.0.dose=0.1, 0.30,0.5");
        Assert.False(variation.IsRange);
        Assert.Equal(["0.1", "0.30", "0.5"], new[] { 0.0, 0.5, 0.999 }.Select(variation.At));
        Assert.Null(variation.Parameter);
    }

    [Fact]
    public void ARangeGivesNumbersInItRoundedToAMillionthOfIt()
    {
        var variation = Variation.Parse("dose=0.1..0.6");
        Assert.True(variation.IsRange);
        Assert.Equal(["0.1", "0.2666667", "0.35"], new[] { 0.0, 1 / 3.0, 0.5 }.Select(variation.At));
    }

    [Fact]
    public void ARangeOfWholeNumbersMeetsEachEquallyOften()
    {
        var variation = Variation.Parse("start_year=2018..2021");
        Assert.Equal(
            [("2018", 25), ("2019", 25), ("2020", 25), ("2021", 25)],
            Enumerable.Range(0, 100).Select(k => variation.At((k + 0.5) / 100)).CountBy(value => value).Select(pair => (pair.Key, pair.Value)));
    }

    [Fact]
    public void AParameterIsFoundByItsName()
    {
        var variation = Variation.Parse("parameters.Plaque.Onset=0.03,0.05");
        Assert.Equal("Plaque.Onset", variation.Parameter!.FullName);
        Assert.False(Variation.Parse("parameters.Mineral.GlandMax=10..60").IsWhole);
    }

    [Theory]
    [InlineData("seed", "must be a path and its values")]
    [InlineData("seed=", "must be a path and its values")]
    [InlineData("seed=1,,2", "a list must have different values")]
    [InlineData("seed=1,1", "a list must have different values")]
    [InlineData("dose=0.6..0.1", "a range must be two numbers, the lower first")]
    [InlineData("dose=a..b", "a range must be two numbers, the lower first")]
    [InlineData("parameters.Plaque.Onse=0.03", "there is no parameter 'Plaque.Onse'; did you mean 'Plaque.Onset'?")]
    [InlineData("parameters.Plaque.Onset=0.03,0.3", "'Plaque.Onset' must be a number from 0.02 to 0.06 1/a, its plausible range; found '0.3'.")]
    [InlineData("parameters.Plaque.Onset=0.01..0.05", "found '0.01'")]
    public void NonsenseIsRefused(string text, string said)
    {
        var refused = Assert.Throws<RefusedInputException>(() => Variation.Parse(text));
        Assert.StartsWith($"--vary {text}: ", refused.Message);
        Assert.Contains(said, refused.Message);
    }
}
