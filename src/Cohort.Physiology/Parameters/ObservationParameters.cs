namespace Cohort.Physiology.Parameters;

/// <summary>Parameters: what a scan, an echo or a laboratory reports of the true state.</summary>
public sealed record ObservationParameters
{
    /// <summary>SD of one scan's coronary score on the square-root scale, small scores (sqrt AU).</summary>
    [Plausible(0.8, 1.25, "sqrt AU", "Chung 2008 AJR 190:W156 (MESA rescans: limits 4.89 sqrt A + 0.17 A), Sevrukov 2005 AJR")]
    public float CacNoise { get; init; } = 0.983f;

    /// <summary>SD of a scan's coronary score relative to the score, in addition (fraction).</summary>
    [Plausible(0.03, 0.09, "fraction", "same; lower where two scans are averaged, as in MESA")]
    public float CacRelativeNoise { get; init; } = 0.0351f;

    /// <summary>Share of scans that show coronary calcium where there is none (fraction).</summary>
    [Plausible(0, 0.035, "fraction", "same: 4.1 % of pairs of scans disagree on presence, more in the obese; less what small scores explain")]
    public float CacArtefact { get; init; } = 0.0262f;

    /// <summary>Same as for coronary calcium, valve (sqrt AU).</summary>
    [Plausible(0.8, 4, "sqrt AU", "reproducibility studies; spread of change in MESA (Owens 2010)")]
    public float AvcNoise { get; init; } = 2.08f;

    /// <summary>SD of a scan's valve score relative to the score, in addition (fraction).</summary>
    [Plausible(0, 0.1, "fraction", "reproducibility studies (8 % at high scores, most of it on the root scale)")]
    public float AvcRelativeNoise { get; init; } = 0.00631f;

    /// <summary>Share of scans that show valve calcium where there is none (fraction).</summary>
    [Plausible(0, 0.02, "fraction", "assumption: as coronary or less")]
    public float AvcArtefact { get; init; } = 0.004f;

    /// <summary>Smallest score that a scan reports (three pixels above 130 HU) (AU).</summary>
    [Plausible(1, 5, "AU", "Agatston 1990")]
    public float Floor { get; init; } = 1;

    /// <summary>SD of one echocardiographic peak velocity (m/s).</summary>
    [Plausible(0.1, 0.25, "m/s", "echo reproducibility")]
    public float VelocityNoise { get; init; } = 0.116f;

    /// <summary>Relative SD of one pulse wave velocity (fraction).</summary>
    [Plausible(0.05, 0.12, "fraction", "device studies")]
    public float PwvNoise { get; init; } = 0.08f;

    /// <summary>Relative SD of one phosphate, within person and assay (fraction).</summary>
    [Plausible(0.07, 0.20, "fraction", "EFLM-type values")]
    public float PhosphateNoise { get; init; } = 0.08f;

    /// <summary>Relative SD of one total calcium (fraction).</summary>
    [Plausible(0.019, 0.03, "fraction", "EFLM-type values")]
    public float CalciumNoise { get; init; } = 0.0225f;

    /// <summary>Spread of one PTH (ln).</summary>
    [Plausible(0.19, 0.34, "ln", "EuBIVAS paper, PMC7396758")]
    public float PthNoise { get; init; } = 0.21f;

    /// <summary>Spread of one FGF23 (ln).</summary>
    [Plausible(0.15, 0.30, "ln", "variability studies")]
    public float Fgf23Noise { get; init; } = 0.20f;

    /// <summary>Spread of one eGFR by creatinine (ln).</summary>
    [Plausible(0.04, 0.09, "ln", "EFLM-type values")]
    public float EgfrNoise { get; init; } = 0.06f;

    /// <summary>Yearly probability that a moderate stenosis becomes known (1/a).</summary>
    [Plausible(0.2, 0.5, "1/a", "OxVALVE: half of significant disease undiagnosed")]
    public float DiagnosisModerate { get; init; } = 0.2f;

    /// <summary>Same, severe (1/a).</summary>
    [Plausible(0.5, 0.9, "1/a", "screening studies")]
    public float DiagnosisSevere { get; init; } = 0.70f;

    /// <summary>Spread of one calcitriol (ln).</summary>
    [Plausible(0.08, 0.25, "ln", "immunoassay precision and within-person variation")]
    public float CalcitriolNoise { get; init; } = 0.17f;

    /// <summary>Inactive matrix Gla protein in plasma, healthy (pmol/L).</summary>
    [Plausible(300, 550, "pmol/L", "dp-ucMGP of healthy adults")]
    public float InactiveMgp { get; init; } = 400;

    /// <summary>Rise of that per unit (90 - eGFR)/90 (ratio).</summary>
    [Plausible(0.3, 1.5, "ratio", "dp-ucMGP by eGFR; direction certain, size assumed")]
    public float InactiveMgpKidney { get; init; } = 0.9f;
}
