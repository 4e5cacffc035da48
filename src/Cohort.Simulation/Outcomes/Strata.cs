using Cohort.Physiology.State;
using Cohort.Simulation.Scenarios;

namespace Cohort.Simulation.Outcomes;

/// <summary>The strata of outcome rows: the dimensions asked for, by the state at the start of the year; others read "all".</summary>
public sealed class Strata
{
    /// <summary>Number of age bands: 20-29, 30-39, ..., 80-89, 90 and over.</summary>
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
        var count = block.Count;
        strata = strata[..count];
        strata.Clear();
        if (_byAge)
        {
            var age = block.Values(Variable.Age);
            for (var i = 0; i < strata.Length; i++)
            {
                strata[i] = AgeBand(age[i]);
            }
        }

        if (_bySex)
        {
            AddFlag(block.Values(Variable.Female), 1f, strata);
        }

        if (_byCkd)
        {
            var stage = block.Values(Variable.CkdStage);
            for (var i = 0; i < strata.Length; i++)
            {
                strata[i] = (strata[i] * CkdStages) + ((int)stage[i] & (CkdStages - 1));
            }
        }

        if (_byDiabetes)
        {
            AddFlag(block.Values(Variable.Diabetes), 1f, strata);
        }

        if (_byWarfarin)
        {
            AddFlag(block.Values(Variable.Anticoagulant), 1f, strata);
        }

        var alive = block.Values(Variable.Alive);
        for (var i = 0; i < strata.Length; i++)
        {
            strata[i] = alive[i] == 1f ? strata[i] : -1;
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

    /// <summary>The age band of an age; ages under 20 count as 20, over 99 as 90 and over.</summary>
    public static int AgeBand(float age) =>
        ((int)Math.Clamp(age, FirstBandAge, FirstBandAge + (AgeBands * BandYears) - 1) - FirstBandAge) / BandYears;

    private static void AddFlag(ReadOnlySpan<float> values, float set, Span<int> strata)
    {
        for (var i = 0; i < strata.Length; i++)
        {
            strata[i] = (strata[i] * 2) + (values[i] == set ? 1 : 0);
        }
    }
}
