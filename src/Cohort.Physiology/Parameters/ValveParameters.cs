namespace Cohort.Physiology.Parameters;

/// <summary>Parameters: aortic valve.</summary>
public sealed record ValveParameters
{
    /// <summary>Log rise of leaflet wear with age (1/a).</summary>
    [Plausible(0.02, 0.05, "1/a", "doubling of prevalence per decade")]
    public float Wear { get; init; } = 0.033f;

    /// <summary>Log effect of 20 mmHg on wear (ln).</summary>
    [Plausible(0.05, 0.25, "ln", "hypertension in CHS")]
    public float WearSystolic { get; init; } = 0.0757f;

    /// <summary>Wear of a bicuspid valve (ratio).</summary>
    [Plausible(1.5, 4, "ratio", "surgery 10-15 years earlier")]
    public float Bicuspid { get; init; } = 2.8f;

    /// <summary>Wear of a rheumatic valve (ratio).</summary>
    [Plausible(1, 3, "ratio", "rheumatic series")]
    public float Rheumatic { get; init; } = 1.5f;

    /// <summary>Rise of wear per unit AGE burden above 1 (ratio).</summary>
    [Plausible(0.05, 0.6, "ratio", "assumption")]
    public float AgeInjury { get; init; } = 0.566f;

    /// <summary>Hazard of first valve calcium at leaflet injury 1 (women) (1/a).</summary>
    [Plausible(0.002, 0.01, "1/a", "fitted: MESA, Rotterdam, CHS")]
    public float Onset { get; init; } = 0.00454f;

    /// <summary>Exponent of that hazard on injury (-).</summary>
    [Plausible(1.2, 3.2, "-", "fitted: doubling per decade")]
    public float OnsetExponent { get; init; } = 1.41f;

    /// <summary>Log effect of male sex on onset (ln).</summary>
    [Plausible(0.4, 1.1, "ln", "Whelton 2022 (10-year lag)")]
    public float Male { get; init; } = 0.939f;

    /// <summary>Log effect of LDL on onset (per mmol/L).</summary>
    [Plausible(0.1, 0.4, "per mmol/L", "Messika-Zeitoun 2007")]
    public float Ldl { get; init; } = 0.22f;

    /// <summary>Log effect of Lp(a) on onset (per 50 mg/dL).</summary>
    [Plausible(0.3, 0.56, "per 50 mg/dL", "Kaiser 2021")]
    public float Lpa { get; init; } = 0.43f;

    /// <summary>Log effect of diabetes on onset, none on growth (ln).</summary>
    [Plausible(0.3, 1.0, "ln", "Katz 2006, 2009")]
    public float Diabetes { get; init; } = 0.959f;

    /// <summary>Log effect of smoking on onset (ln).</summary>
    [Plausible(0.1, 0.5, "ln", "CHS, MESA")]
    public float Smoking { get; init; } = 0.25f;

    /// <summary>Exponent of onset on the calcium-phosphate drive (-).</summary>
    [Plausible(0.2, 1.2, "-", "Linefsky 2014 (1.3 per mg/dL)")]
    public float Phosphate { get; init; } = 0.949f;

    /// <summary>Leaflet injury below which no calcium begins (-).</summary>
    [Plausible(0, 0.3, "-", "stenosis at 50-59 and 60-69 (Tromso): 0.2 against 1.3 %; a tricuspid valve wears that far by 29")]
    public float OnsetFloor { get; init; } = 0.26f;

    /// <summary>Log effect of the calcium that the body retains, as Inhibitor.CalciumRetained for the arteries (per mmol/d).</summary>
    [Plausible(0, 0.4, "per mmol/d", "fitted: stenosis by eGFR (Vavilis 2019)")]
    public float CalciumRetained { get; init; } = 0.168f;

    /// <summary>Median of the first deposit (AU).</summary>
    [Plausible(1, 8, "AU", "detection floor")]
    public float FirstDeposit { get; init; } = 6.48f;

    /// <summary>Spread of the first deposit (ln).</summary>
    [Plausible(0.4, 1.2, "ln", "assumption")]
    public float FirstSpread { get; init; } = 1.2f;

    /// <summary>Growth of valve calcium: dA/dt = g A^e (AU^(1-e)/a).</summary>
    [Plausible(0.3, 0.8, "AU^(1-e)/a", "MESA 12 and 47 AU/a, Nguyen 2015")]
    public float Growth { get; init; } = 0.404f;

    /// <summary>Exponent of growth on the score (-).</summary>
    [Plausible(0.7, 1.0, "-", "same")]
    public float GrowthExponent { get; init; } = 0.732f;

    /// <summary>Spread of the own pace (ln).</summary>
    [Plausible(0.3, 0.9, "ln", "Nguyen 2015")]
    public float TempoSpread { get; init; } = 0.66f;

    /// <summary>Exponent of growth on the calcium-phosphate drive (-).</summary>
    [Plausible(0.3, 1.6, "-", "dialysis: 0.14 against 0.06 cm2/a")]
    public float GrowthSaturation { get; init; } = 1.2f;

    /// <summary>Log effect of a bicuspid valve on growth (ln).</summary>
    [Plausible(0, 0.4, "ln", "bicuspid series")]
    public float BicuspidGrowth { get; init; } = 0.25f;

    /// <summary>Calcium at which velocity reaches 4 m/s, women (AU).</summary>
    [Plausible(1100, 1400, "AU", "Clavel; guideline")]
    public float SevereWomen { get; init; } = 1290f;

    /// <summary>Same, men (AU).</summary>
    [Plausible(1800, 2200, "AU", "Clavel; guideline")]
    public float SevereMen { get; init; } = 2029f;

    /// <summary>Peak velocity without calcium or fibrosis (m/s).</summary>
    [Plausible(1.2, 1.6, "m/s", "echo reference")]
    public float VelocityBase { get; init; } = 1.27f;

    /// <summary>Rise of velocity at the severe amount (m/s).</summary>
    [Plausible(2.3, 2.8, "m/s", "cut-off 4 m/s")]
    public float VelocityRange { get; init; } = 2.65f;

    /// <summary>Exponent of that on relative calcium (-).</summary>
    [Plausible(0.5, 0.8, "-", "constructed on the cut-offs")]
    public float VelocityExponent { get; init; } = 0.594f;

    /// <summary>Rise per unit fibrosis (m/s).</summary>
    [Plausible(0.1, 0.8, "m/s", "women: more fibrosis")]
    public float FibrosisVelocity { get; init; } = 0.131f;

    /// <summary>Mean gradient per squared peak velocity (mmHg/(m/s)^2).</summary>
    [Plausible(2.3, 2.5, "mmHg/(m/s)^2", "Bernoulli with shape factor")]
    public float GradientFactor { get; init; } = 2.4f;

    /// <summary>Valve area times peak velocity at normal flow (cm2 m/s).</summary>
    [Plausible(3.6, 4.4, "cm2 m/s", "continuity equation")]
    public float AreaFactor { get; init; } = 4.3f;

    /// <summary>Hazard of symptoms at 4.2 m/s (1/a).</summary>
    [Plausible(0.18, 0.24, "1/a", "Pellikka 2005")]
    public float SymptomHazard { get; init; } = 0.20f;

    /// <summary>Log rise of that (per m/s).</summary>
    [Plausible(0.9, 1.5, "per m/s", "Rosenhek 2010")]
    public float SymptomSlope { get; init; } = 1.15f;

    /// <summary>Yearly hazard of replacement, symptomatic severe, at 70 (1/a).</summary>
    [Plausible(0.4, 0.7, "1/a", "half with an indication untreated")]
    public float ReplaceSymptomatic { get; init; } = 0.55f;

    /// <summary>Same, without symptoms (1/a).</summary>
    [Plausible(0.05, 0.2, "1/a", "US echo cohort")]
    public float ReplaceAsymptomatic { get; init; } = 0.112f;

    /// <summary>Death within 30 days of replacement at 80 (fraction).</summary>
    [Plausible(0.015, 0.04, "fraction", "TAVR registry 2019")]
    public float ProcedureDeath { get; init; } = 0.025f;

    /// <summary>Extra hazard of death, symptomatic severe stenosis (1/a).</summary>
    [Plausible(0.25, 0.5, "1/a", "all comers 0.45; US 25 % in the first year")]
    public float SevereDeath { get; init; } = 0.35f;

    /// <summary>Extra hazard, severe without symptoms (1/a).</summary>
    [Plausible(0.005, 0.02, "1/a", "Pellikka 2005")]
    public float SilentDeath { get; init; } = 0.012f;

    /// <summary>Peak velocity through a bioprosthesis (m/s).</summary>
    [Plausible(1.8, 2.6, "m/s", "echo follow-up of bioprostheses")]
    public float ProsthesisVelocity { get; init; } = 2.2f;

    /// <summary>Fibrosis and fusion per unit wear, tricuspid (ratio).</summary>
    [Plausible(0.002, 0.01, "ratio", "assumption")]
    public float FusionTricuspid { get; init; } = 0.004f;

    /// <summary>Same, bicuspid (ratio).</summary>
    [Plausible(0.004, 0.02, "ratio", "assumption")]
    public float FusionBicuspid { get; init; } = 0.010f;

    /// <summary>Same, rheumatic (ratio).</summary>
    [Plausible(0.02, 0.12, "ratio", "direction: fusion before calcium; size assumed")]
    public float FusionRheumatic { get; init; } = 0.085f;

    /// <summary>Same in men, relative (ratio).</summary>
    [Plausible(0.7, 1, "ratio", "direction: women have more fibrosis at like obstruction; size assumed")]
    public float FusionMen { get; init; } = 0.85f;

    /// <summary>What women have more, relative (ratio).</summary>
    [Plausible(0, 0.6, "ratio", "direction: women have more fibrosis at like obstruction; size assumed")]
    public float FusionWomen { get; init; } = 0.3f;

    /// <summary>Fall of flow through the valve in heart failure (fraction).</summary>
    [Plausible(0.05, 0.25, "fraction", "direction: low-flow stenosis; size assumed")]
    public float FailureFlow { get; init; } = 0.12f;

    /// <summary>Flow through the valve, women (mL/s).</summary>
    [Plausible(170, 230, "mL/s", "echo reference")]
    public float FlowWomen { get; init; } = 220f;

    /// <summary>Flow through the valve, men (mL/s).</summary>
    [Plausible(200, 270, "mL/s", "echo reference")]
    public float FlowMen { get; init; } = 236f;

    /// <summary>Flow at which the area factor holds (mL/s).</summary>
    [Plausible(200, 240, "mL/s", "echo reference")]
    public float FlowNormal { get; init; } = 220;

    /// <summary>Age at which half of usual care is offered replacement (a).</summary>
    [Plausible(85, 95, "a", "US replacement by age")]
    public float ReplaceAge { get; init; } = 90;

    /// <summary>Logistic fall of that share per year of age (1/a).</summary>
    [Plausible(0.1, 0.5, "1/a", "assumption")]
    public float ReplaceAgeSlope { get; init; } = 0.25f;

    /// <summary>Extra hazard, moderate with symptoms, relative to severe without (ratio).</summary>
    [Plausible(1, 5, "ratio", "assumption")]
    public float ModerateDeath { get; init; } = 2;

    /// <summary>Log rise of death within 30 days of replacement per year of age (1/a).</summary>
    [Plausible(0.02, 0.08, "1/a", "TAVR registry 2019")]
    public float ProcedureAge { get; init; } = 0.05f;

    /// <summary>Exponent of growth on leaflet injury: worn, stiff leaflets bear more stress (-).</summary>
    [Plausible(0, 0.45, "-", "MESA: 12 against 10 AU a year over and under 65 at 1-99 AU, 47 against 50 from 100 AU on (PMID 40986835)")]
    public float GrowthInjury { get; init; } = 0.42f;
}
