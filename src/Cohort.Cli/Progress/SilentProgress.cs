using Cohort.Simulation.Running;

namespace Cohort.Cli;

/// <summary>Tells nothing.</summary>
internal sealed class SilentProgress : IRunProgress
{
    public async Task<RunUpdate> FollowAsync(Workload work, IAsyncEnumerable<RunUpdate> updates, CancellationToken cancellationToken) =>
        await updates.LastAsync(cancellationToken).ConfigureAwait(false);
}
