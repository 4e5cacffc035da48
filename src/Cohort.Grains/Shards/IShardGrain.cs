using Orleans.Concurrency;

namespace Cohort.Grains.Shards;

/// <summary>
/// Coordinator of a segment of a run's patients; the key is <see cref="RunKey.OfShard"/>. It advances them, as blocks on the silo's
/// workers or as patient grains, and folds their outcomes. It stores nothing: on another silo it begins anew, to the same table.
/// </summary>
[Alias("cohort.shard")]
public interface IShardGrain : IGrainWithStringKey
{
    /// <summary>Begins to simulate, unless it has begun; returns at once.</summary>
    /// <param name="hosting">How the patients live.</param>
    [Alias("start")]
    Task Start(PatientHosting hosting);

    /// <summary>How far it is; waits up to a second for the end.</summary>
    [Alias("poll")]
    Task<ShardStatus> Poll();

    /// <summary>The outcomes of one source arm.</summary>
    /// <param name="arm">The arm.</param>
    /// <returns>The outcomes, which are nobody's to change until <see cref="Forget"/>; null if the segment is not done here.</returns>
    [Alias("table")]
    Task<Immutable<ArmTable?>> GetTable(int arm);

    /// <summary>Stops the work and forgets its outcomes: they are folded, or not wanted.</summary>
    [Alias("forget")]
    Task Forget();
}
