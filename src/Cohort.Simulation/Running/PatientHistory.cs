namespace Cohort.Simulation.Running;

/// <summary>A patient's state at the end of a year.</summary>
/// <param name="Year">Year since baseline.</param>
/// <param name="Values">The value of every state variable, in the order of the dictionary of variables.</param>
public sealed record HistoryRow(int Year, float[] Values);

/// <summary>What happened to one patient in one arm.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="Patient">The patient's number.</param>
/// <param name="Rows">Baseline and each year up to the horizon or the year of death, in order.</param>
public sealed record PatientHistory(int Arm, ulong Patient, IReadOnlyList<HistoryRow> Rows);
