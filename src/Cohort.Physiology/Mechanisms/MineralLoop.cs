using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;
using Cohort.Physiology.State;

namespace Cohort.Physiology.Mechanisms;

/// <summary>
/// The equations of the endocrine loop for a piece of a block: what each patient's loop is made of this year, hormones, fluxes, the
/// three balances with their exact derivatives, and the Newton step.
/// </summary>
/// <remarks>
/// One pass a group of equations, over few patients, so that what passes from one to the next stays in the first-level cache: a
/// patient's equations are one long chain, and only those of several patients together keep the processor busy.
/// </remarks>
internal sealed class MineralLoop
{
    /// <summary>Most patients of a piece; a multiple of every lane.</summary>
    public const int Capacity = 128;

    // A step shorter than this (in logarithms; calcium, on which the curves are steep, counts five times) leaves an error of its square.
    private const float Settled = 0.001f;

    private const float LeastAbsorbed = 0.2f;
    private const float MostAbsorbed = 0.85f;

    // Of a clearance of 1 mL/min.
    private const float LitresPerDay = 1.44f;

    [ThreadStatic]
    private static MineralLoop? _ofThread;

    private readonly float[] _values = new float[Enum.GetValues<Part>().Length * Capacity];
    private PatientBlock _block = null!;
    private MineralParameters _p = null!;
    private int _first;
    private int _count;

    private MineralLoop()
    {
    }

    private enum Part
    {
        // What the loop is made of.
        Gfr, LnGfr, Clearance, Shift, LnSubstrate, OtherReceptor, LnFgfTrait, Granuloma, Intake, Lysis, CalciumIntake, Dialysis, TurnoverEffect,
        Threshold, SetPoint, Reference, LnReference, LnSetPoint,

        // The point: logarithms of receptor activity, phosphate and ionised calcium relative to their references.
        Receptor, Phosphate, Calcium,

        // Masks: whose point still moves; whose inference goes on; who was still moving when it was interrupted.
        Moving, Open, Unsettled,

        // Hormones and fluxes there.
        Activity, PhosphateLevel, CalciumLevel, LnCalcium, Secretion, Stimulus, LnPth, LnFgf, Absorbed, AbsorbedByReceptor, FgfByReceptor,
        Renal, Turnover, TurnoverSlope, RelativeThreshold, Urine,
        PthByReceptor, PthByPhosphate, PthByCalcium,
        Bone, BoneByReceptor, BoneByPhosphate, BoneByCalcium,

        // The balances.
        ReceptorBalance, ReceptorByReceptor, ReceptorByPhosphate, ReceptorByCalcium,
        PhosphateBalance, PhosphateByReceptor, PhosphateByPhosphate, PhosphateByCalcium,
        CalciumBalance, CalciumByReceptor, CalciumByPhosphate, CalciumByCalcium,
    }

    private float RestingActivity
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _p.RestingCalcitriol + (_p.VitaminDWeight * _p.RestingVitaminD25);
    }

    private Column this[Part part]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_values), (int)part * Capacity));
    }

    /// <summary>The loops of the patients from <paramref name="first"/> on, as far as a piece reaches.</summary>
    public static MineralLoop Take<TLane>(PatientBlock block, int first, MineralParameters parameters) where TLane : struct, ILane<TLane>
    {
        var loop = _ofThread ??= new MineralLoop();
        loop._block = block;
        loop._p = parameters;
        loop._first = first;
        loop._count = Math.Min(Capacity, block.Count - first);
        loop.TakeKidneyAndGland<TLane>();
        loop.TakeVitaminD<TLane>();
        loop.TakeDiet<TLane>();
        loop.Refer<TLane>();
        return loop;
    }

    /// <summary>Begins at the state that the block holds.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public void BeginAtState<TLane>() where TLane : struct, ILane<TLane>
    {
        var perActivity = 1f / RestingActivity;
        for (var i = 0; i < _count; i += TLane.Count)
        {
            var row = _first + i;
            var active = _block.Calcitriol.Load<TLane>(row) + this[Part.OtherReceptor].Load<TLane>(i);
            Place(i, Elementary.Log(active * perActivity), _block.Phosphate.Load<TLane>(row), _block.IonisedCalcium.Load<TLane>(row));
        }
    }

    /// <summary>Begins at the measured phosphate and calcium, and at the receptor activity of the state or at a healthy one.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public void BeginAtMeasurement<TLane>(bool fromState) where TLane : struct, ILane<TLane>
    {
        var perActivity = 1f / RestingActivity;
        for (var i = 0; i < _count; i += TLane.Count)
        {
            var receptor = fromState
                ? Elementary.Log((_block.Calcitriol.Load<TLane>(_first + i) + this[Part.OtherReceptor].Load<TLane>(i)) * perActivity)
                : 0f;
            Place(i, receptor, _block.BasePhosphate.Load<TLane>(_first + i), _block.BaseIonisedCalcium.Load<TLane>(_first + i));
        }
    }

    /// <summary>Damped Newton steps, at most so many; a patient whose last step was small stays there, whatever the others still need.</summary>
    public void Settle<TLane>(int steps) where TLane : struct, ILane<TLane>
    {
        var moving = true;
        for (var k = 0; k < steps && moving; k++)
        {
            Evaluate<TLane>();
            moving = Step<TLane>();
        }
    }

    /// <summary>
    /// Rounds of two unknowns by Newton (receptor activity, shift of the calcium references), then threshold and intake. Only an intake
    /// that changes calls for another round; who has arrived stays, whatever the others still need.
    /// </summary>
    public void Infer<TLane>() where TLane : struct, ILane<TLane>
    {
        var open = true;
        for (var round = 0; round < 3 && open; round++)
        {
            Copy<TLane>(Part.Open, Part.Moving);
            var moving = true;
            for (var k = 0; k < 6 && moving; k++)
            {
                Refer<TLane>();
                Evaluate<TLane>();
                moving = StepSetPoint<TLane>();
            }

            Copy<TLane>(Part.Moving, Part.Unsettled);
            Copy<TLane>(Part.Open, Part.Moving);
            Refer<TLane>();
            Evaluate<TLane>();
            open = InferThreshold<TLane>();
            TakeDiet<TLane>();
        }
    }

    /// <summary>Writes hormones and minerals into the block; the balances are not needed for that.</summary>
    public void Write<TLane>() where TLane : struct, ILane<TLane>
    {
        WriteMinerals<TLane>();

        // Bone takes the calcium that was just written.
        WriteGlandAndBone<TLane>();
    }

    /// <summary>The largest relative residual of the balances of the first lane of patients.</summary>
    public TLane Residual<TLane>() where TLane : struct, ILane<TLane>
    {
        Evaluate<TLane>();
        var minerals = TLane.Max(TLane.Abs(this[Part.PhosphateBalance].Load<TLane>(0)), TLane.Abs(this[Part.CalciumBalance].Load<TLane>(0)));
        return TLane.Max(TLane.Abs(this[Part.ReceptorBalance].Load<TLane>(0)) / this[Part.Activity].Load<TLane>(0), minerals * 0.1f);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void TakeKidneyAndGland<TLane>() where TLane : struct, ILane<TLane>
    {
        var p = _p;
        for (var i = 0; i < _count; i += TLane.Count)
        {
            var row = _first + i;
            var gfr = TLane.Max(_block.Egfr.Load<TLane>(row), 2f);
            var g = gfr * 0.01f;
            var lnG = Elementary.Log(g);
            var gland = _block.GlandMass.Load<TLane>(row);
            this[Part.Gfr].Store(i, gfr);
            this[Part.LnGfr].Store(i, lnG);
            this[Part.Clearance].Store(i, gland * _block.PthTrait.Load<TLane>(row) / (1f - p.PthRenalClearance + (p.PthRenalClearance * TLane.Min(g, 1f))));
            this[Part.Shift].Store(i, _block.Adenoma.Load<TLane>(row) - _block.Calcimimetic.Load<TLane>(row) + (p.GlandSetPoint * Elementary.Log(TLane.Max(gland, 1f))));
            this[Part.LnFgfTrait].Store(i, Elementary.Log(_block.Fgf23Trait.Load<TLane>(row)) - (p.Fgf23Nephron * lnG));
            this[Part.TurnoverEffect].Store(i, p.BoneResistance * TLane.Min(lnG, 0f));
            this[Part.Dialysis].Store(i, _block.Dialysis.Load<TLane>(row));
            this[Part.SetPoint].Store(i, _block.CalciumSetPoint.Load<TLane>(row));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void TakeVitaminD<TLane>() where TLane : struct, ILane<TLane>
    {
        var p = _p;
        var scale = (p.RestingVitaminD25 + p.SubstrateHalf) / p.RestingVitaminD25;
        for (var i = 0; i < _count; i += TLane.Count)
        {
            var row = _first + i;
            var d25 = _block.VitaminD25.Load<TLane>(row);
            this[Part.LnSubstrate].Store(i, Elementary.Log(_block.CalcitriolTrait.Load<TLane>(row) * d25 * scale / (d25 + p.SubstrateHalf)));
            this[Part.OtherReceptor].Store(i, (p.VitaminDWeight * d25) + _block.ActiveVitaminD.Load<TLane>(row));
            this[Part.Granuloma].Store(i, _block.Granuloma.Load<TLane>(row));
            this[Part.Lysis].Store(i, _block.BoneLysis.Load<TLane>(row));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void TakeDiet<TLane>() where TLane : struct, ILane<TLane>
    {
        var p = _p;
        TLane least = 0.03f;
        var lnLeast = Elementary.Log(least);
        var usual = TakenUp<TLane>(p.CalciumIntake, p);
        for (var i = 0; i < _count; i += TLane.Count)
        {
            // The logarithm never falls, so that to bound it is to bound what it is of.
            var row = _first + i;
            var lnG = Law.Clamp(this[Part.LnGfr].Load<TLane>(i), lnLeast, 0f);
            var bound = 1f - _block.Binder.Load<TLane>(row);
            this[Part.Intake].Store(i, bound * p.PhosphateIntake * Elementary.Exp(p.IntakeKidney * lnG) * _block.PhosphateIntake.Load<TLane>(row));
            var load = _block.CalciumLoad.Load<TLane>(row);
            this[Part.CalciumIntake].Store(i, TLane.Any(~TLane.Equal(load, 0f)) ? TakenUp(p.CalciumIntake + load, p) : usual);
            this[Part.Threshold].Store(i, p.PhosphateThreshold * _block.PhosphateThreshold.Load<TLane>(row));
        }
    }

    /// <summary>What of a calcium intake counts: less and less of more and more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane TakenUp<TLane>(TLane calcium, MineralParameters p) where TLane : struct, ILane<TLane> =>
        calcium * Elementary.Exp(p.CalciumLoadExponent * Elementary.Log(p.CalciumIntake / calcium));

    /// <summary>The calcium references of this shift.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void Refer<TLane>() where TLane : struct, ILane<TLane>
    {
        var p = _p;
        for (var i = 0; i < _count; i += TLane.Count)
        {
            var set = this[Part.SetPoint].Load<TLane>(i);
            var reference = p.RestingCalcium + set;
            this[Part.Reference].Store(i, reference);
            this[Part.LnReference].Store(i, Elementary.Log(reference * (1f / p.RestingCalcium)));
            this[Part.LnSetPoint].Store(i, Elementary.Log((p.SetPoint + set + this[Part.Shift].Load<TLane>(i)) * (1f / p.RestingCalcium)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Place<TLane>(int i, TLane receptor, TLane phosphate, TLane calcium) where TLane : struct, ILane<TLane>
    {
        this[Part.Receptor].Store(i, receptor);
        this[Part.Phosphate].Store(i, Elementary.Log(phosphate * (1f / _p.RestingPhosphate)));
        this[Part.Calcium].Store(i, Elementary.Log(calcium * (1f / _p.RestingCalcium)));
        TLane zero = 0f;
        var all = TLane.Equal(zero, zero);
        this[Part.Moving].Store(i, all);
        this[Part.Open].Store(i, all);
    }

    private void Copy<TLane>(Part from, Part to) where TLane : struct, ILane<TLane>
    {
        for (var i = 0; i < _count; i += TLane.Count)
        {
            this[to].Store(i, this[from].Load<TLane>(i));
        }
    }

    /// <summary>Whether any patient of the lane still moves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Moves<TLane>(int i) where TLane : struct, ILane<TLane> => TLane.Any(this[Part.Moving].Load<TLane>(i));

    /// <summary>Hormones, fluxes, the three balances and their derivatives at the point.</summary>
    private void Evaluate<TLane>() where TLane : struct, ILane<TLane>
    {
        Secrete<TLane>();
        Phosphaturia<TLane>();
        Hydroxylate<TLane>();
        Exchange<TLane>();
        BalancePhosphate<TLane>();
        BalanceCalcium<TLane>();
    }

    /// <summary>PTH: Hill curve on ionised calcium, driven by phosphate and restrained by the vitamin D receptor.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void Secrete<TLane>() where TLane : struct, ILane<TLane>
    {
        var p = _p;
        for (var i = 0; i < _count; i += TLane.Count)
        {
            if (!Moves<TLane>(i))
            {
                continue;
            }

            var receptor = this[Part.Receptor].Load<TLane>(i);
            var phosphate = this[Part.Phosphate].Load<TLane>(i);
            var calcium = this[Part.Calcium].Load<TLane>(i);
            this[Part.Activity].Store(i, RestingActivity * Elementary.Exp(receptor));
            this[Part.PhosphateLevel].Store(i, p.RestingPhosphate * Elementary.Exp(phosphate));
            this[Part.CalciumLevel].Store(i, p.RestingCalcium * Elementary.Exp(calcium));
            this[Part.LnCalcium].Store(i, calcium - this[Part.LnReference].Load<TLane>(i));
            var stimulus = Stimulate(i, receptor, phosphate, calcium, out var secretion);
            var range = (p.PthMax - p.PthMin) * stimulus;
            var made = p.PthMin + range;
            this[Part.Secretion].Store(i, secretion);
            this[Part.Stimulus].Store(i, stimulus);
            this[Part.LnPth].Store(i, LnPth(i, made));
            var share = range / made;
            this[Part.PthByReceptor].Store(i, -(p.PthVitaminD * share));
            this[Part.PthByPhosphate].Store(i, p.PthPhosphate * share);
            this[Part.PthByCalcium].Store(i, -(p.PthHill * share * (1f - secretion)));
        }
    }

    /// <summary>What drives a gland to secrete, relative to its most, and the part of it that calcium allows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLane Stimulate<TLane>(int i, TLane receptor, TLane phosphate, TLane calcium, out TLane secretion) where TLane : struct, ILane<TLane>
    {
        var p = _p;
        secretion = 1f / (1f + Elementary.Exp(p.PthHill * (calcium - this[Part.LnSetPoint].Load<TLane>(i))));
        return secretion * Elementary.Exp((p.PthPhosphate * phosphate) - (p.PthVitaminD * receptor));
    }

    /// <summary>Logarithm of PTH relative to rest, by what the gland makes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLane LnPth<TLane>(int i, TLane made) where TLane : struct, ILane<TLane> =>
        Elementary.Log(this[Part.Clearance].Load<TLane>(i) * made * (1f / _p.RestingPth));

    /// <summary>Gut phosphate and FGF23.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void Phosphaturia<TLane>() where TLane : struct, ILane<TLane>
    {
        var p = _p;
        for (var i = 0; i < _count; i += TLane.Count)
        {
            if (!Moves<TLane>(i))
            {
                continue;
            }

            var receptor = this[Part.Receptor].Load<TLane>(i);
            var intake = this[Part.Intake].Load<TLane>(i);
            var fraction = AbsorbedFraction(receptor);
            var clamped = Law.Clamp(fraction, LeastAbsorbed, MostAbsorbed);
            var absorbed = intake * clamped;
            var byReceptor = TLane.Select(TLane.Equal(fraction, clamped), intake * p.AbsorptionVitaminD, 0f);
            this[Part.Absorbed].Store(i, absorbed);
            this[Part.AbsorbedByReceptor].Store(i, byReceptor);
            this[Part.LnFgf].Store(i, LnFgf(i, receptor, absorbed));
            this[Part.FgfByReceptor].Store(i, p.Fgf23VitaminD + (p.Fgf23Load * byReceptor / absorbed));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLane AbsorbedFraction<TLane>(TLane receptor) where TLane : struct, ILane<TLane> => _p.PhosphateAbsorption + (_p.AbsorptionVitaminD * receptor);

    /// <summary>Logarithm of FGF23 relative to rest, by the phosphate absorbed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLane LnFgf<TLane>(int i, TLane receptor, TLane absorbed) where TLane : struct, ILane<TLane>
    {
        var p = _p;
        return (p.Fgf23Phosphate * this[Part.Phosphate].Load<TLane>(i)) + (p.Fgf23VitaminD * receptor) + this[Part.LnFgfTrait].Load<TLane>(i)
            + (p.Fgf23Load * Elementary.Log(absorbed * (1f / (p.PhosphateIntake * p.PhosphateAbsorption))));
    }

    /// <summary>Calcitriol by nephron mass, PTH, FGF23, calcium and substrate; the receptor's balance.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void Hydroxylate<TLane>() where TLane : struct, ILane<TLane>
    {
        var p = _p;
        for (var i = 0; i < _count; i += TLane.Count)
        {
            if (!Moves<TLane>(i))
            {
                continue;
            }

            var lnCalcitriol = (p.CalcitriolNephron * this[Part.LnGfr].Load<TLane>(i)) + (p.CalcitriolPth * this[Part.LnPth].Load<TLane>(i))
                - (p.CalcitriolFgf23 * this[Part.LnFgf].Load<TLane>(i)) - (p.CalcitriolCalcium * this[Part.LnCalcium].Load<TLane>(i)) + this[Part.LnSubstrate].Load<TLane>(i);
            var renal = p.RestingCalcitriol * Elementary.Exp(lnCalcitriol);
            var activity = this[Part.Activity].Load<TLane>(i);
            this[Part.Renal].Store(i, renal);
            this[Part.ReceptorBalance].Store(i, activity - (renal + this[Part.Granuloma].Load<TLane>(i)) - this[Part.OtherReceptor].Load<TLane>(i));
            this[Part.ReceptorByReceptor].Store(i, activity
                - (renal * ((p.CalcitriolPth * this[Part.PthByReceptor].Load<TLane>(i)) - (p.CalcitriolFgf23 * this[Part.FgfByReceptor].Load<TLane>(i)))));
            this[Part.ReceptorByPhosphate].Store(i, -(renal * ((p.CalcitriolPth * this[Part.PthByPhosphate].Load<TLane>(i)) - (p.CalcitriolFgf23 * p.Fgf23Phosphate))));
            this[Part.ReceptorByCalcium].Store(i, -(renal * ((p.CalcitriolPth * this[Part.PthByCalcium].Load<TLane>(i)) - p.CalcitriolCalcium)));
        }
    }

    /// <summary>Bone: exchange grows with turnover; uraemic bone resists PTH.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void Exchange<TLane>() where TLane : struct, ILane<TLane>
    {
        var p = _p;
        for (var i = 0; i < _count; i += TLane.Count)
        {
            if (!Moves<TLane>(i))
            {
                continue;
            }

            var calcium = this[Part.CalciumLevel].Load<TLane>(i);
            var lnEffect = this[Part.LnPth].Load<TLane>(i) + this[Part.TurnoverEffect].Load<TLane>(i);
            var turnover = TurnOver(lnEffect, out var free);
            var slope = TLane.Select(TLane.Equal(free, turnover), p.TurnoverExponent * turnover, 0f);
            var gap = Gap(i, lnEffect, calcium);
            var perPth = p.BoneConductance * ((slope * gap) + (turnover * p.BonePth));
            var conductance = p.BoneConductance * turnover;
            this[Part.Turnover].Store(i, turnover);
            this[Part.TurnoverSlope].Store(i, slope);
            this[Part.Bone].Store(i, (conductance * gap) + this[Part.Lysis].Load<TLane>(i));
            this[Part.BoneByReceptor].Store(i, (perPth * this[Part.PthByReceptor].Load<TLane>(i)) + (conductance * p.BoneVitaminD));
            this[Part.BoneByPhosphate].Store(i, (perPth * this[Part.PthByPhosphate].Load<TLane>(i)) - (conductance * p.BonePhosphate));
            this[Part.BoneByCalcium].Store(i, (perPth * this[Part.PthByCalcium].Load<TLane>(i)) - (conductance * calcium));
        }
    }

    /// <summary>The calcium at which bone would neither give nor take, less the calcium that is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLane Gap<TLane>(int i, TLane lnEffect, TLane calcium) where TLane : struct, ILane<TLane> =>
        this[Part.Reference].Load<TLane>(i) + (_p.BonePth * lnEffect) + (_p.BoneVitaminD * this[Part.Receptor].Load<TLane>(i))
            - (_p.BonePhosphate * this[Part.Phosphate].Load<TLane>(i)) - calcium;

    /// <summary>Bone turnover by the logarithm of what bone sees of PTH, within its bounds and <paramref name="free"/> of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLane TurnOver<TLane>(TLane lnEffect, out TLane free) where TLane : struct, ILane<TLane>
    {
        free = Elementary.Exp(_p.TurnoverExponent * lnEffect);
        return Law.Clamp<TLane>(free, _p.TurnoverFloor, _p.TurnoverMax);
    }

    /// <summary>Phosphate: gut + bone = urine above the threshold + dialysate.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void BalancePhosphate<TLane>() where TLane : struct, ILane<TLane>
    {
        var p = _p;
        var share = p.BonePhosphateShare;
        for (var i = 0; i < _count; i += TLane.Count)
        {
            if (!Moves<TLane>(i))
            {
                continue;
            }

            var phosphate = this[Part.PhosphateLevel].Load<TLane>(i);
            var relative = Elementary.Exp(-((p.ThresholdPth * this[Part.LnPth].Load<TLane>(i)) + (p.ThresholdFgf23 * this[Part.LnFgf].Load<TLane>(i))));
            var floored = relative < (TLane)p.ThresholdFloor;
            var threshold = this[Part.Threshold].Load<TLane>(i) * TLane.Max(relative, p.ThresholdFloor);
            var perLog = TLane.Select(floored, 0f, threshold);
            var over = phosphate - threshold;
            var root = TLane.Sqrt((over * over) + (4f * p.Splay * p.Splay));
            var filtered = 0.5f * LitresPerDay * this[Part.Gfr].Load<TLane>(i);
            var slope = filtered * (1f + (over / root));
            var dialysed = this[Part.Dialysis].Load<TLane>(i) * p.DialysisPhosphate * phosphate;
            this[Part.RelativeThreshold].Store(i, relative);
            this[Part.PhosphateBalance].Store(i, this[Part.Absorbed].Load<TLane>(i) + (share * this[Part.Bone].Load<TLane>(i)) - (filtered * (over + root)) - dialysed);
            this[Part.PhosphateByReceptor].Store(i, this[Part.AbsorbedByReceptor].Load<TLane>(i) + (share * this[Part.BoneByReceptor].Load<TLane>(i))
                - (slope * perLog * ((p.ThresholdPth * this[Part.PthByReceptor].Load<TLane>(i)) + (p.ThresholdFgf23 * this[Part.FgfByReceptor].Load<TLane>(i)))));
            this[Part.PhosphateByPhosphate].Store(i, (share * this[Part.BoneByPhosphate].Load<TLane>(i)) - dialysed
                - (slope * (phosphate + (perLog * ((p.ThresholdPth * this[Part.PthByPhosphate].Load<TLane>(i)) + (p.ThresholdFgf23 * p.Fgf23Phosphate))))));
            this[Part.PhosphateByCalcium].Store(i, (share * this[Part.BoneByCalcium].Load<TLane>(i)) - (slope * perLog * p.ThresholdPth * this[Part.PthByCalcium].Load<TLane>(i)));
        }
    }

    /// <summary>Calcium: gut + bone + dialysate = urine + loss.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void BalanceCalcium<TLane>() where TLane : struct, ILane<TLane>
    {
        var p = _p;
        var usual = p.AbsorptionUsual - p.AbsorptionFloor;
        var half2 = (p.AbsorptionRange - usual) / usual;
        for (var i = 0; i < _count; i += TLane.Count)
        {
            if (!Moves<TLane>(i))
            {
                continue;
            }

            var calcium = this[Part.CalciumLevel].Load<TLane>(i);
            var dialysis = this[Part.Dialysis].Load<TLane>(i);
            var intake = this[Part.CalciumIntake].Load<TLane>(i);
            var activity = this[Part.Activity].Load<TLane>(i) * (1f / RestingActivity);
            var hill = activity * activity;
            hill = hill / (hill + half2);
            var absorbed = intake * (p.AbsorptionFloor + (p.AbsorptionRange * hill));
            var absorbedByReceptor = intake * (2f * p.AbsorptionRange) * hill * (1f - hill);
            var urine = p.UrineCalcium * Elementary.Exp(this[Part.LnGfr].Load<TLane>(i) + (p.UrineCalciumExponent * this[Part.LnCalcium].Load<TLane>(i))
                - (p.UrinePth * this[Part.LnPth].Load<TLane>(i)));
            var dialysate = (p.DialysisCalcium * ((p.DialysateIonised * p.DialysateCalcium) - calcium)) - (p.Ultrafiltration * p.Ultrafiltrate * calcium);
            this[Part.Urine].Store(i, urine);
            this[Part.CalciumBalance].Store(i, absorbed - p.CalciumLoss + this[Part.Bone].Load<TLane>(i) + (dialysis * dialysate) - urine);
            this[Part.CalciumByReceptor].Store(i, absorbedByReceptor + this[Part.BoneByReceptor].Load<TLane>(i) + (urine * p.UrinePth * this[Part.PthByReceptor].Load<TLane>(i)));
            this[Part.CalciumByPhosphate].Store(i, this[Part.BoneByPhosphate].Load<TLane>(i) + (urine * p.UrinePth * this[Part.PthByPhosphate].Load<TLane>(i)));
            this[Part.CalciumByCalcium].Store(i, this[Part.BoneByCalcium].Load<TLane>(i) - (urine * (p.UrineCalciumExponent - (p.UrinePth * this[Part.PthByCalcium].Load<TLane>(i))))
                - (dialysis * (p.DialysisCalcium + (p.Ultrafiltration * p.Ultrafiltrate)) * calcium));
        }
    }

    /// <summary>One damped Newton step of those who still move; true if any of them will move again.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private bool Step<TLane>() where TLane : struct, ILane<TLane>
    {
        TLane any = 0f;
        for (var i = 0; i < _count; i += TLane.Count)
        {
            if (!Moves<TLane>(i))
            {
                continue;
            }

            // Elimination without pivoting: the diagonal dominates by the signs of the physiology. Where low turnover makes bone release
            // calcium faster than it takes it up, the slope is kept falling, so that a step never leads away from the root.
            var r = this[Part.ReceptorBalance].Load<TLane>(i);
            var rp = this[Part.ReceptorByPhosphate].Load<TLane>(i);
            var rc = this[Part.ReceptorByCalcium].Load<TLane>(i);
            var a = 1f / this[Part.ReceptorByReceptor].Load<TLane>(i);
            var fa = this[Part.PhosphateByReceptor].Load<TLane>(i) * a;
            var ca = this[Part.CalciumByReceptor].Load<TLane>(i) * a;
            var perPhosphate = 1f / TLane.Min(this[Part.PhosphateByPhosphate].Load<TLane>(i) - (fa * rp), -0.5f);
            var fc = this[Part.PhosphateByCalcium].Load<TLane>(i) - (fa * rc);
            var fv = this[Part.PhosphateBalance].Load<TLane>(i) - (fa * r);
            var b = (this[Part.CalciumByPhosphate].Load<TLane>(i) - (ca * rp)) * perPhosphate;
            var cc = this[Part.CalciumByCalcium].Load<TLane>(i) - (ca * rc);
            var cv = this[Part.CalciumBalance].Load<TLane>(i) - (ca * r);
            var dc = (cv - (b * fv)) / TLane.Min(cc - (b * fc), -2f);
            var dp = (fv - (fc * dc)) * perPhosphate;
            var dr = (r - (rp * dp) - (rc * dc)) * a;

            var moving = this[Part.Moving].Load<TLane>(i);
            var receptor = Move(this[Part.Receptor], i, moving, dr, 0.7f, -4f, 5f);
            var phosphate = Move(this[Part.Phosphate], i, moving, dp, 0.35f, -2.5f, 2.5f);
            var calcium = Move(this[Part.Calcium], i, moving, dc, 0.08f, -0.7f, 1.2f);
            moving &= TLane.Max(TLane.Max(receptor, phosphate), 5f * calcium) > (TLane)Settled;
            this[Part.Moving].Store(i, moving);
            any |= moving;
        }

        return TLane.Any(any);
    }

    /// <summary>Moves a logarithm down by a step of limited length, within bounds; returns how far.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Move<TLane>(Column column, int i, TLane moving, TLane step, float longest, float low, float high) where TLane : struct, ILane<TLane>
    {
        var before = column.Load<TLane>(i);
        var after = Law.Clamp(before - Law.Clamp(step, -longest, longest), low, high);
        column.Store(i, TLane.Select(moving, after, before));
        return TLane.Abs(after - before);
    }

    /// <summary>One Newton step of the inverse problem: the receptor's and the calcium balance close at the measured phosphate and calcium.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private bool StepSetPoint<TLane>() where TLane : struct, ILane<TLane>
    {
        var p = _p;
        TLane any = 0f;
        for (var i = 0; i < _count; i += TLane.Count)
        {
            if (!Moves<TLane>(i))
            {
                continue;
            }

            // Derivatives of the two balances by the shift of all calcium references.
            var set = this[Part.SetPoint].Load<TLane>(i);
            var turnover = this[Part.Turnover].Load<TLane>(i);
            var reference = this[Part.Reference].Load<TLane>(i);
            var range = (p.PthMax - p.PthMin) * this[Part.Stimulus].Load<TLane>(i);
            var pth = p.PthHill * (range / (p.PthMin + range)) * (1f - this[Part.Secretion].Load<TLane>(i)) / (p.SetPoint + set + this[Part.Shift].Load<TLane>(i));
            var gap = (this[Part.Bone].Load<TLane>(i) - this[Part.Lysis].Load<TLane>(i)) / (p.BoneConductance * turnover);
            var bone = p.BoneConductance * ((this[Part.TurnoverSlope].Load<TLane>(i) * pth * gap) + (turnover * (1f + (p.BonePth * pth))));
            var cs = bone + (this[Part.Urine].Load<TLane>(i) * ((p.UrineCalciumExponent / reference) + (p.UrinePth * pth)));
            var rs = -(this[Part.Renal].Load<TLane>(i) * ((p.CalcitriolPth * pth) + (p.CalcitriolCalcium / reference)));

            var rr = this[Part.ReceptorByReceptor].Load<TLane>(i);
            var cr = this[Part.CalciumByReceptor].Load<TLane>(i);
            var r = this[Part.ReceptorBalance].Load<TLane>(i);
            var c = this[Part.CalciumBalance].Load<TLane>(i);
            var determinant = 1f / ((rr * cs) - (rs * cr));
            var dr = ((r * cs) - (rs * c)) * determinant;
            var ds = ((rr * c) - (cr * r)) * determinant;
            var moving = this[Part.Moving].Load<TLane>(i);
            var receptor = Move(this[Part.Receptor], i, moving, dr, 0.7f, -4f, 5f);
            var point = Move(this[Part.SetPoint], i, moving, ds, 0.08f, -0.6f, 0.9f);
            moving &= TLane.Max(receptor, 5f * point) > (TLane)Settled;
            this[Part.Moving].Store(i, moving);
            any |= moving;
        }

        return TLane.Any(any);
    }

    /// <summary>The renal threshold, or the intake, with which the phosphate balance closes, of those whose inference goes on; true if any goes on further.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private bool InferThreshold<TLane>() where TLane : struct, ILane<TLane>
    {
        var p = _p;
        TLane any = 0f;
        for (var i = 0; i < _count; i += TLane.Count)
        {
            var row = _first + i;
            var phosphate = _block.BasePhosphate.Load<TLane>(row);
            var absorbed = this[Part.Absorbed].Load<TLane>(i);
            var dialysis = this[Part.Dialysis].Load<TLane>(i);
            var filtered = LitresPerDay * this[Part.Gfr].Load<TLane>(i);
            var removed = (dialysis * p.DialysisPhosphate * phosphate) - (p.BonePhosphateShare * this[Part.Bone].Load<TLane>(i));
            var relative = (TLane)p.PhosphateThreshold * TLane.Max(this[Part.RelativeThreshold].Load<TLane>(i), p.ThresholdFloor);

            // Softplus y = L (e + sqrt(e^2 + 4 s^2)) / 2 inverted: e = y/L - s^2 L/y.
            var share = TLane.Max((absorbed - removed) / filtered, 1e-3f);
            var threshold = Law.Clamp(phosphate - (share - (p.Splay * p.Splay / share)), relative * 0.25f, relative * 3f);
            var chosen = TLane.Select(Law.IsSet(dialysis), relative, threshold);

            // What the threshold cannot explain, the diet must.
            var over = phosphate - chosen;
            var excreted = filtered * 0.5f * (over + TLane.Sqrt((over * over) + (4f * p.Splay * p.Splay)));
            var wanted = TLane.Max(excreted + removed, 1f);
            var intake = _block.PhosphateIntake.Load<TLane>(row);
            var found = Law.Clamp(intake * wanted / absorbed, 0.1f, 5f);

            var open = this[Part.Open].Load<TLane>(i);
            _block.CalciumSetPoint.Store(row, this[Part.SetPoint].Load<TLane>(i));
            _block.PhosphateThreshold.Store(row, TLane.Select(open, chosen / relative, _block.PhosphateThreshold.Load<TLane>(row)));
            _block.PhosphateIntake.Store(row, TLane.Select(open, found, intake));
            open &= this[Part.Unsettled].Load<TLane>(i) | (TLane.Abs(found - intake) > Settled * intake);
            this[Part.Open].Store(i, open);
            any |= open;
        }

        return TLane.Any(any);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void WriteGlandAndBone<TLane>() where TLane : struct, ILane<TLane>
    {
        var p = _p;
        var perStimulus = (p.PthMax - p.PthMin) / (p.RestingPth - p.PthMin);
        for (var i = 0; i < _count; i += TLane.Count)
        {
            var row = _first + i;
            var stimulus = Stimulate(i, this[Part.Receptor].Load<TLane>(i), this[Part.Phosphate].Load<TLane>(i), this[Part.Calcium].Load<TLane>(i), out _);
            var lnPth = LnPth(i, p.PthMin + ((p.PthMax - p.PthMin) * stimulus));
            var lnEffect = lnPth + this[Part.TurnoverEffect].Load<TLane>(i);
            var turnover = TurnOver(lnEffect, out _);
            _block.Pth.Store(row, p.RestingPth * Elementary.Exp(lnPth));
            _block.BoneTurnover.Store(row, turnover);
            _block.CalciumRetained.Store(row, -(p.BoneConductance * turnover * Gap(i, lnEffect, _block.IonisedCalcium.Load<TLane>(row))));
            _block.GlandStimulus.Store(row, stimulus * perStimulus);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void WriteMinerals<TLane>() where TLane : struct, ILane<TLane>
    {
        var p = _p;
        for (var i = 0; i < _count; i += TLane.Count)
        {
            var row = _first + i;
            var receptor = this[Part.Receptor].Load<TLane>(i);
            var calcium = p.RestingCalcium * Elementary.Exp(this[Part.Calcium].Load<TLane>(i));
            var absorbed = this[Part.Intake].Load<TLane>(i) * Law.Clamp(AbsorbedFraction(receptor), LeastAbsorbed, MostAbsorbed);
            _block.Phosphate.Store(row, p.RestingPhosphate * Elementary.Exp(this[Part.Phosphate].Load<TLane>(i)));
            _block.IonisedCalcium.Store(row, calcium);
            _block.Calcium.Store(row, calcium * (1f / p.IonisedShare));
            _block.Fgf23.Store(row, p.RestingFgf23 * Elementary.Exp(LnFgf(i, receptor, absorbed)));
            _block.Calcitriol.Store(row, TLane.Max((RestingActivity * Elementary.Exp(receptor)) - this[Part.OtherReceptor].Load<TLane>(i), 0.5f));
        }
    }
}
