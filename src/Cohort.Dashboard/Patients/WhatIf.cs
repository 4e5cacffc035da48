using Cohort.Physiology.Treatments;
using Cohort.Simulation;
using Cohort.Simulation.Running;
using Cohort.Simulation.Scenarios;

namespace Cohort.Dashboard.Patients;

/// <summary>One change of care.</summary>
/// <param name="What">Kind of intervention, as scenario files name it.</param>
/// <param name="From">First calendar year in force; null = from the start.</param>
/// <param name="Until">Calendar year in which it is no longer in force; null = to the end.</param>
/// <param name="Dose">Dose in the unit of the kind; null = the usual one.</param>
public sealed record CareChange(string What, int? From, int? Until, double? Dose);

/// <summary>What if one patient were cared for differently?</summary>
/// <param name="Changes">What is done beside the care of the arm.</param>
/// <param name="Arm">The arm that is changed; null = the first.</param>
public sealed record WhatIf(IReadOnlyList<CareChange> Changes, string? Arm)
{
    private const int Most = 12;

    /// <summary>The plan of the run with one arm alone: the changed one. Patients, and their draws, are those of the run.</summary>
    /// <exception cref="RefusedInputException">A change is not allowed.</exception>
    internal RunPlan Apply(RunPlan plan)
    {
        var scenario = plan.Scenario;
        var arm = Arm == null ? scenario.Arms[0] : scenario.Arms[Outcomes.SeriesQuery.ArmNamed(Arm, scenario)];
        if (Changes is not { Count: > 0 and <= Most })
        {
            throw new RefusedInputException("changes", $"must hold 1 to {Most} changes of care.");
        }

        var kinds = Changes.Select(change => change.What).ToHashSet();
        var kept = arm.Interventions.Where(one => !kinds.Contains(Interventions.All.First(info => info.Kind == one.Kind).Name));
        var changed = new Arm("what-if", [.. kept, .. Changes.Select(change => Read(change, scenario))]);
        return RunPlan.Create(scenario with { Arms = [changed] }, plan.Population);
    }

    private static Intervention Read(CareChange change, Scenario scenario)
    {
        var info = Interventions.All.FirstOrDefault(one => one.Name == change.What)
            ?? throw new RefusedInputException("what", $"no intervention is named '{change.What}'{(NearestName.Among(change.What ?? "", Interventions.All.Select(one => one.Name)) is { } near ? $"; did you mean '{near}'?" : ".")}");
        var from = change.From ?? scenario.StartYear;
        var dose = change.Dose ?? info.DefaultDose;
        if (from < 1900 || from > 2300 || change.Until <= from)
        {
            throw new RefusedInputException("from", FormattableString.Invariant($"must be a calendar year before 'until'; found {from}."));
        }

        return info.DoseUnit.Length > 0 && !(dose >= info.MinDose && dose <= info.MaxDose)
            ? throw new RefusedInputException("dose", FormattableString.Invariant($"of {info.Name} must be {info.MinDose} to {info.MaxDose} {info.DoseUnit}; found {dose}."))
            : new Intervention(info.Kind, from, change.Until, Eligibility.Everybody, 1, 1, dose);
    }
}
