using Cohort.Physiology.Numerics;
using Cohort.Physiology.State;
using Cohort.Physiology.Treatments;
using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Population;
using Cohort.Simulation.Running;
using Cohort.Simulation.Scenarios;
using Cohort.Simulation.Tests.Outcomes;

namespace Cohort.Simulation.Tests.Running;

/// <summary>The real simulator on the survey's population.</summary>
public class SegmentSimulatorTests
{
    private static readonly RespondentTable Population = Nhanes.Load();

    private static readonly Intervention Doac = new(InterventionKind.WarfarinToDoac, 2018, null, Eligibility.Everybody, 1, 1, 1);

    private static readonly Intervention LateBinder = new(
        InterventionKind.PhosphateBinder, 2023, 2025, new Eligibility([new Criterion(Variable.Phosphate, 1.2f, 5)], []), 0.8, 0.7, 0.3);

    private static readonly Scenario Small = new(
        "small",
        "Do the bits agree?",
        new PopulationSource(PopulationKind.Nhanes),
        Patients: 1500,
        Years: 10,
        StartYear: 2018,
        Seed: 11,
        [new Arm("usual-care", []), new Arm("doac", [Doac]), new Arm("late-binder", [LateBinder])],
        new OutcomeSettings([Stratum.Sex, Stratum.CkdStage], 20));

    [Fact]
    public void EveryLaneGivesTheSameBits()
    {
        var plan = RunPlan.Create(Small, Population);
        var reference = Simulate(plan, new SegmentSimulator<Lane1>(Model.Default));
        Assert.Equal(reference, Simulate(plan, new SegmentSimulator<Lane4>(Model.Default)));
        Assert.Equal(reference, Simulate(plan, new SegmentSimulator<Lane8>(Model.Default)));
        Assert.Equal(reference, Simulate(plan, new SegmentSimulator<Lane16>(Model.Default)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public async Task ThreadsDoNotMatter(int threads)
    {
        var plan = RunPlan.Create(Small with { Patients = 3 * RunPlan.ShardPatients, Years = 3 }, Population);
        RunUpdate? last = null;
        await foreach (var update in new EmbeddedEngine(threads, SegmentSimulator.Create()).RunAsync(plan, null, default))
        {
            last = update;
        }

        var together = new RunTable(plan.Shape);
        for (var segment = plan.Segments - 1; segment >= 0; segment--)
        {
            together.Add(SimulateSegment(plan, SegmentSimulator.Create(), segment));
        }

        Assert.Equal(TableBytes.Of(together), TableBytes.Of(last!.Table!));
    }

    [Fact]
    public void ArmThatSharesItsPastIsTheArmSimulatedAlone()
    {
        var together = Tabulate(RunPlan.Create(Small, Population));
        for (var arm = 0; arm < Small.Arms.Count; arm++)
        {
            var alone = Tabulate(RunPlan.Create(Small with { Arms = [Small.Arms[arm]] }, Population));
            Assert.Equal(alone.BaselineHeadlines(0), together.BaselineHeadlines(arm));
            Assert.Equal(alone.DonorHeadlines(0), together.DonorHeadlines(arm));
            for (var year = 0; year <= Small.Years; year++)
            {
                Assert.Equal(alone.Headlines(0, year), together.Headlines(arm, year));
                AssertSameRows(alone, 0, together, arm, year);
            }
        }
    }

    [Fact]
    public void HistoriesAreThoseOfTheRun()
    {
        var scenario = Small with { Patients = 700, Outcomes = new OutcomeSettings([], 700) };
        var plan = RunPlan.Create(scenario, Population);
        var table = Tabulate(plan);
        var histories = SegmentSimulator.Create().Histories(plan, plan.SampledPatients);
        for (var arm = 0; arm < scenario.Arms.Count; arm++)
        {
            for (var year = 0; year <= scenario.Years; year++)
            {
                var rows = histories.Where(history => history.Arm == arm).SelectMany(history => history.Rows).Where(row => row.Year == year).ToArray();
                var living = rows.Where(row => row.Values[(int)Variable.Alive] == 1).ToArray();
                Assert.True(table.TryGetRow(arm, year, 0, out var outcome));
                Assert.Equal(outcome.Alive, living.Length);
                Assert.Equal(outcome.Alive + outcome.Deaths, rows.Length);
                Assert.Equal(outcome.Number(Condition.AvcPositive), living.Count(row => row.Values[(int)Variable.Avc] >= 1));
            }
        }
    }

    [Fact]
    public void PatientAloneIsThePatientAmongOthers()
    {
        var plan = RunPlan.Create(Small, Population);
        var together = SegmentSimulator.Create().Histories(plan, [.. Enumerable.Range(0, 600).Select(id => (ulong)id)]);
        foreach (var id in new ulong[] { 0, 77, 599 })
        {
            foreach (var alone in new SegmentSimulator<Lane1>(Model.Default).Histories(plan, [id]))
            {
                var same = together.Single(history => history.Arm == alone.Arm && history.Patient == id);
                Assert.Equal(alone.Rows.Select(row => row.Year), same.Rows.Select(row => row.Year));
                Assert.All(alone.Rows.Zip(same.Rows), pair => Assert.Equal(pair.First.Values, pair.Second.Values));
            }
        }
    }

    [Fact]
    public void NobodyIsLost()
    {
        var plan = RunPlan.Create(Small, Population);
        var table = Tabulate(plan);
        for (var arm = 0; arm < Small.Arms.Count; arm++)
        {
            var before = Small.Patients;
            for (var year = 0; year <= Small.Years; year++)
            {
                var (alive, deaths) = Count(table, plan, arm, year);
                Assert.Equal(before, alive + deaths);
                before = alive;
            }

            Assert.True(before < Small.Patients);
        }
    }

    [Fact]
    public void NothingIsAllocatedForAPatientOrAYear()
    {
        var plan = RunPlan.Create(Small with { Patients = 1000 }, Population);
        var simulator = SegmentSimulator.Create();
        var table = new OutcomeTable(plan.Shape);
        for (var warmUp = 0; warmUp < 3; warmUp++)
        {
            table.Clear();
            simulator.Run(plan, 0, table, default);
        }

        table.Clear();
        var before = GC.GetAllocatedBytesForCurrentThread();
        simulator.Run(plan, 0, table, default);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // A segment may cost a little; its 1000 patients, 10 years and 3 arms nothing.
        Assert.InRange(allocated, 0, 256);
    }

    [Fact]
    public void TooManyDifferentInterventionsAreRefused()
    {
        var many = Enumerable.Range(0, ArmPolicy.Slots + 1).Select(k => Doac with { Coverage = k / 100.0 }).ToArray();
        var refused = Assert.Throws<RefusedInputException>(() => RunPlan.Create(Small with { Arms = [new Arm("many", many)] }, Population));
        Assert.Contains("22 different interventions; at most 21", refused.Message, StringComparison.Ordinal);
    }

    private static byte[] Simulate(RunPlan plan, ISegmentSimulator simulator)
    {
        var table = new RunTable(plan.Shape);
        for (var segment = 0; segment < plan.Segments; segment++)
        {
            table.Add(SimulateSegment(plan, simulator, segment));
        }

        return TableBytes.Of(table);
    }

    private static RunTable Tabulate(RunPlan plan)
    {
        var table = new RunTable(plan.Shape);
        for (var segment = 0; segment < plan.Segments; segment++)
        {
            table.Add(SimulateSegment(plan, SegmentSimulator.Create(), segment));
        }

        return table;
    }

    private static OutcomeTable SimulateSegment(RunPlan plan, ISegmentSimulator simulator, int segment)
    {
        var table = new OutcomeTable(plan.Shape);
        simulator.Run(plan, segment, table, default);
        return table;
    }

    private static (long Alive, long Deaths) Count(RunTable table, RunPlan plan, int arm, int year)
    {
        var (alive, deaths) = (0L, 0L);
        for (var stratum = 0; stratum < plan.Shape.Strata.Count; stratum++)
        {
            if (table.TryGetRow(arm, year, stratum, out var row))
            {
                alive += row.Alive;
                deaths += row.Deaths;
            }
        }

        return (alive, deaths);
    }

    private static void AssertSameRows(RunTable one, int oneArm, RunTable other, int otherArm, int year)
    {
        for (var stratum = 0; stratum < one.Shape.Strata.Count; stratum++)
        {
            var found = one.TryGetRow(oneArm, year, stratum, out var row);
            Assert.Equal(found, other.TryGetRow(otherArm, year, stratum, out var same));
            if (found)
            {
                Assert.Equal(row.Alive, same.Alive);
                Assert.Equal(row.Deaths, same.Deaths);
                Assert.True(row.CacScores.SequenceEqual(same.CacScores));
                Assert.True(row.AvcScores.SequenceEqual(same.AvcScores));
                for (var measure = 0; measure < Measures.Count; measure++)
                {
                    Assert.Equal(row.Sum(measure), same.Sum(measure));
                    Assert.Equal(row.SumOfSquares(measure), same.SumOfSquares(measure));
                }
            }
        }
    }
}
