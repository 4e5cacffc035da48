using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Cohort.Physiology.State;

namespace Cohort.Physiology.Rates;

/// <summary>
/// Hazards by sex and single age, ready to be multiplied by a person's relative risk: the published hazard divided by the
/// mean relative risk of the natural history's survivors, so that the life table is reproduced at the baseline mix.
/// </summary>
public sealed class HazardTable
{
    // Hazards from this one on are absolute: no rate of age multiplies them.
    private const int Absolute = (int)Hazard.DeathStenosis;

    private const int FirstDeath = (int)Hazard.DeathIschaemic;

    private readonly float[][] _values;

    private HazardTable(float[][] values) => _values = values;

    /// <summary>Combines published rates with the mean relative risks.</summary>
    /// <param name="rates">Published rates.</param>
    /// <param name="norms">Mean relative risks, and the mean hazard that the model adds by mechanism alone.</param>
    public static HazardTable Create(RateTable rates, RiskNorms norms)
    {
        var values = new float[HazardColumns.Count][];
        foreach (var hazard in Enum.GetValues<Hazard>())
        {
            var column = values[(int)hazard] = new float[2 * RateTable.Ages];
            for (var k = 0; k < column.Length; k++)
            {
                column[k] = Published(rates, norms, hazard, k) / norms[hazard][k];
            }
        }

        return new HazardTable(values);
    }

    /// <summary>Fills the columns with the hazards of each patient's sex and age at the start of the year.</summary>
    public void Fill(PatientBlock block, HazardColumns columns) => Fill(block, columns, 0);

    /// <summary>The hazards of death alone.</summary>
    public void FillDeath(PatientBlock block, HazardColumns columns) => Fill(block, columns, FirstDeath);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fill(PatientBlock block, HazardColumns columns, int first)
    {
        var age = block.Values(Variable.Age);
        var female = block.Values(Variable.Female);
        var ageBits = MemoryMarshal.Cast<float, int>(age);
        var femaleBits = MemoryMarshal.Cast<float, int>(female);

        // Blocks are sorted by age and sex, so that equal cells stand in runs.
        for (var begin = 0; begin < age.Length;)
        {
            var end = begin + Math.Min(Run(ageBits[begin..]), Run(femaleBits[begin..]));

            // Ages are whole numbers between 0 and 120 by construction, so the conversion is exact everywhere.
            var cell = (female[begin] > 0.5f ? RateTable.Ages : 0) + Math.Clamp((int)age[begin], 0, RateTable.Ages - 1);
            for (var h = first; h < Absolute; h++)
            {
                Spread(_values[h][cell], ref columns.Values((Hazard)h)[begin], end - begin);
            }

            begin = end;
        }
    }

    /// <summary>How many values at the beginning equal the first, bit for bit: integers are compared a vector at a time.</summary>
    private static int Run(ReadOnlySpan<int> values)
    {
        var other = values.IndexOfAnyExcept(values[0]);
        return other < 0 ? values.Length : other;
    }

    // Whole vectors: what runs over is overwritten by the next run, or lies in the padding behind the last patient.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Spread(float value, ref float first, int count)
    {
        var values = Vector256.Create(value);
        for (var i = 0; i < count; i += Vector256<float>.Count)
        {
            values.StoreUnsafe(ref first, (nuint)i);
        }
    }

    private static float Published(RateTable rates, RiskNorms norms, Hazard hazard, int k)
    {
        // What dialysis and stenosis add by mechanism is taken out of the life table once, not counted twice.
        var background = MathF.Max(rates[Rate.Death][k] - norms.Added[k], 0.3f * rates[Rate.Death][k]) / (1 - rates[Rate.ShareStenosis][k]);
        return hazard switch
        {
            Hazard.Infarction => rates[Rate.Infarction][k],
            Hazard.Stroke => rates[Rate.Stroke][k],
            Hazard.HeartFailure => rates[Rate.HeartFailure][k],
            Hazard.Fracture => rates[Rate.Fracture][k],
            Hazard.AtrialFibrillation => rates[Rate.AtrialFibrillation][k],
            Hazard.Diabetes => rates[Rate.Diabetes][k],
            Hazard.DeathIschaemic => background * rates[Rate.ShareIschaemic][k],
            Hazard.DeathStroke => background * rates[Rate.ShareStroke][k],
            Hazard.DeathCardiac => background * rates[Rate.ShareCardiac][k],
            Hazard.DeathCancer => background * rates[Rate.ShareCancer][k],
            Hazard.DeathKidney => background * rates[Rate.ShareKidney][k],
            Hazard.DeathOther => background * rates[Rate.ShareOther][k],
            Hazard.DeathDialysis => rates[Rate.DialysisDeath][k],
            Hazard.Transplant => rates[Rate.Transplant][k],
            Hazard.DeathStenosis or Hazard.DeathCalciphylaxis => 1,
            _ => throw new ArgumentOutOfRangeException(nameof(hazard)),
        };
    }
}
