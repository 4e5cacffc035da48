using System.Collections.Concurrent;
using System.Globalization;
using Cohort.Physiology.State;
using Cohort.Simulation.Population;
using Cohort.Simulation.Running;
using Cohort.Simulation.Scenarios;

namespace Cohort.Grains.Patients;

/// <summary>What the patient grains of a run on one silo share: simulators and their neighbours.</summary>
/// <param name="scenario">The scenario.</param>
/// <param name="population">Its respondents.</param>
/// <param name="trunk">The run that a branch leaves; null for a run itself.</param>
internal sealed class PatientRun(Scenario scenario, RespondentTable population, PatientRun? trunk = null)
{
    // Of half a megabyte each, and as much again for each arm.
    private const int KeptBlocks = 8;

    private readonly ConcurrentBag<Workbench> _idle = [];
    private readonly Recent<ulong, Neighbours> _neighbours = new(KeptBlocks);

    public Scenario Scenario { get; } = scenario;

    public PatientState Baseline(ulong patient) => trunk?.Baseline(patient) ?? NeighboursOf(patient).Baseline(patient);

    /// <summary>
    /// A patient at the end of a year or, if that was before, of the year of death: with the neighbours; alone where they are beyond that
    /// year, and on a branch.
    /// </summary>
    /// <param name="from">An earlier state, or the one asked for.</param>
    /// <param name="patient">The patient.</param>
    /// <param name="arm">The arm.</param>
    /// <param name="year">The year.</param>
    public PatientState At(PatientState from, ulong patient, int arm, int year) =>
        (trunk == null ? NeighboursOf(patient).At(patient, arm, year) : null) ?? Alone(from, patient, arm, year)[^1];

    /// <summary>The life of a patient from a state on, simulated alone, to the end of a year or death.</summary>
    public IReadOnlyList<PatientState> Alone(PatientState from, ulong patient, int arm, int year)
    {
        var states = new List<PatientState> { from };
        Use(bench =>
        {
            PatientRows.Write([from], [patient], bench.Block);
            while (states[^1].Year < year && PatientRows.IsAlive(states[^1]))
            {
                bench.Simulator.Advance(bench.Block, arm, states[^1].Year + 1);
                states.Add(new(states[^1].Year + 1, PatientRows.Read(bench.Block)[0]));
            }
        });
        return states;
    }

    /// <summary>The same patients with one more arm: an arm of this run and what a branch adds to it. Its number is that of the last arm.</summary>
    /// <exception cref="Simulation.RefusedInputException">An intervention is not valid.</exception>
    public PatientRun Branch(int arm, IReadOnlyList<string> interventions)
    {
        var text = string.Create(CultureInfo.InvariantCulture,
            $"name: branch\npopulation: nhanes\nstart_year: {Scenario.StartYear}\narms:\n  - name: branch\n    interventions:\n{string.Concat(interventions.Select(one => $"      - {one}\n"))}");
        var added = ScenarioFile.Parse(text, "intervention").Arms[0].Interventions;
        var left = Scenario.Arms[arm];
        var branched = Scenario with { Arms = [.. Scenario.Arms, left with { Interventions = [.. left.Interventions, .. added] }] };
        return new(RunPlan.Create(branched, population).Scenario, population, this);
    }

    /// <summary>Lends a workbench.</summary>
    public void Use(Action<Workbench> work)
    {
        if (!_idle.TryTake(out var bench))
        {
            bench = new(PatientSimulator.Create(Scenario, population), new PatientBlock());
        }

        try
        {
            work(bench);
        }
        finally
        {
            _idle.Add(bench);
        }
    }

    private Neighbours NeighboursOf(ulong patient) =>
        _neighbours.GetOrAdd(patient / PatientBlock.Capacity, block => new(this, block * PatientBlock.Capacity));

    /// <summary>What it takes to simulate patients.</summary>
    /// <param name="Simulator">Simulates them.</param>
    /// <param name="Block">Room for them.</param>
    internal sealed record Workbench(IPatientSimulator Simulator, PatientBlock Block);
}
