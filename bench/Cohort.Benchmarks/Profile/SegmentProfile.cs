using System.Diagnostics;
using Cohort.Benchmarks.Passes;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.State;
using Cohort.Physiology.Treatments;
using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Running;

namespace Cohort.Benchmarks.Profile;

/// <summary>
/// Simulates a plan as <see cref="SegmentSimulator{TLane}"/> does, on one thread, with a clock around every pass.
/// </summary>
/// <typeparam name="TLane">Lane on which the equations run.</typeparam>
internal sealed class SegmentProfile<TLane> where TLane : struct, ILane<TLane>
{
    private readonly RunPlan _plan;
    private readonly PatientGroup<TLane> _group;
    private readonly Workbench<TLane> _bench;
    private readonly PastProfile<TLane> _pastProfile;
    private readonly ArmPolicy[][] _policies;
    private readonly PatientBlock[] _arms;
    private readonly int[] _strata = new int[PatientBlock.Capacity];
    private readonly ulong[] _patients;

    /// <summary>A profile of a plan.</summary>
    public SegmentProfile(RunPlan plan, Model model)
    {
        _plan = plan;
        _group = new PatientGroup<TLane>(model, plan.Population, plan.Scenario.Seed, plan.Scenario.StartYear);
        _bench = new Workbench<TLane>(model);
        _pastProfile = new PastProfile<TLane>(model);
        _policies = ArmPolicies.Of(plan.Scenario);
        _arms = [.. plan.Scenario.Arms.Select(_ => new PatientBlock())];
        _patients = new ulong[plan.SegmentPatients];
    }

    /// <summary>Recruitment, the past as a whole, and bookkeeping.</summary>
    public PassTimes Frame { get; } = new("around the years");

    /// <summary>The years after baseline, pass by pass.</summary>
    public PassTimes Years { get; } = new("years after baseline");

    /// <summary>The past, pass by pass, in a repetition of its own that is not part of the whole.</summary>
    public PassTimes Past => _pastProfile.Times;

    /// <summary>Ticks of the past as a whole.</summary>
    public long PastTicks { get; private set; }

    /// <summary>Ticks of the whole simulation.</summary>
    public long Ticks => Frame.Ticks + Years.Ticks;

    /// <summary>Simulates all segments.</summary>
    public RunTable Run()
    {
        var all = new RunTable(_plan.Shape);
        var table = new OutcomeTable(_plan.Shape);
        for (var segment = 0; segment < _plan.Segments; segment++)
        {
            var before = Stopwatch.GetTimestamp();
            table.Clear();
            Frame.Add("OutcomeTable.Clear", 0, before);
            var (first, count) = _plan.PatientsOf(segment);
            Run(first, count, table);

            before = Stopwatch.GetTimestamp();
            all.Add(table);
            Frame.Add("RunTable.Add", 0, before);
        }

        return all;
    }

    private void Run(ulong first, int count, OutcomeTable table)
    {
        var before = Stopwatch.GetTimestamp();
        var patients = _patients.AsSpan(0, count);
        _group.Sort(first, patients);
        Frame.Add("sort", count, before);
        for (var begin = 0; begin < count; begin += PatientBlock.Capacity)
        {
            before = Stopwatch.GetTimestamp();
            var block = _arms[0];
            _group.Recruit(patients.Slice(begin, Math.Min(PatientBlock.Capacity, count - begin)), block);
            Frame.Add("recruitment", block.Count, before);
            RunBlock(table);
        }
    }

    private void RunBlock(OutcomeTable table)
    {
        var block = _arms[0];
        _pastProfile.Run(block, _plan.Scenario.Seed, _plan.Scenario.StartYear);

        var before = Stopwatch.GetTimestamp();
        _group.RunPast(block);
        PastTicks += Stopwatch.GetTimestamp() - before;
        before = Frame.Add("simulated past", block.Count, before);
        BaselineStrata.Mark(block);
        _plan.Shape.Strata.Index(block, _strata);
        table.Fold(0, 0, block, _strata.AsSpan(0, block.Count));
        Frame.Add("baseline fold", block.Count, before);

        var tree = _plan.Tree;
        for (var arm = 0; arm < tree.Arms; arm++)
        {
            for (var year = 1; year <= tree.Years; year++)
            {
                if (tree.IsSource(arm, year))
                {
                    Leave(arm, year);
                    Advance(table, arm, year);
                }
            }
        }
    }

    private void Leave(int arm, int year)
    {
        var before = Stopwatch.GetTimestamp();
        foreach (var fork in _plan.Tree.Forks)
        {
            if (fork.Year == year && fork.Parent == arm)
            {
                _arms[fork.Arm].CopyFrom(_arms[arm]);
            }
        }

        Frame.Add("copies at forks", _arms[arm].Count, before);
    }

    private void Advance(OutcomeTable table, int arm, int year)
    {
        var block = _arms[arm];
        var before = Stopwatch.GetTimestamp();
        _plan.Shape.Strata.Index(block, _strata);
        Frame.Add("Strata.Index", block.Count, before);

        _bench.Block = block;
        _bench.Year = _bench.YearOf(_plan.Scenario.Seed, _plan.Scenario.StartYear, year);
        _bench.Policy = _policies[arm][year];
        Years.Run(PassList<TLane>.Year, _bench);

        before = Stopwatch.GetTimestamp();
        table.Fold(arm, year, block, _strata.AsSpan(0, block.Count));
        before = Frame.Add("OutcomeTable.Fold", block.Count, before);
        _group.Compact(block);
        Frame.Add("compaction of the dead", block.Count, before);
    }
}
