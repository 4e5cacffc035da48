using Cohort.Simulation.Validation;

namespace Cohort.Simulation.Tests.Validation;

public class VerdictTests
{
    [Theory]
    [InlineData(10, double.NaN, double.NaN, 12, "Pass")]
    [InlineData(10, double.NaN, double.NaN, 12.1, "Near")]
    [InlineData(10, double.NaN, double.NaN, 15.1, "Miss")]
    [InlineData(10, double.NaN, double.NaN, 6.6, "Miss")]
    [InlineData(-10, double.NaN, double.NaN, -12, "Pass")]
    [InlineData(-10, double.NaN, double.NaN, 10, "Miss")]
    [InlineData(2, 1, 4, 1, "Pass")]
    [InlineData(2, 1, 4, 4.7, "Near")]
    [InlineData(2, 1, 4, 4.8, "Miss")]
    [InlineData(double.NaN, double.NaN, 5, 5, "Pass")]
    [InlineData(double.NaN, double.NaN, 5, 7, "Near")]
    [InlineData(double.NaN, double.NaN, 5, 8, "Miss")]
    [InlineData(double.NaN, 12, double.NaN, 13, "Pass")]
    [InlineData(double.NaN, 12, double.NaN, 8, "Near")]
    [InlineData(double.NaN, 12, double.NaN, 7.9, "Miss")]
    [InlineData(10, double.NaN, double.NaN, double.NaN, "Miss")]
    public void ARowIsJudgedByIntervalOrTolerance(double value, double low, double high, double simulated, string verdict) =>
        Assert.Equal(Enum.Parse<Verdict>(verdict), Verdicts.Of(Row(value) with { Low = low, High = high }, simulated));

    [Theory]
    [InlineData(0, 5, "Pass")]
    [InlineData(0, 7, "Near")]
    [InlineData(0, 8, "Miss")]
    public void AnAbsoluteToleranceServesAValueOfZero(double value, double simulated, string verdict) =>
        Assert.Equal(Enum.Parse<Verdict>(verdict), Verdicts.Of(Row(value) with { Tolerance = 5, AbsoluteTolerance = true }, simulated));

    [Fact]
    public void ASetIsJudgedOnceByItsEnvelope()
    {
        Assert.Equal(Verdict.Pass, Verdicts.OfSet([(Row(2), 5), (Row(10), 5)]));
        Assert.Equal(Verdict.Pass, Verdicts.OfSet([(Row(2), 2.2), (Row(10), 1)]));
        Assert.Equal(Verdict.Near, Verdicts.OfSet([(Row(2), 13), (Row(10), 13)]));
        Assert.Equal(Verdict.Miss, Verdicts.OfSet([(Row(2), 30), (Row(10), 30)]));
    }

    [Fact]
    public void TheTallyCountsASetOnce()
    {
        var set = Row(2) with { Set = "s" };
        var tally = new Tally(
        [
            Of(Row(1), 1), Of(Row(1), 9), Of(Row(1) with { Class = TargetClass.Definition }, 1), Of(set, 5), Of(set with { Value = 10 }, 5),
        ]);

        Assert.Equal((3, 2, 1), (tally.Counting, tally.Count(Verdict.Pass), tally.Count(Verdict.Miss)));
        Assert.Equal(1, tally[TargetClass.Definition, Verdict.Pass]);
    }

    private static Result Of(Target target, double simulated) => new(target, simulated, 0, 1, Verdicts.Of(target, simulated));

    private static Target Row(double value) => new()
    {
        Id = "x",
        SourceId = "x",
        MeasureText = "cac",
        Class = TargetClass.Independent,
        Protocol = new Protocol(ProtocolKind.CrossSection, 0, 0),
        Value = value,
    };
}
