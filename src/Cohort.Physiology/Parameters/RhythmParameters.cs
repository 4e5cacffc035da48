namespace Cohort.Physiology.Parameters;

/// <summary>Parameters: atrial fibrillation and anticoagulants.</summary>
public sealed record RhythmParameters
{
    /// <summary>Log hazard of atrial fibrillation per unit (90 - eGFR)/60 (ratio).</summary>
    [Plausible(0.3, 0.8, "ratio", "ARIC (1.3, 1.6, 3.2 by eGFR)")]
    public float RiskKidney { get; init; } = 0.5f;

    /// <summary>Log hazard with heart failure (ln).</summary>
    [Plausible(0.5, 1.3, "ln", "CHARGE-AF")]
    public float RiskHeartFailure { get; init; } = 0.9f;

    /// <summary>Log hazard per 20 mmHg (ln).</summary>
    [Plausible(0.1, 0.25, "ln", "CHARGE-AF")]
    public float RiskSystolic { get; init; } = 0.18f;

    /// <summary>Log hazard per kg/m2 (per kg/m2).</summary>
    [Plausible(0.02, 0.05, "per kg/m2", "CHARGE-AF")]
    public float RiskBmi { get; init; } = 0.03f;

    /// <summary>Use of an anticoagulant on dialysis relative to others (ratio).</summary>
    [Plausible(0.3, 0.6, "ratio", "US dialysis 2005-2007: 24 % warfarin")]
    public float DialysisUse { get; init; } = 0.45f;

    /// <summary>Yearly stopping of warfarin (1/a).</summary>
    [Plausible(0.05, 0.15, "1/a", "US new users, 55.6 % over follow-up")]
    public float WarfarinStop { get; init; } = 0.08f;

    /// <summary>Yearly stopping of a direct anticoagulant (1/a).</summary>
    [Plausible(0.03, 0.15, "1/a", "routine care")]
    public float DoacStop { get; init; } = 0.06f;

    /// <summary>Yearly switch from warfarin to a direct anticoagulant in usual care (1/a).</summary>
    [Plausible(0.03, 0.12, "1/a", "US shares 2011-2020")]
    public float SwitchToDoac { get; init; } = 0.06f;

    /// <summary>Stroke in atrial fibrillation, warfarin against none (ratio).</summary>
    [Plausible(0.26, 0.51, "ratio", "Hart 2007")]
    public float WarfarinStroke { get; init; } = 0.36f;

    /// <summary>Same, direct anticoagulant (0.81 of warfarin) (ratio).</summary>
    [Plausible(0.22, 0.40, "ratio", "Ruff 2014")]
    public float DoacStroke { get; init; } = 0.29f;

    /// <summary>Major bleeding in atrial fibrillation without anticoagulant (1/a).</summary>
    [Plausible(0.008, 0.016, "1/a", "AVERROES, aspirin arm")]
    public float BleedNone { get; init; } = 0.012f;

    /// <summary>Major bleeding on warfarin at 70 (1/a).</summary>
    [Plausible(0.025, 0.036, "1/a", "ARISTOTLE 3.09 per 100")]
    public float BleedWarfarin { get; init; } = 0.031f;

    /// <summary>Major bleeding on a direct anticoagulant at 70 (0.86 of warfarin) (1/a).</summary>
    [Plausible(0.021, 0.033, "1/a", "pooled trials")]
    public float BleedDoac { get; init; } = 0.0265f;

    /// <summary>Bleeding on dialysis (ratio).</summary>
    [Plausible(2.5, 7, "ratio", "US dialysis with atrial fibrillation 22.9 per 100")]
    public float BleedDialysis { get; init; } = 4;

    /// <summary>Log hazard of bleeding per year of age (1/a).</summary>
    [Plausible(0.02, 0.06, "1/a", "US new users by age")]
    public float BleedAge { get; init; } = 0.04f;

    /// <summary>Published incidence of atrial fibrillation is scaled by this (ratio).</summary>
    [Plausible(0.35, 1.1, "ratio", "published incidence implies about twice the published prevalence")]
    public float IncidenceScale { get; init; } = 0.5f;

    /// <summary>Ischaemic stroke in fibrillation at a CHA2DS2-VASc of 0 (1/a).</summary>
    [Plausible(0.001, 0.004, "1/a", "Friberg 2012")]
    public float StrokeNone { get; init; } = 0.002f;

    /// <summary>Ischaemic stroke in fibrillation at a score of 2 (1/a).</summary>
    [Plausible(0.018, 0.03, "1/a", "Friberg 2012")]
    public float StrokeTwo { get; init; } = 0.022f;

    /// <summary>Rise of that per point above 2 (1/a).</summary>
    [Plausible(0.014, 0.021, "1/a", "Friberg 2012 (9.7 % a year at 6)")]
    public float StrokeSlope { get; init; } = 0.0175f;

    /// <summary>Highest ischaemic stroke in fibrillation (1/a).</summary>
    [Plausible(0.09, 0.14, "1/a", "Friberg 2012")]
    public float StrokeMost { get; init; } = 0.115f;

    /// <summary>Major bleeding without fibrillation or anticoagulant, relative to fibrillation without (ratio).</summary>
    [Plausible(0.2, 0.6, "ratio", "assumption")]
    public float BleedBackground { get; init; } = 0.35f;
}
