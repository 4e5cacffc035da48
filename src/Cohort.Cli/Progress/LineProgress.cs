using Cohort.Simulation.Running;

namespace Cohort.Cli;

/// <summary>Tells in plain lines, for files, pipes and logs: the first at the first news, then at most one every two seconds, and one at the end.</summary>
internal sealed class LineProgress(TextWriter output, TimeProvider time) : IRunProgress
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    public async Task<RunUpdate> FollowAsync(Workload work, IAsyncEnumerable<RunUpdate> updates, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        TimeSpan? told = null;
        RunUpdate? last = null;
        await foreach (var update in updates.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            var elapsed = time.GetElapsedTime(start);
            if (update.IsComplete || told is null || elapsed - told >= Interval)
            {
                told = elapsed;
                await output.WriteLineAsync(new Pace(work, update, elapsed).ToString()).ConfigureAwait(false);
                await output.FlushAsync(cancellationToken).ConfigureAwait(false);
            }

            last = update;
        }

        return last!;
    }
}
