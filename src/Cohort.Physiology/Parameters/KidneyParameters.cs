namespace Cohort.Physiology.Parameters;

/// <summary>Parameters: decline of kidney function, dialysis and transplant.</summary>
public sealed record KidneyParameters
{
    /// <summary>Median own decline of eGFR without diabetes or albuminuria (mL/min/1.73m2/a).</summary>
    [Plausible(0.4, 1.2, "mL/min/1.73m2/a", "eGFR by age stays that of NHANES; ARIC 26-year slopes are steeper (Diabetes Care 2018;41:1646)")]
    public float BaseSlope { get; init; } = 0.925f;

    /// <summary>Spread (SD of the log) of the own decline: heavy-tailed (ln).</summary>
    [Plausible(0.5, 1.1, "ln", "fitted to ESKD incidence (USRDS 2012)")]
    public float SlopeSpread { get; init; } = 0.61f;

    /// <summary>Relative increase of decline per 1 % HbA1c above 6, in diabetes (ratio).</summary>
    [Plausible(0.1, 0.8, "ratio", "ARIC 26-year slopes by diabetes")]
    public float SlopeDiabetes { get; init; } = 0.62f;

    /// <summary>Relative increase of decline per unit ln(ACR/30) above 30 mg/g (ratio).</summary>
    [Plausible(0.1, 0.6, "ratio", "type 2 diabetes cohort, eGFR >= 60, 10 y (CJASN)")]
    public float SlopeAlbuminuria { get; init; } = 0.35f;

    /// <summary>Relative increase of decline per 20 mmHg above 125 (ratio).</summary>
    [Plausible(0, 0.3, "ratio", "direction: AASK, MDRD; size assumed")]
    public float SlopeSystolic { get; init; } = 0.0992f;

    /// <summary>Chronic slope on against off an SGLT2 inhibitor (ratio).</summary>
    [Plausible(0.42, 0.58, "ratio", "EMPA-KIDNEY slopes 2024")]
    public float Sglt2Slope { get; init; } = 0.50f;

    /// <summary>Yearly log-growth of ACR without diabetes (1/a).</summary>
    [Plausible(0, 0.05, "1/a", "cross-section by age, NHANES 2013-2020")]
    public float AlbuminuriaGrowth { get; init; } = 0.0165f;

    /// <summary>Extra yearly log-growth of ACR per 1 % HbA1c above 6.5 (1/a).</summary>
    [Plausible(0, 0.08, "1/a", "cross-section by diabetes, NHANES")]
    public float AlbuminuriaDiabetes { get; init; } = 0.03f;

    /// <summary>eGFR at which half start dialysis within a year (mL/min/1.73m2).</summary>
    [Plausible(8, 11, "mL/min/1.73m2", "USRDS 2017 (mean 9.8 at start, 2015)")]
    public float DialysisEgfr { get; init; } = 9.65f;

    /// <summary>Width of the start (mL/min/1.73m2).</summary>
    [Plausible(0.4, 2, "mL/min/1.73m2", "assumption")]
    public float DialysisSteepness { get; init; } = 0.8f;

    /// <summary>Residual function on dialysis (mL/min/1.73m2).</summary>
    [Plausible(1, 5, "mL/min/1.73m2", "usual residual clearance after the first years")]
    public float ResidualEgfr { get; init; } = 3;

    /// <summary>eGFR after transplantation (mL/min/1.73m2).</summary>
    [Plausible(45, 62, "mL/min/1.73m2", "Rao 2012")]
    public float TransplantEgfr { get; init; } = 55;

    /// <summary>Decline of a transplant's eGFR (mL/min/1.73m2/a).</summary>
    [Plausible(1, 2.6, "mL/min/1.73m2/a", "registry graft half-lives")]
    public float TransplantSlope { get; init; } = 1.8f;

    /// <summary>eGFR at 20 in the simulated past (mL/min/1.73m2).</summary>
    [Plausible(105, 122, "mL/min/1.73m2", "NHANES 2017-2018, age 20-29")]
    public float YouthEgfr { get; init; } = 114;

    /// <summary>Curvature of the past decline (1 = straight) (-).</summary>
    [Plausible(1, 2, "-", "assumption")]
    public float PastCurvature { get; init; } = 1.4f;

    /// <summary>Log steepening of the own decline per 60 mL/min/1.73m2 below what age explains (ln).</summary>
    [Plausible(0, 0.6, "ln", "direction: who has lost more than age explains loses faster; size assumed")]
    public float SlopeDeficit { get; init; } = 0.22f;

    /// <summary>eGFR at 20 that age explains (mL/min/1.73m2).</summary>
    [Plausible(110, 125, "mL/min/1.73m2", "NHANES 2017-2018, age 20-29")]
    public float ExpectedEgfr { get; init; } = 118;

    /// <summary>Yearly fall of eGFR that age explains (mL/min/1.73m2/a).</summary>
    [Plausible(0.7, 1.0, "mL/min/1.73m2/a", "cross-section by age, NHANES")]
    public float ExpectedFall { get; init; } = 0.85f;

    /// <summary>Age from which the own decline slows (a).</summary>
    [Plausible(50, 75, "a", "fitted: decline at 45-64 (ARIC) and kidney failure over 65 together")]
    public float SlopeFrom { get; init; } = 70f;

    /// <summary>Log slowing of the own decline per ten years over that age (ln).</summary>
    [Plausible(0, 0.3, "ln", "kidney failure at like eGFR and albuminuria 0.8 times as often per ten years (Tangri 2011); part of that is death")]
    public float SlopeAge { get; init; } = 0.185f;
}
