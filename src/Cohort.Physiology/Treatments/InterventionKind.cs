namespace Cohort.Physiology.Treatments;

/// <summary>
/// What a scenario can do to a patient. The numbers address the draws of coverage and adherence: append, never renumber.
/// </summary>
public enum InterventionKind
{
    /// <summary>Vitamin K antagonist.</summary>
    Warfarin = 1,

    /// <summary>Any anticoagulant is stopped and none started.</summary>
    StopAnticoagulant = 2,

    /// <summary>A direct oral anticoagulant wherever warfarin would be taken, unless excluded.</summary>
    WarfarinToDoac = 3,

    /// <summary>Vitamin K supplement.</summary>
    VitaminK = 4,

    /// <summary>Calcium-free phosphate binder.</summary>
    PhosphateBinder = 5,

    /// <summary>Calcium-based phosphate binder.</summary>
    CalciumBinder = 6,

    /// <summary>Calcimimetic (cinacalcet).</summary>
    Calcimimetic = 7,

    /// <summary>Active vitamin D (calcitriol, paricalcitol).</summary>
    ActiveVitaminD = 8,

    /// <summary>Native vitamin D by mouth, up to intoxication.</summary>
    VitaminD = 9,

    /// <summary>Bisphosphonate.</summary>
    Bisphosphonate = 10,

    /// <summary>Crystal-growth inhibitor (hexasodium phytate, SNF472).</summary>
    CrystalGrowthInhibitor = 11,

    /// <summary>Magnesium supplement.</summary>
    Magnesium = 12,

    /// <summary>Statin.</summary>
    Statin = 13,

    /// <summary>Glucose control to a target HbA1c.</summary>
    GlucoseControl = 14,

    /// <summary>Blood-pressure control to a target.</summary>
    BloodPressureControl = 15,

    /// <summary>SGLT2 inhibitor.</summary>
    Sglt2Inhibitor = 16,

    /// <summary>Kidney transplant of dialysis patients.</summary>
    KidneyTransplant = 17,

    /// <summary>Valve replacement at a peak velocity, with or without symptoms.</summary>
    ValveReplacement = 18,

    /// <summary>Parathyroidectomy.</summary>
    Parathyroidectomy = 19,

    /// <summary>Denosumab: shuts down bone turnover, does not touch apatite.</summary>
    Denosumab = 20,

    /// <summary>Screening by coronary CT, with a statin and blood-pressure control for those found.</summary>
    CtScreening = 21,
}
