using System.Collections.Concurrent;
using Cohort.Grains.Runs;
using Cohort.Simulation.Running;

namespace Cohort.Grains;

/// <summary>The plans that this silo works on; each is asked of its run once.</summary>
/// <param name="grains">Finds the run.</param>
public sealed class PlanLibrary(IGrainFactory grains)
{
    private readonly ConcurrentDictionary<string, RunPlan> _plans = new();

    /// <summary>The plan of a run.</summary>
    /// <param name="run">Key of the run.</param>
    /// <exception cref="InvalidOperationException">The run has not been defined.</exception>
    public ValueTask<RunPlan> GetAsync(string run) => _plans.TryGetValue(run, out var plan) ? new(plan) : LoadAsync(run);

    /// <summary>The plan of a run if it is here.</summary>
    /// <param name="run">Key of the run.</param>
    public RunPlan? Find(string run) => _plans.GetValueOrDefault(run);

    /// <summary>Puts a plan that is at hand into the library.</summary>
    /// <param name="run">Key of the run.</param>
    /// <param name="plan">Its plan.</param>
    public void Add(string run, RunPlan plan) => _plans.TryAdd(run, plan);

    private async ValueTask<RunPlan> LoadAsync(string run)
    {
        var saved = await grains.GetGrain<IRunGrain>(run).GetPlan()
            ?? throw new InvalidOperationException($"No run '{run}' has been defined.");
        return _plans.GetOrAdd(run, _ => RunOrder.ReadPlan(saved).Restore());
    }
}
