using System.Collections.Concurrent;
using Cohort.Grains.Runs;
using Orleans.Runtime;
using Orleans.Storage;

namespace Cohort.Grains.Tests;

/// <summary>Keeps what grains store in memory; a test may hold a write back or let one fail.</summary>
internal sealed class WatchedStorage(IGrainStorage storage) : IGrainStorage
{
    /// <summary>Name of the storage behind.</summary>
    public const string Behind = "behind";

    private static readonly ConcurrentDictionary<string, Func<object, Task>> Before = [];
    private static readonly ConcurrentDictionary<string, RunPhase> Phases = [];

    /// <summary>Does something before each write of a run.</summary>
    /// <param name="run">Key of the run.</param>
    /// <param name="act">Is given what is to be stored.</param>
    public static void BeforeWrites(string run, Func<object, Task> act) => Before[run] = act;

    /// <summary>The phase of a run that was stored last.</summary>
    public static RunPhase StoredPhase(string run) => Phases.GetValueOrDefault(run);

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => storage.ReadStateAsync(stateName, grainId, grainState);

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = grainId.Key.ToString()!;
        if (Before.TryGetValue(key, out var act))
        {
            await act(grainState.State!);
        }

        await storage.WriteStateAsync(stateName, grainId, grainState);
        if (grainState.State is RunRecord record)
        {
            Phases[key] = record.Phase;
        }
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => storage.ClearStateAsync(stateName, grainId, grainState);
}
