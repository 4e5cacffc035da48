namespace Cohort.Simulation.Running;

/// <summary>Runs plans. Engines differ in where segments run, never in what comes out.</summary>
public interface ISimulationEngine
{
    /// <summary>Runs a plan and tells how it goes; the last update is complete. To stop reading is to stop the run.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="from">Where to go on from, and which part to simulate; null to simulate the whole run from its beginning.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <exception cref="SegmentFailedException">A segment failed.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    IAsyncEnumerable<RunUpdate> RunAsync(RunPlan plan, Checkpoint? from, CancellationToken cancellationToken);
}
