using Cohort.Physiology.Numerics;
using Cohort.Physiology.State;
using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Population;
using Cohort.Simulation.Running;

namespace Cohort.Benchmarks.Passes;

/// <summary>
/// A block as a run has it: of a shard of US adults sorted by age and sex, the patients in the middle, at baseline with their past.
/// </summary>
internal static class BaselineBlock
{
    /// <summary>Seed of the draws.</summary>
    public const ulong Seed = 1;

    /// <summary>Calendar year of the baseline.</summary>
    public const int StartYear = 2018;

    /// <summary>Makes the block.</summary>
    public static PatientBlock Create()
    {
        var group = new PatientGroup<Lane8>(Model.Default, Nhanes.Load(), Seed, StartYear);
        var scratch = new PatientBlock { Count = 1 };
        var middle = Enumerable.Range(0, RunPlan.ShardPatients).OrderBy(Key)
            .Skip((RunPlan.ShardPatients - PatientBlock.Capacity) / 2).Take(PatientBlock.Capacity);

        var block = new PatientBlock { Count = PatientBlock.Capacity };
        foreach (var (patient, row) in middle.Select((patient, row) => (patient, row)))
        {
            group.Recruit((ulong)patient, block, row);
        }

        group.RunPast(block);
        BaselineStrata.Mark(block);
        return block;

        int Key(int patient)
        {
            group.Recruit((ulong)patient, scratch, 0);
            return (2 * (int)scratch.Values(Variable.BaseAge)[0]) + (int)scratch.Values(Variable.Female)[0];
        }
    }
}
