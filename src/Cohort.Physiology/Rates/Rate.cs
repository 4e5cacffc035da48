namespace Cohort.Physiology.Rates;

/// <summary>A published quantity by attained age and sex that the model reads (hazards a year unless said).</summary>
public enum Rate
{
    /// <summary>All-cause death (life table), -ln(1 - q).</summary>
    Death,

    /// <summary>Share of deaths by ischaemic heart disease, 0 to 1.</summary>
    ShareIschaemic,

    /// <summary>Share of deaths by stroke.</summary>
    ShareStroke,

    /// <summary>Share of deaths by heart failure and other cardiac disease.</summary>
    ShareCardiac,

    /// <summary>Share of deaths by aortic stenosis.</summary>
    ShareStenosis,

    /// <summary>Share of deaths by cancer.</summary>
    ShareCancer,

    /// <summary>Share of deaths by kidney disease.</summary>
    ShareKidney,

    /// <summary>Share of deaths by all other causes.</summary>
    ShareOther,

    /// <summary>Death on dialysis, after the first year.</summary>
    DialysisDeath,

    /// <summary>First myocardial infarction.</summary>
    Infarction,

    /// <summary>First stroke.</summary>
    Stroke,

    /// <summary>First heart failure.</summary>
    HeartFailure,

    /// <summary>Any clinical fracture.</summary>
    Fracture,

    /// <summary>Atrial fibrillation among those free of it.</summary>
    AtrialFibrillation,

    /// <summary>Diabetes among those free of it.</summary>
    Diabetes,

    /// <summary>Kidney transplant a dialysis patient.</summary>
    Transplant,
}
