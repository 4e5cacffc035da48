using Cohort.Physiology.Parameters;
using Cohort.Physiology.Treatments;
using Cohort.Simulation.Experiments;
using Cohort.Simulation.Output;
using Cohort.Simulation.Population;
using Cohort.Simulation.Running;
using Cohort.Simulation.Scenarios;

namespace Cohort.Simulation.Tests.Experiments;

public sealed class ExperimentTests
{
    private static readonly ParameterInfo Onset = ParameterDictionary.All.First(one => one.FullName == "Plaque.Onset");
    private static readonly RespondentTable Population = Nhanes.Load();

    [Fact]
    public void APointHasTheOutcomesOfItsOwnRun()
    {
        // Three points with different patients, arms and years: the same numbers as a run of each.
        ExperimentPoint[] points = [At(Scenario(0.2, 1)), At(Scenario(0.6, 1)), At(Scenario(0.6, 2) with { Years = 3 })];
        var experiment = new Experiment(points, byStratum: true);
        var results = new ExperimentRunner(experiment, 2).Run(_ => { }, CancellationToken.None);
        for (var point = 0; point < points.Length; point++)
        {
            var plan = RunPlan.Create(points[point].Scenario, Population);
            var queue = new SegmentQueue(plan, Checkpoint.Start(plan, RunPart.Whole));
            queue.Work(SegmentSimulator.Create(), CancellationToken.None);
            var table = queue.ReportLast(1).Table!;
            HorizonEstimates[] arms = [new(table.BaselineHeadlines(0)), new(table.BaselineHeadlines(1))];
            var run = PointResult.Of(arms, HorizonEstimates.Strata, Outcome.All);
            Assert.Contains(Enumerable.Range(0, Outcome.All.Count), outcome => run.Difference(1, 0, outcome).Value != 0);
            for (var arm = 0; arm < 2; arm++)
            {
                for (var stratum = 0; stratum < HorizonEstimates.Strata; stratum++)
                {
                    for (var outcome = 0; outcome < Outcome.All.Count; outcome++)
                    {
                        Assert.Equal(run.Value(arm, stratum, outcome), results[point].Value(arm, stratum, outcome));
                        Assert.Equal(run.Difference(arm, stratum, outcome), results[point].Difference(arm, stratum, outcome));
                    }
                }
            }
        }
    }

    [Fact]
    public void PointsThatDifferInTheirArmsAloneShareTheirPast()
    {
        ExperimentPoint[] points = [At(Scenario(0.2, 1)), At(Scenario(0.3, 1), 0.03f), At(Scenario(0.4, 1)), At(Scenario(0.5, 2)), At(Scenario(0.6, 1), 0.03f)];
        var batches = PointBatch.Of(points);
        Assert.Equal([[0, 2], [1, 4], [3]], batches.Select(batch => batch.Numbers));

        // Usual care is one arm of a batch, whatever the number of points.
        Assert.Equal([0, 1, 3], batches[0].Tree.SourcesAt(1));
    }

    [Fact]
    public void ABatchHasNoMoreInterventionsThanAPatientRemembers()
    {
        var points = Enumerable.Range(0, 50).Select(k => At(Scenario(0.1 + (0.01 * k), 1))).ToArray();
        Assert.Equal([21, 21, 8], PointBatch.Of(points).Select(batch => batch.Numbers.Count));
    }

    [Fact]
    public void AParameterChangesTheModel()
    {
        var changed = At(Scenario(0.2, 1), 0.03f).Parameters;
        Assert.Equal(0.03f, changed.Plaque.Onset);
        Assert.Equal(ModelParameters.Default, changed with { Plaque = changed.Plaque with { Onset = ModelParameters.Default.Plaque.Onset } });
        Assert.NotEqual(0.03f, ModelParameters.Default.Plaque.Onset);
    }

    [Fact]
    public void EveryParameterCanBeSet()
    {
        foreach (var parameter in ParameterDictionary.All)
        {
            var changed = parameter.Set(ModelParameters.Default, 0.123f);
            Assert.NotEqual(ModelParameters.Default, changed);
            Assert.Equal(ModelParameters.Default, parameter.Set(changed, parameter.Value));
        }
    }

    [Fact]
    public void NormsMoveWithTheParametersAndNotWithoutThem()
    {
        var committed = RiskNormsFile.Load();
        var same = NormEstimator.Moved(ModelParameters.Default);
        var smoking = ParameterDictionary.All.First(one => one.FullName == "Outcome.InfarctionSmoking");
        var other = NormEstimator.Moved(smoking.Set(ModelParameters.Default, 1.2f));
        foreach (var hazard in RiskNormsFile.Hazards)
        {
            Assert.Equal(committed[hazard], same[hazard]);
        }

        Assert.Equal(committed.Added, same.Added);
        Assert.NotEqual(committed[Physiology.Rates.Hazard.Infarction], other[Physiology.Rates.Hazard.Infarction]);
    }

    private static ExperimentPoint At(Scenario scenario, float? onset = null) =>
        new([], scenario, Population, onset is { } value ? [(Onset, value)] : []);

    private static Scenario Scenario(double dose, ulong seed) => new(
        "points", "", new PopulationSource(PopulationKind.Nhanes), 5000, 4, 2018, seed,
        [new Arm("usual-care", []), new Arm("statin", [new Intervention(InterventionKind.Statin, 2018, null, Eligibility.Everybody, 1, 1, dose)])],
        new OutcomeSettings([], 0));
}
