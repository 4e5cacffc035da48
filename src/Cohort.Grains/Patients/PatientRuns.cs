namespace Cohort.Grains.Patients;

/// <summary>The runs whose patients live on this silo.</summary>
internal sealed class PatientRuns(PlanLibrary plans)
{
    private const int Kept = 8;

    private readonly Recent<string, PatientRun> _runs = new(Kept);

    public ValueTask<PatientRun> GetAsync(string run) =>
        _runs.Find(run) is { } known ? new(known) : LoadAsync(run);

    private async ValueTask<PatientRun> LoadAsync(string run)
    {
        var plan = await plans.GetAsync(run);
        return _runs.GetOrAdd(run, _ => new(plan.Scenario, plan.Population));
    }
}
