using Cohort.Physiology.Treatments;
using Cohort.Simulation.Population;
using Cohort.Simulation.Running;
using Cohort.Simulation.Scenarios;

namespace Cohort.Simulation.Tests.Running;

/// <summary>Small plans for tests.</summary>
internal static class Plans
{
    public const int Donors = 50;

    public static RespondentTable Population { get; } = new(Enumerable.Range(0, Donors).Select(i => new Respondent { Id = i, Weight = 1 + i, Age = 40 + i }));

    public static Scenario Scenario { get; } = new(
        "test",
        "Does it hold?",
        new PopulationSource(PopulationKind.File, "/somewhere/else/people.csv"),
        Patients: 3 * RunPlan.ShardPatients + 100,
        Years: 4,
        StartYear: 2020,
        Seed: 7,
        [new Arm("usual-care", []), new Arm("statin", [Statin(2022)]), new Arm("statin-early", [Statin(2021)])],
        new OutcomeSettings([Stratum.Sex, Stratum.AgeBand], Trajectories: 3));

    public static RunPlan Plan { get; } = RunPlan.Create(Scenario, Population);

    public static Intervention Statin(int from, int? until = null, double dose = 0.4) =>
        new(InterventionKind.Statin, from, until, Eligibility.Everybody, 1, 1, dose);

    public static Scenario WithArms(int years, params IReadOnlyList<Intervention>[] arms) =>
        Scenario with { Years = years, Arms = [.. arms.Select((interventions, i) => new Arm("arm" + i, interventions))] };
}
