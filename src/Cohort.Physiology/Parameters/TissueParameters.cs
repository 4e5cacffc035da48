namespace Cohort.Physiology.Parameters;

/// <summary>Parameters: metastatic and dystrophic deposits.</summary>
public sealed record TissueParameters
{
    /// <summary>Saturation of healthy plasma for amorphous calcium phosphate, pH 7.40 (ratio).</summary>
    [Plausible(0.4, 0.6, "ratio", "computed (Davies activities)")]
    public float SaturationNormal { get; init; } = 0.485f;

    /// <summary>Saturation at pH 7.50 relative to 7.40 (ratio).</summary>
    [Plausible(1.0, 1.2, "ratio", "computed")]
    public float LungFactor { get; init; } = 1.115f;

    /// <summary>Same, gastric mucosa while secreting (ratio).</summary>
    [Plausible(1.0, 1.24, "ratio", "computed")]
    public float GastricFactor { get; init; } = 1.115f;

    /// <summary>Saturation at pH 7.45 (ratio).</summary>
    [Plausible(1.0, 1.15, "ratio", "computed")]
    public float KidneyFactor { get; init; } = 1.058f;

    /// <summary>Saturation above which healthy tissue forms new deposits (ratio).</summary>
    [Plausible(0.65, 1.0, "ratio", "culture results of Jono 2000; a guess")]
    public float Threshold { get; init; } = 0.75f;

    /// <summary>That threshold at an injured site, relative (ratio).</summary>
    [Plausible(0.3, 0.8, "ratio", "structural choice")]
    public float InjuredThreshold { get; init; } = 0.55f;

    /// <summary>Deposit a year per unit excess saturation (1/a).</summary>
    [Plausible(0.2, 5, "1/a", "normalisation")]
    public float DepositRate { get; init; } = 1.0f;

    /// <summary>Time constant of healing of injured sites (a).</summary>
    [Plausible(2, 15, "a", "radiology texts")]
    public float InjuryDecay { get; init; } = 5;

    /// <summary>Yearly background injury (1/a).</summary>
    [Plausible(0.005, 0.1, "1/a", "assumption")]
    public float InjuryBackground { get; init; } = 0.02f;

    /// <summary>Yearly growth of a deposit by apatite supersaturation, healthy blood (1/a).</summary>
    [Plausible(0.005, 0.1, "1/a", "assumption")]
    public float ApatiteGrowth { get; init; } = 0.03f;

    /// <summary>Share of adults who get a calcifying granuloma in their life (fraction).</summary>
    [Plausible(0.05, 0.4, "fraction", "calcified lung or nodal granuloma on CT, US 50-80")]
    public float GranulomaShare { get; init; } = 0.15f;

    /// <summary>Share with a site of local calcium overload (fraction).</summary>
    [Plausible(0.0002, 0.005, "fraction", "assumption")]
    public float IatrogenicShare { get; init; } = 0.001f;

    /// <summary>Share with heterotopic ossification (after hip replacement, 30 percent) (fraction).</summary>
    [Plausible(0.003, 0.03, "fraction", "orthopaedic reviews; US hip replacement prevalence")]
    public float OssificationShare { get; init; } = 0.01f;

    /// <summary>Share with calcinosis of systemic sclerosis (fraction).</summary>
    [Plausible(0.00003, 0.0002, "fraction", "Detroit 24 per 100,000, calcinosis in 24 percent")]
    public float CalcinosisShare { get; init; } = 0.00006f;

    /// <summary>Share with a calcifying goitre (fraction).</summary>
    [Plausible(0.004, 0.03, "fraction", "multinodular goitre, 30 percent with calcification")]
    public float GoitreShare { get; init; } = 0.012f;

    /// <summary>Local calcium after extravasated calcium gluconate (mmol/L).</summary>
    [Plausible(10, 220, "mmol/L", "pharmacy data")]
    public float OverloadCalcium { get; init; } = 50;

    /// <summary>Local lack of pyrophosphate in calcinosis (ratio).</summary>
    [Plausible(1.2, 4, "ratio", "ENPP1 and ANKH down, TNAP up")]
    public float CalcinosisDeficit { get; init; } = 2;

    /// <summary>Injury a year that a calcinosis or a goitre keeps up (1/a).</summary>
    [Plausible(0.02, 0.3, "1/a", "assumption")]
    public float ChronicInjury { get; init; } = 0.1f;

    /// <summary>Saturation of a year per mmol/L of local calcium overload (fraction).</summary>
    [Plausible(0.005, 0.08, "fraction", "a leak lasts days to weeks")]
    public float OverloadShare { get; init; } = 0.02f;

    /// <summary>Share of the work that cells do in dead or overloaded tissue (fraction).</summary>
    [Plausible(0, 0.3, "fraction", "structural choice")]
    public float DeadActive { get; init; } = 0.1f;

    /// <summary>Same, heterotopic ossification (fraction).</summary>
    [Plausible(0.6, 1, "fraction", "structural choice; bone-forming cells")]
    public float OssificationActive { get; init; } = 0.9f;

    /// <summary>Same, calcinosis (fraction).</summary>
    [Plausible(0.2, 0.8, "fraction", "structural choice")]
    public float CalcinosisActive { get; init; } = 0.5f;

    /// <summary>Same, goitre (fraction).</summary>
    [Plausible(0, 0.5, "fraction", "structural choice")]
    public float GoitreActive { get; init; } = 0.2f;
}
