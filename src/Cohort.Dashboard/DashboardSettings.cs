namespace Cohort.Dashboard;

/// <summary>Where the server finds things and what it allows.</summary>
public sealed record DashboardSettings
{
    /// <summary>Folder of runs: each is a folder in it.</summary>
    public required string Results { get; init; }

    /// <summary>Folder of scenario files that are offered as templates.</summary>
    public required string Scenarios { get; init; }

    /// <summary>Folder in which scenarios sent over HTTP may name population files.</summary>
    public required string Data { get; init; }

    /// <summary>Secret that every request must show; null where only this machine can connect.</summary>
    public string? Token { get; init; }

    /// <summary>Worker threads of a run, at least 1.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Runs simulated at the same time, at least 1.</summary>
    public int MaxRunning { get; init; } = 1;

    /// <summary>Runs that may wait; one more is refused.</summary>
    public int MaxQueued { get; init; } = 20;

    /// <summary>Most bytes of a request's body.</summary>
    public long MaxRequestBytes { get; init; } = 1 << 20;

    /// <summary>Most memory that a run sent over HTTP may take by estimate, in bytes.</summary>
    public long MaxMemoryBytes { get; init; } = 4L << 30;

    /// <summary>Host names, beside loopback ones, under which the server answers; what keeps other sites' pages from reaching it by a name of their own.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];
}
