using Cohort.Physiology.State;
using Cohort.Physiology.Treatments;
using Cohort.Simulation.Population;
using Cohort.Simulation.Running;
using Cohort.Simulation.Scenarios;

namespace Cohort.Simulation.Tests.Running;

public sealed class RunPlanTests
{
    [Fact]
    public void IdIsStable()
    {
        Assert.Equal(Plans.Plan.Id, RunPlan.Create(Plans.Scenario, Plans.Population).Id);
        Assert.Matches("^[0-9a-f]{64}$", Plans.Plan.Id);
    }

    [Fact]
    public void EveryFieldChangesTheId()
    {
        var scenario = Plans.Scenario;
        var statin = Plans.Statin(2022);
        Scenario[] others =
        [
            scenario with { Name = "other" },
            scenario with { Question = "Why?" },
            scenario with { Population = new PopulationSource(PopulationKind.Nhanes) },
            scenario with { Population = scenario.Population with { Path = "others.csv" } },
            scenario with { Patients = scenario.Patients + 1 },
            scenario with { Years = 5 },
            scenario with { StartYear = 2021 },
            scenario with { Seed = 8 },
            scenario with { Arms = [.. scenario.Arms.Reverse()] },
            scenario with { Outcomes = scenario.Outcomes with { Trajectories = 4 } },
            scenario with { Outcomes = scenario.Outcomes with { Strata = [Stratum.Sex] } },
            With(new Arm("renamed", [statin])),
            With(new Arm("statin", [statin with { Kind = InterventionKind.Magnesium }])),
            With(new Arm("statin", [statin with { From = 2023 }])),
            With(new Arm("statin", [statin with { Until = 2030 }])),
            With(new Arm("statin", [statin with { Coverage = 0.5 }])),
            With(new Arm("statin", [statin with { Adherence = 0.5 }])),
            With(new Arm("statin", [statin with { Dose = 0.3 }])),
            With(new Arm("statin", [statin with { Who = new Eligibility([], [CkdStage.G5D]) }])),
            With(new Arm("statin", [statin with { Who = new Eligibility([new Criterion(Variable.Age, 1, 2)], []) }])),
            With(new Arm("statin", [statin with { Who = new Eligibility([new Criterion(Variable.Bmi, 1, 2)], []) }])),
            With(new Arm("statin", [statin with { Who = new Eligibility([new Criterion(Variable.Age, 0, 2)], []) }])),
            With(new Arm("statin", [statin with { Who = new Eligibility([new Criterion(Variable.Age, 1, 3)], []) }])),
            With(new Arm("statin", [statin with { Who = new Eligibility([new Criterion(Variable.Age, 1, 2, Negated: true)], []) }])),
        ];
        var ids = others.Select(other => RunPlan.Create(other, Plans.Population).Id).Append(Plans.Plan.Id)
            .Append(RunPlan.Create(scenario, new RespondentTable([new Respondent { Weight = 1 }])).Id);
        Assert.Equal(others.Length + 2, ids.Distinct().Count());

        Scenario With(Arm arm) => scenario with { Arms = [scenario.Arms[0], arm, scenario.Arms[2]] };
    }

    [Fact]
    public void TheFolderOfAPopulationFileIsNoPartOfThePlan()
    {
        foreach (var path in new[] { "people.csv", "../people.csv", "/a/b/people.csv", @"C:\data\people.csv" })
        {
            var plan = RunPlan.Create(Plans.Scenario with { Population = new PopulationSource(PopulationKind.File, path) }, Plans.Population);
            Assert.Equal("people.csv", plan.Scenario.Population.Path);
            Assert.Equal(Plans.Plan.Id, plan.Id);
        }
    }

    [Fact]
    public void PlansRoundTripThroughTheirBytes()
    {
        var who = new Eligibility([new Criterion(Variable.Age, float.NegativeInfinity, 2, Negated: true)], [CkdStage.G4]);
        var scenario = Plans.Scenario with { Arms = [new Arm("a", [Plans.Statin(2021, 2023) with { Who = who }])], Seed = ulong.MaxValue };
        var plan = RunPlan.Create(scenario, Plans.Population);
        var read = RunPlan.Read(plan.Bytes);
        Assert.Equal(plan.Id, read.Id);
        Assert.True(plan.Bytes.SequenceEqual(read.Bytes));
        Assert.Equal(plan.PopulationHash, read.PopulationHash);
        Assert.Equal(ModelVersion.Current, read.ModelVersion);
    }

    [Fact]
    public void BrokenBytesAreNoPlan()
    {
        var bytes = Plans.Plan.Bytes.ToArray();
        Assert.Throws<InvalidDataException>(() => RunPlan.Read(bytes.AsSpan(0, 40)));
        bytes[0]++;
        Assert.Throws<InvalidDataException>(() => RunPlan.Read(bytes));
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(4097, 2, 1)]
    [InlineData(64 * 4096, 64, 1)]
    [InlineData((64 * 4096) + 1, 33, 2)]
    [InlineData(10_000_000_000, 162761, 15)]
    public void SegmentsAreFixedByTheNumberOfPatients(long patients, int segments, int shards)
    {
        var plan = RunPlan.Create(Plans.Scenario with { Patients = patients }, Plans.Population);
        Assert.Equal(segments, plan.Segments);
        Assert.Equal(shards * RunPlan.ShardPatients, plan.SegmentPatients);
        Assert.Equal(patients, Enumerable.Range(0, segments).Sum(segment => (long)plan.PatientsOf(segment).Count));
        Assert.Equal((ulong)patients, plan.PatientsOf(segments - 1).First + (ulong)plan.PatientsOf(segments - 1).Count);
    }

    [Fact]
    public void TablesAboveTheCeilingAreRefusedWithTheEstimate()
    {
        Stratum[] all = [Stratum.AgeBand, Stratum.Sex, Stratum.CkdStage, Stratum.Diabetes, Stratum.Warfarin];
        var scenario = Plans.WithArms(100, [], [Plans.Statin(2020)]) with { Outcomes = new OutcomeSettings(all, 0) };
        var estimate = RunPlan.Create(scenario, Plans.Population).EstimateTableBytes();
        Assert.InRange(estimate, 100L << 20, 1L << 30);
        var refused = Assert.Throws<RefusedInputException>(() => RunPlan.Create(scenario, Plans.Population, memoryCeiling: 50 << 20));
        Assert.Contains("0.1 GB", refused.Message);
    }
}
