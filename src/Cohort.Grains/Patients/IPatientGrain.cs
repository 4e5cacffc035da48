using Orleans.Concurrency;

namespace Cohort.Grains.Patients;

/// <summary>
/// One virtual patient in one arm of a run, or on a branch of it; the key is <see cref="RunKey.OfPatient"/> or <see cref="RunKey.OfBranch"/>.
/// A patient always exists: wherever and whenever it is activated, it is simulated from plan, arm and number to the bits of
/// <c>cohort patient</c>. Nothing of it is stored but the interventions of a branch.
/// </summary>
[Alias("cohort.patient")]
public interface IPatientGrain : IGrainWithStringKey
{
    /// <summary>Brings the patient to the end of a year. Idempotent: a repeated call gives the same and steps no further.</summary>
    /// <param name="year">Year since baseline, 0 to the horizon.</param>
    /// <returns>The state at the end of that year, or of the year of death if that was before.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The key or the year is outside the run.</exception>
    [Alias("advance")]
    ValueTask<PatientState> AdvanceTo(int year);

    /// <summary>The state that the patient has been brought to since it was activated; the baseline to begin with.</summary>
    [Alias("state")]
    Task<PatientState> GetState();

    /// <summary>The whole life from baseline to horizon or death, simulated anew; the state stays what it is.</summary>
    [Alias("history")]
    Task<PatientState[]> GetHistory();

    /// <summary>Adds an intervention to a branch. It is stored before the reply, concerns this patient alone and never enters the run's outcomes.</summary>
    /// <param name="intervention">The intervention as a scenario has it, such as <c>{what: phosphate_binder, from: 2025}</c>.</param>
    /// <exception cref="Cohort.Simulation.RefusedInputException">The patient is on no branch, or the text is not a valid intervention.</exception>
    [Alias("intervene")]
    Task Intervene(string intervention);

    /// <summary>Lets the patient go from memory at once, not only when idle: nobody means to ask for it soon. Whoever does activates it anew.</summary>
    [Alias("rest"), OneWay]
    Task Rest();
}
