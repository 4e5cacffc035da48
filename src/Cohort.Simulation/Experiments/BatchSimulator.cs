using System.Runtime.Intrinsics;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.State;
using Cohort.Physiology.Treatments;
using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Running;

namespace Cohort.Simulation.Experiments;

/// <summary>Simulates the shards of a batch for one thread, with the patients, draws and arithmetic of a run.</summary>
internal abstract class BatchSimulator
{
    /// <summary>A simulator on the widest lane that the hardware accelerates.</summary>
    public static BatchSimulator Create(PointBatch batch, Model model) =>
        Vector512.IsHardwareAccelerated ? new On<Lane16>(batch, model)
        : Vector256.IsHardwareAccelerated ? new On<Lane8>(batch, model)
        : Vector128.IsHardwareAccelerated ? new On<Lane4>(batch, model)
        : new On<Lane1>(batch, model);

    /// <summary>Simulates all arms of a shard's patients.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="table">Receives the outcomes.</param>
    /// <param name="cancellationToken">Looked at several times a second.</param>
    public abstract void Run(int shard, HorizonTable table, CancellationToken cancellationToken);

    private sealed class On<TLane>(PointBatch batch, Model model) : BatchSimulator where TLane : struct, ILane<TLane>
    {
        private readonly PatientGroup<TLane> _group = new(model, batch.Population, batch.Scenario.Seed, batch.Scenario.StartYear);
        private readonly PatientBlock?[] _arms = new PatientBlock?[batch.Tree.Arms];
        private readonly ArmPolicy[][] _policies = ArmPolicies.Of(batch.Scenario);
        private readonly ulong[] _patients = new ulong[RunPlan.ShardPatients];
        private readonly float[] _living = new float[PatientBlock.Capacity];

        public override void Run(int shard, HorizonTable table, CancellationToken cancellationToken)
        {
            var (first, count) = batch.PatientsOf(shard);
            var patients = _patients.AsSpan(0, count);
            _group.Sort(first, patients);
            for (var begin = 0; begin < count; begin += PatientBlock.Capacity)
            {
                var block = _arms[0] ??= new PatientBlock();
                _group.Recruit(patients.Slice(begin, Math.Min(PatientBlock.Capacity, count - begin)), block);
                RunBlock(block, table, cancellationToken);
            }
        }

        private void RunBlock(PatientBlock baseline, HorizonTable table, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _group.RunPast(baseline);
            BaselineStrata.Mark(baseline);

            // A child's number is higher than its parent's, so each arm finds its beginning left by an earlier one.
            var tree = batch.Tree;
            for (var arm = 0; arm < tree.Arms; arm++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                for (var year = 1; year <= tree.Years; year++)
                {
                    if (tree.IsSource(arm, year))
                    {
                        Leave(arm, year);
                        Advance(_arms[arm]!, arm, year, table);
                    }
                }
            }
        }

        private void Leave(int arm, int year)
        {
            foreach (var fork in batch.ForksOf(arm, year))
            {
                (_arms[fork] ??= new PatientBlock()).CopyFrom(_arms[arm]!);
            }
        }

        private void Advance(PatientBlock block, int arm, int year, HorizonTable table)
        {
            var living = _living.AsSpan(0, block.Count);
            block.Values(Variable.Alive).CopyTo(living);
            _group.Advance(block, year, _policies[arm][year]);
            table.Fold(arm, year, block, living);
            _group.Compact(block);
        }
    }
}
