using System.Runtime.CompilerServices;
using Cohort.Physiology.Events;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;
using Cohort.Physiology.Rates;
using Cohort.Physiology.State;
using Cohort.Physiology.Years;

namespace Cohort.Physiology.Mechanisms;

/// <summary>Diabetes, its glucose, and the burden of advanced glycation end-products (AGEs) on slowly renewed matrix.</summary>
public static class Glycation
{
    /// <summary>A year of diabetes: onset, duration, drift of HbA1c under usual care.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void AdvanceDiabetes<TLane>(PatientBlock block, in YearContext year, HazardColumns hazards, HazardColumns risks, ModelParameters parameters)
        where TLane : struct, ILane<TLane>
    {
        var p = parameters.Glycation;
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            year.Draw<TLane>(block, i, Purpose.YearKidney, out _, out _, out var u, out _);
            var diabetes = Law.IsSet(block.Diabetes.Load<TLane>(i));
            var hazard = hazards[Hazard.Diabetes].Load<TLane>(i) * risks[Hazard.Diabetes].Load<TLane>(i);
            var onset = ~diabetes & Law.Happens(u, hazard);
            var hba1c = block.BaseHba1c.Load<TLane>(i);
            hba1c = TLane.Select(onset, TLane.Max(hba1c + p.OnsetRise, p.OnsetLevel), hba1c + TLane.Select(diabetes, p.Hba1cDrift, 0f));
            block.BaseHba1c.Store(i, TLane.Min(hba1c, 14f));
            block.Diabetes.Store(i, Law.Flag(diabetes | onset));
            block.DiabetesYears.Store(i, block.DiabetesYears.Load<TLane>(i) + Law.Flag(diabetes));
            EventBits.Record(block, i, onset, EventKind.Diabetes);
        }
    }

    /// <summary>
    /// AGE burden A: dA/dt = f (1 + g (HbA1c - 5.4) + k (100/eGFR - 1)) - A/tau, integrated exactly over the year. Memory of
    /// glucose is the matrix's turnover.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void AdvanceMatrix<TLane>(PatientBlock block, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        var p = parameters.Glycation;
        var decay = Elementary.Exp<TLane>(-1f / p.AgeTurnover);
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            var egfr = TLane.Max(block.Egfr.Load<TLane>(i), 5f);
            var glucose = Law.Clamp(block.Hba1c.Load<TLane>(i) - 5.4f, 0f, 8f);
            var kidney = Law.Clamp((100f / egfr) - 1f, 0f, 19f);
            var made = (TLane)p.AgeFormation * (1f + (p.AgeGlucose * glucose) + (p.AgeKidney * kidney));
            var steady = made * p.AgeTurnover;
            block.AgeBurden.Store(i, steady + ((block.AgeBurden.Load<TLane>(i) - steady) * decay));
        }
    }
}
