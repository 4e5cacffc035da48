using Cohort.Physiology.Mechanisms;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;
using Cohort.Physiology.State;
using Cohort.Physiology.Treatments;

namespace Cohort.Physiology.Tests.Kit;

/// <summary>The box of admissible patients: everything that recruitment, the years and treatment at its highest doses can bring about.</summary>
internal static class Box
{
    /// <summary>Random inputs of the endocrine loop, hormones at their healthy values ("cold").</summary>
    /// <param name="seed">Makes the patients.</param>
    /// <param name="count">Number of patients.</param>
    /// <param name="dialysis">Whether dialysis patients are among them.</param>
    /// <param name="plain">Whether disorders of the loop, vitamin D beyond a usual supplement and drugs of the receptors are left out.</param>
    public static PatientBlock Loops(int seed, int count = PatientBlock.Capacity, bool dialysis = true, bool plain = false)
    {
        var random = new Random(seed);
        var block = Patient.Healthy.Times(count);
        for (var i = 0; i < count; i++)
        {
            Inputs(block, i, random, dialysis && random.NextDouble() < 0.2);
            if (plain)
            {
                Set(block, i, Variable.VitaminD25, Log(random, 8, 120));
                foreach (var absent in (ReadOnlySpan<Variable>)[Variable.ActiveVitaminD, Variable.Calcimimetic, Variable.Adenoma, Variable.Granuloma, Variable.BoneLysis])
                {
                    Set(block, i, absent, 0);
                }
            }
        }

        return block;
    }

    /// <summary>Random patients at baseline as recruitment would hand them to the simulated past.</summary>
    public static PatientBlock Recruits(int seed, int count, ulong firstId = 1)
    {
        var random = new Random(seed);
        var block = new PatientBlock { Count = count };
        for (var i = 0; i < count; i++)
        {
            Recruit(block, i, random);
            block.SetId(i, firstId + (ulong)i);
        }

        return block;
    }

    /// <summary>Random patients in the middle of their lives: any admissible value of every state.</summary>
    public static PatientBlock States(int seed, int count = PatientBlock.Capacity)
    {
        var random = new Random(seed);
        var block = new PatientBlock { Count = count };
        for (var i = 0; i < count; i++)
        {
            Recruit(block, i, random);
            State(block, i, random);
            block.SetId(i, (ulong)random.NextInt64());
        }

        Kidney.Stage<Lane8>(block);
        return block;
    }

    /// <summary>A random policy of up to eight interventions within their doses.</summary>
    public static ArmPolicy Policy(int seed)
    {
        var random = new Random(seed);
        var interventions = new List<Intervention>();
        for (var k = random.Next(9); k > 0; k--)
        {
            var info = Interventions.All[random.Next(Interventions.All.Count)];
            var dose = info.MinDose * Math.Pow(info.MaxDose / info.MinDose, random.NextDouble());
            interventions.Add(Simulate.Give(info.Kind, dose, null, random.NextDouble(), random.NextDouble()));
        }

        return Simulate.Policy([.. interventions]);
    }

    private static void Recruit(PatientBlock block, int i, Random random)
    {
        foreach (var (variable, value) in Patient.Healthy.Values)
        {
            block.Values(variable)[i] = value;
        }

        var age = (float)random.Next(20, 101);
        var dialysis = random.NextDouble() < 0.15;
        Set(block, i, Variable.Age, age);
        Set(block, i, Variable.BaseAge, age);
        Set(block, i, Variable.Female, random.Next(2));
        Set(block, i, Variable.Bmi, Uniform(random, 15, 55));
        Set(block, i, Variable.BaseSystolic, Uniform(random, 85, 220));
        Set(block, i, Variable.BaseLdl, Uniform(random, 0.5, 7));
        Set(block, i, Variable.Lpa, Log(random, 0.5, 400));
        Set(block, i, Variable.Inflammation, Log(random, 0.7, 6));
        Set(block, i, Variable.Coronary, random.Next(2));
        Set(block, i, Variable.Stroke, random.Next(2));
        Set(block, i, Variable.HeartFailure, random.Next(2));
        Set(block, i, Variable.Statin, random.Next(2));
        Set(block, i, Variable.BpDrug, random.Next(2));
        Set(block, i, Variable.BaseEgfr, dialysis ? 5 : Uniform(random, 8, 140));
        Set(block, i, Variable.Albuminuria, Log(random, 1, 8000));
        Set(block, i, Variable.BaseHba1c, Uniform(random, 4.2, 13));
        Set(block, i, Variable.DiabetesFrom, Once(random, 15, age));
        Set(block, i, Variable.AfFrom, Once(random, 20, age));
        Set(block, i, Variable.DialysisFrom, dialysis ? Uniform(random, Math.Max(20, age - 12), age) : Patient.Never);
        Set(block, i, Variable.WarfarinFrom, Once(random, 20, age));
        Set(block, i, Variable.WarfarinUntil, Once(random, 20, age));
        Set(block, i, Variable.DoacExcluded, random.Next(2));
        Set(block, i, Variable.Anticoagulant, random.Next(3));
        Set(block, i, Variable.SmokingFrom, Once(random, 15, age));
        Set(block, i, Variable.SmokingUntil, Once(random, 15, age));
        Set(block, i, Variable.BaseSmoker, random.Next(2));
        Set(block, i, Variable.VitaminK, Log(random, 0.2, 4));
        Set(block, i, Variable.Fetuin, Uniform(random, 0.2, 1.6));
        Set(block, i, Variable.BaseMagnesium, Uniform(random, 0.5, 1.4));
        Set(block, i, Variable.BaseVitaminD25, Log(random, 8, 250));
        Set(block, i, Variable.ValvePhenotype, random.Next(3));
        Set(block, i, Variable.BasePhosphate, Uniform(random, 0.6, 2.4));
        Set(block, i, Variable.BaseIonisedCalcium, Uniform(random, 1.06, 1.46));
        Disorder(block, i, random);
    }

    private static void State(PatientBlock block, int i, Random random)
    {
        var age = block.Values(Variable.Age)[i];
        var dialysis = block.Values(Variable.DialysisFrom)[i] < Patient.Never;
        Set(block, i, Variable.Alive, 1);
        Inputs(block, i, random, dialysis);
        Set(block, i, Variable.DialysisYears, dialysis ? random.Next(20) : 0);
        Set(block, i, Variable.Transplant, !dialysis && random.NextDouble() < 0.1 ? 1 : 0);
        Set(block, i, Variable.Slope, Log(random, 0.05, 8));
        Set(block, i, Variable.Frailty, Log(random, 0.1, 10));
        Set(block, i, Variable.CacTempo, Log(random, 0.1, 8));
        Set(block, i, Variable.AvcTempo, Log(random, 0.1, 8));
        Set(block, i, Variable.Smoker, block.Values(Variable.BaseSmoker)[i]);
        Set(block, i, Variable.Systolic, block.Values(Variable.BaseSystolic)[i]);
        Set(block, i, Variable.Ldl, block.Values(Variable.BaseLdl)[i]);
        Set(block, i, Variable.Hba1c, block.Values(Variable.BaseHba1c)[i]);
        Set(block, i, Variable.Diabetes, block.Values(Variable.DiabetesFrom)[i] < Patient.Never ? 1 : 0);
        Set(block, i, Variable.AtrialFibrillation, block.Values(Variable.AfFrom)[i] < Patient.Never ? 1 : 0);
        Set(block, i, Variable.AgeBurden, Uniform(random, 0.5, 6));
        Set(block, i, Variable.Osteogenic, Uniform(random, 0, 1));
        Set(block, i, Variable.Vesicles, Uniform(random, 1, 5));
        Set(block, i, Variable.Apoptosis, Uniform(random, 1, 4));
        Set(block, i, Variable.MedialCalcium, Uniform(random, 0.02, 20));
        Set(block, i, Variable.Plaque, Log(random, 0.01, 10));
        Set(block, i, Variable.Cac, random.Next(2) * Log(random, 0.1, 20000));
        Set(block, i, Variable.LeafletInjury, Log(random, 0.1, 20));
        Set(block, i, Variable.Fibrosis, Uniform(random, 0, 8));
        Set(block, i, Variable.Avc, random.Next(2) * Log(random, 0.1, 10000));
        Set(block, i, Variable.ValveReplaced, random.NextDouble() < 0.1 ? 1 : 0);
        Set(block, i, Variable.ValveSymptoms, block.Values(Variable.ValveReplaced)[i] == 0 && random.NextDouble() < 0.1 ? 1 : 0);
        Set(block, i, Variable.PeakVelocity, Uniform(random, 1.4, 6));
        Set(block, i, Variable.PulseWaveVelocity, Uniform(random, 4, 25));
        Set(block, i, Variable.InjuredSite, Log(random, 0.01, 10));
        Set(block, i, Variable.BoneDensity, Uniform(random, 0.3, 1.3));
        Set(block, i, Variable.BoneTurnover, Uniform(random, 0.1, 5));
        Set(block, i, Variable.WarfarinYears, random.Next(2) * (float)random.Next(20));
        Set(block, i, Variable.DiabetesYears, block.Values(Variable.Diabetes)[i] * Uniform(random, 0, age - 15));
    }

    private static void Inputs(PatientBlock block, int i, Random random, bool dialysis)
    {
        Set(block, i, Variable.Dialysis, dialysis ? 1 : 0);
        Set(block, i, Variable.Egfr, dialysis ? 3 : Log(random, 8, 140));
        Set(block, i, Variable.GlandMass, Log(random, 0.6, dialysis ? 20 : 4));
        Set(block, i, Variable.CalciumSetPoint, Uniform(random, -0.12, 0.12));
        Set(block, i, Variable.PhosphateThreshold, Uniform(random, 0.5, 2));
        Set(block, i, Variable.PthTrait, Log(random, 0.5, 2));
        Set(block, i, Variable.CalcitriolTrait, Log(random, 0.5, 2));
        Set(block, i, Variable.Fgf23Trait, Log(random, 0.3, 3));
        Set(block, i, Variable.StiffnessTrait, Log(random, 0.7, 1.4));
        Set(block, i, Variable.SiteKind, random.Next(6));
        Set(block, i, Variable.SiteFrom, random.Next(25, 90));
        Set(block, i, Variable.PhosphateIntake, Uniform(random, 0.4, 2));
        Set(block, i, Variable.VitaminD25, Log(random, 8, 800));
        Set(block, i, Variable.BaseVitaminD25, block.Values(Variable.VitaminD25)[i]);
        Set(block, i, Variable.Binder, random.Next(2) * Uniform(random, 0, 0.6));
        Set(block, i, Variable.CalciumLoad, random.Next(2) * Uniform(random, 0, 100));
        Set(block, i, Variable.ActiveVitaminD, random.Next(2) * Uniform(random, 0, 100));
        Set(block, i, Variable.Calcimimetic, random.Next(2) * Uniform(random, 0, 0.25));
        Disorder(block, i, random);
    }

    private static void Disorder(PatientBlock block, int i, Random random)
    {
        var kind = random.Next(10);
        Set(block, i, Variable.Adenoma, kind == 0 ? Uniform(random, 0.03, 0.3) : 0);
        Set(block, i, Variable.Granuloma, kind == 1 ? Uniform(random, 20, 250) : 0);
        Set(block, i, Variable.BoneLysis, kind == 2 ? Uniform(random, 2, 15) : 0);
    }

    private static float Once(Random random, double from, double until) => random.Next(2) == 0 ? Patient.Never : Uniform(random, from, Math.Max(from, until));

    private static float Uniform(Random random, double low, double high) => (float)(low + ((high - low) * random.NextDouble()));

    private static float Log(Random random, double low, double high) => (float)(low * Math.Pow(high / low, random.NextDouble()));

    private static void Set(PatientBlock block, int i, Variable variable, float value) => block.Values(variable)[i] = value;
}
