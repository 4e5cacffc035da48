using System.Runtime.CompilerServices;
using Cohort.Physiology.Events;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;
using Cohort.Physiology.Rates;
using Cohort.Physiology.State;
using Cohort.Physiology.Years;

namespace Cohort.Physiology.Mechanisms;

/// <summary>Atrial fibrillation and the choice of anticoagulant by calendar year.</summary>
public static class Rhythm
{
    /// <summary>Code of <see cref="Variable.Anticoagulant"/>: none.</summary>
    public const float NoAnticoagulant = 0;

    /// <summary>Code of <see cref="Variable.Anticoagulant"/>: warfarin.</summary>
    public const float Warfarin = 1;

    /// <summary>Code of <see cref="Variable.Anticoagulant"/>: direct oral anticoagulant.</summary>
    public const float Doac = 2;

    /// <summary>
    /// A year of rhythm and anticoagulation under usual care: onset of fibrillation, start with the drug of the calendar year,
    /// stopping, switching. Where a direct drug is excluded the start is warfarin.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Advance<TLane>(PatientBlock block, in YearContext year, HazardColumns hazards, HazardColumns risks, ModelParameters parameters)
        where TLane : struct, ILane<TLane>
    {
        var p = parameters.Rhythm;
        var warfarinStops = Elementary.OneMinusExp<TLane>(p.WarfarinStop);
        var doacStops = Elementary.OneMinusExp<TLane>(p.DoacStop);
        var warfarinSwitches = Elementary.OneMinusExp<TLane>(year.WarfarinShare < 0.9f ? p.SwitchToDoac : 0f);
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            year.Draw<TLane>(block, i, Purpose.YearRhythm, out var uOnset, out var uStart, out var uDrug, out var uChange);
            var fibrillation = Law.IsSet(block.AtrialFibrillation.Load<TLane>(i));
            var hazard = p.IncidenceScale * hazards[Hazard.AtrialFibrillation].Load<TLane>(i) * risks[Hazard.AtrialFibrillation].Load<TLane>(i);
            var onset = ~fibrillation & Law.Happens(uOnset, hazard);

            var before = block.Anticoagulant.Load<TLane>(i);
            var onWarfarin = TLane.Equal(before, Warfarin);
            var onDoac = TLane.Equal(before, Doac);
            var excluded = Law.IsSet(block.DoacExcluded.Load<TLane>(i));
            var dialysis = block.Dialysis.Load<TLane>(i);
            var use = (TLane)year.AnticoagulatedShare * (1f - (dialysis * (1f - p.DialysisUse)));
            var starts = onset & (uStart < use);
            var warfarinStarts = starts & (excluded | (uDrug < (TLane)year.WarfarinShare));

            var stops = (onWarfarin & ~excluded & (uChange < warfarinStops)) | (onDoac & (uChange < doacStops));
            var switches = onWarfarin & ~excluded & ~stops & ((1f - uChange) < warfarinSwitches);

            var after = TLane.Select(stops, NoAnticoagulant, TLane.Select(switches, Doac, before));
            after = TLane.Select(starts, TLane.Select(warfarinStarts, Warfarin, Doac), after);
            block.Anticoagulant.Store(i, after);
            block.AtrialFibrillation.Store(i, Law.Flag(fibrillation | onset));
            EventBits.Record(block, i, onset, EventKind.AtrialFibrillation);
        }
    }

    /// <summary>Counts the years on warfarin, after the arm's own rules have been applied to the year's drug.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void CountExposure<TLane>(PatientBlock block) where TLane : struct, ILane<TLane>
    {
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            var onWarfarin = TLane.Equal(block.Anticoagulant.Load<TLane>(i), Warfarin);
            var years = block.WarfarinYears.Load<TLane>(i);
            EventBits.Record(block, i, onWarfarin & (years < (TLane)0.5f), EventKind.WarfarinStart);
            block.WarfarinYears.Store(i, years + Law.Flag(onWarfarin));
        }
    }
}
