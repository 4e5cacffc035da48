namespace Cohort.Physiology.Rates;

/// <summary>
/// A hazard of the model: published hazard of age and sex times the person's relative risk, divided by the mean relative
/// risk at that age and sex.
/// </summary>
public enum Hazard
{
    /// <summary>Myocardial infarction.</summary>
    Infarction,

    /// <summary>Stroke, without the part that atrial fibrillation adds.</summary>
    Stroke,

    /// <summary>Heart failure.</summary>
    HeartFailure,

    /// <summary>Fracture.</summary>
    Fracture,

    /// <summary>Atrial fibrillation.</summary>
    AtrialFibrillation,

    /// <summary>Diabetes.</summary>
    Diabetes,

    /// <summary>Death by ischaemic heart disease.</summary>
    DeathIschaemic,

    /// <summary>Death by stroke.</summary>
    DeathStroke,

    /// <summary>Death by heart failure and other cardiac disease.</summary>
    DeathCardiac,

    /// <summary>Death by cancer.</summary>
    DeathCancer,

    /// <summary>Death by kidney disease without dialysis.</summary>
    DeathKidney,

    /// <summary>Death by other causes.</summary>
    DeathOther,

    /// <summary>Death on dialysis: replaces the others, not normalised.</summary>
    DeathDialysis,

    /// <summary>Kidney transplant on dialysis, not normalised.</summary>
    Transplant,

    /// <summary>Death by aortic stenosis or its replacement: an absolute hazard of the valve's state.</summary>
    DeathStenosis,

    /// <summary>Death by calciphylaxis in its year: an absolute hazard.</summary>
    DeathCalciphylaxis,
}
