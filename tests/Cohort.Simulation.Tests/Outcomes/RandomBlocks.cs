using Cohort.Physiology.Events;
using Cohort.Physiology.State;

namespace Cohort.Simulation.Tests.Outcomes;

/// <summary>Blocks of invented patients: plausible spreads, no physiology.</summary>
internal static class RandomBlocks
{
    public static PatientBlock Baseline(ulong first, int count, int donors)
    {
        var block = new PatientBlock { Count = count };
        for (var i = 0; i < count; i++)
        {
            var random = new Random((int)(first + (ulong)i));
            var age = 20 + random.Next(70);
            Set(Variable.Age, age);
            Set(Variable.Female, random.Next(2));
            Set(Variable.Diabetes, random.Next(5) == 0 ? 1 : 0);
            Set(Variable.Anticoagulant, random.Next(10) switch { 0 => 1, 1 => 2, _ => 0 });
            Set(Variable.Donor, random.Next(donors));
            Set(Variable.Alive, 1);
            Set(Variable.Phosphate, 0.8f + random.NextSingle());
            Set(Variable.Calcium, 2.2f + (0.5f * random.NextSingle()));
            Set(Variable.Magnesium, 0.7f + (0.3f * random.NextSingle()));
            Set(Variable.Pth, 30 + (100 * random.NextSingle()));
            Set(Variable.Fgf23, 60 + (200 * random.NextSingle()));
            Set(Variable.VitaminD25, 20 + (80 * random.NextSingle()));
            Set(Variable.Calcitriol, 40 + (80 * random.NextSingle()));
            Set(Variable.Hba1c, 5 + (4 * random.NextSingle()));
            Set(Variable.Systolic, 100 + (80 * random.NextSingle()));
            Set(Variable.Ldl, 1 + (4 * random.NextSingle()));
            Set(Variable.Mgp, random.NextSingle());
            Set(Variable.Ppi, 1 + (2 * random.NextSingle()));
            Set(Variable.Osteogenic, 0.2f * random.NextSingle());
            Set(Variable.PulsePressure, 40 + (40 * random.NextSingle()));
            Set(Variable.BoneTurnover, 0.5f + random.NextSingle());
            Set(Variable.BoneDensity, 0.5f + (0.5f * random.NextSingle()));
            Set(Variable.Albuminuria, 300 * random.NextSingle() * random.NextSingle());
            Set(Variable.Egfr, MathF.Max(5, 130 - age - (20 * random.NextSingle())));
            block.SetId(i, first + (ulong)i);

            void Set(Variable variable, float value) => block.Values(variable)[i] = value;
        }

        for (var i = 0; i < count; i++)
        {
            Follow(block, i, new Random((int)(first + (ulong)i) ^ 77));
        }

        return block;
    }

    /// <summary>One invented year: everybody ages, a few have events, a few die. The same for a patient in any block.</summary>
    public static void Advance(PatientBlock block, int year, int arm)
    {
        var alive = block.Values(Variable.Alive);
        for (var i = 0; i < block.Count; i++)
        {
            block.Values(Variable.Events)[i] = 0;
            if (alive[i] != 1f)
            {
                continue;
            }

            var random = new Random((int)(block.GetId(i) * 1009) + (year * 31) + arm);
            block.Values(Variable.Age)[i]++;
            block.Values(Variable.Egfr)[i] = MathF.Max(2, block.Values(Variable.Egfr)[i] - (2 * random.NextSingle()));
            Follow(block, i, random);
            if (random.Next(20) == 0)
            {
                block.Values(Variable.Events)[i] = random.Next(1 << 16) & random.Next(1 << 16) & random.Next(1 << 16);
            }

            if (random.Next(200) < 2 + (int)(block.Values(Variable.Age)[i] / 20))
            {
                alive[i] = 0;
                block.Values(Variable.Cause)[i] = 1 + random.Next(8);
                block.Values(Variable.Events)[i] += 1 << (int)EventKind.Death;
            }
        }
    }

    public static void KeepLiving(PatientBlock block)
    {
        var alive = block.Values(Variable.Alive);
        var rows = new List<int>();
        for (var i = 0; i < block.Count; i++)
        {
            if (alive[i] == 1f)
            {
                rows.Add(i);
            }
        }

        block.Keep(rows.ToArray());
    }

    private static void Follow(PatientBlock block, int i, Random random)
    {
        var egfr = block.Values(Variable.Egfr)[i];
        var dialysis = egfr < 8;
        block.Values(Variable.Dialysis)[i] = dialysis ? 1 : 0;
        block.Values(Variable.CkdStage)[i] = (float)(dialysis ? CkdStage.G5D : egfr switch
        {
            >= 90 => CkdStage.G1,
            >= 60 => CkdStage.G2,
            >= 45 => CkdStage.G3a,
            >= 30 => CkdStage.G3b,
            >= 15 => CkdStage.G4,
            _ => CkdStage.G5,
        });
        var excess = MathF.Max(0, block.Values(Variable.Age)[i] - 45);
        block.Values(Variable.Cac)[i] = excess * excess * random.NextSingle() * random.NextSingle();
        block.Values(Variable.Avc)[i] = excess * excess * random.NextSingle() * random.NextSingle();
        block.Values(Variable.PeakVelocity)[i] = 1 + (block.Values(Variable.Avc)[i] / 600);
        block.Values(Variable.MeanGradient)[i] = 4 * block.Values(Variable.PeakVelocity)[i];
        block.Values(Variable.StenosisStage)[i] = block.Values(Variable.PeakVelocity)[i] switch { >= 4 => 3, >= 3 => 2, >= 2.5f => 1, _ => 0 };
        block.Values(Variable.PulseWaveVelocity)[i] = 6 + (block.Values(Variable.Age)[i] / 15);
        block.Values(Variable.MedialCalcium)[i] = excess * random.NextSingle() / 15;
        block.Values(Variable.AtrialFibrillation)[i] = random.Next(12) == 0 ? 1 : 0;
    }
}
