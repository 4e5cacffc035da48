using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;
using Cohort.Simulation.Experiments;
using Cohort.Simulation.Population;
using Cohort.Simulation.Scenarios;
using FsCheck;
using FsCheck.Fluent;

namespace Cohort.Simulation.Tests.Experiments;

public sealed partial class ParameterUncertaintyTests
{
    // Set to 1 to write the table anew.
    private const string WriteTable = "COHORT_WRITE_DOCS";

    private static readonly Arbitrary<(ParameterDistribution, double)> Anywhere = Arb.From(
        from parameter in Gen.Elements(ParameterUncertainty.All.Parameters.ToArray())
        from place in Gen.Choose(1, 999_999)
        select (parameter, place / 1e6));

    [Fact]
    public void EveryDrawIsPlausibleAndRisesWithItsPlace() =>
        Prop.ForAll(Anywhere, one =>
        {
            var (parameter, place) = one;
            var (range, value) = (parameter.Parameter.Plausible, parameter.Quantile(place).Value);
            return value >= (float)range.Low && value <= (float)range.High && value <= parameter.Quantile(Math.Min(place + 0.01, 0.9999999)).Value
                && (place < 0.5 ? value <= parameter.Parameter.Value : value >= parameter.Parameter.Value);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void TheMedianIsTheCommittedValueAndTheTextIsReadAsTheValue()
    {
        foreach (var one in ParameterUncertainty.All.Parameters)
        {
            Assert.Equal(one.Parameter.Value, one.Quantile(0.5).Value);
            Assert.Equal(one.Quantile(0.3).Value, float.Parse(one.Quantile(0.3).Text, CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void TheEndsOfTheRangeAreTwoSdsAwayUnlessCalibrationHasNarrowedIt()
    {
        // A normal distribution of mean 1 and SD 0.25 cut at two SDs: a share 0.1587 / 0.9545 of it, shifted, lies below mean - SD.
        var wide = ParameterDistribution.Of(new("Group", "Name", 1, new(0.5, 1.5, "", "")));
        var below = (ElementaryDouble.NormalCdf(-1) - ElementaryDouble.NormalCdf(-2)) / (1 - (2 * ElementaryDouble.NormalCdf(-2)));
        Assert.Equal(0.75f, wide.Quantile(below).Value, 1e-6f);
        Assert.Equal(1.25f, wide.Quantile(1 - below).Value, 1e-6f);
        Assert.Equal((0.1, 0.1), (ParameterDistribution.Of(wide.Parameter, 0.1).SdBelow, ParameterDistribution.Of(wide.Parameter, 0.1).SdAbove));
        Assert.Equal(0.004346, ParameterUncertainty.All.Parameters.Single(one => one.Parameter.FullName == "Plaque.Onset").SdBelow, 6);
    }

    [Fact]
    public void ARangeOfNoWidthHoldsTheParameter()
    {
        var held = ParameterDistribution.Of(new("Group", "Name", 1, new(1, 1, "", "")));
        Assert.All(new[] { 0.001, 0.3, 0.5, 0.999 }, place => Assert.Equal(1f, held.Quantile(place).Value));
    }

    [Fact]
    public void KnownCorrelationsAreInTheDrawsAndNoOthers()
    {
        const int Draws = 4000;
        var uncertainty = ParameterUncertainty.Named("", ["fitted"]);
        Assert.Equal(20, uncertainty.Parameters.Count);
        var point = new ExperimentPoint([], Scenario(), Nhanes.Load(), []);
        var draws = Design.LatinHypercube(Draws, 20, 5).Select(shares => uncertainty.At(point, shares, correlated: true)).ToArray();
        var ranks = Enumerable.Range(0, 20).Select(place =>
        {
            var order = draws.Select((draw, number) => (Value: double.Parse(draw.Values[place], CultureInfo.InvariantCulture), number)).OrderBy(one => one.Value).ToArray();
            var scores = new double[Draws];
            for (var rank = 0; rank < Draws; rank++)
            {
                scores[order[rank].number] = ElementaryDouble.InverseNormal((rank + 0.5) / Draws);
            }

            return scores;
        }).ToArray();
        var names = uncertainty.Parameters.Select(one => one.Parameter.FullName).ToArray();
        for (var a = 0; a < 20; a++)
        {
            for (var b = 0; b < a; b++)
            {
                var known = uncertainty.Correlations.SingleOrDefault(pair => (pair.A, pair.B) == (names[a], names[b]) || (pair.A, pair.B) == (names[b], names[a]));

                // Half of a parameter at the end of its range is one value, whose ranks are the order of the draws: a correlation shows weaker, and
                // two such parameters seem to have a little.
                var (tiedA, tiedB) = (AtTheEnd(uncertainty.Parameters[a]), AtTheEnd(uncertainty.Parameters[b]));
                var tolerance = 0.05 + (tiedA || tiedB ? 0.2 * Math.Abs(known.Correlation) : 0) + (tiedA && tiedB ? 0.08 : 0);
                Assert.Equal(known.Correlation, ranks[a].Zip(ranks[b], (x, y) => x * y).Average(), tolerance);
            }
        }

        static bool AtTheEnd(ParameterDistribution one) =>
            one.Parameter.Value == (float)one.Parameter.Plausible.Low || one.Parameter.Value == (float)one.Parameter.Plausible.High;
    }

    [Fact]
    public void WhatOnlyFixesAUnitIsHeld()
    {
        var names = ParameterDictionary.All.Select(one => one.FullName).ToHashSet();
        Assert.All(ParameterUncertainty.Held.Keys, name => Assert.Contains(name, names));
        Assert.All(ParameterDictionary.All.Where(one => one.Plausible.Source.StartsWith("normalisation", StringComparison.Ordinal)), one => Assert.Contains(one.FullName, ParameterUncertainty.Held.Keys));
        Assert.Equal(names.Count - ParameterUncertainty.Held.Count, ParameterUncertainty.All.Parameters.Count);
    }

    [Fact]
    public void TheTableOfThePosteriorIsThatOfTheCalibrationReport()
    {
        var report = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "CALIBRATION.md"));
        var text = new StringBuilder();
        foreach (Match row in Rows().Matches(report))
        {
            text.Append(CultureInfo.InvariantCulture, $"{row.Groups[1].Value},{row.Groups[2].Value},,\n");
        }

        foreach (Match pair in Pairs().Matches(report))
        {
            text.Append(CultureInfo.InvariantCulture, $"{pair.Groups[1].Value},,{pair.Groups[2].Value},{pair.Groups[3].Value}\n");
        }

        var file = Path.Combine(Checkout.Root, "data", CalibrationPosterior.Name);
        var lines = File.ReadAllLines(file).Where(line => line.StartsWith('#') || line.StartsWith("parameter,", StringComparison.Ordinal)).ToArray();
        var expected = string.Join('\n', lines) + "\n" + text;
        if (Environment.GetEnvironmentVariable(WriteTable) == "1")
        {
            File.WriteAllText(file, expected);
        }

        Assert.True(File.ReadAllText(file) == expected, $"data/{CalibrationPosterior.Name} is stale: run this test with {WriteTable}=1.");
    }

    [Theory]
    [InlineData("Plaque.Onse", "did you mean 'Plaque.Onset'?")]
    [InlineData("plaque", "did you mean 'Plaque'?")]
    [InlineData("Fited", "did you mean 'fitted'?")]
    [InlineData("Plaque.Growth", "'Plaque.Growth' is held (normalisation: the unit of plaque).")]
    public void AnUnknownOrHeldParameterIsRefused(string name, string said)
    {
        var refused = Assert.Throws<RefusedInputException>(() => ParameterUncertainty.Named("--parameters", [name]));
        Assert.StartsWith("--parameters: ", refused.Message);
        Assert.Contains(said, refused.Message);
    }

    [GeneratedRegex(@"^\| (\w+\.\w+) \|(?:[^|]*\|){4} ([^ |]+) \|", RegexOptions.Multiline)]
    private static partial Regex Rows();

    [GeneratedRegex(@"^- (\S+) and (\S+): (\S+)$", RegexOptions.Multiline)]
    private static partial Regex Pairs();

    private static Scenario Scenario() => new(
        "draws", "", new PopulationSource(PopulationKind.Nhanes), 1000, 4, 2018, 1, [new Arm("usual-care", [])], new OutcomeSettings([], 0));
}
