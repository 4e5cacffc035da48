using System.Runtime.CompilerServices;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;
using Cohort.Physiology.State;
using Cohort.Physiology.Years;

namespace Cohort.Physiology.Mechanisms;

/// <summary>
/// The endocrine loop of calcium, phosphate, PTH, calcitriol and FGF23, at steady state within a year.
/// </summary>
/// <remarks>
/// <para>
/// Three unknowns, in logarithms: vitamin D receptor activity V, phosphate P and ionised calcium C. PTH and FGF23 are explicit
/// functions of them, and so are the fluxes of the three balances (receptor activity, phosphate, calcium). Every response is a
/// power law, a Hill curve or a softplus, so that the derivatives of the balances are exact and a damped Newton step costs
/// little more than their evaluation. From last year's state a fixed number of steps is made, fewer where one was small.
/// </para>
/// <para>
/// One loop: kidney failure, adenoma, granuloma, intoxication, bone destruction, dialysis and every drug are changes of its
/// inputs. Nothing is coded as an output.
/// </para>
/// </remarks>
public static class MineralMetabolism
{
    /// <summary>Most Newton steps of a year. The worst residual over the input space is a test.</summary>
    public const int YearlySteps = 3;

    /// <summary>Newton steps of a year of the simulated past, where inputs move slowly.</summary>
    public const int PastSteps = 1;

    /// <summary>Newton steps where nothing is known of the solution.</summary>
    public const int ColdSteps = 14;

    /// <summary>Solves the loop for every patient from the state held, and grows or shrinks the gland.</summary>
    public static void Advance<TLane>(PatientBlock block, ModelParameters parameters, int steps) where TLane : struct, ILane<TLane>
    {
        for (var first = 0; first < block.Count; first += MineralLoop.Capacity)
        {
            var loop = MineralLoop.Take<TLane>(block, first, parameters.Mineral);
            loop.BeginAtState<TLane>();
            loop.Settle<TLane>(steps);
            loop.Write<TLane>();
        }
    }

    /// <summary>Draws the inborn secretion of PTH and FGF23 and activity of 1-alpha-hydroxylase, which stay for life.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void DrawTraits<TLane>(PatientBlock block, in YearContext year, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        var p = parameters.Mineral;
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            year.DrawForLife<TLane>(block, i, Purpose.Hormones, out var uPth, out var uCalcitriol, out var uFgf, out _);
            block.PthTrait.Store(i, Law.LogNormal<TLane>(uPth, p.PthSpread));
            block.CalcitriolTrait.Store(i, Law.LogNormal<TLane>(uCalcitriol, p.CalcitriolSpread));
            block.Fgf23Trait.Store(i, Law.LogNormal<TLane>(uFgf, p.Fgf23Spread));
        }
    }

    /// <summary>Gland mass follows a year of stimulation (slowly) or of its lack (more slowly still).</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void AdvanceGland<TLane>(PatientBlock block, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        var p = parameters.Mineral;
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            var mass = block.GlandMass.Load<TLane>(i);
            var excess = block.GlandStimulus.Load<TLane>(i) - 1f;
            var rate = TLane.Select(excess > 0f, p.GlandGrowth, p.GlandRegression) * Law.Clamp(excess, -1f, p.GlandDriveMax);

            // An adenoma is its own tissue: it does not involute, and nothing shrinks below normal.
            var floor = TLane.Select(block.Adenoma.Load<TLane>(i) > 0f, mass, TLane.Min(mass, 1f));
            block.GlandMass.Store(i, Law.Clamp(mass * Elementary.Exp(rate), floor, p.GlandMax));
        }
    }

    /// <summary>
    /// The inverse problem at baseline: from the measured calcium the shift of all calcium references, from the measured
    /// phosphate the renal threshold, or the intake where the threshold cannot explain it; so that the loop's fixed point is
    /// the measurement.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Infer<TLane>(PatientBlock block, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        var p = parameters.Mineral;
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            block.PhosphateIntake.Store<TLane>(i, 1f);
            block.PhosphateThreshold.Store<TLane>(i, 1f);
            block.CalciumSetPoint.Store(i, Law.Clamp(block.BaseIonisedCalcium.Load<TLane>(i) - p.RestingCalcium, -0.25f, 0.25f));
        }

        Infer<TLane>(block, p, fromState: false);
    }

    /// <summary>The same from what was inferred before and the state held: after the past, which changes nothing of the problem but the gland.</summary>
    public static void InferAgain<TLane>(PatientBlock block, ModelParameters parameters) where TLane : struct, ILane<TLane> =>
        Infer<TLane>(block, parameters.Mineral, fromState: true);

    private static void Infer<TLane>(PatientBlock block, MineralParameters parameters, bool fromState) where TLane : struct, ILane<TLane>
    {
        for (var first = 0; first < block.Count; first += MineralLoop.Capacity)
        {
            var loop = MineralLoop.Take<TLane>(block, first, parameters);
            loop.BeginAtMeasurement<TLane>(fromState);
            loop.Infer<TLane>();
            loop.Write<TLane>();
        }
    }

    /// <summary>The largest of the three relative residuals of the balances at the state held, one a patient.</summary>
    public static TLane Residual<TLane>(PatientBlock block, int i, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        var loop = MineralLoop.Take<TLane>(block, i, parameters.Mineral);
        loop.BeginAtState<TLane>();
        return loop.Residual<TLane>();
    }
}
