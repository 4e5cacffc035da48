namespace Cohort.Simulation.Comparing;

/// <summary>Where two runs part: the first year, then arm, patient and variable.</summary>
/// <param name="Year">Years since baseline.</param>
/// <param name="Arm">Name of the arm.</param>
/// <param name="Patient">Number of the patient.</param>
/// <param name="Variable">Name of the variable.</param>
/// <param name="First">Value in the first run.</param>
/// <param name="Second">Value in the second run.</param>
public sealed record Divergence(int Year, string Arm, ulong Patient, string Variable, string First, string Second);
