namespace Cohort.Physiology.Parameters;

/// <summary>Parameters: intimal plaque and coronary calcium.</summary>
public sealed record PlaqueParameters
{
    /// <summary>Scale of plaque growth: burden 1 at 60 in the average person (1/a).</summary>
    [Plausible(0.03, 0.045, "1/a", "normalisation")]
    public float Growth { get; init; } = 0.0388f;

    /// <summary>Log effect of LDL on plaque growth (per mmol/L).</summary>
    [Plausible(0.1, 0.35, "per mmol/L", "PESA, Mendelian series; onset only in MESA")]
    public float Ldl { get; init; } = 0.22f;

    /// <summary>Log effect of 20 mmHg (ln).</summary>
    [Plausible(0.08, 0.22, "ln", "MESA")]
    public float Systolic { get; init; } = 0.14f;

    /// <summary>Log effect of current smoking (ln).</summary>
    [Plausible(0.15, 0.55, "ln", "CARDIA, MESA")]
    public float Smoking { get; init; } = 0.35f;

    /// <summary>Log effect of diabetes (ln).</summary>
    [Plausible(0.1, 0.4, "ln", "MESA")]
    public float Diabetes { get; init; } = 0.165f;

    /// <summary>Log effect of male sex (ln).</summary>
    [Plausible(0.2, 0.9, "ln", "10-15 years lag of women")]
    public float Male { get; init; } = 0.695f;

    /// <summary>Log effect of the menopause in women (ln).</summary>
    [Plausible(0, 0.9, "ln", "SWAN: carotid wall 0.017 against 0.007 mm/a in late perimenopause (PMID 22990755); size fitted: CAC of women 65-69")]
    public float Menopause { get; init; } = 0.176f;

    /// <summary>Log effect per unit excess inflammation (ratio).</summary>
    [Plausible(0, 0.3, "ratio", "direction: CANTOS")]
    public float Inflammation { get; init; } = 0.15f;

    /// <summary>Hazard of first coronary calcium at plaque burden 1 (1/a).</summary>
    [Plausible(0.02, 0.06, "1/a", "fitted: CAC = 0 by age and sex")]
    public float Onset { get; init; } = 0.0512f;

    /// <summary>Exponent of that hazard on plaque (-).</summary>
    [Plausible(1.4, 2.4, "-", "fitted: CAC = 0 by age")]
    public float OnsetExponent { get; init; } = 2.35f;

    /// <summary>Exponent of that hazard on the person's own pace (-).</summary>
    [Plausible(0.5, 2.4, "-", "fitted: incidence among the old who have none (Kronmal 2007)")]
    public float OnsetTempo { get; init; } = 1.57f;

    /// <summary>Hazard per unit excess vesicle flux (medial coronary calcium) (1/a).</summary>
    [Plausible(0.0005, 0.2, "1/a", "young dialysis patients (Goodman 2000)")]
    public float OnsetMedia { get; init; } = 0.0149f;

    /// <summary>Median of the first deposit (AU).</summary>
    [Plausible(0.5, 8, "AU", "detection floor of the scan")]
    public float FirstDeposit { get; init; } = 6.74f;

    /// <summary>Spread of the first deposit (ln).</summary>
    [Plausible(0.4, 1.2, "ln", "assumption")]
    public float FirstSpread { get; init; } = 1.19f;

    /// <summary>Growth of coronary calcium: dA/dt = g A^e (AU^(1-e)/a).</summary>
    [Plausible(0.3, 1.1, "AU^(1-e)/a", "MESA 14 and 21 AU/a, Hoff 2001 percentiles")]
    public float CacGrowth { get; init; } = 1.07f;

    /// <summary>Exponent of growth on the score (-).</summary>
    [Plausible(0.5, 0.8, "-", "percentiles by age (Hoff 2001, MESA)")]
    public float CacExponent { get; init; } = 0.537f;

    /// <summary>Spread of the own pace (ln).</summary>
    [Plausible(0.2, 0.7, "ln", "spread of change in MESA")]
    public float CacTempoSpread { get; init; } = 0.484f;

    /// <summary>Log effect of diabetes on growth (ln).</summary>
    [Plausible(0.05, 0.35, "ln", "Kronmal 2007, Wong 2012")]
    public float CacDiabetes { get; init; } = 0.1f;

    /// <summary>Log effect of male sex on growth (ln).</summary>
    [Plausible(0, 0.4, "ln", "MESA")]
    public float CacMale { get; init; } = 0.227f;

    /// <summary>Exponent of growth on the calcium-phosphate drive (-).</summary>
    [Plausible(0.2, 2.5, "-", "dialysis trials (25-31 % a year), CRIC")]
    public float CacSaturation { get; init; } = 0.264f;

    /// <summary>Exponent of growth on vesicle flux (-).</summary>
    [Plausible(0, 0.8, "-", "same")]
    public float CacVesicles { get; init; } = 0.02f;

    /// <summary>Log effect of 20 mmHg on growth (ln).</summary>
    [Plausible(0, 0.15, "ln", "MESA")]
    public float CacSystolic { get; init; } = 0.05f;

    /// <summary>Log effect of diabetes on first nucleation (glycated matrix) (ln).</summary>
    [Plausible(0.2, 0.7, "ln", "Wong 2012 (1.9), Kronmal 2007")]
    public float OnsetDiabetes { get; init; } = 0.7f;

    /// <summary>Exponent of the medial onset hazard on the calcium-phosphate drive (-).</summary>
    [Plausible(0.5, 5, "-", "young dialysis patients (Goodman 2000) against older ones (Raggi 2002)")]
    public float OnsetDrive { get; init; } = 3.12f;

    /// <summary>Vesicle flux of the media above which it begins coronary calcium (ratio).</summary>
    [Plausible(1.0, 1.3, "ratio", "normalisation: a healthy wall begins no coronary calcium")]
    public float VesicleFloor { get; init; } = 1.1f;
}
