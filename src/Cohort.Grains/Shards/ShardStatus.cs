namespace Cohort.Grains.Shards;

/// <summary>What a segment's coordinator is at.</summary>
public enum ShardPhase
{
    /// <summary>Nothing: it was not started, or its silo was lost and with it what was done.</summary>
    Idle,

    /// <summary>Patients are being simulated.</summary>
    Working,

    /// <summary>The outcomes are there.</summary>
    Done,

    /// <summary>The simulation threw.</summary>
    Failed,
}

/// <summary>How far a segment is.</summary>
/// <param name="Phase">What its coordinator is at.</param>
/// <param name="Silo">Address of its silo.</param>
/// <param name="Workers">Worker threads of that silo.</param>
/// <param name="PatientYears">Patient-years of the segment, when it is done.</param>
/// <param name="Hash">Hash of its outcomes, when it is done.</param>
/// <param name="Cause">What was thrown, when it has failed.</param>
[GenerateSerializer, Immutable, Alias("cohort.shard-status")]
public sealed record ShardStatus(
    [property: Id(0)] ShardPhase Phase,
    [property: Id(1)] string Silo,
    [property: Id(2)] int Workers,
    [property: Id(3)] long PatientYears = 0,
    [property: Id(4)] string Hash = "",
    [property: Id(5)] string Cause = "");
