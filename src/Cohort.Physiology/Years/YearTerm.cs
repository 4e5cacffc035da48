namespace Cohort.Physiology.Years;

/// <summary>
/// A term of a year's equations that one pass works out and others read. Most are what people of one history share whatever their
/// susceptibility and luck: in the simulated past they are worked out once for all candidates.
/// </summary>
public enum YearTerm
{
    /// <summary>Of the calcium that the body keeps, what soft tissue is offered (mmol/d).</summary>
    CalciumSupply,

    /// <summary>Hazard of first coronary calcium by plaque, at a tempo of 1 (1/a).</summary>
    CoronaryOnset,

    /// <summary>Hazard of first coronary calcium by osteogenic medial vesicles (1/a).</summary>
    CoronaryOnsetMedia,

    /// <summary>Growth of a coronary score of 1 at a tempo of 1 (Agatston units a year).</summary>
    CoronaryGrowth,

    /// <summary>Hazard of first valve calcium (1/a).</summary>
    ValveOnset,

    /// <summary>Growth of a valve score of 1 at a tempo of 1 (Agatston units a year).</summary>
    ValveGrowth,

    /// <summary>Uniform that decides on first coronary calcium.</summary>
    CoronaryLuck,

    /// <summary>Uniform that decides on the size of the first coronary deposit.</summary>
    CoronarySize,

    /// <summary>Uniform that decides on first valve calcium.</summary>
    ValveLuck,

    /// <summary>Uniform that decides on the size of the first valve deposit.</summary>
    ValveSize,

    /// <summary>Hazard of death that frailty and plaque multiply (1/a).</summary>
    DeathByPlaque,

    /// <summary>Hazard of death that frailty and severe stenosis multiply (1/a).</summary>
    DeathByPump,

    /// <summary>Hazard of death that frailty alone multiplies (1/a).</summary>
    DeathByFrailty,

    /// <summary>Hazard of death that a power of frailty multiplies: cancer, or on dialysis all of it (1/a).</summary>
    DeathApart,
}
