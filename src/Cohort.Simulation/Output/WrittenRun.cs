using Cohort.Simulation.Running;

namespace Cohort.Simulation.Output;

/// <summary>A run, or a part of one, whose files are written.</summary>
/// <param name="Path">Its directory.</param>
/// <param name="Plan">What was run.</param>
/// <param name="Files">Its files, in the order of writing.</param>
/// <param name="Horizon">The outcomes at the horizon; null for a part of a run.</param>
/// <param name="Timings">How it went since it was last started.</param>
public sealed record WrittenRun(string Path, RunPlan Plan, IReadOnlyList<WrittenFile> Files, HorizonResults? Horizon, RunTimings Timings);
