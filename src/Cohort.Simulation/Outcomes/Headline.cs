namespace Cohort.Simulation.Outcomes;

/// <summary>
/// A sum that intervals are made from; the number is its position in a headline row. Positions 0 to 7 are the sums of the first
/// eight <see cref="Measures"/>, 8 to 15 the counts of the first eight <see cref="Condition"/>s, the rest counts of events.
/// </summary>
public enum Headline
{
    /// <summary>Sum of quantised coronary calcium of the living.</summary>
    CacSum = 0,

    /// <summary>Sum of quantised aortic valve calcium of the living.</summary>
    AvcSum = 1,

    /// <summary>Sum of quantised eGFR of the living.</summary>
    EgfrSum = 2,

    /// <summary>Sum of quantised pulse wave velocity of the living.</summary>
    PwvSum = 3,

    /// <summary>Sum of the quantised osteogenic share of the living.</summary>
    OsteogenicSum = 4,

    /// <summary>Sum of quantised medial calcium of the living.</summary>
    MedialCalciumSum = 5,

    /// <summary>Sum of the quantised peak aortic velocity of the living.</summary>
    PeakVelocitySum = 6,

    /// <summary>Sum of quantised phosphate of the living.</summary>
    PhosphateSum = 7,

    /// <summary>Number alive.</summary>
    Alive = 8,

    /// <summary>Number alive with coronary calcium of at least 1 AU.</summary>
    CacPositive = 9,

    /// <summary>Number alive with coronary calcium above 400 AU.</summary>
    CacOver400 = 10,

    /// <summary>Number alive with aortic valve calcium of at least 1 AU.</summary>
    AvcPositive = 11,

    /// <summary>Number alive with moderate or severe stenosis.</summary>
    StenosisModerateOrSevere = 12,

    /// <summary>Number alive with severe stenosis.</summary>
    StenosisSevere = 13,

    /// <summary>Number alive and on dialysis.</summary>
    Dialysis = 14,

    /// <summary>Number alive with a replaced valve.</summary>
    ValveReplaced = 15,

    /// <summary>Deaths.</summary>
    Deaths = 16,

    /// <summary>Deaths by ischaemic heart disease, stroke, heart failure or aortic stenosis.</summary>
    CardiovascularDeaths = 17,

    /// <summary>Myocardial infarctions.</summary>
    MyocardialInfarctions = 18,

    /// <summary>Strokes.</summary>
    Strokes = 19,

    /// <summary>First heart failures.</summary>
    HeartFailures = 20,

    /// <summary>Starts of dialysis.</summary>
    DialysisStarts = 21,

    /// <summary>Valve replacements.</summary>
    ValveReplacements = 22,

    /// <summary>Clinical fractures.</summary>
    Fractures = 23,

    /// <summary>Major bleedings.</summary>
    MajorBleedings = 24,

    /// <summary>Half-years lived: two for a year survived, one for the year of death.</summary>
    HalfYears = 25,
}
