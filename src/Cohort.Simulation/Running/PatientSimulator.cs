using System.Runtime.Intrinsics;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.State;
using Cohort.Physiology.Treatments;
using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Population;
using Cohort.Simulation.Scenarios;

namespace Cohort.Simulation.Running;

/// <summary>Recruits patients of a scenario and advances them a year at a time, with the bits that a run has. Belongs to one thread at a time.</summary>
public interface IPatientSimulator
{
    /// <summary>Fills a block with consecutive patients at baseline, the oldest first; <see cref="PatientBlock.GetId"/> tells who stands where.</summary>
    /// <param name="first">Number of the first patient.</param>
    /// <param name="count">How many, 1 to <see cref="PatientBlock.Capacity"/>.</param>
    /// <param name="block">Receives them.</param>
    void Begin(ulong first, int count, PatientBlock block);

    /// <summary>Advances a block by a year.</summary>
    /// <param name="block">The patients, all at the end of the year before.</param>
    /// <param name="arm">The arm that they are in.</param>
    /// <param name="year">The year, 1 to the horizon.</param>
    void Advance(PatientBlock block, int arm, int year);
}

/// <summary>Makes simulators of patients on the widest lane that this machine runs well.</summary>
public static class PatientSimulator
{
    /// <summary>A simulator of a scenario's patients under the committed model.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="population">Its respondents.</param>
    public static IPatientSimulator Create(Scenario scenario, RespondentTable population) =>
        Vector512.IsHardwareAccelerated ? new PatientSimulator<Lane16>(scenario, population)
        : Vector256.IsHardwareAccelerated ? new PatientSimulator<Lane8>(scenario, population)
        : Vector128.IsHardwareAccelerated ? new PatientSimulator<Lane4>(scenario, population)
        : new PatientSimulator<Lane1>(scenario, population);
}

internal sealed class PatientSimulator<TLane>(Scenario scenario, RespondentTable population) : IPatientSimulator where TLane : struct, ILane<TLane>
{
    private readonly PatientGroup<TLane> _group = new(Model.Default, population, scenario.Seed, scenario.StartYear);
    private readonly ArmPolicy[][] _policies = ArmPolicies.Of(scenario);
    private readonly ulong[] _patients = new ulong[PatientBlock.Capacity];

    public void Begin(ulong first, int count, PatientBlock block)
    {
        var patients = _patients.AsSpan(0, count);
        _group.Sort(first, patients);
        _group.Recruit(patients, block);
        _group.RunPast(block);
        BaselineStrata.Mark(block);
    }

    public void Advance(PatientBlock block, int arm, int year) => _group.Advance(block, year, _policies[arm][year]);
}
