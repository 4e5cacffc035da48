using Cohort.Physiology.State;

namespace Cohort.Simulation.Outcomes;

/// <summary>The stratum of an outcome row; null stands for "all".</summary>
/// <param name="AgeBand">Age band, 0 (20-29) to 7 (90 and over).</param>
/// <param name="Female">Sex.</param>
/// <param name="CkdStage">CKD stage.</param>
/// <param name="Diabetes">Diabetes.</param>
/// <param name="Warfarin">On warfarin.</param>
public readonly record struct StratumKey(int? AgeBand, bool? Female, CkdStage? CkdStage, bool? Diabetes, bool? Warfarin);
