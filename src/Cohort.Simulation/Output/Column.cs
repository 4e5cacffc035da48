namespace Cohort.Simulation.Output;

/// <summary>A column of a file.</summary>
/// <param name="Name">Name in the header.</param>
/// <param name="Unit">Unit; empty where there is none.</param>
/// <param name="Meaning">What a cell says.</param>
public sealed record Column(string Name, string Unit, string Meaning);
