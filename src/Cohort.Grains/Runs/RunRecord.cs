namespace Cohort.Grains.Runs;

/// <summary>What is stored of a run: its order and what has become of it.</summary>
[GenerateSerializer, Alias("cohort.run-record")]
internal sealed class RunRecord
{
    [Id(0)]
    public byte[]? Plan { get; set; }

    [Id(1)]
    public PatientHosting Hosting { get; set; }

    [Id(2)]
    public RunPhase Phase { get; set; }

    [Id(3)]
    public int? FailedSegment { get; set; }

    [Id(4)]
    public string Failure { get; set; } = "";
}

/// <summary>What is stored of a run's work.</summary>
[GenerateSerializer, Alias("cohort.run-work")]
internal sealed class RunWork
{
    /// <summary>The checkpoint, compressed; null before the first.</summary>
    [Id(0)]
    public byte[]? Checkpoint { get; set; }

    /// <summary>Hash of every segment in it.</summary>
    [Id(1)]
    public Dictionary<int, string> Hashes { get; set; } = [];
}
