using System.Text.Json.Serialization;

namespace Cohort.Dashboard.Runs;

/// <summary>Where a run stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunState>))]
public enum RunState
{
    /// <summary>Waits for its turn.</summary>
    [JsonStringEnumMemberName("queued")]
    Queued,

    /// <summary>Is simulated by this server.</summary>
    [JsonStringEnumMemberName("running")]
    Running,

    /// <summary>Its results are complete.</summary>
    [JsonStringEnumMemberName("completed")]
    Completed,

    /// <summary>Ended by an error; what was simulated is kept.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>Stopped by somebody; what was simulated is kept.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled,

    /// <summary>Not finished, and no longer simulated: its process ended, or another one is at work on it.</summary>
    [JsonStringEnumMemberName("interrupted")]
    Interrupted,
}
