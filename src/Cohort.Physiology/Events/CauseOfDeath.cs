namespace Cohort.Physiology.Events;

/// <summary>Cause of death; the numbers are the codes of <see cref="State.Variable.Cause"/>.</summary>
public enum CauseOfDeath
{
    /// <summary>Alive.</summary>
    None = 0,

    /// <summary>Ischaemic heart disease.</summary>
    IschaemicHeart = 1,

    /// <summary>Stroke.</summary>
    Stroke = 2,

    /// <summary>Heart failure and other cardiac disease.</summary>
    HeartFailure = 3,

    /// <summary>Aortic stenosis, with or without replacement.</summary>
    AorticStenosis = 4,

    /// <summary>Cancer.</summary>
    Cancer = 5,

    /// <summary>Kidney disease without dialysis.</summary>
    Kidney = 6,

    /// <summary>Any cause while on dialysis.</summary>
    Dialysis = 7,

    /// <summary>All other causes.</summary>
    Other = 8,
}
