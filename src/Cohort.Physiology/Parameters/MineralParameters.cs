namespace Cohort.Physiology.Parameters;

/// <summary>Parameters: endocrine loop of calcium, phosphate, PTH, FGF23 and calcitriol.</summary>
public sealed record MineralParameters
{
    /// <summary>Ionised calcium at half of the PTH range (mmol/L).</summary>
    [Plausible(1.05, 1.21, "mmol/L", "Schwarz 1994")]
    public float SetPoint { get; init; } = 1.13f;

    /// <summary>Resting ionised calcium, reference of bone and kidney terms (mmol/L).</summary>
    [Plausible(1.17, 1.33, "mmol/L", "Schwarz 1994")]
    public float RestingCalcium { get; init; } = 1.25f;

    /// <summary>Reference phosphate (mmol/L).</summary>
    [Plausible(0.8, 1.45, "mmol/L", "NHANES")]
    public float RestingPhosphate { get; init; } = 1.13f;

    /// <summary>Reference PTH (pg/mL).</summary>
    [Plausible(30, 50, "pg/mL", "NHANES 2003-04 (geometric mean 39.3)")]
    public float RestingPth { get; init; } = 37.5f;

    /// <summary>Reference calcitriol (pmol/L).</summary>
    [Plausible(90, 125, "pmol/L", "laboratory interval")]
    public float RestingCalcitriol { get; init; } = 100f;

    /// <summary>Reference C-terminal FGF23 (RU/mL).</summary>
    [Plausible(30, 90, "RU/mL", "assay literature")]
    public float RestingFgf23 { get; init; } = 55f;

    /// <summary>Reference 25-hydroxyvitamin D (nmol/L).</summary>
    [Plausible(50, 75, "nmol/L", "NDNS, NHANES")]
    public float RestingVitaminD25 { get; init; } = 60;

    /// <summary>Ionised share of total calcium (fraction).</summary>
    [Plausible(0.45, 0.54, "fraction", "laboratory; electrodes")]
    public float IonisedShare { get; init; } = 0.53f;

    /// <summary>Suppressed PTH (pg/mL).</summary>
    [Plausible(6, 10, "pg/mL", "Brent 1988")]
    public float PthMin { get; init; } = 7.6f;

    /// <summary>Maximal PTH (pg/mL).</summary>
    [Plausible(140, 200, "pg/mL", "Brent 1988")]
    public float PthMax { get; init; } = 150.5f;

    /// <summary>Hill exponent of PTH on ionised calcium (-).</summary>
    [Plausible(8, 20, "-", "solved from Brent 1988, Schwarz 1994")]
    public float PthHill { get; init; } = 13;

    /// <summary>Exponent of PTH on vitamin D receptor activity (-).</summary>
    [Plausible(0.1, 0.6, "-", "Pahl 1996; tuned")]
    public float PthVitaminD { get; init; } = 0.20f;

    /// <summary>Exponent of PTH on phosphate (-).</summary>
    [Plausible(0, 0.8, "-", "direction: Almaden 1996, Slatopolsky 1996")]
    public float PthPhosphate { get; init; } = 0.25f;

    /// <summary>Renal share of PTH clearance (fraction).</summary>
    [Plausible(0.2, 0.5, "fraction", "renal physiology texts")]
    public float PthRenalClearance { get; init; } = 0.28f;

    /// <summary>Rise of the set-point per ln of gland mass (mmol/L).</summary>
    [Plausible(0, 0.05, "mmol/L", "direction: Malberti 1996")]
    public float GlandSetPoint { get; init; } = 0.015f;

    /// <summary>Yearly log-growth of gland mass per unit excess drive (1/a).</summary>
    [Plausible(0.01, 0.2, "1/a", "tuned to PTH 300-600 after 3-5 dialysis years")]
    public float GlandGrowth { get; init; } = 0.03f;

    /// <summary>Yearly log-regression per unit lack of drive (1/a).</summary>
    [Plausible(0, 0.1, "1/a", "slow involution after transplantation")]
    public float GlandRegression { get; init; } = 0.03f;

    /// <summary>Largest gland mass (ratio).</summary>
    [Plausible(10, 60, "ratio", "pathology texts")]
    public float GlandMax { get; init; } = 30;

    /// <summary>Exponent of calcitriol on eGFR (-).</summary>
    [Plausible(0.2, 0.7, "-", "tuned to 20 pg/mL in stage 4-5")]
    public float CalcitriolNephron { get; init; } = 0.482f;

    /// <summary>Exponent of calcitriol on PTH (-).</summary>
    [Plausible(0.1, 0.6, "-", "tuned")]
    public float CalcitriolPth { get; init; } = 0.40f;

    /// <summary>Exponent of calcitriol on FGF23 (-).</summary>
    [Plausible(0.1, 0.4, "-", "direction: Shimada 2004")]
    public float CalcitriolFgf23 { get; init; } = 0.21f;

    /// <summary>Exponent of calcitriol on ionised calcium (-).</summary>
    [Plausible(0, 3, "-", "direction: Weisinger 1989")]
    public float CalcitriolCalcium { get; init; } = 1.2f;

    /// <summary>25-hydroxyvitamin D at half-maximal calcitriol production (nmol/L).</summary>
    [Plausible(10, 50, "nmol/L", "cross-sections in deficiency")]
    public float SubstrateHalf { get; init; } = 25;

    /// <summary>Receptor activity of 25-hydroxyvitamin D as calcitriol (pmol/nmol).</summary>
    [Plausible(0.05, 0.4, "pmol/nmol", "Bikle 1986 style affinities; Armas 2013")]
    public float VitaminDWeight { get; init; } = 0.20f;

    /// <summary>Rise of 25-hydroxyvitamin D per ug/d of cholecalciferol (nmol/L per ug/d).</summary>
    [Plausible(0.5, 2, "nmol/L per ug/d", "Heaney 2003")]
    public float VitaminDResponse { get; init; } = 0.7f;

    /// <summary>Exponent of FGF23 on phosphate (-).</summary>
    [Plausible(0.5, 3, "-", "tuned")]
    public float Fgf23Phosphate { get; init; } = 2.0f;

    /// <summary>Exponent of FGF23 on receptor activity (-).</summary>
    [Plausible(0.2, 0.6, "-", "tuned")]
    public float Fgf23VitaminD { get; init; } = 0.35f;

    /// <summary>Exponent of FGF23 on eGFR (-).</summary>
    [Plausible(0.8, 1.5, "-", "CRIC median 145 RU/mL at eGFR 43")]
    public float Fgf23Nephron { get; init; } = 1.45f;

    /// <summary>Exponent of FGF23 on absorbed phosphate (-).</summary>
    [Plausible(0.1, 0.6, "-", "Ferrari 2005")]
    public float Fgf23Load { get; init; } = 0.35f;

    /// <summary>Dietary phosphate (mmol/d).</summary>
    [Plausible(28, 52, "mmol/d", "NHANES")]
    public float PhosphateIntake { get; init; } = 40;

    /// <summary>Exponent of phosphate intake on eGFR (-).</summary>
    [Plausible(0, 0.15, "-", "Ikizler 1995")]
    public float IntakeKidney { get; init; } = 0.06f;

    /// <summary>Fractional phosphate absorption (fraction).</summary>
    [Plausible(0.5, 0.75, "fraction", "Stremke 2021")]
    public float PhosphateAbsorption { get; init; } = 0.62f;

    /// <summary>Change of that per ln of receptor activity (fraction).</summary>
    [Plausible(0, 0.15, "fraction", "balance studies")]
    public float AbsorptionVitaminD { get; init; } = 0.08f;

    /// <summary>Renal phosphate threshold (mmol/L).</summary>
    [Plausible(0.80, 1.25, "mmol/L", "Payne 1998")]
    public float PhosphateThreshold { get; init; } = 0.96f;

    /// <summary>Exponent of the threshold on PTH (-).</summary>
    [Plausible(0.1, 0.35, "-", "tuned")]
    public float ThresholdPth { get; init; } = 0.22f;

    /// <summary>Exponent of the threshold on FGF23 (-).</summary>
    [Plausible(0.1, 0.35, "-", "tuned")]
    public float ThresholdFgf23 { get; init; } = 0.22f;

    /// <summary>Lowest relative threshold (ratio).</summary>
    [Plausible(0.05, 0.25, "ratio", "fractional excretion 0.6-0.9 in stage 5")]
    public float ThresholdFloor { get; init; } = 0.12f;

    /// <summary>Rounding of the threshold (mmol/L).</summary>
    [Plausible(0.02, 0.15, "mmol/L", "titration curves")]
    public float Splay { get; init; } = 0.05f;

    /// <summary>Dietary calcium (mmol/d).</summary>
    [Plausible(12, 32, "mmol/d", "NHANES")]
    public float CalciumIntake { get; init; } = 22;

    /// <summary>Fall of fractional absorption with load (-).</summary>
    [Plausible(0.2, 0.6, "-", "Heaney 1990")]
    public float CalciumLoadExponent { get; init; } = 0.40f;

    /// <summary>Calcium absorption without vitamin D (fraction).</summary>
    [Plausible(0, 0.08, "fraction", "shape of open models")]
    public float AbsorptionFloor { get; init; } = 0.03f;

    /// <summary>Vitamin D dependent range of absorption (fraction).</summary>
    [Plausible(0.45, 0.7, "fraction", "shape of open models")]
    public float AbsorptionRange { get; init; } = 0.60f;

    /// <summary>Net absorption at reference activity (fraction).</summary>
    [Plausible(0.2, 0.35, "fraction", "Wilz 1979")]
    public float AbsorptionUsual { get; init; } = 0.28f;

    /// <summary>Skin and obligatory loss (mmol/d).</summary>
    [Plausible(0.8, 2.5, "mmol/d", "sweat about 60 mg/d")]
    public float CalciumLoss { get; init; } = 1.5f;

    /// <summary>Urinary calcium at reference (mmol/d).</summary>
    [Plausible(2.5, 7.5, "mmol/d", "balance studies")]
    public float UrineCalcium { get; init; } = 4.6f;

    /// <summary>Exponent of urinary on ionised calcium (-).</summary>
    [Plausible(2, 6, "-", "tuned")]
    public float UrineCalciumExponent { get; init; } = 3.5f;

    /// <summary>Exponent of urinary calcium on PTH (reabsorption) (-).</summary>
    [Plausible(0.1, 0.4, "-", "tuned")]
    public float UrinePth { get; init; } = 0.25f;

    /// <summary>Conductance of bone exchange ((mmol/d)/(mmol/L)).</summary>
    [Plausible(10, 60, "(mmol/d)/(mmol/L)", "tuned")]
    public float BoneConductance { get; init; } = 25;

    /// <summary>Rise of bone equilibrium calcium per ln of effective PTH (mmol/L).</summary>
    [Plausible(0.05, 0.2, "mmol/L", "tuned to adenoma")]
    public float BonePth { get; init; } = 0.12f;

    /// <summary>Same per ln of receptor activity (mmol/L).</summary>
    [Plausible(0.05, 0.25, "mmol/L", "tuned to sarcoidosis")]
    public float BoneVitaminD { get; init; } = 0.15f;

    /// <summary>Fall of the same per ln of phosphate (mmol/L).</summary>
    [Plausible(0, 0.2, "mmol/L", "tuned to stage 5")]
    public float BonePhosphate { get; init; } = 0.10f;

    /// <summary>Exponent of skeletal PTH resistance on eGFR (-).</summary>
    [Plausible(0.3, 0.9, "-", "KDIGO target range")]
    public float BoneResistance { get; init; } = 0.6f;

    /// <summary>Exponent of turnover on effective PTH (-).</summary>
    [Plausible(0.3, 1.0, "-", "direction: Kurz 1994")]
    public float TurnoverExponent { get; init; } = 0.6f;

    /// <summary>Lowest relative turnover (ratio).</summary>
    [Plausible(0.1, 0.5, "ratio", "tuned")]
    public float TurnoverFloor { get; init; } = 0.25f;

    /// <summary>Highest relative turnover (ratio).</summary>
    [Plausible(3, 8, "ratio", "tuned")]
    public float TurnoverMax { get; init; } = 5;

    /// <summary>Phosphate per calcium exchanged with bone (ratio).</summary>
    [Plausible(0.46, 0.60, "ratio", "OpenBoneMin")]
    public float BonePhosphateShare { get; init; } = 0.464f;

    /// <summary>Phosphate clearance of thrice-weekly dialysis, week average (L/d).</summary>
    [Plausible(5, 9, "L/d", "Elias 2018")]
    public float DialysisPhosphate { get; init; } = 7.0f;

    /// <summary>Calcium dialysance, week average (L/d).</summary>
    [Plausible(8, 18, "L/d", "balance studies")]
    public float DialysisCalcium { get; init; } = 12;

    /// <summary>Dialysate calcium (mmol/L).</summary>
    [Plausible(1.1, 1.5, "mmol/L", "US dialysis 2015-20")]
    public float DialysateCalcium { get; init; } = 1.25f;

    /// <summary>Ionised share of dialysate calcium (fraction).</summary>
    [Plausible(0.8, 0.95, "fraction", "complexed by buffers")]
    public float DialysateIonised { get; init; } = 0.924f;

    /// <summary>Ultrafiltration, week average (L/d).</summary>
    [Plausible(0.6, 1.5, "L/d", "usual care")]
    public float Ultrafiltration { get; init; } = 1.07f;

    /// <summary>Dietary phosphate bound in treated dialysis patients (fraction).</summary>
    [Plausible(0.15, 0.45, "fraction", "tuned to phosphate 1.6-1.7")]
    public float DialysisBinder { get; init; } = 0.30f;

    /// <summary>Active vitamin D of treated dialysis patients (pmol/L).</summary>
    [Plausible(5, 60, "pmol/L", "US dialysis 2015-20, 68 %")]
    public float DialysisActiveVitaminD { get; init; } = 30f;

    /// <summary>Calcimimetic of treated dialysis patients (mmol/L).</summary>
    [Plausible(0.02, 0.12, "mmol/L", "US dialysis 2015-20, 27 %")]
    public float DialysisCalcimimetic { get; init; } = 0.05f;

    /// <summary>Spread of inborn PTH secretion (ln).</summary>
    [Plausible(0.2, 0.42, "ln", "NHANES, healthy adults 0.42 with assay and daily variation")]
    public float PthSpread { get; init; } = 0.21f;

    /// <summary>Spread of inborn 1-alpha-hydroxylase activity (ln).</summary>
    [Plausible(0.15, 0.3, "ln", "healthy adults, SD 26 pmol/L")]
    public float CalcitriolSpread { get; init; } = 0.30f;

    /// <summary>Spread of inborn FGF23 secretion (ln).</summary>
    [Plausible(0.3, 0.6, "ln", "CRIC, interquartile range 96-239 RU/mL")]
    public float Fgf23Spread { get; init; } = 0.50f;

    /// <summary>Largest excess drive that gland growth follows (ratio).</summary>
    [Plausible(2, 8, "ratio", "assumption")]
    public float GlandDriveMax { get; init; } = 4;

    /// <summary>Calcium of ultrafiltrate over ionised calcium of plasma (ratio).</summary>
    [Plausible(1.0, 1.1, "ratio", "Donnan factor of calcium")]
    public float Ultrafiltrate { get; init; } = 1.04f;
}
