namespace Cohort.Simulation.Running;

/// <summary>What a host gives to commands and servers: where segments run.</summary>
public interface ISimulationEngineFactory
{
    /// <summary>Name of the engine for timings.json, such as <c>embedded</c>.</summary>
    string Name { get; }

    /// <summary>An engine for one run.</summary>
    /// <param name="threads">Worker threads of this machine, at least 1; an engine that runs elsewhere need not mind.</param>
    ISimulationEngine Create(int threads);
}
