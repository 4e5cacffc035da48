using System.Collections.Concurrent;

namespace Cohort.Grains;

/// <summary>A fixed number of threads on which a silo simulates, so that its scheduler stays free to answer.</summary>
public sealed class WorkerPool : IDisposable
{
    private readonly BlockingCollection<Action> _waiting = [];

    /// <summary>Starts the threads.</summary>
    /// <param name="workers">How many, at least 1.</param>
    public WorkerPool(int workers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        Workers = workers;
        for (var i = 0; i < workers; i++)
        {
            new Thread(Work) { IsBackground = true, Name = "Segment worker" }.Start();
        }
    }

    /// <summary>Number of threads.</summary>
    public int Workers { get; }

    /// <summary>Runs something when a thread is free.</summary>
    /// <param name="work">What to run.</param>
    public Task<T> RunAsync<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Add(() =>
        {
            try
            {
                done.SetResult(work());
            }
            catch (Exception exception)
            {
                done.SetException(exception);
            }
        });
        return done.Task;
    }

    /// <summary>Lets the threads end when nothing waits.</summary>
    public void Dispose() => _waiting.CompleteAdding();

    private void Work()
    {
        foreach (var work in _waiting.GetConsumingEnumerable())
        {
            work();
        }
    }
}
