using System.Collections.Concurrent;
using System.Runtime.Intrinsics;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.State;
using Cohort.Physiology.Treatments;
using Cohort.Simulation.Outcomes;

namespace Cohort.Simulation.Running;

/// <summary>
/// Simulates a segment: sorts its patients by age (the past of a block is as long as its oldest patient's) and by what they have,
/// recruits them, and advances block by block all arms from their common past.
/// </summary>
/// <typeparam name="TLane">Lane on which the equations run; every lane gives the same bits.</typeparam>
/// <param name="model">The model.</param>
public sealed class SegmentSimulator<TLane>(Model model) : ISegmentSimulator where TLane : struct, ILane<TLane>
{
    private readonly ConcurrentBag<Workspace> _idle = [];

    /// <inheritdoc/>
    public void Run(RunPlan plan, int segment, OutcomeTable table, CancellationToken cancellationToken)
    {
        var work = Rent(plan);
        try
        {
            var (first, count) = plan.PatientsOf(segment);
            work.Run(first, count, table, cancellationToken);
        }
        finally
        {
            _idle.Add(work);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<PatientHistory> Histories(RunPlan plan, IReadOnlyList<ulong> patients)
    {
        var work = Rent(plan);
        try
        {
            return [.. patients.Chunk(PatientBlock.Capacity).SelectMany(work.Histories).OrderBy(history => history.Arm).ThenBy(history => history.Patient)];
        }
        finally
        {
            _idle.Add(work);
        }
    }

    private Workspace Rent(RunPlan plan)
    {
        while (_idle.TryTake(out var work))
        {
            if (ReferenceEquals(work.Plan, plan))
            {
                return work;
            }
        }

        return new Workspace(plan, model);
    }

    /// <summary>The memory of one thread.</summary>
    private sealed class Workspace
    {
        private readonly PatientGroup<TLane> _group;
        private readonly PatientBlock[] _arms;
        private readonly ArmPolicy[][] _policies;
        private readonly int[] _strata = new int[PatientBlock.Capacity];
        private readonly ulong[] _patients;

        public Workspace(RunPlan plan, Model model)
        {
            Plan = plan;
            var scenario = plan.Scenario;
            _group = new PatientGroup<TLane>(model, plan.Population, scenario.Seed, scenario.StartYear);
            _arms = [.. scenario.Arms.Select(_ => new PatientBlock())];
            _policies = ArmPolicies.Of(scenario);
            _patients = new ulong[plan.SegmentPatients];
        }

        public RunPlan Plan { get; }

        public void Run(ulong first, int count, OutcomeTable table, CancellationToken cancellationToken)
        {
            // Any order gives the same results. Like ages together, the oldest first, make the past short; like patients together share
            // strata, hazards and what a lane may skip.
            var patients = _patients.AsSpan(0, count);
            _group.Sort(first, patients);
            for (var begin = 0; begin < count; begin += PatientBlock.Capacity)
            {
                _group.Recruit(patients.Slice(begin, Math.Min(PatientBlock.Capacity, count - begin)), _arms[0]);
                RunBlock(table, cancellationToken);
            }
        }

        public IEnumerable<PatientHistory> Histories(ulong[] patients)
        {
            var baseline = new PatientBlock();
            _group.Recruit(patients, baseline);
            _group.RunPast(baseline);
            BaselineStrata.Mark(baseline);
            var block = new PatientBlock();
            for (var arm = 0; arm < _arms.Length; arm++)
            {
                block.CopyFrom(baseline);
                var rows = patients.Select(_ => new List<HistoryRow>()).ToArray();
                Record(block, 0, rows, Enumerable.Repeat(true, patients.Length).ToArray());
                for (var year = 1; year <= Plan.Scenario.Years; year++)
                {
                    var living = block.Values(Variable.Alive).ToArray().Select(alive => alive > 0.5f).ToArray();
                    _group.Advance(block, year, _policies[arm][year]);
                    Record(block, year, rows, living);
                }

                for (var i = 0; i < patients.Length; i++)
                {
                    yield return new PatientHistory(arm, patients[i], rows[i]);
                }
            }
        }

        private static void Record(PatientBlock block, int year, List<HistoryRow>[] rows, bool[] living)
        {
            for (var i = 0; i < rows.Length; i++)
            {
                if (living[i])
                {
                    rows[i].Add(new HistoryRow(year, [.. Enumerable.Range(0, Variables.Count).Select(v => block.Values((Variable)v)[i])]));
                }
            }
        }

        private void RunBlock(OutcomeTable table, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _group.RunPast(_arms[0]);
            BaselineStrata.Mark(_arms[0]);
            Fold(table, 0, 0);

            // A child's number is higher than its parent's, so each arm finds its beginning left by an earlier one.
            var tree = Plan.Tree;
            for (var arm = 0; arm < tree.Arms; arm++)
            {
                cancellationToken.ThrowIfCancellationRequested();
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
            // By number: the enumerator of an interface would be allocated anew each year.
            for (var at = 0; at < Plan.Tree.Forks.Count; at++)
            {
                var fork = Plan.Tree.Forks[at];
                if (fork.Year == year && fork.Parent == arm)
                {
                    _arms[fork.Arm].CopyFrom(_arms[arm]);
                }
            }
        }

        private void Advance(OutcomeTable table, int arm, int year)
        {
            var block = _arms[arm];
            Plan.Shape.Strata.Index(block, _strata);
            _group.Advance(block, year, _policies[arm][year]);
            table.Fold(arm, year, block, _strata.AsSpan(0, block.Count));
            _group.Compact(block);
        }

        private void Fold(OutcomeTable table, int arm, int year)
        {
            var block = _arms[arm];
            Plan.Shape.Strata.Index(block, _strata);
            table.Fold(arm, year, block, _strata.AsSpan(0, block.Count));
        }
    }
}

/// <summary>The widest lane that this machine runs well.</summary>
public static class SegmentSimulator
{
    /// <summary>A simulator of the committed model on the widest lane that the hardware accelerates with fused multiply-add.</summary>
    public static ISegmentSimulator Create() => Create(Model.Default);

    /// <summary>A simulator of a model on the widest lane that the hardware accelerates.</summary>
    /// <param name="model">The model.</param>
    public static ISegmentSimulator Create(Model model) =>
        Vector512.IsHardwareAccelerated ? new SegmentSimulator<Lane16>(model)
        : Vector256.IsHardwareAccelerated ? new SegmentSimulator<Lane8>(model)
        : Vector128.IsHardwareAccelerated ? new SegmentSimulator<Lane4>(model)
        : new SegmentSimulator<Lane1>(model);
}
