namespace Cohort.Physiology.Numerics;

/// <summary>
/// What a draw is for: the last word of its address (patient, year, purpose). One purpose yields four independent
/// uniforms. Append only: a renumbered purpose changes every result.
/// </summary>
/// <remarks>
/// Two ranges are computed: coverage of an intervention is <see cref="Coverage"/> + kind, its yearly adherence
/// <see cref="Adherence"/> + kind: by kind, never by arm or position, so that arms share their random numbers. Draws of the
/// simulated past carry the number of the candidate past in the upper half of the word.
/// </remarks>
public enum Purpose : uint
{
    /// <summary>Which respondent a patient is drawn from.</summary>
    Donor = 1,

    /// <summary>Age of a top-coded respondent.</summary>
    TopCodedAge = 2,

    /// <summary>Albumin to creatinine ratio.</summary>
    Albuminuria = 3,

    /// <summary>25-hydroxyvitamin D.</summary>
    VitaminD = 4,

    /// <summary>Atrial fibrillation at baseline, its onset and reasons against a direct anticoagulant.</summary>
    AtrialFibrillation = 5,

    /// <summary>Anticoagulant at baseline and its start.</summary>
    Anticoagulant = 6,

    /// <summary>Lipoprotein(a).</summary>
    Lipoprotein = 7,

    /// <summary>Onset of diabetes.</summary>
    DiabetesOnset = 8,

    /// <summary>Start and end of smoking.</summary>
    Smoking = 9,

    /// <summary>Vitamin K status, fetuin-A, magnesium, inflammation.</summary>
    Inhibitors = 10,

    /// <summary>Statin and other usual drugs.</summary>
    Drugs = 11,

    /// <summary>Rare disorders of mineral metabolism.</summary>
    Disorders = 12,

    /// <summary>Valve phenotype.</summary>
    ValvePhenotype = 13,

    /// <summary>Dialysis vintage.</summary>
    DialysisVintage = 14,

    /// <summary>Like respondent from whom an empty cell is filled (under a fixed key, not the run's).</summary>
    HotDeck = 15,

    /// <summary>Age within an age group of a synthetic population.</summary>
    SyntheticAge = 16,

    /// <summary>Injured sites: kind and age of injury.</summary>
    InjuredSite = 17,

    /// <summary>Inborn secretion of PTH and FGF23, activity of 1-alpha-hydroxylase, arterial stiffness.</summary>
    Hormones = 18,

    /// <summary>Susceptibilities: pace of coronary and valve calcium, frailty.</summary>
    Susceptibility = 32,

    /// <summary>The person's own kidney slope.</summary>
    KidneySlope = 33,

    /// <summary>Which candidate past is kept.</summary>
    CandidatePast = 34,

    /// <summary>Yearly: noise of kidney function, acute injury, diabetes, transplant.</summary>
    YearKidney = 64,

    /// <summary>Yearly: atrial fibrillation, choice of anticoagulant, stopping it, bleeding.</summary>
    YearRhythm = 65,

    /// <summary>Yearly: onset of coronary and valve calcium and size of the first deposits.</summary>
    YearOnset = 66,

    /// <summary>Yearly: myocardial infarction, stroke, heart failure, fracture.</summary>
    YearEvents = 67,

    /// <summary>Yearly: symptoms of stenosis, valve replacement, its outcome, calciphylaxis.</summary>
    YearValve = 68,

    /// <summary>Yearly: death and its cause.</summary>
    YearDeath = 69,

    /// <summary>Observation: coronary score, valve score, peak velocity, pulse wave velocity.</summary>
    ObserveImage = 96,

    /// <summary>Observation: phosphate, calcium, PTH, FGF23.</summary>
    ObserveMineral = 97,

    /// <summary>Observation: eGFR, diagnosis of stenosis.</summary>
    ObserveClinic = 98,

    /// <summary>First of the purposes of coverage (plus the kind of intervention).</summary>
    Coverage = 0x1000,

    /// <summary>First of the purposes of yearly adherence (plus the kind of intervention).</summary>
    Adherence = 0x2000,
}
