namespace Cohort.Simulation.Population;

/// <summary>The cells of a respondent by column, NaN where empty, before they become a <see cref="Respondent"/>.</summary>
internal static class PopulationRow
{
    public static readonly int Id = PopulationColumn.IndexOf("id");
    public static readonly int Weight = PopulationColumn.IndexOf("weight");
    public static readonly int Age = PopulationColumn.IndexOf("age");
    public static readonly int Sex = PopulationColumn.IndexOf("sex");
    public static readonly int Egfr = PopulationColumn.IndexOf("egfr");
    public static readonly int Creatinine = PopulationColumn.IndexOf("creatinine_mg_dl");
    public static readonly int Phosphate = PopulationColumn.IndexOf("phosphate_mmol_l");
    public static readonly int Calcium = PopulationColumn.IndexOf("calcium_mmol_l");
    public static readonly int Albumin = PopulationColumn.IndexOf("albumin_g_l");
    public static readonly int Cholesterol = PopulationColumn.IndexOf("cholesterol_mmol_l");
    public static readonly int Hba1c = PopulationColumn.IndexOf("hba1c_percent");
    public static readonly int DiabetesTold = PopulationColumn.IndexOf("diabetes_told");
    public static readonly int Ldl = PopulationColumn.IndexOf("ldl_mmol_l");
    public static readonly int DialysisYears = PopulationColumn.IndexOf("dialysis_years");
    public static readonly int DiabetesYears = PopulationColumn.IndexOf("diabetes_years");

    /// <summary>A row of empty cells.</summary>
    public static double[] Empty()
    {
        var row = new double[PopulationColumn.All.Count];
        Array.Fill(row, double.NaN);
        return row;
    }

    /// <summary>Diabetes as far as the cells tell: told, a duration, or HbA1c of 6.5 % or more. Null where none of them is known.</summary>
    public static bool? Diabetes(double[] row) =>
        row[DiabetesTold] == 1 || row[DiabetesYears] >= 0 || row[Hba1c] >= Respondent.DiabetesHba1c ? true
        : double.IsNaN(row[DiabetesTold]) && double.IsNaN(row[Hba1c]) ? null : false;

    /// <summary>Class of kidney function for likeness: 0 eGFR 60 or more, 1 30-59, 2 under 30 or on dialysis; -1 unknown.</summary>
    public static int KidneyClass(double[] row)
    {
        if (row[DialysisYears] >= 0)
        {
            return 2;
        }

        var egfr = !double.IsNaN(row[Egfr]) ? row[Egfr] : CkdEpi2021.Egfr(row[Creatinine], row[Age], row[Sex] == 1);
        return double.IsNaN(egfr) ? -1 : egfr >= 60 ? 0 : egfr >= 30 ? 1 : 2;
    }

    /// <summary>The respondent of a row of which only optional cells are empty.</summary>
    public static Respondent ToRespondent(double[] row, bool topCoded)
    {
        float F(string name) => (float)row[PopulationColumn.IndexOf(name)];
        bool B(string name) => row[PopulationColumn.IndexOf(name)] == 1;
        return new Respondent
        {
            Id = (long)row[Id],
            Weight = (float)row[Weight],
            Age = (float)row[Age],
            TopCoded = topCoded,
            Female = row[Sex] == 1,
            Creatinine = (float)row[Creatinine],
            Phosphate = (float)row[Phosphate],
            Calcium = (float)row[Calcium],
            Albumin = (float)row[Albumin],
            AlkalinePhosphatase = F("alkaline_phosphatase_iu_l"),
            Cholesterol = (float)row[Cholesterol],
            Ldl = (float)row[Ldl],
            Hba1c = (float)row[Hba1c],
            Bmi = F("bmi_kg_m2"),
            DiabetesTold = row[DiabetesTold] == 1,
            Insulin = B("insulin"),
            Coronary = B("coronary_disease"),
            HeartFailure = B("heart_failure"),
            Stroke = B("stroke"),
            Smoking = (byte)row[PopulationColumn.IndexOf("smoking")],
            BpMedication = B("bp_medication"),
            Systolic = F("systolic_mmhg"),
            Diastolic = F("diastolic_mmhg"),
            Egfr = (float)row[Egfr],
            Albuminuria = F("albuminuria_mg_g"),
            VitaminD25 = F("vitamin_d_25_nmol_l"),
            Magnesium = F("magnesium_mmol_l"),
            Lpa = F("lpa_mg_dl"),
            AtrialFibrillation = F("atrial_fibrillation"),
            Anticoagulant = F("anticoagulant"),
            WarfarinYears = F("warfarin_years"),
            Statin = F("statin"),
            DialysisYears = (float)row[DialysisYears],
            DiabetesYears = (float)row[DiabetesYears],
        };
    }
}
