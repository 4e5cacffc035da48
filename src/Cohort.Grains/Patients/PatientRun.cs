using System.Collections.Concurrent;
using System.Globalization;
using Cohort.Physiology.State;
using Cohort.Simulation.Population;
using Cohort.Simulation.Running;
using Cohort.Simulation.Scenarios;

namespace Cohort.Grains.Patients;

/// <summary>
/// What the patient grains of a run on one silo share: simulators, and baselines by the block of 512, so that the past of neighbours
/// who are activated together is simulated on all lanes at once.
/// </summary>
/// <param name="scenario">The scenario.</param>
/// <param name="population">Its respondents.</param>
internal sealed class PatientRun(Scenario scenario, RespondentTable population)
{
    // 16 MB of baselines.
    private const int KeptBlocks = 64;

    private readonly ConcurrentBag<Workbench> _idle = [];
    private readonly Lock _lock = new();
    private readonly Dictionary<ulong, Lazy<float[][]>> _baselines = [];
    private readonly Queue<ulong> _oldest = new();

    public Scenario Scenario { get; } = scenario;

    public PatientState Baseline(ulong patient)
    {
        var block = patient / PatientBlock.Capacity;
        Lazy<float[][]>? baselines;
        lock (_lock)
        {
            if (!_baselines.TryGetValue(block, out baselines))
            {
                baselines = new(() => Begin(block));
                _baselines.Add(block, baselines);
                _oldest.Enqueue(block);
                if (_oldest.Count > KeptBlocks)
                {
                    _baselines.Remove(_oldest.Dequeue());
                }
            }
        }

        return new(0, baselines.Value[patient % PatientBlock.Capacity]);
    }

    /// <summary>The life of a patient after a state, a year at a time, to the horizon or death.</summary>
    public IEnumerable<PatientState> After(PatientState state, ulong patient, int arm)
    {
        if (!_idle.TryTake(out var bench))
        {
            bench = new(PatientSimulator.Create(Scenario, population), new PatientBlock());
        }

        try
        {
            bench.Block.Count = 1;
            PatientRows.Write(state, patient, bench.Block, 0);
            for (var year = state.Year + 1; year <= Scenario.Years && PatientRows.IsAlive(bench.Block, 0); year++)
            {
                bench.Simulator.Advance(bench.Block, arm, year);
                yield return new(year, PatientRows.Read(bench.Block, 0));
            }
        }
        finally
        {
            _idle.Add(bench);
        }
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
        return new(RunPlan.Create(branched, population).Scenario, population);
    }

    private float[][] Begin(ulong block)
    {
        var first = block * PatientBlock.Capacity;
        var patients = new PatientBlock();
        PatientSimulator.Create(Scenario, population).Begin(first, (int)Math.Min(PatientBlock.Capacity, (ulong)Scenario.Patients - first), patients);
        var baselines = new float[patients.Count][];
        for (var row = 0; row < patients.Count; row++)
        {
            baselines[patients.GetId(row) - first] = PatientRows.Read(patients, row);
        }

        return baselines;
    }

    private sealed record Workbench(IPatientSimulator Simulator, PatientBlock Block);
}
