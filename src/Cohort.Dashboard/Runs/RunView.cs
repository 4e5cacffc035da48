using Cohort.Simulation.Output;

namespace Cohort.Dashboard.Runs;

/// <summary>A file of a run that can be downloaded.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">Its size.</param>
public sealed record RunFile(string Name, long Bytes);

/// <summary>A run as the server shows it.</summary>
public sealed record RunView
{
    /// <summary>Name of its folder in the folder of results; addresses it.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the scenario.</summary>
    public required string Name { get; init; }

    /// <summary>Where it stands.</summary>
    public required RunState State { get; init; }

    /// <summary>The question that the scenario asks.</summary>
    public required string Question { get; init; }

    /// <summary>Names of the arms; the first is the comparator.</summary>
    public required IReadOnlyList<string> Arms { get; init; }

    /// <summary>Years simulated after baseline.</summary>
    public required int Years { get; init; }

    /// <summary>First calendar year simulated.</summary>
    public required int StartYear { get; init; }

    /// <summary>Virtual patients.</summary>
    public required long Patients { get; init; }

    /// <summary>Name of the population, or of its file.</summary>
    public required string Population { get; init; }

    /// <summary>Key of every random number, in decimal digits.</summary>
    public required string Seed { get; init; }

    /// <summary>Version of the model.</summary>
    public required int ModelVersion { get; init; }

    /// <summary>SHA-256 of the plan.</summary>
    public required string PlanId { get; init; }

    /// <summary>What simulates it; empty where nobody knows.</summary>
    public string Engine { get; init; } = "";

    /// <summary>Dimensions that its outcomes are told apart by.</summary>
    public required IReadOnlyList<string> Strata { get; init; }

    /// <summary>Units of work done.</summary>
    public int SegmentsDone { get; init; }

    /// <summary>Units of work in all.</summary>
    public int SegmentsTotal { get; init; }

    /// <summary>Patients simulated.</summary>
    public long PatientsDone { get; init; }

    /// <summary>Years lived that were simulated, in all arms; years that arms share count once.</summary>
    public long PatientYears { get; init; }

    /// <summary>The same a second.</summary>
    public double PatientYearsPerSecond { get; init; }

    /// <summary>Seconds left by the pace so far; null where nobody can tell.</summary>
    public double? SecondsLeft { get; init; }

    /// <summary>Seconds simulated since it was last started.</summary>
    public double ElapsedSeconds { get; init; }

    /// <summary>Place in the queue, from 1; null unless it waits.</summary>
    public int? QueuePosition { get; init; }

    /// <summary>Why it failed; null unless it did.</summary>
    public string? Error { get; init; }

    /// <summary>When it was last started; null where nobody knows.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When its results were complete.</summary>
    public DateTimeOffset? Finished { get; init; }

    /// <summary>Its files.</summary>
    public IReadOnlyList<RunFile> Files { get; init; } = [];

    /// <summary>Whether it can be gone on with.</summary>
    public bool Resumable { get; init; }

    internal static RunView Of(string id, RunState state, Simulation.Running.SavedPlan saved) => new()
    {
        Id = id,
        State = state,
        Name = saved.Scenario.Name,
        Question = saved.Scenario.Question,
        Arms = [.. saved.Scenario.Arms.Select(arm => arm.Name)],
        Years = saved.Scenario.Years,
        StartYear = saved.Scenario.StartYear,
        Patients = saved.Scenario.Patients,
        Population = saved.Scenario.Population.Path ?? Names.Of(saved.Scenario.Population.Kind),
        Seed = saved.Scenario.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ModelVersion = saved.ModelVersion,
        PlanId = saved.PlanId,
        Strata = [.. saved.Scenario.Outcomes.Strata.Select(one => Names.Of(one))],
    };
}
