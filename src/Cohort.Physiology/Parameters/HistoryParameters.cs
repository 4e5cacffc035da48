namespace Cohort.Physiology.Parameters;

/// <summary>Parameters: risk factors and vessels before the baseline.</summary>
public sealed record HistoryParameters
{
    /// <summary>Yearly rise of systolic pressure up to the measured one (mmHg/a).</summary>
    [Plausible(0.2, 0.6, "mmHg/a", "cross-section by age, NHANES")]
    public float SystolicRise { get; init; } = 0.35f;

    /// <summary>Systolic pressure in youth, unless the measured one is lower (mmHg).</summary>
    [Plausible(104, 118, "mmHg", "NHANES, age 20-29")]
    public float YouthSystolic { get; init; } = 108;

    /// <summary>LDL before the statin relative to LDL on it (ratio).</summary>
    [Plausible(1.2, 1.6, "ratio", "statin trials, adherence of usual care")]
    public float LdlBeforeStatin { get; init; } = 1.35f;

    /// <summary>Years that users have been on a statin at baseline (a).</summary>
    [Plausible(4, 12, "a", "assumption")]
    public float StatinYears { get; init; } = 8;

    /// <summary>Highest HbA1c before diabetes begins (%).</summary>
    [Plausible(5.3, 5.9, "%", "adults without diabetes")]
    public float Hba1cBeforeDiabetes { get; init; } = 5.5f;

    /// <summary>Osteogenic share of the wall at 20 (fraction).</summary>
    [Plausible(0, 0.06, "fraction", "normalisation")]
    public float YouthOsteogenic { get; init; } = 0.02f;

    /// <summary>Medial calcium at 20 (ratio).</summary>
    [Plausible(0.01, 0.1, "ratio", "normalisation")]
    public float YouthMedia { get; init; } = 0.05f;

    /// <summary>Plaque burden at 20 (ratio).</summary>
    [Plausible(0.005, 0.05, "ratio", "autopsy series of young adults; size assumed")]
    public float YouthPlaque { get; init; } = 0.01f;
}
