using Cohort.Simulation.Running;

namespace Cohort.Cli;

/// <summary>Tells how a run goes.</summary>
internal interface IRunProgress
{
    /// <summary>Reads the news of a run to the end.</summary>
    /// <param name="work">What there is to do.</param>
    /// <param name="updates">The news.</param>
    /// <param name="cancellationToken">Interrupts the run.</param>
    /// <returns>The last update.</returns>
    Task<RunUpdate> FollowAsync(Workload work, IAsyncEnumerable<RunUpdate> updates, CancellationToken cancellationToken);
}
