using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Cohort.Physiology.State;
using Cohort.Simulation.Scenarios;

namespace Cohort.Simulation.Outcomes;

/// <summary>The strata of outcome rows: the dimensions asked for, by the state at the start of the year; others read "all".</summary>
public sealed class Strata
{
    /// <summary>Number of age bands: 20-29 (and younger), 30-39, ..., 80-89, 90 and over.</summary>
    public const int AgeBands = 8;

    private const int FirstBandAge = 20;
    private const int BandYears = 10;
    private const int CkdStages = 8;

    private readonly bool _byAge;
    private readonly bool _bySex;
    private readonly bool _byCkd;
    private readonly bool _byDiabetes;
    private readonly bool _byWarfarin;

    /// <summary>Strata by some dimensions.</summary>
    /// <param name="dimensions">Dimensions to tell apart, in any order.</param>
    public Strata(IReadOnlyList<Stratum> dimensions)
    {
        _byAge = dimensions.Contains(Stratum.AgeBand);
        _bySex = dimensions.Contains(Stratum.Sex);
        _byCkd = dimensions.Contains(Stratum.CkdStage);
        _byDiabetes = dimensions.Contains(Stratum.Diabetes);
        _byWarfarin = dimensions.Contains(Stratum.Warfarin);
        Count = (_byAge ? AgeBands : 1) * (_bySex ? 2 : 1) * (_byCkd ? CkdStages : 1) * (_byDiabetes ? 2 : 1) * (_byWarfarin ? 2 : 1);
    }

    /// <summary>Number of strata.</summary>
    public int Count { get; }

    /// <summary>The stratum of each patient of a block; call it before the year's step (at year 0: on the baseline).</summary>
    /// <param name="block">The patients.</param>
    /// <param name="strata">Receives a stratum a patient, -1 for those already dead; at least as long as the block.</param>
    public void Index(PatientBlock block, Span<int> strata)
    {
        strata = strata[..block.Count];
        for (var i = 0; i < strata.Length; i += Vector256<int>.Count)
        {
            var stratum = Vector256<int>.Zero;
            if (_byAge)
            {
                var age = Load(block, Variable.Age, i);
                for (var band = 1; band < AgeBands; band++)
                {
                    stratum -= Vector256.GreaterThanOrEqual(age, Vector256.Create((float)(FirstBandAge + (band * BandYears)))).AsInt32();
                }
            }

            if (_bySex)
            {
                stratum = (stratum * 2) - IsOne(block, Variable.Female, i);
            }

            if (_byCkd)
            {
                stratum = (stratum * CkdStages) + (Vector256.ConvertToInt32(Load(block, Variable.CkdStage, i)) & Vector256.Create(CkdStages - 1));
            }

            if (_byDiabetes)
            {
                stratum = (stratum * 2) - IsOne(block, Variable.Diabetes, i);
            }

            if (_byWarfarin)
            {
                stratum = (stratum * 2) - IsOne(block, Variable.Anticoagulant, i);
            }

            stratum |= ~IsOne(block, Variable.Alive, i);
            var left = strata[i..];
            if (left.Length >= Vector256<int>.Count)
            {
                stratum.CopyTo(left);
                continue;
            }

            for (var k = 0; k < left.Length; k++)
            {
                left[k] = stratum[k];
            }
        }
    }

    /// <summary>What a stratum's number stands for.</summary>
    /// <param name="stratum">The stratum, 0 to <see cref="Count"/> - 1.</param>
    public StratumKey Describe(int stratum)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(stratum);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(stratum, Count);
        var warfarin = Take(_byWarfarin, 2);
        var diabetes = Take(_byDiabetes, 2);
        var ckd = Take(_byCkd, CkdStages);
        var sex = Take(_bySex, 2);
        var age = Take(_byAge, AgeBands);
        return new StratumKey(age, sex == null ? null : sex == 1, (CkdStage?)ckd, diabetes == null ? null : diabetes == 1, warfarin == null ? null : warfarin == 1);

        int? Take(bool told, int size)
        {
            if (!told)
            {
                return null;
            }

            var digit = stratum % size;
            stratum /= size;
            return digit;
        }
    }

    /// <summary>An age band as printed: "20-29" to "80-89", "90+".</summary>
    /// <param name="band">The band, 0 to 7.</param>
    public static string AgeBandName(int band)
    {
        var from = FirstBandAge + (band * BandYears);
        return band == AgeBands - 1 ? $"{from}+" : $"{from}-{from + BandYears - 1}";
    }

    // Columns are padded, so that a vector may run past the last patient.
    private static Vector256<float> Load(PatientBlock block, Variable variable, int i) =>
        Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(block.Values(variable)), (nuint)i);

    // -1 (all bits) where the variable is 1.
    private static Vector256<int> IsOne(PatientBlock block, Variable variable, int i) =>
        Vector256.Equals(Load(block, variable, i), Vector256<float>.One).AsInt32();
}
