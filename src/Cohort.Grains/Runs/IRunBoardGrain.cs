namespace Cohort.Grains.Runs;

/// <summary>The board on which runs put up their names, for those who watch a cluster; there is one, with key 0.</summary>
[Alias("cohort.run-board")]
public interface IRunBoardGrain : IGrainWithIntegerKey
{
    /// <summary>Puts up a run.</summary>
    /// <param name="run">Key of the run.</param>
    [Alias("put-up")]
    Task PutUp(string run);

    /// <summary>Keys of the runs put up since the board was last lost, the newest first; at most a hundred.</summary>
    [Alias("runs")]
    Task<string[]> GetRuns();
}

/// <inheritdoc cref="IRunBoardGrain"/>
/// <remarks>Stores nothing: a run that is on its way puts itself up again and again.</remarks>
internal sealed class RunBoardGrain : Grain, IRunBoardGrain
{
    private const int Most = 100;

    private readonly LinkedList<string> _runs = new();

    public Task PutUp(string run)
    {
        if (_runs.First?.Value != run)
        {
            _runs.Remove(run);
            _runs.AddFirst(run);
            if (_runs.Count > Most)
            {
                _runs.RemoveLast();
            }
        }

        return Task.CompletedTask;
    }

    public Task<string[]> GetRuns() => Task.FromResult(_runs.ToArray());
}
