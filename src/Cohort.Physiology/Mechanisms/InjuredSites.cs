using System.Runtime.CompilerServices;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;
using Cohort.Physiology.State;
using Cohort.Physiology.Years;

namespace Cohort.Physiology.Mechanisms;

/// <summary>
/// Dystrophic calcification: injured tissue at normal blood chemistry. One module for granuloma, local calcium overload, heterotopic
/// ossification, calcinosis of connective-tissue disease and goitre: they differ in how injury comes and goes, in the local chemistry,
/// and in how much of the work cells do.
/// </summary>
public static class InjuredSites
{
    /// <summary>Code of <see cref="Variable.SiteKind"/>: granuloma (tuberculosis, histoplasmosis).</summary>
    public const float Granuloma = 1;

    /// <summary>Code of <see cref="Variable.SiteKind"/>: iatrogenic local calcium overload.</summary>
    public const float Overload = 2;

    /// <summary>Code of <see cref="Variable.SiteKind"/>: heterotopic ossification.</summary>
    public const float Ossification = 3;

    /// <summary>Code of <see cref="Variable.SiteKind"/>: calcinosis of connective-tissue disease.</summary>
    public const float Calcinosis = 4;

    /// <summary>Code of <see cref="Variable.SiteKind"/>: goitre.</summary>
    public const float Goitre = 5;

    // Injuries come between these ages, evenly.
    private const float FirstAge = 20;
    private const float LastAge = 80;

    /// <summary>Draws whether, how and when in life a site is injured.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Draw<TLane>(PatientBlock block, in YearContext year, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        var p = parameters.Tissue;
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            year.DrawForLife<TLane>(block, i, Purpose.InjuredSite, out var uKind, out var uAge, out _, out _);
            var kind = (TLane)0f;
            var share = 0f;
            kind = Next(kind, uKind, ref share, p.GranulomaShare, Granuloma);
            kind = Next(kind, uKind, ref share, p.IatrogenicShare, Overload);
            kind = Next(kind, uKind, ref share, p.OssificationShare, Ossification);
            kind = Next(kind, uKind, ref share, p.CalcinosisShare, Calcinosis);
            kind = Next(kind, uKind, ref share, p.GoitreShare, Goitre);
            block.SiteKind.Store(i, kind);
            block.SiteFrom.Store(i, TLane.Select(kind > 0f, TLane.Round(FirstAge + ((LastAge - FirstAge) * uAge)), 200f));
        }
    }

    /// <summary>
    /// A year of the site: necrotic or overloaded tissue nucleates below the threshold of healthy tissue; the load of injury heals, or is
    /// kept up where the disease goes on; the deposit grows by apatite supersaturation.
    /// </summary>
    /// <param name="block">The patients.</param>
    /// <param name="counted">Part of this year that their age already counts: 0 at its start, 1 in the past, whose ages are those at the year's end.</param>
    /// <param name="parameters">Parameters.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Advance<TLane>(PatientBlock block, float counted, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        var p = parameters.Tissue;
        var healing = Elementary.Exp<TLane>(-1f / p.InjuryDecay);
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            var age = block.Age.Load<TLane>(i) - counted;
            var from = block.SiteFrom.Load<TLane>(i);
            var now = TLane.Equal(age, from);
            var kind = TLane.Select(age >= from, block.SiteKind.Load<TLane>(i), 0f);
            var chronic = TLane.Equal(kind, Calcinosis) | TLane.Equal(kind, Goitre);
            var injury = (block.InjuredSite.Load<TLane>(i) * healing) + p.InjuryBackground
                + TLane.Select(now, 1f, 0f) + TLane.Select(chronic, p.ChronicInjury, 0f);
            block.InjuredSite.Store(i, injury);

            // Local calcium of an overload lasts weeks: its share of a year's saturation.
            var overload = now & TLane.Equal(kind, Overload);
            var saturation = SoftTissue.Amorphous<TLane>(block, i, parameters)
                + TLane.Select(overload, p.OverloadShare * p.OverloadCalcium, 0f);
            var deficit = TLane.Select(TLane.Equal(kind, Calcinosis), p.CalcinosisDeficit, 1f);
            var restraint = block.MineralGrowth.Load<TLane>(i) * deficit;
            var laid = p.DepositRate * injury * restraint * Law.Excess(saturation - (p.Threshold * p.InjuredThreshold));
            var deposit = block.DystrophicDeposit.Load<TLane>(i);
            laid += deposit * p.ApatiteGrowth * restraint * SoftTissue.Apatite<TLane>(block, i, parameters);

            // How much of the work cells do: bone-forming cells in ossification, half in calcinosis, little in dead tissue.
            var activity = TLane.Select(TLane.Equal(kind, Ossification), p.OssificationActive, TLane.Select(TLane.Equal(kind, Calcinosis), p.CalcinosisActive,
                TLane.Select(TLane.Equal(kind, Goitre), p.GoitreActive, p.DeadActive)));
            var active = ((block.SiteActive.Load<TLane>(i) * deposit) + (activity * laid)) / TLane.Max(deposit + laid, 1e-6f);
            block.SiteActive.Store(i, active);
            block.DystrophicDeposit.Store(i, TLane.Min(deposit + laid, 1000f));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Next<TLane>(TLane kind, TLane uniform, ref float share, float next, float code) where TLane : struct, ILane<TLane>
    {
        var begin = share;
        share += next;
        return TLane.Select((uniform >= (TLane)begin) & (uniform < (TLane)share), code, kind);
    }
}
