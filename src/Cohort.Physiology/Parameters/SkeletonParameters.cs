namespace Cohort.Physiology.Parameters;

/// <summary>Parameters: bone turnover, density, fracture.</summary>
public sealed record SkeletonParameters
{
    /// <summary>Loss of density, men after 40 (1/a).</summary>
    [Plausible(0.002, 0.006, "1/a", "NHANES femoral neck by age")]
    public float LossMen { get; init; } = 0.004f;

    /// <summary>Loss of density, women after 40 (1/a).</summary>
    [Plausible(0.003, 0.007, "1/a", "same")]
    public float LossWomen { get; init; } = 0.0045f;

    /// <summary>Extra loss in the eight years after 50, women (1/a).</summary>
    [Plausible(0.008, 0.02, "1/a", "menopausal cohorts")]
    public float LossMenopause { get; init; } = 0.012f;

    /// <summary>Extra loss per unit turnover above 1 (1/a).</summary>
    [Plausible(0.002, 0.012, "1/a", "hyperparathyroidism")]
    public float TurnoverLoss { get; init; } = 0.006f;

    /// <summary>Exponent of fracture hazard on relative density (-).</summary>
    [Plausible(3, 6, "-", "1.5-2 per SD (12 %)")]
    public float DensityRisk { get; init; } = 4.5f;

    /// <summary>Log rise of fracture hazard at suppressed turnover (ln).</summary>
    [Plausible(0.2, 1.2, "ln", "adynamic bone; no trial")]
    public float LowTurnoverRisk { get; init; } = 0.6f;

    /// <summary>Log rise per ln of turnover above normal (ln).</summary>
    [Plausible(0.1, 0.5, "ln", "hyperparathyroidism")]
    public float HighTurnoverRisk { get; init; } = 0.25f;

    /// <summary>Suppression of turnover (fraction).</summary>
    [Plausible(0.3, 0.7, "fraction", "trials")]
    public float BisphosphonateTurnover { get; init; } = 0.55f;

    /// <summary>Gain of density on treatment (1/a).</summary>
    [Plausible(0.003, 0.01, "1/a", "trials")]
    public float BisphosphonateDensity { get; init; } = 0.006f;

    /// <summary>Suppression of turnover by denosumab (fraction).</summary>
    [Plausible(0.6, 0.9, "fraction", "trials; Bird 2024")]
    public float DenosumabTurnover { get; init; } = 0.80f;

    /// <summary>Age from which density is lost (a).</summary>
    [Plausible(30, 50, "a", "NHANES femoral neck by age")]
    public float LossFrom { get; init; } = 40;

    /// <summary>Age at menopause (a).</summary>
    [Plausible(48, 52, "a", "menopausal cohorts")]
    public float Menopause { get; init; } = 50;

    /// <summary>Years of extra loss after menopause (a).</summary>
    [Plausible(5, 10, "a", "menopausal cohorts")]
    public float MenopauseYears { get; init; } = 8;

    /// <summary>Turnover under which the lack of remodelling raises fracture (ratio).</summary>
    [Plausible(0.3, 0.7, "ratio", "histomorphometry; structural choice")]
    public float LowTurnover { get; init; } = 0.5f;

    /// <summary>Exponent of frailty in fracture (-).</summary>
    [Plausible(0.2, 1, "-", "assumption")]
    public float FractureFrailty { get; init; } = 0.5f;
}
