namespace Cohort.Physiology.Parameters;

/// <summary>Parameters: matrix Gla protein, pyrophosphate, fetuin-A, magnesium.</summary>
public sealed record InhibitorParameters
{
    /// <summary>Active share of matrix Gla protein, healthy and replete (fraction).</summary>
    [Plausible(0.6, 0.95, "fraction", "Cranenburg 2010 style")]
    public float MgpActive { get; init; } = 0.80f;

    /// <summary>Vitamin K status at which activation falls to half of its maximum (ratio).</summary>
    [Plausible(0.1, 0.5, "ratio", "dp-ucMGP dose response")]
    public float MgpHalf { get; init; } = 0.25f;

    /// <summary>Rise of the need for vitamin K in uraemia (ratio).</summary>
    [Plausible(1, 4, "ratio", "dp-ucMGP in dialysis (Delanaye 2014)")]
    public float MgpKidney { get; init; } = 2.2f;

    /// <summary>Activation blocked by a full-dose vitamin K antagonist (fraction).</summary>
    [Plausible(0.55, 0.85, "fraction", "prothrombin activity at INR 2.5; dp-ucMGP times 2.9")]
    public float MgpWarfarin { get; init; } = 0.70f;

    /// <summary>Rise of vitamin K status per ug/d of MK-7 (per ug/d).</summary>
    [Plausible(0.001, 0.008, "per ug/d", "Kurnatowska 2016, AVADEC")]
    public float VitaminKDose { get; init; } = 0.0042f;

    /// <summary>Plasma pyrophosphate, healthy (umol/L).</summary>
    [Plausible(1.5, 4.5, "umol/L", "Lomashvili 2005")]
    public float PpiHealthy { get; init; } = 3.26f;

    /// <summary>Share of clearance by TNAP (fraction).</summary>
    [Plausible(0.75, 0.95, "fraction", "Azpiazu 2018")]
    public float PpiHydrolysis { get; init; } = 0.75f;

    /// <summary>Pyrophosphate that halves apatite growth (umol/L).</summary>
    [Plausible(0.5, 5, "umol/L", "Lomashvili 2004, Fleisch 1966")]
    public float PpiHalf { get; init; } = 1.5f;

    /// <summary>Rise of wall TNAP when all cells are osteogenic (ratio).</summary>
    [Plausible(1, 19, "ratio", "Prosdocimo 2010")]
    public float TnapOsteogenic { get; init; } = 1.2f;

    /// <summary>Rise of TNAP per unit excess inflammation (ratio).</summary>
    [Plausible(0.1, 1, "ratio", "direction: TNF, IL-6")]
    public float TnapInflammation { get; init; } = 0.13f;

    /// <summary>Fall of ENPP1 and ANKH per unit excess inflammation (ratio).</summary>
    [Plausible(0.1, 0.8, "ratio", "direction: seed texts")]
    public float Enpp1Inflammation { get; init; } = 0.12f;

    /// <summary>Log fall of mineral growth per mmol/L of magnesium (per mmol/L).</summary>
    [Plausible(0, 1.5, "per mmol/L", "between MAGiCAL-CKD and Sakaguchi 2019")]
    public float MagnesiumEffect { get; init; } = 1.0f;

    /// <summary>Magnesium, healthy (mmol/L).</summary>
    [Plausible(0.8, 0.9, "mmol/L", "NHANES-type interval")]
    public float MagnesiumHealthy { get; init; } = 0.85f;

    /// <summary>Fetuin-A, healthy (g/L).</summary>
    [Plausible(0.5, 0.95, "g/L", "assay literature")]
    public float FetuinHealthy { get; init; } = 0.70f;

    /// <summary>Exponent of mineral growth on lack of fetuin-A (-).</summary>
    [Plausible(0.2, 1, "-", "assumption")]
    public float FetuinEffect { get; init; } = 0.426f;

    /// <summary>Rise of medial growth per relative loss of active matrix Gla protein (ratio).</summary>
    [Plausible(0.4, 1.6, "ratio", "vitamin K antagonists, extracoronary OR 1.86")]
    public float MgpMedia { get; init; } = 0.75f;

    /// <summary>Same, intima (ratio).</summary>
    [Plausible(0.1, 0.5, "ratio", "vitamin K antagonists, coronary OR 1.21")]
    public float MgpIntima { get; init; } = 0.29f;

    /// <summary>Same, valve (ratio).</summary>
    [Plausible(0.2, 1, "ratio", "vitamin K antagonists and aortic valve calcium")]
    public float MgpValve { get; init; } = 0.55f;

    /// <summary>Restraint by a crystal-growth inhibitor at usual dose (ratio).</summary>
    [Plausible(0.4, 1.4, "ratio", "CaLIPSO (11 against 20 %)")]
    public float GrowthInhibitorEffect { get; init; } = 0.88f;

    /// <summary>Restraint of vascular mineral by an oral bisphosphonate (ratio).</summary>
    [Plausible(0.003, 0.3, "ratio", "affinity times free drug")]
    public float BisphosphonateEffect { get; init; } = 0.03f;

    /// <summary>Rise of local phosphate per unit excess of TNAP (ratio).</summary>
    [Plausible(0, 0.15, "ratio", "TNAP frees the phosphate of pyrophosphate and of its esters")]
    public float TnapPhosphate { get; init; } = 0.05f;

    /// <summary>Growth of mineral on dialysis relative to the same chemistry without (alkaline swings raise TNAP activity, each session removes a third of pyrophosphate) (ratio).</summary>
    [Plausible(1, 2.6, "ratio", "Azpiazu 2018 (hydrolysis 1.51), Lomashvili 2005 (-32 percent a session); dialysis trials, 20-31 percent a year")]
    public float DialysisAlkali { get; init; } = 2.22f;

    /// <summary>Log effect on growth of the calcium that soft tissue is offered (per mmol/d).</summary>
    [Plausible(0, 0.5, "per mmol/d", "Treat to Goal (25 against 6 % a year); a calcium binder is kept, not seen in serum (Hill 2013)")]
    public float CalciumRetained { get; init; } = 0.268f;

    /// <summary>Excess inflammation that dialysis adds (ratio).</summary>
    [Plausible(0.2, 1, "ratio", "direction: C-reactive protein on dialysis; size assumed")]
    public float DialysisInflammation { get; init; } = 0.2f;
}
