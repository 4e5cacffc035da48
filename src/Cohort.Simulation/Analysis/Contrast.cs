namespace Cohort.Simulation.Analysis;

/// <summary>How an arm differs from another in one outcome.</summary>
/// <param name="Run">Run of the arm.</param>
/// <param name="Arm">The arm.</param>
/// <param name="Comparator">What it is compared with, as <c>run/arm</c> where there are several runs.</param>
/// <param name="Measure">What is told: <c>difference</c>, <c>ratio</c>, <c>rate_ratio</c>, <c>restricted_mean_survival_difference</c> or <c>number_needed_to_treat</c>.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="Unit">Unit of the value.</param>
/// <param name="InArm">The outcome in the arm; not a number where the measure has none.</param>
/// <param name="InComparator">The outcome in the comparator.</param>
/// <param name="Value">The value.</param>
/// <param name="Low">Lower end of the 95 % interval of Monte Carlo error; not a number where there is none.</param>
/// <param name="High">Upper end.</param>
public sealed record Contrast(
    string Run, string Arm, string Comparator, string Measure, string Outcome, string Unit, double InArm, double InComparator, double Value, double Low, double High);
