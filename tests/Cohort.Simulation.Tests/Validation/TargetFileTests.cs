using System.Text;
using Cohort.Simulation.Validation;

namespace Cohort.Simulation.Tests.Validation;

public class TargetFileTests
{
    private const string Header = "id,source_id,measure,panel,filter,protocol,statistic,compare,value,low,high,unit,tolerance,class,set,source,note\n";
    private const string Good = "a,T_a,cac >0,mesa,age 45..84; female 1,cross-section,prevalence,,44.6,,,%,,fitted,,somewhere,\n";

    private static string Weighted(string statistic, string compare) =>
        Good.Replace("prevalence,,", $"{statistic},{compare},", StringComparison.Ordinal);

    [Fact]
    public void ARowIsReadWithAllItsCells()
    {
        var target = Assert.Single(Read(Header + "a,T_a,true:cac 1..<5,dialysis + calcium_binder 1.5,age 45..84; end:female 1,change 1..3,p75,diabetes 1 vs 0; adjust age,2,1,3,AU,5 abs,independent,s,src,why\n"));

        Assert.Equal(new Quantity("cac", True: true), target.Measure);
        Assert.Equal(new Cohort.Simulation.Validation.Range(1, 5, HighOpen: true), target.MeasureRange);
        Assert.Equal("dialysis + calcium_binder 1.5", target.Panel);
        Assert.Equal([new Condition(new Quantity("age"), new(45, 84)), new Condition(new Quantity("female"), new(1, 1), AtEnd: true)], target.Filter);
        Assert.Equal(new Protocol(ProtocolKind.Change, 1, 3), target.Protocol);
        Assert.Equal(new Quantity("diabetes"), target.Compare.Exposure);
        Assert.Equal([new Quantity("age")], target.Compare.Adjust);
        Assert.Equal((2, 1, 3, 5, true), (target.Value, target.Low, target.High, target.Tolerance, target.AbsoluteTolerance));
    }

    [Theory]
    [InlineData("cac >0", "cak >0", 3, "did you mean 'cac'")]
    [InlineData("mesa", "messa", 4, "did you mean 'mesa'")]
    [InlineData("mesa", "mesa + warfarine", 4, "did you mean 'warfarin'")]
    [InlineData("mesa", "mesa + vitamin_k 1", 4, "dose")]
    [InlineData("female 1", "femal 1", 5, "did you mean 'female'")]
    [InlineData("age 45..84", "age 84..45", 5, "lower end is above")]
    [InlineData("age 45..84", "age", 5, "needs a range")]
    [InlineData("cross-section", "crosssection", 6, "did you mean 'cross-section'")]
    [InlineData("cross-section", "change", 6, "needs the years")]
    [InlineData("cross-section", "change 2.5", 6, "whole years")]
    [InlineData("prevalence", "prevalance", 7, "did you mean 'prevalence'")]
    [InlineData("prevalence", "odds-ratio", 8, "needs something to compare")]
    [InlineData("44.6", "many", 9, "'many' is not a number")]
    [InlineData("44.6", "", 9, "is empty")]
    [InlineData("fitted", "fited", 14, "did you mean 'fitted'")]
    public void AWrongCellIsRefusedWithItsPlace(string cell, string wrong, int column, string says)
    {
        var problem = Assert.Single(Assert.Throws<RefusedInputException>(() => Read(Header + Good.Replace(cell, wrong, StringComparison.Ordinal))).Problems);

        Assert.Equal(("t.csv", 2, column), (problem.File, problem.Line, problem.Column));
        Assert.Contains(says, problem.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("odds-ratio", "diabetes 1; half female 1", "'half'")]
    [InlineData("odds-ratio", "diabetes 1; standardise age", "'standardise'")]
    [InlineData("relative-risk", "diabetes 1; half female 1", "'half'")]
    [InlineData("rate-ratio", "diabetes 1; half female 1; stratify age", "'half'")]
    [InlineData("difference", "diabetes 1; half female 1", "'half'")]
    [InlineData("geometric-ratio", "diabetes 1; half female 1", "'half'")]
    [InlineData("median-difference", "diabetes 1; half female 1", "'half'")]
    [InlineData("lag", "diabetes 1; half female 1; adjust age", "'half'")]
    [InlineData("spearman", "with egfr; standardise age", "'standardise'")]
    [InlineData("pearson", "with egfr; standardise age", "'standardise'")]
    [InlineData("youden-cut", "diabetes 1; half female 1", "'half'")]
    [InlineData("breakpoint", "with egfr; half female 1", "'half'")]
    [InlineData("null-coverage", "diabetes 1; half female 1; size 60", "'half'")]
    [InlineData("sd", "standardise age", "'standardise'")]
    [InlineData("median", "half female 1", "'half'")]
    [InlineData("p75", "half female 1", "'half'")]
    [InlineData("min", "half female 1", "'half'")]
    [InlineData("cumulative-incidence", "half female 1", "'half'")]
    public void WeightsThatAStatisticDoesNotHeedAreRefused(string statistic, string compare, string word)
    {
        var problem = Assert.Single(Assert.Throws<RefusedInputException>(() => Read(Header + Weighted(statistic, compare))).Problems);

        Assert.Equal(("t.csv", 2, 8), (problem.File, problem.Line, problem.Column));
        Assert.StartsWith($"compare: {word} weights people, which statistic '{statistic}' does not heed; those that do are mean, geometric-mean,", problem.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mean", "half female 1")]
    [InlineData("geometric-mean", "half female 1")]
    [InlineData("prevalence", "standardise age")]
    [InlineData("rate", "standardise age")]
    [InlineData("annual-rate", "half female 1")]
    [InlineData("mean-ratio", "diabetes 1; half female 1")]
    [InlineData("excess", "diabetes 1; half female 1")]
    [InlineData("odds-ratio", "diabetes 1; half female 1; stratify age")]
    [InlineData("relative-risk", "diabetes 1; standardise age; stratify female")]
    public void WeightsThatAStatisticHeedsAreReadAndCount(string statistic, string compare)
    {
        var target = Assert.Single(Read(Header + Weighted(statistic, compare)));
        Assert.True(target.Compare.StandardiseAge || target.Compare.Half is not null);

        // Two of each kind, one of them with another weight: what heeds weights comes out otherwise than without.
        var sample = new Sample
        {
            Outcome = [0.2, 1, 0.1, 1, 0.7, 0.6, 1, 0.3],
            Time = [1, 2, 1, 1, 1, 3, 1, 1],
            Exposure = [1, 1, 0, 0, 1, 1, 0, 0],
            Strata = statistic is "odds-ratio" or "relative-risk" ? [0, 0, 0, 0, 1, 1, 1, 1] : [],
            Groups = new byte[8],
        };
        Assert.NotEqual(Statistics.Compute(statistic, sample, 0), Statistics.Compute(statistic, sample with { Weights = [1, 5, 1, 2, 3, 1, 1, 2] }, 0));
    }

    [Fact]
    public void ARowIsWeightedInOneWayAlone() =>
        Assert.Contains("'standardise' and 'half' stand together", Refusal(Header + Weighted("mean", "standardise age; half female 1")), StringComparison.Ordinal);

    [Fact]
    public void ColumnsAndIdsAreChecked()
    {
        Assert.Contains("did you mean 'unit'", Refusal(Header.Replace("unit", "units", StringComparison.Ordinal) + Good), StringComparison.Ordinal);
        Assert.Contains("'note' is missing", Refusal(Header.Replace(",note", "", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("'a' stands twice", Refusal(Header + Good + Good), StringComparison.Ordinal);
        Assert.Contains("cells where the header has", Refusal(Header + "a,b\n"), StringComparison.Ordinal);
        Assert.Contains("no rows", Refusal(Header), StringComparison.Ordinal);
        Assert.Contains("did you mean 'ckd_epi'", Refusal(Header + "a,T_a,ckd_ep,,,formula,,,1,,,,,definition,,src,\n"), StringComparison.Ordinal);
        Assert.Contains("needs 3 arguments", Refusal(Header + "a,T_a,ckd_epi 1 2,,,formula,,,1,,,,,definition,,src,\n"), StringComparison.Ordinal);
        Assert.Contains("needs 'size N'", Refusal(Header + Good.Replace("prevalence,,", "null-coverage,diabetes 1,", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("must say why", Refusal(Header + "a,T_a,x,,,not-evaluated,,,1,,,,,fitted,,src,\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void TheCommittedTargetsAreManyAndAccountForEveryPublishedFigure()
    {
        var targets = TargetFile.LoadCommitted();

        // The published figures are numbered without gaps within their group.
        var numbers = targets.Select(t => t.SourceId).Distinct().Select(id => (Group: id[..id.LastIndexOf('_')], Number: int.Parse(id[(id.LastIndexOf('_') + 1)..])));
        Assert.All(numbers.GroupBy(id => id.Group), group => Assert.Equal(Enumerable.Range(1, group.Count()), group.Select(id => id.Number).Order()));
        Assert.Equal(PublishedFigures, targets.Select(t => t.SourceId).Distinct().Count());
        Assert.True(targets.Count(t => t.Protocol.Kind != ProtocolKind.NotEvaluated) >= 120);
        Assert.All(targets, t => Assert.NotEmpty(t.Source));
        Assert.All(targets.Where(t => t.Set.Length > 0).GroupBy(t => t.Set), set => Assert.True(set.Count() > 1));
    }

    private const int PublishedFigures = 267;

    private static IReadOnlyList<Target> Read(string text) => TargetFile.Load(new MemoryStream(Encoding.UTF8.GetBytes(text)), "t.csv");

    private static string Refusal(string text) => Assert.Throws<RefusedInputException>(() => Read(text)).Message;
}
