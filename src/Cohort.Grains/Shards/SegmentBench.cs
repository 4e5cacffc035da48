using System.Collections.Concurrent;
using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Running;

namespace Cohort.Grains.Shards;

/// <summary>Simulates segments of a silo as blocks; tables are used again from segment to segment.</summary>
/// <param name="simulator">What simulates a segment.</param>
internal sealed class SegmentBench(ISegmentSimulator simulator)
{
    private readonly ConcurrentStack<OutcomeTable> _idle = [];

    public SegmentTable Simulate(RunPlan plan, int segment, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var table = Rent(plan.Shape);
        table.Clear();
        simulator.Run(plan, segment, table, cancellationToken);
        return SegmentTable.Of(table);
    }

    /// <summary>Takes back a table that nobody reads any more.</summary>
    public void Return(OutcomeTable table) => _idle.Push(table);

    private OutcomeTable Rent(TableShape shape)
    {
        // Those of other runs are let go.
        while (_idle.TryPop(out var table))
        {
            if (ReferenceEquals(table.Shape, shape))
            {
                return table;
            }
        }

        return new(shape);
    }
}
