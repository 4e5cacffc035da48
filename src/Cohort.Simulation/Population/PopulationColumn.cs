namespace Cohort.Simulation.Population;

/// <summary>A column of a population file.</summary>
/// <param name="Name">Name in the header.</param>
/// <param name="Unit">Unit; for a word column the words allowed, separated by '|', which stand for 0, 1, 2, ....</param>
/// <param name="Low">Least value allowed.</param>
/// <param name="High">Largest value allowed.</param>
/// <param name="Absent">What happens where the column or a cell is empty.</param>
public sealed record PopulationColumn(string Name, string Unit, double Low, double High, Absence Absent)
{
    /// <summary>The words allowed; empty for a column of numbers.</summary>
    public IReadOnlyList<string> Words { get; } = Unit.Contains('|', StringComparison.Ordinal) ? Unit.Split('|') : [];

    /// <summary>The range as messages and documents give it.</summary>
    public string Range => Words.Count > 0 ? string.Join(", ", Words) : FormattableString.Invariant($"{Low} to {High}");

    /// <summary>Every column, in the order of the documentation.</summary>
    public static IReadOnlyList<PopulationColumn> All { get; } =
    [
        new("id", "1", 0, 9007199254740992, Absence.RowNumber),
        new("weight", "people", 1e-6, 1e9, Absence.One),
        new("age", "a", 20, 110, Absence.Refused),
        new("sex", "male|female", 0, 1, Absence.Refused),
        new("egfr", "mL/min/1.73m2", 1, 200, Absence.FromCreatinine),
        new("creatinine_mg_dl", "mg/dL", 0.1, 30, Absence.FromEgfr),
        new("phosphate_mmol_l", "mmol/L", 0.2, 5, Absence.LikeRespondent),
        new("calcium_mmol_l", "mmol/L", 1, 5, Absence.LikeRespondent),
        new("albumin_g_l", "g/L", 10, 70, Absence.LikeRespondent),
        new("alkaline_phosphatase_iu_l", "U/L", 5, 3000, Absence.LikeRespondent),
        new("cholesterol_mmol_l", "mmol/L", 1, 20, Absence.LikeRespondent),
        new("glucose_mmol_l", "mmol/L", 1, 60, Absence.Unused),
        new("hba1c_percent", "%", 3, 20, Absence.LikeRespondent),
        new("bmi_kg_m2", "kg/m2", 10, 100, Absence.LikeRespondent),
        new("diabetes_told", "no|yes", 0, 1, Absence.LikeRespondent),
        new("insulin", "no|yes", 0, 1, Absence.LikeRespondent),
        new("coronary_disease", "no|yes", 0, 1, Absence.LikeRespondent),
        new("heart_failure", "no|yes", 0, 1, Absence.LikeRespondent),
        new("stroke", "no|yes", 0, 1, Absence.LikeRespondent),
        new("smoking", "never|former|current", 0, 2, Absence.LikeRespondent),
        new("bp_medication", "no|yes", 0, 1, Absence.LikeRespondent),
        new("systolic_mmhg", "mmHg", 60, 280, Absence.LikeRespondent),
        new("diastolic_mmhg", "mmHg", 5, 180, Absence.LikeRespondent),
        new("ldl_mmol_l", "mmol/L", 0.1, 15, Absence.LikeRespondent),
        new("albuminuria_mg_g", "mg/g", 0.1, 30000, Absence.Drawn),
        new("vitamin_d_25_nmol_l", "nmol/L", 2, 1000, Absence.Drawn),
        new("magnesium_mmol_l", "mmol/L", 0.2, 3, Absence.Drawn),
        new("lpa_mg_dl", "mg/dL", 0.1, 600, Absence.Drawn),
        new("atrial_fibrillation", "no|yes", 0, 1, Absence.Drawn),
        new("anticoagulant", "none|warfarin|doac", 0, 2, Absence.Drawn),
        new("warfarin_years", "a", 0, 70, Absence.Drawn),
        new("statin", "no|yes", 0, 1, Absence.Drawn),
        new("dialysis_years", "a", 0, 60, Absence.NoDialysis),
        new("diabetes_years", "a", 0, 95, Absence.Drawn),
    ];

    /// <summary>Number of a column in <see cref="All"/>.</summary>
    /// <param name="name">Name in the header.</param>
    /// <returns>The number, -1 where there is no such column.</returns>
    public static int IndexOf(string name)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (All[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }
}
