using Cohort.Grains.Runs;
using Cohort.Simulation.Running;

namespace Cohort.Grains;

/// <summary>The plans that this silo works on; each is asked of its run when it is first wanted here.</summary>
/// <param name="grains">Finds the run.</param>
public sealed class PlanLibrary(IGrainFactory grains)
{
    private const int Kept = 32;

    private readonly Recent<string, RunPlan> _plans = new(Kept);

    /// <summary>The plan of a run.</summary>
    /// <param name="run">Key of the run.</param>
    /// <exception cref="InvalidOperationException">The run has not been defined.</exception>
    public ValueTask<RunPlan> GetAsync(string run) => Find(run) is { } plan ? new(plan) : LoadAsync(run);

    /// <summary>The plan of a run if it is here.</summary>
    /// <param name="run">Key of the run.</param>
    public RunPlan? Find(string run) => _plans.Find(run);

    /// <summary>Puts a plan that is at hand into the library.</summary>
    /// <param name="run">Key of the run.</param>
    /// <param name="plan">Its plan.</param>
    public void Add(string run, RunPlan plan) => _plans.GetOrAdd(run, _ => plan);

    private async ValueTask<RunPlan> LoadAsync(string run)
    {
        var saved = await grains.GetGrain<IRunGrain>(run).GetPlan()
            ?? throw new InvalidOperationException($"No run '{run}' has been defined.");
        var plan = RunOrder.ReadPlan(saved).Restore();
        return _plans.GetOrAdd(run, _ => plan);
    }
}
