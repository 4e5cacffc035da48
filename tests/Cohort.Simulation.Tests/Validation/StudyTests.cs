using Cohort.Simulation.Validation;

namespace Cohort.Simulation.Tests.Validation;

/// <summary>Protocols on a panel of five people written by hand.</summary>
public class StudyTests
{
    private const float Nan = float.NaN;

    // Five people over three years: the second dies in year 2, the fifth in year 1.
    private static readonly int[] Deaths = [PanelData.Alive, 2, PanelData.Alive, PanelData.Alive, 1];

    private static readonly Dictionary<string, float[][]> Values = new()
    {
        ["age"] = [[50, 60, 70, 55, 80], [51, 61, 71, 56, Nan], [52, 62, 72, 57, Nan], [53, Nan, 73, 58, Nan]],
        ["cac"] = [[0, 0, 100, 0, 10], [0, 4, 90, 0, 12], [4, 9, 121, 0, Nan], [9, Nan, 144, 0, Nan]],
        ["diabetes"] = [[0, 1, 1, 0, 0], [0, 1, 1, 1, Nan], [0, 1, 1, 1, Nan], [1, Nan, 1, 1, Nan]],
    };

    [Fact]
    public void CrossSectionTakesThoseWhoHold()
    {
        Assert.Equal([0, 0, 1], Conduct("cac >0", "age 50..70; diabetes ..1", "cross-section", "prevalence").Outcome.Take(3));
        Assert.Equal(2, Conduct("cac", "age 50..60; diabetes 0", "cross-section", "mean").Count);
    }

    [Fact]
    public void ChangeIsAmongSurvivorsAndYearlyWhereTheUnitSaysSo()
    {
        Assert.Equal([4, 21, 0], Conduct("cac", "", "change 2", "mean").Outcome);
        Assert.Equal([2, 10.5, 0], Conduct("cac", "", "change 2", "mean", unit: "AU/yr").Outcome);
        Assert.Equal([-10], Conduct("cac", "diabetes 1; cac >0", "change 1", "mean").Outcome);
        Assert.Equal([21], Conduct("cac", "cac >0", "percent-change 2", "mean").Outcome.Select(v => Math.Round(v, 9)));
        Assert.Equal([2, 1, 0], Conduct("cac", "", "root-change 2", "mean").Outcome.Select(v => Math.Round(v, 6)));
    }

    [Fact]
    public void ConditionsAtTheEndAreJudgedThere() =>
        Assert.Equal(2, Conduct("cac", "end:diabetes 1", "change 2", "mean").Count);

    [Fact]
    public void IncidenceIsAmongThoseFreeWhoLive()
    {
        var sample = Conduct("cac >0", "", "incidence 2", "annual-rate");
        Assert.Equal([1, 0], sample.Outcome);
        Assert.Equal(-Math.Log(0.5) / 2, Statistics.Compute("annual-rate", sample, 0), 12);
    }

    [Fact]
    public void EventsCountHalfTheYearOfTheEvent()
    {
        // The first converts in year 3, the fourth in year 1; the fifth dies in year 1; the second and third had it already.
        var sample = Conduct("diabetes 1", "", "events 3", "rate");
        Assert.Equal([1, 1, 0], sample.Outcome);
        Assert.Equal([2.5, 0.5, 0.5], sample.Time);
        Assert.Equal(2 / 3.5, Statistics.Compute("rate", sample, 0), 12);

        var deaths = Conduct("death", "", "events 3", "rate");
        Assert.Equal([0, 1, 0, 0, 1], deaths.Outcome);
        Assert.Equal([3, 1.5, 3, 3, 0.5], deaths.Time);
    }

    [Fact]
    public void SurvivalCodesDeathAsCompeting()
    {
        var sample = Conduct("diabetes 1", "", "survival 3", "cumulative-incidence");
        Assert.Equal([1, 1, 2], sample.Outcome);
        Assert.Equal([3, 1, 1], sample.Time);
        Assert.Equal((1 / 3.0) + (1 / 3.0), Statistics.Compute("cumulative-incidence", sample, 0), 12);
    }

    [Fact]
    public void ComparisonsLeaveOthersOutOrScale()
    {
        var compare = Conduct("cac >0", "", "cross-section", "odds-ratio", "age ..55 vs 70..; adjust diabetes; stratify age");
        Assert.Equal([1, 0, 1, 0], compare.Exposure);
        Assert.Equal([0, 1, 0, 0], compare.Covariates[0]);
        Assert.Equal(4, compare.Strata.Distinct().Count());
        Assert.Equal([5, 6, 7, 5.5, 8], Conduct("cac", "", "cross-section", "difference", "age per 10").Exposure);
        Assert.Equal([1, 1, 1, 1], Conduct("cac", "", "change 1", "pearson", "with age").Exposure);
    }

    [Fact]
    public void StandardisingGivesTheAgesOfThePanel()
    {
        var sample = Conduct("cac >0", "age 50..59", "cross-section", "prevalence", "standardise age");
        Assert.Equal([1, 1], sample.Weights);
    }

    [Fact]
    public void HalfMakesTwoGroupsCountTheSame()
    {
        // Two of five people have diabetes; one of the two has calcium, and one of the three others.
        var sample = Conduct("cac >0", "", "cross-section", "prevalence", "half diabetes 1");
        Assert.Equal([5 / 6.0, 1.25, 1.25, 5 / 6.0, 5 / 6.0], sample.Weights.Select(weight => Math.Round(weight, 12)).ToArray(), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal(((1 / 2.0) + (1 / 3.0)) / 2, Statistics.Compute("prevalence", sample, 0), 12);
        Assert.Throws<TargetSyntaxException>(() => TargetSyntax.Comparison("half diabetes"));
    }

    private static Sample Conduct(string measure, string filter, string protocol, string statistic, string compare = "", string unit = "")
    {
        var (quantity, range) = TargetSyntax.Measure(measure);
        var target = new Target
        {
            Id = "x",
            SourceId = "x",
            Class = TargetClass.Independent,
            MeasureText = measure,
            Measure = quantity,
            MeasureRange = range,
            Panel = "mesa",
            Filter = TargetSyntax.Filter(filter),
            Protocol = TargetSyntax.Protocol(protocol),
            Statistic = statistic,
            Compare = TargetSyntax.Comparison(compare),
            Unit = unit,
        };

        // Only what the study says that it needs is there.
        var columns = Study.Needs(target).Select(need => need.Visit).Distinct().ToDictionary(visit => visit, visit => Values[visit.Quantity.Name][visit.Year]);
        return Study.Conduct(target, new Dictionary<string, PanelData> { ["mesa"] = new PanelData([0, 1, 2, 3, 4], Deaths, columns) });
    }
}
