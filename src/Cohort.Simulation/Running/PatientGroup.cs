using Cohort.Physiology.Numerics;
using Cohort.Physiology.Rates;
using Cohort.Physiology.State;
using Cohort.Physiology.Treatments;
using Cohort.Physiology.Years;
using Cohort.Simulation.Population;

namespace Cohort.Simulation.Running;

/// <summary>
/// Recruits and advances blocks of patients for one thread: everything that a run, a single patient's history and the norms of
/// risk have in common, so that all of them see the same patients.
/// </summary>
/// <typeparam name="TLane">Lane on which the equations run.</typeparam>
internal sealed class PatientGroup<TLane> where TLane : struct, ILane<TLane>
{
    private readonly Model _model;
    private readonly RespondentTable _population;
    private readonly ulong _seed;
    private readonly int _startYear;
    private readonly YearStep<TLane> _step;
    private readonly SimulatedPast<TLane> _past;
    private readonly int[] _kept = new int[PatientBlock.Capacity];

    public PatientGroup(Model model, RespondentTable population, ulong seed, int startYear)
    {
        _model = model;
        _population = population;
        _seed = seed;
        _startYear = startYear;
        _step = new YearStep<TLane>(model.Parameters, model.Hazards);
        _past = new SimulatedPast<TLane>(model.Parameters, _step);
    }

    /// <summary>Relative risks of the year last advanced.</summary>
    public HazardColumns Risks => _step.Risks;

    /// <summary>Sorts consecutive patients by age, the oldest first, sex, diabetes and kidney function, without recruiting them.</summary>
    /// <param name="first">Number of the first patient.</param>
    /// <param name="patients">Receives their numbers in that order.</param>
    public void Sort(ulong first, Span<ulong> patients)
    {
        // Key and position in one word, so that like patients stay in the order of their numbers; complemented, so that the oldest come first.
        for (var k = 0; k < patients.Length; k++)
        {
            patients[k] = ((ulong)~(uint)Recruitment.SortKey(_population, _seed, first + (ulong)k) << 32) | (uint)k;
        }

        patients.Sort();
        for (var k = 0; k < patients.Length; k++)
        {
            patients[k] = first + (uint)patients[k];
        }
    }

    /// <summary>Recruits the patients of a block, without their past.</summary>
    public void Recruit(ReadOnlySpan<ulong> patients, PatientBlock block)
    {
        block.Count = patients.Length;
        block.Clear();
        var donors = block.Values(Variable.Donor);
        for (var row = 0; row < patients.Length; row++)
        {
            donors[row] = Recruitment.RecruitIntoZeros(_population, _model.Rates, _seed, _startYear, patients[row], block, row);
        }
    }

    /// <summary>Recruits a patient into a row, without its past.</summary>
    public void Recruit(ulong patient, PatientBlock block, int row) =>
        block.Values(Variable.Donor)[row] = Recruitment.Recruit(_population, _model.Rates, _seed, _startYear, patient, block, row);

    /// <summary>Brings recruited patients to their baseline.</summary>
    public void RunPast(PatientBlock block) => _past.Run(block, _seed, _startYear);

    /// <summary>Advances a block by the year that ends at <paramref name="year"/> (1 = the first after baseline).</summary>
    public void Advance(PatientBlock block, int year, ArmPolicy policy)
    {
        var calendar = _startYear + year - 1;
        var at = Math.Clamp(calendar - RateTable.FirstYear, 0, RateTable.LastYear - RateTable.FirstYear);
        _step.Advance(block, new YearContext(_seed, year, calendar, 0, _model.Rates.AnticoagulatedShare[at], _model.Rates.WarfarinShare[at]), policy);
    }

    /// <summary>
    /// Drops the dead, unless they are fewer than an eighth of the block and not <paramref name="always"/>: no draw moves, since
    /// every row carries its patient's number.
    /// </summary>
    public void Compact(PatientBlock block, bool always = false)
    {
        var alive = block.Values(Variable.Alive);
        var count = 0;
        for (var i = 0; i < alive.Length; i++)
        {
            _kept[count] = i;
            count += alive[i] > 0.5f ? 1 : 0;
        }

        if (block.Count - count >= (always ? 1 : Math.Max(block.Count / 8, 1)))
        {
            block.Keep(_kept.AsSpan(0, count));
        }
    }
}
