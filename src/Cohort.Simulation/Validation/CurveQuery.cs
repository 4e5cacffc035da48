namespace Cohort.Simulation.Validation;

/// <summary>A simulated value that a figure shows.</summary>
/// <param name="Figure">Name of the figure.</param>
/// <param name="Series">Label of the line.</param>
/// <param name="X">Where on the horizontal axis.</param>
/// <param name="Query">What is looked for, in the words of targets.</param>
internal sealed record CurveQuery(string Figure, string Series, double X, Target Query);

/// <summary>A simulated value of a figure.</summary>
/// <param name="Query">What was looked for.</param>
/// <param name="Value">Its value.</param>
internal sealed record CurvePoint(CurveQuery Query, double Value);
