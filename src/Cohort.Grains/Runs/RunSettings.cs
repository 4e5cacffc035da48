namespace Cohort.Grains.Runs;

/// <summary>How a silo coordinates runs; nothing here changes their results.</summary>
public sealed class RunSettings
{
    /// <summary>Shortest time between two checkpoints; null to store none.</summary>
    public TimeSpan? CheckpointInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a run that lost its silo is looked for, at the latest.</summary>
    public TimeSpan ReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Folder for the results of runs, each under its key; null to write none.</summary>
    public string? Results { get; set; }
}
