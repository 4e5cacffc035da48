namespace Cohort.Physiology.Parameters;

/// <summary>Parameters: diabetes and advanced glycation end-products.</summary>
public sealed record GlycationParameters
{
    /// <summary>Yearly rise of HbA1c in diabetes under usual care (%/a).</summary>
    [Plausible(0, 0.08, "%/a", "UKPDS-type drift, weakened by care")]
    public float Hba1cDrift { get; init; } = 0.03f;

    /// <summary>Formation of AGEs at HbA1c 5.4 and healthy kidneys (makes burden 1 at 60) (1/a).</summary>
    [Plausible(0.03, 0.05, "1/a", "normalisation")]
    public float AgeFormation { get; init; } = 0.03855f;

    /// <summary>Time constant of matrix turnover that removes AGEs (a).</summary>
    [Plausible(15, 60, "a", "skin autofluorescence by age (Koetsier 2010)")]
    public float AgeTurnover { get; init; } = 30;

    /// <summary>Relative formation per 1 % HbA1c above 5.4 (ratio).</summary>
    [Plausible(0.05, 0.3, "ratio", "Januszewski 2021 (ratio of slopes 1.27 in type 1 diabetes)")]
    public float AgeGlucose { get; init; } = 0.15f;

    /// <summary>Relative formation per unit (100/eGFR - 1) (ratio).</summary>
    [Plausible(0.05, 0.2, "ratio", "autofluorescence in dialysis, 3 times normal")]
    public float AgeKidney { get; init; } = 0.11f;

    /// <summary>Log hazard of diabetes per kg/m2 (per kg/m2).</summary>
    [Plausible(0.06, 0.12, "per kg/m2", "Nurses' Health and Framingham Offspring")]
    public float OnsetBmi { get; init; } = 0.09f;

    /// <summary>Log hazard of diabetes per 1 % HbA1c below the threshold (per %).</summary>
    [Plausible(1.0, 2.2, "per %", "Zhang 2010 Diabetes Care (5.5-6.0 against 6.0-6.5 %)")]
    public float OnsetHba1c { get; init; } = 1.6f;

    /// <summary>Rise of HbA1c in the year in which diabetes begins (%).</summary>
    [Plausible(0.3, 1.2, "%", "assumption")]
    public float OnsetRise { get; init; } = 0.6f;

    /// <summary>Lowest HbA1c in the year in which diabetes begins (%).</summary>
    [Plausible(6.5, 7.0, "%", "diagnosis at 6.5")]
    public float OnsetLevel { get; init; } = 6.6f;
}
