namespace Cohort.Simulation.Outcomes;

/// <summary>A state of the living that is counted at the end of each year; the number is its position in every table.</summary>
public enum Condition
{
    /// <summary>Alive.</summary>
    Alive = 0,

    /// <summary>Coronary calcium of at least 1 AU.</summary>
    CacPositive = 1,

    /// <summary>Coronary calcium above 400 AU.</summary>
    CacOver400 = 2,

    /// <summary>Aortic valve calcium of at least 1 AU.</summary>
    AvcPositive = 3,

    /// <summary>Moderate or severe stenosis of the person's own valve.</summary>
    StenosisModerateOrSevere = 4,

    /// <summary>Severe stenosis of the person's own valve.</summary>
    StenosisSevere = 5,

    /// <summary>On maintenance dialysis.</summary>
    Dialysis = 6,

    /// <summary>Aortic valve replaced.</summary>
    ValveReplaced = 7,

    /// <summary>Mild stenosis of the person's own valve.</summary>
    StenosisMild = 8,

    /// <summary>Living with a kidney transplant.</summary>
    Transplant = 9,

    /// <summary>Diabetes.</summary>
    Diabetes = 10,

    /// <summary>Atrial fibrillation.</summary>
    AtrialFibrillation = 11,

    /// <summary>On warfarin.</summary>
    Warfarin = 12,

    /// <summary>On a direct oral anticoagulant.</summary>
    Doac = 13,

    /// <summary>Total calcium above 2.60 mmol/L.</summary>
    Hypercalcaemia = 14,

    /// <summary>Phosphate above 1.45 mmol/L.</summary>
    Hyperphosphataemia = 15,
}
