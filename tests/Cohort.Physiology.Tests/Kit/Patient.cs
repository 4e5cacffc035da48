using Cohort.Physiology.State;

namespace Cohort.Physiology.Tests.Kit;

/// <summary>A typical patient: the value of every column that is not 0, as at the end of the baseline year.</summary>
internal sealed record Patient(IReadOnlyDictionary<Variable, float> Values)
{
    /// <summary>Stands for "never" and "not yet" in the columns of onset and end.</summary>
    public const float Never = 200;

    /// <summary>A man of 60 in good health with the reference value of everything and no coronary or valve calcium yet.</summary>
    public static Patient Healthy { get; } = new(new Dictionary<Variable, float>
    {
        [Variable.Age] = 60,
        [Variable.BaseAge] = 60,
        [Variable.Bmi] = 27,
        [Variable.Systolic] = 125,
        [Variable.BaseSystolic] = 125,
        [Variable.Ldl] = 3,
        [Variable.BaseLdl] = 3,
        [Variable.Lpa] = 20,
        [Variable.Inflammation] = 1,
        [Variable.Frailty] = 1,
        [Variable.Alive] = 1,
        [Variable.Egfr] = 100,
        [Variable.BaseEgfr] = 100,
        [Variable.Slope] = 0.6f,
        [Variable.Albuminuria] = 8,
        [Variable.Phosphate] = 1.13f,
        [Variable.BasePhosphate] = 1.13f,
        [Variable.IonisedCalcium] = 1.25f,
        [Variable.BaseIonisedCalcium] = 1.25f,
        [Variable.Calcium] = 2.36f,
        [Variable.Magnesium] = 0.85f,
        [Variable.BaseMagnesium] = 0.85f,
        [Variable.Pth] = 40,
        [Variable.Fgf23] = 55,
        [Variable.VitaminD25] = 60,
        [Variable.BaseVitaminD25] = 60,
        [Variable.Calcitriol] = 105,
        [Variable.GlandMass] = 1,
        [Variable.PhosphateThreshold] = 1,
        [Variable.PthTrait] = 1,
        [Variable.CalcitriolTrait] = 1,
        [Variable.Fgf23Trait] = 1,
        [Variable.StiffnessTrait] = 1,
        [Variable.SiteFrom] = 200,
        [Variable.PhosphateIntake] = 1,
        [Variable.Hba1c] = 5.4f,
        [Variable.BaseHba1c] = 5.4f,
        [Variable.AgeBurden] = 1,
        [Variable.VitaminK] = 1,
        [Variable.Mgp] = 0.8f,
        [Variable.Tnap] = 1,
        [Variable.Enpp1] = 1,
        [Variable.Ppi] = 3.26f,
        [Variable.Fetuin] = 0.7f,
        [Variable.Osteogenic] = 0.06f,
        [Variable.Vesicles] = 1,
        [Variable.Apoptosis] = 1,
        [Variable.MedialCalcium] = 1,
        [Variable.Plaque] = 1,
        [Variable.CacTempo] = 1,
        [Variable.AvcTempo] = 1,
        [Variable.PulseWaveVelocity] = 9,
        [Variable.PulsePressure] = 54,
        [Variable.LeafletInjury] = 1,
        [Variable.Fibrosis] = 0.13f,
        [Variable.ValveFlow] = 235,
        [Variable.PeakVelocity] = 1.45f,
        [Variable.MeanGradient] = 5,
        [Variable.ValveArea] = 2.8f,
        [Variable.InjuredSite] = 0.1f,
        [Variable.BoneTurnover] = 1,
        [Variable.BoneDensity] = 0.9f,
        [Variable.ReplaceFrom] = 99,
        [Variable.MineralDrive] = 1,
        [Variable.MineralGrowth] = 1,
        [Variable.GlandStimulus] = 1,
        [Variable.SmokingFrom] = Never,
        [Variable.SmokingUntil] = Never,
        [Variable.DiabetesFrom] = Never,
        [Variable.AfFrom] = Never,
        [Variable.WarfarinFrom] = Never,
        [Variable.WarfarinUntil] = Never,
        [Variable.DialysisFrom] = Never,
    });

    /// <summary>A woman, else the same.</summary>
    public static Patient Woman { get; } = Healthy.With(Variable.Female, 1).With(Variable.ValveFlow, 200);

    /// <summary>Advanced kidney disease, not yet dialysis: eGFR 20, losing 1.5 a year with heavy albuminuria.</summary>
    public static Patient KidneyDisease { get; } = Healthy.AtEgfr(20).With(Variable.Albuminuria, 500).With(Variable.Slope, 1);

    /// <summary>Haemodialysis for five years, with enlarged glands; usual care is drawn by each patient's number.</summary>
    public static Patient Dialysed { get; } = Healthy.AtEgfr(3).With(Variable.Dialysis, 1).With(Variable.DialysisYears, 5)
        .With(Variable.DialysisFrom, 55).With(Variable.CkdStage, (float)CkdStage.G5D).With(Variable.GlandMass, 2)
        .With(Variable.Inflammation, 1.5f).With(Variable.Phosphate, 1.7f).With(Variable.Pth, 350).With(Variable.Calcitriol, 30);

    /// <summary>Type 2 diabetes for ten years at HbA1c 8 %.</summary>
    public static Patient Diabetic { get; } = Healthy.With(Variable.Diabetes, 1).With(Variable.DiabetesYears, 10).With(Variable.DiabetesFrom, 50)
        .AtHba1c(8).With(Variable.AgeBurden, 1.2f);

    /// <summary>Atrial fibrillation on warfarin for three years, at 70; a direct drug is excluded, so that usual care does not stop it.</summary>
    public static Patient OnWarfarin { get; } = Healthy.AtAge(70).With(Variable.AtrialFibrillation, 1).With(Variable.AfFrom, 67)
        .With(Variable.Anticoagulant, 1).With(Variable.WarfarinFrom, 67).With(Variable.WarfarinYears, 3).With(Variable.DoacExcluded, 1);

    /// <summary>Atrial fibrillation without an anticoagulant, at 76.</summary>
    public static Patient Fibrillating { get; } = Healthy.AtAge(76).With(Variable.AtrialFibrillation, 1).With(Variable.AfFrom, 72);

    /// <summary>A bicuspid aortic valve.</summary>
    public static Patient BicuspidValve { get; } = Healthy.With(Variable.ValvePhenotype, 1);

    /// <summary>Valve calcium of 800 AU that is present and grows.</summary>
    public static Patient CalcifiedValve { get; } = Healthy.AtAge(70).With(Variable.Avc, 800);

    /// <summary>The same patient with one value changed.</summary>
    public Patient With(Variable variable, float value) => new(new Dictionary<Variable, float>(Values) { [variable] = value });

    /// <summary>The same patient with another eGFR, now and at baseline.</summary>
    public Patient AtEgfr(float egfr) => With(Variable.Egfr, egfr).With(Variable.BaseEgfr, egfr);

    /// <summary>The same patient with another age, now and at baseline.</summary>
    public Patient AtAge(float age) => With(Variable.Age, age).With(Variable.BaseAge, age);

    /// <summary>The same patient with another HbA1c, now and at baseline.</summary>
    public Patient AtHba1c(float hba1c) => With(Variable.Hba1c, hba1c).With(Variable.BaseHba1c, hba1c);

    /// <summary>The same patient with another systolic pressure, now and at baseline.</summary>
    public Patient AtSystolic(float systolic) => With(Variable.Systolic, systolic).With(Variable.BaseSystolic, systolic);

    /// <summary>The same patient with another LDL cholesterol, now and at baseline.</summary>
    public Patient AtLdl(float ldl) => With(Variable.Ldl, ldl).With(Variable.BaseLdl, ldl);

    /// <summary>The same patient with another 25-hydroxyvitamin D, now and at baseline.</summary>
    public Patient AtVitaminD(float d25) => With(Variable.VitaminD25, d25).With(Variable.BaseVitaminD25, d25);

    /// <summary>A block of this patient many times over, each copy with its own number and so its own luck.</summary>
    public PatientBlock Times(int count, ulong firstId = 1)
    {
        var block = new PatientBlock { Count = count };
        foreach (var (variable, value) in Values)
        {
            block.Values(variable).Fill(value);
        }

        for (var i = 0; i < count; i++)
        {
            block.SetId(i, firstId + (ulong)i);
        }

        return block;
    }
}
