namespace Cohort.Physiology.Events;

/// <summary>An event of a year; its number is its bit in <see cref="State.Variable.Events"/> (at most 23, so that a float holds them all exactly).</summary>
public enum EventKind
{
    /// <summary>Myocardial infarction, first or recurrent.</summary>
    MyocardialInfarction = 0,

    /// <summary>Stroke, first or recurrent.</summary>
    Stroke = 1,

    /// <summary>First heart failure.</summary>
    HeartFailure = 2,

    /// <summary>Onset of atrial fibrillation.</summary>
    AtrialFibrillation = 3,

    /// <summary>Onset of diabetes.</summary>
    Diabetes = 4,

    /// <summary>Start of maintenance dialysis.</summary>
    DialysisStart = 5,

    /// <summary>Kidney transplant.</summary>
    Transplant = 6,

    /// <summary>Aortic valve replacement, surgical or by catheter.</summary>
    ValveReplacement = 7,

    /// <summary>Clinical fracture.</summary>
    Fracture = 8,

    /// <summary>Major bleeding.</summary>
    MajorBleeding = 9,

    /// <summary>Calciphylaxis.</summary>
    Calciphylaxis = 10,

    /// <summary>First symptoms of aortic stenosis.</summary>
    ValveSymptoms = 11,

    /// <summary>First coronary calcium.</summary>
    CacOnset = 12,

    /// <summary>First aortic valve calcium.</summary>
    AvcOnset = 13,

    /// <summary>Start of warfarin.</summary>
    WarfarinStart = 14,

    /// <summary>Parathyroidectomy.</summary>
    Parathyroidectomy = 15,

    /// <summary>Death.</summary>
    Death = 16,
}
