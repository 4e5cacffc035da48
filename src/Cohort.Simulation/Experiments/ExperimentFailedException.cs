namespace Cohort.Simulation.Experiments;

/// <summary>A point of an experiment could not be simulated.</summary>
/// <param name="point">What the point is, for the message.</param>
/// <param name="cause">What was thrown.</param>
public sealed class ExperimentFailedException(string point, Exception cause) : Exception($"The experiment failed at {point}: {cause.Message}", cause);
