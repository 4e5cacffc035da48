namespace Cohort.Physiology.Parameters;

/// <summary>Parameters: osteogenic switch of vascular smooth muscle.</summary>
public sealed record MuscleParameters
{
    /// <summary>Phosphate at half-maximal osteogenic drive, healthy wall, calcium 1.25 ionised (mmol/L).</summary>
    [Plausible(1.7, 2.4, "mmol/L", "Jono 2000; Reynolds 2004")]
    public float HalfPhosphate { get; init; } = 2.0f;

    /// <summary>Hill exponent on phosphate (-).</summary>
    [Plausible(3, 8, "-", "steepness between 1.4 and 2.6 mmol/L")]
    public float Hill { get; init; } = 5;

    /// <summary>Exponent of the drive on ionised calcium (-).</summary>
    [Plausible(0.5, 2, "-", "Masumoto 2017")]
    public float CalciumExponent { get; init; } = 1.4f;

    /// <summary>Left shift per unit AGE burden above 1 (ratio).</summary>
    [Plausible(0.03, 0.2, "ratio", "in vitro series")]
    public float AgeShift { get; init; } = 0.10f;

    /// <summary>Left shift per unit excess inflammation (ratio).</summary>
    [Plausible(0.03, 0.25, "ratio", "Tintut 2000")]
    public float InflammationShift { get; init; } = 0.12f;

    /// <summary>Left shift per relative loss of active matrix Gla protein (ratio).</summary>
    [Plausible(0.03, 0.3, "ratio", "direction: Speer, Steitz")]
    public float InhibitorShift { get; init; } = 0.15f;

    /// <summary>Autocrine rise of the effective drive when all cells are osteogenic (steepens the switch) (ratio).</summary>
    [Plausible(0.05, 0.5, "ratio", "structural assumption")]
    public float Feedback { get; init; } = 0.25f;

    /// <summary>Time constant of the switch towards osteogenic (a).</summary>
    [Plausible(0.5, 5, "a", "in vivo scale")]
    public float SwitchOn { get; init; } = 2;

    /// <summary>Yearly reversal at low drive (1/a).</summary>
    [Plausible(0.05, 0.4, "1/a", "structural assumption")]
    public float Reversal { get; init; } = 0.15f;

    /// <summary>Drive must fall this far below the half point before cells revert (ratio).</summary>
    [Plausible(1.1, 1.6, "ratio", "structural assumption")]
    public float ReversalRatio { get; init; } = 1.3f;

    /// <summary>Rise of vesicle flux when all cells are osteogenic (ratio).</summary>
    [Plausible(1, 19, "ratio", "Kapustin 2011, Reynolds 2004")]
    public float VesicleFold { get; init; } = 4;

    /// <summary>Phosphate (times calcium) under which osteogenic cells do not mineralise healthy wall (mmol/L).</summary>
    [Plausible(1.2, 1.6, "mmol/L", "Jono 2000")]
    public float Permissive { get; init; } = 1.4f;

    /// <summary>Osteogenic share of a healthy adult wall, at which TNAP and vesicles are 1 (fraction).</summary>
    [Plausible(0.02, 0.12, "fraction", "normalisation")]
    public float HealthyShare { get; init; } = 0.06f;

    /// <summary>Phosphate above the permissive one at which half of the vesicles mineralise healthy wall (mmol/L).</summary>
    [Plausible(0.05, 0.4, "mmol/L", "Jono 2000 (none at 1.4, some at 1.6)")]
    public float PermissiveRise { get; init; } = 0.15f;

    /// <summary>Width of that rise (mmol/L).</summary>
    [Plausible(0.03, 0.2, "mmol/L", "assumption")]
    public float PermissiveWidth { get; init; } = 0.08f;

    /// <summary>Rise of apoptotic bodies per unit excess inflammation (ratio).</summary>
    [Plausible(0.2, 1, "ratio", "assumption; apoptotic bodies are reported only")]
    public float ApoptosisInflammation { get; init; } = 0.5f;

    /// <summary>Rise of apoptotic bodies per unit AGE burden above 1 (ratio).</summary>
    [Plausible(0.1, 1, "ratio", "assumption; apoptotic bodies are reported only")]
    public float ApoptosisGlycation { get; init; } = 0.3f;

    /// <summary>Share of osteogenic vesicles that mineralises whatever the chemistry (fraction).</summary>
    [Plausible(0, 0.3, "fraction", "assumption")]
    public float VesicleUnpermitted { get; init; } = 0.15f;
}
