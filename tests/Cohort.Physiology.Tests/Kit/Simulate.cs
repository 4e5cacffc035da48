using Cohort.Physiology.Mechanisms;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;
using Cohort.Physiology.Rates;
using Cohort.Physiology.State;
using Cohort.Physiology.Treatments;
using Cohort.Physiology.Years;

namespace Cohort.Physiology.Tests.Kit;

/// <summary>Runs blocks of patients through years.</summary>
internal static class Simulate
{
    /// <summary>Patients of a comparison unless said.</summary>
    public const int Many = PatientBlock.Capacity;

    /// <summary>Calendar year of the baseline.</summary>
    public const int StartYear = 2018;

    private const ulong Seed = 20_260_401;

    /// <summary>Advances a copy of a block by some years and keeps the state of each.</summary>
    public static Course Years(PatientBlock start, int years, ArmPolicy? policy = null, RateTable? rates = null, ulong seed = Seed,
        ModelParameters? parameters = null) => Years<Lane8>(start, years, policy, rates, seed, parameters);

    /// <summary>The same on a lane of choice.</summary>
    public static Course Years<TLane>(PatientBlock start, int years, ArmPolicy? policy = null, RateTable? rates = null, ulong seed = Seed,
        ModelParameters? parameters = null) where TLane : struct, ILane<TLane>
    {
        rates ??= SimpleRates.None;
        var step = new YearStep<TLane>(parameters ?? ModelParameters.Default, HazardTable.Create(rates, new RiskNorms()));
        var block = Copy(start);
        var states = new List<PatientBlock> { Copy(block) };
        for (var year = 1; year <= years; year++)
        {
            step.Advance(block, Context(year, seed, rates), policy ?? ArmPolicy.UsualCare);
            states.Add(Copy(block));
        }

        return new Course(states);
    }

    /// <summary>The context of a year after baseline.</summary>
    public static YearContext Context(int year, ulong seed = Seed, RateTable? rates = null)
    {
        rates ??= SimpleRates.None;
        var at = StartYear + year - 1 - RateTable.FirstYear;
        return new YearContext(seed, year, StartYear + year - 1, 0, rates.AnticoagulatedShare[at], rates.WarfarinShare[at]);
    }

    /// <summary>The same patients, one column changed at baseline.</summary>
    public static Comparison Change(Patient patient, int years, Variable variable, float value, RateTable? rates = null) =>
        Change(patient, patient.With(variable, value), years, rates);

    /// <summary>A patient and the same patient with a cause; the numbers of the copies, and so their luck, are the same.</summary>
    public static Comparison Change(Patient without, Patient with, int years, RateTable? rates = null) =>
        new(Years(Settled(without), years, null, rates), Years(Settled(with), years, null, rates));

    /// <summary>The same patients under usual care and under an intervention.</summary>
    public static Comparison Treat(Patient patient, int years, Intervention intervention, RateTable? rates = null) =>
        Treat(Settled(patient), years, Policy(intervention), rates);

    /// <summary>The same block under usual care and under a policy.</summary>
    public static Comparison Treat(PatientBlock block, int years, ArmPolicy policy, RateTable? rates = null) =>
        new(Years(block, years, null, rates), Years(block, years, policy, rates));

    /// <summary>A policy of interventions for everybody, in their order.</summary>
    public static ArmPolicy Policy(params Intervention[] interventions) =>
        new([.. interventions.Select((intervention, slot) => new ActiveIntervention(intervention, slot))]);

    /// <summary>An intervention in everybody from the first year, always taken, at its usual dose unless said.</summary>
    public static Intervention Give(InterventionKind kind, double? dose = null, Eligibility? who = null, double coverage = 1, double adherence = 1) =>
        new(kind, StartYear, null, who ?? Eligibility.Everybody, coverage, adherence, dose ?? Interventions.All.Single(info => info.Kind == kind).DefaultDose);

    /// <summary>Copies of a patient whose hormones are at the fixed point of their own inputs.</summary>
    public static PatientBlock Settled(Patient patient, int count = Many)
    {
        var block = patient.Times(count);
        Solve(block);
        Inhibitors.Advance<Lane8>(block, ModelParameters.Default);
        Inhibitors.Combine<Lane8>(block, new TermColumns(), ModelParameters.Default);
        Kidney.Stage<Lane8>(block);
        return block;
    }

    /// <summary>Brings the endocrine loop to its fixed point from wherever the block stands.</summary>
    public static void Solve(PatientBlock block, int steps = 4 * MineralMetabolism.ColdSteps) =>
        MineralMetabolism.Advance<Lane8>(block, ModelParameters.Default, steps);

    /// <summary>A copy.</summary>
    public static PatientBlock Copy(PatientBlock block)
    {
        var copy = new PatientBlock();
        copy.CopyFrom(block);
        return copy;
    }
}
