namespace Cohort.Dashboard.Runs;

/// <summary>Lets any number of listeners wait until something has changed; whoever is slow misses steps, never the last one.</summary>
internal sealed class Changes
{
    private TaskCompletionSource _next = New();

    /// <summary>Completes with the next change.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Tell() => Interlocked.Exchange(ref _next, New()).SetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
