using Cohort.Physiology.Parameters;
using Cohort.Simulation.Experiments;
using Cohort.Simulation.Output;
using Cohort.Simulation.Population;
using Cohort.Simulation.Scenarios;

namespace Cohort.Simulation.Tests.Experiments;

public sealed class ProbabilisticSensitivityTests
{
    private const int Draws = 5;

    private static readonly ParameterInfo Growth = ParameterDictionary.All.Single(one => one.FullName == "Plaque.CacGrowth");
    private static readonly int Calcium = Outcome.All.Select((one, place) => (one.Name, place)).Single(one => one.Name == "mean_cac").place;

    [Fact]
    public void ThereIsParameterUncertaintyWhereARangeHasWidthAndNoneWhereItHasNot()
    {
        var held = Growth with { Plausible = new(Growth.Value, Growth.Value, "", "") };
        var (narrow, wide) = (Simulate(ParameterUncertainty.Of([held])), Simulate(ParameterUncertainty.Of([Growth])));
        Assert.Equal(0, narrow.ParameterSd, 1e-9);
        Assert.Equal(narrow.Value, narrow.Median, 1e-9);
        Assert.True(narrow.MonteCarloSd > 0);
        Assert.Equal(narrow.MonteCarloSd, narrow.TotalSd, 1e-9);

        // The committed values and their error do not depend on what is drawn.
        Assert.Equal((narrow.Value, narrow.MonteCarloSd), (wide.Value, wide.MonteCarloSd));
        Assert.True(wide.ParameterSd > 0);
        Assert.True(wide.Parameter.Low < wide.Parameter.High);
        Assert.InRange(wide.ChanceShare, 0, 0.5);
    }

    [Fact]
    public void EveryColumnOfAFileOfPointsIsDocumented()
    {
        var uncertainty = ParameterUncertainty.Of([Growth]);
        var experiment = ProbabilisticSensitivity.Experiment(Point(), uncertainty, 2);
        var documented = ExperimentTables.Sweep.Columns.Select(column => column.Name).ToArray();
        Assert.All(SweepCsv.Columns(experiment, uncertainty.Variations), column =>
        {
            var name = column.Name.Replace("parameters.Plaque.CacGrowth", "PATH", StringComparison.Ordinal);
            var parts = name.Split('.');
            Assert.Contains(parts.Length < 2 ? name : string.Join('.', ["ARM", "OUTCOME", .. parts[2..]]), documented);
            Assert.True(parts.Length < 2 || (experiment.Points[0].Scenario.Arms.Any(arm => arm.Name == parts[0]) && Outcome.All.Any(one => one.Name == parts[1])));
        });
    }

    private static UncertainOutcome Simulate(ParameterUncertainty uncertainty)
    {
        var experiment = ProbabilisticSensitivity.Experiment(Point(), uncertainty, Draws);
        Assert.Equal(Draws + 1, experiment.Points.Count);
        return ProbabilisticSensitivity.Of(new ExperimentRunner(experiment, 2).Run(_ => { }, CancellationToken.None), new(0, false), 0, Calcium);
    }

    private static ExperimentPoint Point() => new([], new Scenario(
        "draws", "", new PopulationSource(PopulationKind.Nhanes), 1000, 3, 2018, 1, [new Arm("usual-care", []), new Arm("other", [])], new OutcomeSettings([], 0)), Nhanes.Load(), []);
}
