using Cohort.Grains.Shards;
using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Running;

namespace Cohort.Grains.Runs;

/// <summary>The sum of a run's segments: each is folded whole and once, by its number.</summary>
internal sealed class RunSums
{
    private readonly RunPlan _plan;
    private readonly OutcomeTable _segment;

    public RunSums(RunPlan plan, Checkpoint from, IReadOnlyDictionary<int, string> hashes)
    {
        (_plan, Checkpoint) = (plan, from);
        Segments = from.Part.SegmentsOf(plan).Count();
        _segment = new(plan.Shape);
        Hashes = new(hashes);
    }

    /// <summary>Segments of the run or part.</summary>
    public int Segments { get; }

    /// <summary>Whether all of them are folded.</summary>
    public bool IsComplete => Checkpoint.Folded.Count == Segments;

    /// <summary>What is folded.</summary>
    public Checkpoint Checkpoint { get; }

    /// <summary>What is folded now, apart from what comes later.</summary>
    public Checkpoint Copy() => Checkpoint with { Folded = Checkpoint.Folded.Copy(), Table = Checkpoint.Table.Copy() };

    /// <summary>Hashes of the segments folded here; those of a checkpoint that a client brought have none.</summary>
    public Dictionary<int, string> Hashes { get; }

    /// <summary>Folds a segment.</summary>
    /// <returns>False if it was folded before.</returns>
    /// <exception cref="SegmentFailedException">It was folded before, with other outcomes.</exception>
    public bool Fold(int segment, string hash, IReadOnlyList<ArmTable> arms)
    {
        if (Checkpoint.Folded.Contains(segment))
        {
            return Hashes.GetValueOrDefault(segment, hash) == hash
                ? false
                : throw new SegmentFailedException(segment, new InvalidOperationException("two silos gave different outcomes for it"));
        }

        Checkpoint.Table.Add(arms[0].Table ?? Read(arms));
        Checkpoint.Folded.Add(segment);
        Hashes[segment] = hash;
        return true;
    }

    public long PatientsDone => Checkpoint.Part.SegmentsOf(_plan).Where(Checkpoint.Folded.Contains).Sum(segment => (long)_plan.PatientsOf(segment).Count);

    private OutcomeTable Read(IReadOnlyList<ArmTable> arms)
    {
        _segment.Clear();
        foreach (var arm in arms)
        {
            arm.ReadInto(_segment);
        }

        return _segment;
    }
}
