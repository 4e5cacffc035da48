namespace Cohort.Physiology.Treatments;

/// <summary>What is known of a kind of intervention: its name in scenarios and the meaning and range of its dose.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Name">Name in scenario files.</param>
/// <param name="Meaning">What it does, by which mechanism.</param>
/// <param name="DoseUnit">Unit of the dose; empty where a dose has no meaning and is refused.</param>
/// <param name="DoseMeaning">What the dose is.</param>
/// <param name="DefaultDose">Dose where the scenario names none.</param>
/// <param name="MinDose">Lowest dose allowed.</param>
/// <param name="MaxDose">Highest dose allowed.</param>
public sealed record InterventionInfo(
    InterventionKind Kind,
    string Name,
    string Meaning,
    string DoseUnit = "",
    string DoseMeaning = "",
    float DefaultDose = 1,
    float MinDose = 1,
    float MaxDose = 1);

/// <summary>The dictionary of interventions.</summary>
public static class Interventions
{
    /// <summary>Every kind that a scenario can name.</summary>
    public static IReadOnlyList<InterventionInfo> All { get; } =
    [
        new(InterventionKind.Warfarin, "warfarin", "Vitamin K antagonist: blocks the activation of matrix Gla protein, prevents stroke, causes bleeding."),
        new(InterventionKind.StopAnticoagulant, "stop_anticoagulant", "Stops any anticoagulant and starts none."),
        new(InterventionKind.WarfarinToDoac, "warfarin_to_doac", "A direct oral anticoagulant wherever warfarin would be taken; not with a mechanical valve or mitral stenosis."),
        new(InterventionKind.VitaminK, "vitamin_k", "Vitamin K2 (MK-7): raises the active share of matrix Gla protein.", "ug/d", "menaquinone-7", 360, 10, 2000),
        new(InterventionKind.PhosphateBinder, "phosphate_binder", "Calcium-free binder: less dietary phosphate absorbed.", "fraction", "share of dietary phosphate bound", 0.3f, 0.01f, 0.6f),
        new(InterventionKind.CalciumBinder, "calcium_binder", "Calcium-based binder: less phosphate, more calcium absorbed.", "g/d", "elemental calcium", 1.2f, 0.1f, 4),
        new(InterventionKind.Calcimimetic, "calcimimetic", "Calcimimetic: lowers the parathyroid set-point for calcium.", "mmol/L", "fall of the set-point", 0.06f, 0.005f, 0.25f),
        new(InterventionKind.ActiveVitaminD, "active_vitamin_d", "Active vitamin D: vitamin D receptor activity independent of the kidney.", "pmol/L", "receptor activity as calcitriol", 20, 1, 200),
        new(InterventionKind.VitaminD, "vitamin_d", "Native vitamin D by mouth, up to intoxication.", "ug/d", "cholecalciferol (1 ug = 40 IU)", 20, 1, 10000),
        new(InterventionKind.Bisphosphonate, "bisphosphonate", "Bisphosphonate: adsorbs to apatite and slows its growth, shuts down bone turnover.", "ratio", "usual doses", 1, 0.1f, 5),
        new(InterventionKind.CrystalGrowthInhibitor, "crystal_growth_inhibitor", "Hexasodium phytate (SNF472): binds to growth sites of apatite.", "ratio", "usual doses", 1, 0.1f, 5),
        new(InterventionKind.Magnesium, "magnesium", "Magnesium: slows the ripening of calcium phosphate.", "mmol/L", "rise of serum magnesium", 0.2f, 0.01f, 0.6f),
        new(InterventionKind.Statin, "statin", "Statin: lowers LDL cholesterol.", "fraction", "relative fall of LDL", 0.4f, 0.05f, 0.7f),
        new(InterventionKind.GlucoseControl, "glucose_control", "Glucose control in diabetes.", "%", "target HbA1c", 7, 5.5f, 12),
        new(InterventionKind.BloodPressureControl, "blood_pressure_control", "Blood-pressure treatment.", "mmHg", "target systolic pressure", 130, 100, 180),
        new(InterventionKind.Sglt2Inhibitor, "sglt2_inhibitor", "SGLT2 inhibitor: halves the persistent decline of kidney function."),
        new(InterventionKind.KidneyTransplant, "kidney_transplant", "Kidney transplant for those on dialysis, not above 75 years."),
        new(InterventionKind.ValveReplacement, "valve_replacement", "Aortic valve replacement from a peak velocity on, with or without symptoms.", "m/s", "peak velocity from which the valve is replaced", 4, 2, 6),
        new(InterventionKind.Parathyroidectomy, "parathyroidectomy", "Removal of adenoma and enlarged glands."),
        new(InterventionKind.Denosumab, "denosumab", "Denosumab: shuts down bone turnover; no binding to apatite."),
        new(InterventionKind.CtScreening, "ct_screening", "Coronary CT each year of adherence; whoever is found gets a statin (LDL -40 %) and systolic pressure to 130 mmHg.", "AU", "observed score from which treatment begins", 100, 1, 2000),
    ];
}
