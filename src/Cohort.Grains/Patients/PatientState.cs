namespace Cohort.Grains.Patients;

/// <summary>A patient at the end of a year.</summary>
/// <param name="Year">Year since baseline.</param>
/// <param name="Values">The value of every state variable, in the order of the dictionary of variables.</param>
[GenerateSerializer, Immutable, Alias("cohort.patient-state")]
public sealed record PatientState([property: Id(0)] int Year, [property: Id(1)] float[] Values);
