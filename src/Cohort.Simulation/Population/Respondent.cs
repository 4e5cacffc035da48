namespace Cohort.Simulation.Population;

/// <summary>One person whose measured baseline virtual patients are drawn from. NaN in an optional value = to be drawn for each patient.</summary>
public readonly record struct Respondent
{
    /// <summary>Number of the person in the source.</summary>
    public long Id { get; init; }

    /// <summary>Number of people the row stands for, above 0.</summary>
    public float Weight { get; init; }

    /// <summary>Age in whole years.</summary>
    public float Age { get; init; }

    /// <summary>True where <see cref="Age"/> is 80 and means 80 or more.</summary>
    public bool TopCoded { get; init; }

    /// <summary>True for women.</summary>
    public bool Female { get; init; }

    /// <summary>Serum creatinine (mg/dL); NaN only where <see cref="Egfr"/> is given.</summary>
    public float Creatinine { get; init; }

    /// <summary>Serum phosphate (mmol/L).</summary>
    public float Phosphate { get; init; }

    /// <summary>Total serum calcium (mmol/L), not corrected for albumin.</summary>
    public float Calcium { get; init; }

    /// <summary>Serum albumin (g/L).</summary>
    public float Albumin { get; init; }

    /// <summary>Alkaline phosphatase (U/L).</summary>
    public float AlkalinePhosphatase { get; init; }

    /// <summary>Total cholesterol (mmol/L).</summary>
    public float Cholesterol { get; init; }

    /// <summary>LDL cholesterol (mmol/L).</summary>
    public float Ldl { get; init; }

    /// <summary>HbA1c (%).</summary>
    public float Hba1c { get; init; }

    /// <summary>Body mass index (kg/m2).</summary>
    public float Bmi { get; init; }

    /// <summary>Ever told of diabetes.</summary>
    public bool DiabetesTold { get; init; }

    /// <summary>Takes insulin.</summary>
    public bool Insulin { get; init; }

    /// <summary>Ever told of coronary disease.</summary>
    public bool Coronary { get; init; }

    /// <summary>Ever told of heart failure.</summary>
    public bool HeartFailure { get; init; }

    /// <summary>Ever told of a stroke.</summary>
    public bool Stroke { get; init; }

    /// <summary>0 never, 1 former, 2 current smoker.</summary>
    public byte Smoking { get; init; }

    /// <summary>Takes blood-pressure drugs.</summary>
    public bool BpMedication { get; init; }

    /// <summary>Systolic pressure (mmHg).</summary>
    public float Systolic { get; init; }

    /// <summary>Diastolic pressure (mmHg).</summary>
    public float Diastolic { get; init; }

    /// <summary>eGFR (mL/min/1.73m2); NaN = from creatinine.</summary>
    public float Egfr { get; init; }

    /// <summary>Albumin to creatinine ratio (mg/g); NaN = drawn.</summary>
    public float Albuminuria { get; init; }

    /// <summary>25-hydroxyvitamin D (nmol/L); NaN = drawn.</summary>
    public float VitaminD25 { get; init; }

    /// <summary>Serum magnesium (mmol/L); NaN = drawn.</summary>
    public float Magnesium { get; init; }

    /// <summary>Lipoprotein(a) (mg/dL); NaN = drawn.</summary>
    public float Lpa { get; init; }

    /// <summary>Atrial fibrillation 0 or 1; NaN = drawn.</summary>
    public float AtrialFibrillation { get; init; }

    /// <summary>0 none, 1 warfarin, 2 direct anticoagulant; NaN = drawn.</summary>
    public float Anticoagulant { get; init; }

    /// <summary>Years on warfarin so far; NaN = drawn.</summary>
    public float WarfarinYears { get; init; }

    /// <summary>Statin 0 or 1; NaN = drawn.</summary>
    public float Statin { get; init; }

    /// <summary>Years on dialysis, 0 or more = on dialysis; NaN = not on dialysis unless eGFR is under <see cref="DialysisEgfr"/>.</summary>
    public float DialysisYears { get; init; }

    /// <summary>Years since onset of diabetes; NaN = drawn where there is diabetes.</summary>
    public float DiabetesYears { get; init; }

    /// <summary>eGFR under which a respondent is taken to be on dialysis (mL/min/1.73m2).</summary>
    public const float DialysisEgfr = 9;

    /// <summary>HbA1c from which on a person never told has diabetes all the same (%).</summary>
    public const float DiabetesHba1c = 6.5f;

    /// <summary>Diabetes: told of it, a known duration, or HbA1c of 6.5 % or more.</summary>
    public bool Diabetes => DiabetesTold || DiabetesYears >= 0 || Hba1c >= DiabetesHba1c;

    /// <summary>Calcium corrected to an albumin of 40 g/L by 0.02 mmol/L per g/L (mmol/L).</summary>
    public float CorrectedCalcium => Calcium + (0.02f * (40f - Albumin));

    /// <summary>eGFR at an age: the value given, else by <see cref="CkdEpi2021"/> from creatinine.</summary>
    /// <param name="age">Age in years (matters for the top-coded).</param>
    public double EgfrAt(double age) => float.IsNaN(Egfr) ? CkdEpi2021.Egfr(Creatinine, age, Female) : Egfr;
}
