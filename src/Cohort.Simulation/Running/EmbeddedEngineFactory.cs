namespace Cohort.Simulation.Running;

/// <summary>Runs segments on threads of this process.</summary>
public sealed class EmbeddedEngineFactory : ISimulationEngineFactory
{
    /// <inheritdoc/>
    public string Name => "embedded";

    /// <inheritdoc/>
    public ISimulationEngine Create(int threads) => new EmbeddedEngine(threads, SegmentSimulator.Create());
}
