using System.Collections.Concurrent;

namespace Cohort.Grains.Patients;

/// <summary>The runs whose patients live on this silo.</summary>
internal sealed class PatientRuns(PlanLibrary plans)
{
    private readonly ConcurrentDictionary<string, PatientRun> _runs = new();

    public ValueTask<PatientRun> GetAsync(string run) =>
        _runs.TryGetValue(run, out var known) ? new(known) : LoadAsync(run);

    private async ValueTask<PatientRun> LoadAsync(string run)
    {
        var plan = await plans.GetAsync(run);
        return _runs.GetOrAdd(run, _ => new(plan.Scenario, plan.Population));
    }
}
