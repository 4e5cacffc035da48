namespace Cohort.Physiology.State;

/// <summary>
/// One state variable of a patient: a column of a <see cref="PatientBlock"/>. Names, units and meanings are in
/// <see cref="Variables"/>.
/// </summary>
public enum Variable
{
    /// <summary>Attained age (a).</summary>
    Age,

    /// <summary>1 for women (0/1).</summary>
    Female,

    /// <summary>Body mass index (kg/m2).</summary>
    Bmi,

    /// <summary>Current smoker (0/1).</summary>
    Smoker,

    /// <summary>Years smoked so far (a).</summary>
    SmokingYears,

    /// <summary>Systolic pressure under this year's treatment (mmHg).</summary>
    Systolic,

    /// <summary>LDL cholesterol under this year's treatment (mmol/L).</summary>
    Ldl,

    /// <summary>Lipoprotein(a), constant through life (mg/dL).</summary>
    Lpa,

    /// <summary>Clinical coronary disease so far (survey report or myocardial infarction) (0/1).</summary>
    Coronary,

    /// <summary>Stroke so far (0/1).</summary>
    Stroke,

    /// <summary>Heart failure so far (0/1).</summary>
    HeartFailure,

    /// <summary>Chronic inflammation relative to healthy (1) (ratio).</summary>
    Inflammation,

    /// <summary>Unmeasured susceptibility to events and death, mean 1, altered by no treatment (ratio).</summary>
    Frailty,

    /// <summary>Alive at the end of the year (0/1).</summary>
    Alive,

    /// <summary>Cause of death (0 while alive; see causes of death) (code).</summary>
    Cause,

    /// <summary>Events of the year, one bit each (see event kinds) (bits).</summary>
    Events,

    /// <summary>Estimated glomerular filtration rate (CKD-EPI 2021 at baseline) (mL/min/1.73m2).</summary>
    Egfr,

    /// <summary>The person's own persistent decline of eGFR (mL/min/1.73m2/a).</summary>
    Slope,

    /// <summary>Urine albumin to creatinine ratio (mg/g).</summary>
    Albuminuria,

    /// <summary>On maintenance dialysis (0/1).</summary>
    Dialysis,

    /// <summary>Years on dialysis so far (a).</summary>
    DialysisYears,

    /// <summary>Living with a kidney transplant (0/1).</summary>
    Transplant,

    /// <summary>CKD stage: 0 G1, 1 G2, 2 G3a, 3 G3b, 4 G4, 5 G5, 6 5D (dialysis), 7 5T (transplant) (code).</summary>
    CkdStage,

    /// <summary>Serum phosphate (mmol/L).</summary>
    Phosphate,

    /// <summary>Ionised calcium (mmol/L).</summary>
    IonisedCalcium,

    /// <summary>Total calcium at normal albumin (mmol/L).</summary>
    Calcium,

    /// <summary>Serum magnesium (mmol/L).</summary>
    Magnesium,

    /// <summary>Intact parathyroid hormone (pg/mL).</summary>
    Pth,

    /// <summary>C-terminal FGF23 (RU/mL).</summary>
    Fgf23,

    /// <summary>25-hydroxyvitamin D (nmol/L).</summary>
    VitaminD25,

    /// <summary>1,25-dihydroxyvitamin D (pmol/L).</summary>
    Calcitriol,

    /// <summary>Parathyroid gland mass relative to normal (ratio).</summary>
    GlandMass,

    /// <summary>Inborn shift of every calcium reference, inferred from the measured calcium (mmol/L).</summary>
    CalciumSetPoint,

    /// <summary>Inborn scale of the renal phosphate threshold, inferred from the measured phosphate (ratio).</summary>
    PhosphateThreshold,

    /// <summary>Phosphate intake relative to the usual diet at that eGFR (ratio).</summary>
    PhosphateIntake,

    /// <summary>Set-point shift of a parathyroid adenoma (0 without) (mmol/L).</summary>
    Adenoma,

    /// <summary>Calcitriol made by granulomas (sarcoidosis) (pmol/L).</summary>
    Granuloma,

    /// <summary>Native vitamin D taken beyond usual care (ug/d).</summary>
    VitaminDDose,

    /// <summary>Calcium freed by bone destruction (malignancy) (mmol/d).</summary>
    BoneLysis,

    /// <summary>Diabetes (0/1).</summary>
    Diabetes,

    /// <summary>Duration of diabetes (a).</summary>
    DiabetesYears,

    /// <summary>HbA1c under this year's treatment (%).</summary>
    Hba1c,

    /// <summary>Advanced glycation end-products in matrix, 1 = healthy at 60 (ratio).</summary>
    AgeBurden,

    /// <summary>Atrial fibrillation (0/1).</summary>
    AtrialFibrillation,

    /// <summary>0 none, 1 warfarin, 2 direct oral anticoagulant (code).</summary>
    Anticoagulant,

    /// <summary>Years on warfarin so far (a).</summary>
    WarfarinYears,

    /// <summary>Mechanical valve or mitral stenosis: no direct oral anticoagulant (0/1).</summary>
    DoacExcluded,

    /// <summary>Vitamin K status (1 = usual diet) (ratio).</summary>
    VitaminK,

    /// <summary>Active (carboxylated, phosphorylated) share of matrix Gla protein (fraction).</summary>
    Mgp,

    /// <summary>Tissue-nonspecific alkaline phosphatase of the wall (healthy = 1) (ratio).</summary>
    Tnap,

    /// <summary>Pyrophosphate production by ENPP1 and ANKH (healthy = 1) (ratio).</summary>
    Enpp1,

    /// <summary>Pyrophosphate (umol/L).</summary>
    Ppi,

    /// <summary>Fetuin-A (g/L).</summary>
    Fetuin,

    /// <summary>Share of medial smooth muscle cells in the osteogenic (RUNX2) program (fraction).</summary>
    Osteogenic,

    /// <summary>Matrix-vesicle flux (healthy = 1) (ratio).</summary>
    Vesicles,

    /// <summary>Apoptotic bodies in the wall (healthy = 1) (ratio).</summary>
    Apoptosis,

    /// <summary>Medial (Moenckeberg) calcium, 1 = healthy 60-year-old (ratio).</summary>
    MedialCalcium,

    /// <summary>Intimal plaque burden, 1 = average 60-year-old (ratio).</summary>
    Plaque,

    /// <summary>Coronary calcium, intimal and medial, true Agatston score (AU).</summary>
    Cac,

    /// <summary>Carotid-femoral pulse wave velocity (m/s).</summary>
    PulseWaveVelocity,

    /// <summary>Pulse pressure (mmHg).</summary>
    PulsePressure,

    /// <summary>The person's own pace of coronary calcium growth (ratio).</summary>
    CacTempo,

    /// <summary>0 tricuspid, 1 bicuspid, 2 rheumatic (code).</summary>
    ValvePhenotype,

    /// <summary>Accumulated leaflet injury, 1 = average 60-year-old (ratio).</summary>
    LeafletInjury,

    /// <summary>Leaflet fibrosis and fusion, 0 = none (ratio).</summary>
    Fibrosis,

    /// <summary>Aortic valve calcium, true Agatston score (AU).</summary>
    Avc,

    /// <summary>Mean transvalvular flow in systole (mL/s).</summary>
    ValveFlow,

    /// <summary>Peak aortic jet velocity (m/s).</summary>
    PeakVelocity,

    /// <summary>Mean transvalvular gradient (mmHg).</summary>
    MeanGradient,

    /// <summary>Aortic valve area by continuity (cm2).</summary>
    ValveArea,

    /// <summary>Symptoms of aortic stenosis (0/1).</summary>
    ValveSymptoms,

    /// <summary>0 none, 1 mild, 2 moderate, 3 severe (code).</summary>
    StenosisStage,

    /// <summary>Aortic valve replaced (0/1).</summary>
    ValveReplaced,

    /// <summary>The person's own pace of valve calcium growth (ratio).</summary>
    AvcTempo,

    /// <summary>Metastatic calcification of the lung (ratio).</summary>
    LungDeposit,

    /// <summary>Metastatic calcification of gastric mucosa (ratio).</summary>
    GastricDeposit,

    /// <summary>Metastatic calcification of the kidney (ratio).</summary>
    KidneyDeposit,

    /// <summary>Injury of soft-tissue sites (granuloma, scar, implant) (ratio).</summary>
    InjuredSite,

    /// <summary>Dystrophic calcification of injured sites (ratio).</summary>
    DystrophicDeposit,

    /// <summary>Bone turnover relative to normal (ratio).</summary>
    BoneTurnover,

    /// <summary>Bone density relative to a young adult (ratio).</summary>
    BoneDensity,

    /// <summary>Clinical fractures since baseline (count).</summary>
    Fractures,

    /// <summary>On a statin (0/1).</summary>
    Statin,

    /// <summary>On blood-pressure drugs (0/1).</summary>
    BpDrug,

    /// <summary>Share of dietary phosphate made unabsorbable by binders (fraction).</summary>
    Binder,

    /// <summary>Calcium taken as binder (mmol/d).</summary>
    CalciumLoad,

    /// <summary>Receptor activity of active vitamin D drugs, as calcitriol (pmol/L).</summary>
    ActiveVitaminD,

    /// <summary>Fall of the parathyroid set-point by a calcimimetic (mmol/L).</summary>
    Calcimimetic,

    /// <summary>Bisphosphonate at its usual dose (ratio).</summary>
    Bisphosphonate,

    /// <summary>Crystal-growth inhibitor at its usual dose (ratio).</summary>
    GrowthInhibitor,

    /// <summary>Rise of serum magnesium by supplement (mmol/L).</summary>
    MagnesiumRise,

    /// <summary>On an SGLT2 inhibitor (0/1).</summary>
    Sglt2,

    /// <summary>Age at baseline (a).</summary>
    BaseAge,

    /// <summary>eGFR at baseline (mL/min/1.73m2).</summary>
    BaseEgfr,

    /// <summary>Systolic pressure measured at baseline (mmHg).</summary>
    BaseSystolic,

    /// <summary>LDL at baseline (mmol/L).</summary>
    BaseLdl,

    /// <summary>HbA1c at baseline (%).</summary>
    BaseHba1c,

    /// <summary>Smoked at baseline (0/1).</summary>
    BaseSmoker,

    /// <summary>Age at which smoking began (200 = never) (a).</summary>
    SmokingFrom,

    /// <summary>Age at which smoking ended (200 = not yet) (a).</summary>
    SmokingUntil,

    /// <summary>Age at onset of diabetes (200 = not by baseline) (a).</summary>
    DiabetesFrom,

    /// <summary>Age at onset of atrial fibrillation (200 = not by baseline) (a).</summary>
    AfFrom,

    /// <summary>Age at which warfarin began (200 = not by baseline) (a).</summary>
    WarfarinFrom,

    /// <summary>Age at which past warfarin ended (200 = not by baseline) (a).</summary>
    WarfarinUntil,

    /// <summary>Age at which dialysis began (200 = not by baseline) (a).</summary>
    DialysisFrom,

    /// <summary>25-hydroxyvitamin D of the usual diet and sun (nmol/L).</summary>
    BaseVitaminD25,

    /// <summary>Measured phosphate, shrunk for assay error and day-to-day variation (mmol/L).</summary>
    BasePhosphate,

    /// <summary>Ionised calcium from the measured calcium, shrunk likewise (mmol/L).</summary>
    BaseIonisedCalcium,

    /// <summary>Magnesium of the usual diet (mmol/L).</summary>
    BaseMagnesium,

    /// <summary>Cumulative hazard of death along the simulated past (1).</summary>
    PastHazard,

    /// <summary>Row of the respondent table that the patient was drawn from (code).</summary>
    Donor,

    /// <summary>Vitamin K2 taken (ug/d).</summary>
    VitaminKDose,

    /// <summary>Peak velocity from which the valve is replaced whatever the symptoms (99 = usual care) (m/s).</summary>
    ReplaceFrom,

    /// <summary>Strata of the baseline that summaries are told apart by, one bit each (bits).</summary>
    BaselineStrata,

    /// <summary>Calcium-phosphate drive P x Ca^1.4 relative to healthy blood (ratio).</summary>
    MineralDrive,

    /// <summary>Growth of existing mineral by lack of circulating inhibitors, relative to healthy (ratio).</summary>
    MineralGrowth,

    /// <summary>Interventions that the patient has started, one bit each (bits).</summary>
    Treated,

    /// <summary>Stimulation of the parathyroid gland relative to normal (ratio).</summary>
    GlandStimulus,

    /// <summary>Injured site: 0 none, 1 granuloma, 2 iatrogenic calcium overload, 3 heterotopic ossification, 4 calcinosis of connective-tissue disease, 5 goitre (code).</summary>
    SiteKind,

    /// <summary>Age at which the injury begins (200 = never) (a).</summary>
    SiteFrom,

    /// <summary>Share of the deposit at the injured site that cells laid (0 passive, 1 active) (fraction).</summary>
    SiteActive,

    /// <summary>Share of medial calcium that osteogenic vesicles laid (0 passive, 1 active) (fraction).</summary>
    MedialActive,

    /// <summary>On denosumab (0/1).</summary>
    Denosumab,

    /// <summary>Found by screening to have a coronary score at or above the cut (0/1).</summary>
    ScreenFound,

    /// <summary>Inborn PTH secretion, median 1 (ratio).</summary>
    PthTrait,

    /// <summary>Inborn 1-alpha-hydroxylase activity, median 1 (ratio).</summary>
    CalcitriolTrait,

    /// <summary>Inborn FGF23 secretion, median 1 (ratio).</summary>
    Fgf23Trait,

    /// <summary>Inborn arterial stiffness, median 1 (ratio).</summary>
    StiffnessTrait,

    /// <summary>Calcium that bone and soft tissue keep, what comes in less what leaves (mmol/d).</summary>
    CalciumRetained,
}
