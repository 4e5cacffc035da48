namespace Cohort.Physiology.Parameters;

/// <summary>Parameters: risk of events and death.</summary>
public sealed record OutcomeParameters
{
    /// <summary>Fall of every log relative risk per year above 60 (1/a).</summary>
    [Plausible(0.015, 0.04, "1/a", "pulse wave velocity by age; Prospective Studies")]
    public float AgeAttenuation { get; init; } = 0.015f;

    /// <summary>Spread of unmeasured susceptibility (ln).</summary>
    [Plausible(0.3, 0.7, "ln", "survivors' mortality by measured risk")]
    public float FrailtySpread { get; init; } = 0.70f;

    /// <summary>Exponent of frailty on the own kidney slope (-).</summary>
    [Plausible(0, 0.6, "-", "death by eGFR (Go 2004), never a cause")]
    public float FrailtySlope { get; init; } = 0.577f;

    /// <summary>Log relative risk (per 10 mmHg).</summary>
    [Plausible(0.13, 0.25, "per 10 mmHg", "Ettehad 2016 (0.83)")]
    public float InfarctionSystolic { get; init; } = 0.186f;

    /// <summary>Log relative risk (per mmol/L).</summary>
    [Plausible(0.22, 0.28, "per mmol/L", "CTT 2010 (0.78)")]
    public float InfarctionLdl { get; init; } = 0.248f;

    /// <summary>Log relative risk (ln).</summary>
    [Plausible(0.5, 1.0, "ln", "pooled cohorts")]
    public float InfarctionSmoking { get; init; } = 0.69f;

    /// <summary>Log relative risk not carried by plaque (ln).</summary>
    [Plausible(0.2, 0.7, "ln", "ERFC 2010 (2.0 in all)")]
    public float InfarctionDiabetes { get; init; } = 0.60f;

    /// <summary>Exponent on plaque burden (-).</summary>
    [Plausible(0.3, 1, "-", "coronary angiography series")]
    public float InfarctionPlaque { get; init; } = 1.0f;

    /// <summary>Log relative risk of prior coronary disease (ln).</summary>
    [Plausible(0.5, 1.1, "ln", "ERFC 2015")]
    public float InfarctionPrior { get; init; } = 0.8f;

    /// <summary>Log relative risk (per 10 mmHg).</summary>
    [Plausible(0.26, 0.39, "per 10 mmHg", "Ettehad 2016 (0.73)")]
    public float StrokeSystolic { get; init; } = 0.315f;

    /// <summary>Log relative risk (ln).</summary>
    [Plausible(0.3, 0.7, "ln", "pooled cohorts")]
    public float StrokeSmoking { get; init; } = 0.53f;

    /// <summary>Log relative risk (ln).</summary>
    [Plausible(0.4, 0.9, "ln", "ERFC 2010")]
    public float StrokeDiabetes { get; init; } = 0.90f;

    /// <summary>Log relative risk of prior stroke (ln).</summary>
    [Plausible(0.6, 1.2, "ln", "stroke registers")]
    public float StrokePrior { get; init; } = 0.9f;

    /// <summary>Log relative risk of stroke and heart failure per m/s (per m/s).</summary>
    [Plausible(0.03, 0.15, "per m/s", "Ben-Shlomo 2014, upper bound")]
    public float StiffnessRisk { get; init; } = 0.10f;

    /// <summary>Log relative risk of heart failure (per 10 mmHg).</summary>
    [Plausible(0.25, 0.40, "per 10 mmHg", "Ettehad 2016 (0.72)")]
    public float FailureSystolic { get; init; } = 0.329f;

    /// <summary>Log relative risk (ln).</summary>
    [Plausible(0.3, 0.8, "ln", "Framingham")]
    public float FailureDiabetes { get; init; } = 0.80f;

    /// <summary>Log relative risk of coronary disease (ln).</summary>
    [Plausible(0.7, 1.3, "ln", "Framingham")]
    public float FailureCoronary { get; init; } = 1.0f;

    /// <summary>Log relative risk of severe stenosis (ln).</summary>
    [Plausible(0.7, 1.8, "ln", "stenosis cohorts")]
    public float FailureStenosis { get; init; } = 1.2f;

    /// <summary>Log relative risk of volume overload, per (60 - eGFR)/60 (per unit).</summary>
    [Plausible(0.2, 1.2, "per unit", "direction: CRIC")]
    public float FailureKidney { get; init; } = 1.2f;

    /// <summary>Log relative risk (ln).</summary>
    [Plausible(0.5, 1.0, "ln", "pooled cohorts")]
    public float CancerSmoking { get; init; } = 0.75f;

    /// <summary>Log relative risk (ln).</summary>
    [Plausible(0.5, 1.0, "ln", "pooled cohorts")]
    public float OtherSmoking { get; init; } = 0.75f;

    /// <summary>Log relative risk (ln).</summary>
    [Plausible(0.2, 0.7, "ln", "ERFC 2011")]
    public float OtherDiabetes { get; init; } = 0.7f;

    /// <summary>Log relative risk of death by kidney disease per (90 - eGFR)/60 (per unit).</summary>
    [Plausible(2, 4, "per unit", "definition of the cause")]
    public float KidneyDeath { get; init; } = 3.8f;

    /// <summary>Log relative risk of cardiac death with heart failure (ln).</summary>
    [Plausible(0.9, 1.7, "ln", "Olmsted (24 % in 5 years at 60)")]
    public float HeartFailureDeath { get; init; } = 1.3f;

    /// <summary>Log relative risk of death by stroke after stroke (ln).</summary>
    [Plausible(0.8, 1.6, "ln", "registers")]
    public float StrokeDeath { get; init; } = 1.2f;

    /// <summary>Log relative risk in the first dialysis year (ln).</summary>
    [Plausible(0.1, 0.4, "ln", "US 1.25")]
    public float DialysisFirstYear { get; init; } = 0.22f;

    /// <summary>Exponent of frailty in dialysis mortality (-).</summary>
    [Plausible(0.3, 1.0, "-", "assumption")]
    public float DialysisSpread { get; init; } = 0.6f;

    /// <summary>Hazard of calciphylaxis on dialysis (1/a).</summary>
    [Plausible(0.0003, 0.003, "1/a", "Nigwekar 2014")]
    public float CalciphylaxisRate { get; init; } = 0.0006f;

    /// <summary>Log relative risk per relative loss of active matrix Gla protein (per unit).</summary>
    [Plausible(1.2, 3.5, "per unit", "Nigwekar 2016 (warfarin 3.1)")]
    public float CalciphylaxisMgp { get; init; } = 2.2f;

    /// <summary>Exponent on the calcium-phosphate drive (-).</summary>
    [Plausible(1, 4, "-", "Mazhar 2001")]
    public float CalciphylaxisDrive { get; init; } = 2.0f;

    /// <summary>Extra hazard in the year of calciphylaxis (1/a).</summary>
    [Plausible(0.5, 1.2, "1/a", "45-58 % at one year")]
    public float CalciphylaxisDeath { get; init; } = 0.80f;

    /// <summary>Correlation of frailty with the own pace of coronary and valve calcium (corr).</summary>
    [Plausible(0.2, 0.8, "corr", "death by coronary score beyond risk factors (Budoff 2007), never a cause")]
    public float FrailtyCalcium { get; init; } = 0.80f;

    /// <summary>Log relative risk of other death with a transplant (immunosuppression) (ln).</summary>
    [Plausible(0.2, 0.8, "ln", "USRDS 2017, 29 per 1000")]
    public float TransplantDeath { get; init; } = 0.8f;

    /// <summary>Log relative risk of other death in uraemia, per (60 - eGFR)/60 (per unit).</summary>
    [Plausible(0.4, 2.6, "per unit", "infection and frailty of uraemia; Go 2004: 3.2 times the deaths at 15-29 mL/min, all ages")]
    public float OtherKidney { get; init; } = 2.6f;

    /// <summary>Least that age leaves of a log relative risk (ratio).</summary>
    [Plausible(0.1, 0.5, "ratio", "assumption")]
    public float AttenuationLeast { get; init; } = 0.3f;

    /// <summary>Most that youth makes of it (ratio).</summary>
    [Plausible(1.1, 1.6, "ratio", "assumption")]
    public float AttenuationMost { get; init; } = 1.3f;

    /// <summary>Log relative risk of ischaemic death with heart failure (ln).</summary>
    [Plausible(0.3, 1.0, "ln", "assumption")]
    public float IschaemicFailure { get; init; } = 0.6f;

    /// <summary>Log relative risk of death by stroke in fibrillation (ln).</summary>
    [Plausible(0.2, 0.7, "ln", "direction: cardioembolic strokes kill more often; size assumed")]
    public float StrokeFibrillation { get; init; } = 0.4f;

    /// <summary>Log relative risk of other death after stroke (ln).</summary>
    [Plausible(0.2, 0.8, "ln", "assumption")]
    public float OtherStroke { get; init; } = 0.5f;

    /// <summary>Log relative risk of other death with heart failure (ln).</summary>
    [Plausible(0.2, 0.8, "ln", "assumption")]
    public float OtherFailure { get; init; } = 0.4f;

    /// <summary>Exponent of frailty in death by cancer (-).</summary>
    [Plausible(0.2, 0.8, "-", "assumption")]
    public float CancerFrailty { get; init; } = 0.5f;

    /// <summary>Log relative risk of infarction and ischaemic death by uraemia, (60 - eGFR)/60, beyond calcium (per unit).</summary>
    [Plausible(0.2, 1.2, "per unit", "direction: Go 2004 (cardiovascular events); size fitted to its deaths")]
    public float InfarctionKidney { get; init; } = 1.2f;

    /// <summary>Log relative risk of death by cancer in diabetes (ln).</summary>
    [Plausible(0.15, 0.30, "ln", "ERFC 2011 NEJM (1.25)")]
    public float CancerDiabetes { get; init; } = 0.194f;

    /// <summary>Log relative risk of death on dialysis per mmol/L of phosphate above 1.5, beyond what calcification brings (per mmol/L).</summary>
    [Plausible(0, 0.5, "per mmol/L", "observational (Block 2004; DOPPS), never shown by a trial: 0 is admissible")]
    public float DialysisPhosphate { get; init; } = 0.43f;

    /// <summary>Correlation of the pace of valve calcium with frailty (corr).</summary>
    [Plausible(0, 0.8, "corr", "as for coronary calcium; never a cause")]
    public float FrailtyValve { get; init; } = 0.5f;
}
