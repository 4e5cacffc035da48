namespace Cohort.Simulation.Validation;

/// <summary>How a target's value came into the model, which decides whether matching it counts.</summary>
internal enum TargetClass
{
    /// <summary>A formula or threshold that the model adopts.</summary>
    Definition,

    /// <summary>A table that the model reads.</summary>
    Input,

    /// <summary>A gain was fitted on it.</summary>
    Fitted,

    /// <summary>Nothing was fitted on it.</summary>
    Independent,
}

/// <summary>How the measure is observed.</summary>
internal enum ProtocolKind
{
    /// <summary>One visit.</summary>
    CrossSection,

    /// <summary>Difference between two visits of the survivors.</summary>
    Change,

    /// <summary>Difference between two visits in per cent of the first.</summary>
    PercentChange,

    /// <summary>Difference of square roots between two visits.</summary>
    RootChange,

    /// <summary>Two visits: absent at the first, present at the second.</summary>
    Incidence,

    /// <summary>Followed year by year to the first event; person-years.</summary>
    Events,

    /// <summary>Followed year by year; cumulative incidence with death as a competing event.</summary>
    Survival,

    /// <summary>A definition, computed from the code and its parameters.</summary>
    Formula,

    /// <summary>A number read from a table of the model.</summary>
    Input,

    /// <summary>Not evaluated; the note says why.</summary>
    NotEvaluated,
}

/// <summary>A protocol and its visits.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="From">Year of the first visit after baseline.</param>
/// <param name="Until">Year of the last visit.</param>
internal sealed record Protocol(ProtocolKind Kind, int From, int Until);

/// <summary>What the measure is compared with, and how.</summary>
internal sealed record Comparison
{
    /// <summary>Exposure; null where none.</summary>
    public Quantity? Exposure { get; init; }

    /// <summary>Range of the exposed; null where the exposure is a number.</summary>
    public Range? Exposed { get; init; }

    /// <summary>Range of the unexposed; null with <see cref="Exposed"/> = all others.</summary>
    public Range? Unexposed { get; init; }

    /// <summary>Step of a numeric exposure; 0 = its SD in the sample.</summary>
    public double Step { get; init; } = 1;

    /// <summary>Covariates of the regression.</summary>
    public IReadOnlyList<Quantity> Adjust { get; init; } = [];

    /// <summary>Variables of the strata of Mantel-Haenszel; empty = regression.</summary>
    public IReadOnlyList<Quantity> Stratify { get; init; } = [];

    /// <summary>Whether people are weighted to the ages of the whole panel.</summary>
    public bool StandardiseAge { get; init; }

    /// <summary>A condition that half of the people meet by the study's design, whatever their share in the panel; null where none.</summary>
    public (Quantity Quantity, Range Range)? Half { get; init; }

    /// <summary>Panel of the unexposed, or null.</summary>
    public string? Against { get; init; }

    /// <summary>People in each group of an emulated study.</summary>
    public int Size { get; init; }
}

/// <summary>A published figure and how to look for it in the simulation.</summary>
internal sealed record Target
{
    public required string Id { get; init; }

    /// <summary>Row of the list of published figures that it came from.</summary>
    public required string SourceId { get; init; }

    /// <summary>Text of the measure, as written.</summary>
    public required string MeasureText { get; init; }

    /// <summary>What is measured (null for a formula or input, and where not evaluated).</summary>
    public Quantity? Measure { get; init; }

    /// <summary>Range that makes the measure a yes or no.</summary>
    public Range? MeasureRange { get; init; }

    public string Panel { get; init; } = "";

    public IReadOnlyList<Condition> Filter { get; init; } = [];

    public string FilterText { get; init; } = "";

    public required Protocol Protocol { get; init; }

    public string ProtocolText { get; init; } = "";

    public string Statistic { get; init; } = "";

    public Comparison Compare { get; init; } = new();

    public double Value { get; init; } = double.NaN;

    public double Low { get; init; } = double.NaN;

    public double High { get; init; } = double.NaN;

    public string Unit { get; init; } = "";

    /// <summary>Tolerance relative to the value.</summary>
    public double Tolerance { get; init; } = Verdicts.DefaultTolerance;

    /// <summary>Whether <see cref="Tolerance"/> is in the unit of the value instead.</summary>
    public bool AbsoluteTolerance { get; init; }

    public required TargetClass Class { get; init; }

    /// <summary>Name of the set of conflicting rows that it belongs to; empty = none.</summary>
    public string Set { get; init; } = "";

    public string Source { get; init; } = "";

    /// <summary>Why not evaluated, or what the emulation assumes.</summary>
    public string Note { get; init; } = "";
}
