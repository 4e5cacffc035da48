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
    // A step shorter than this (in logarithms; calcium, on which the curves are steep, counts five times) leaves an error of its square.
    private const float Settled = 0.001f;

    /// <summary>Most Newton steps of a year. The worst residual over the input space is a test.</summary>
    public const int YearlySteps = 3;

    /// <summary>Newton steps of a year of the simulated past, where inputs move slowly.</summary>
    public const int PastSteps = 1;

    /// <summary>Newton steps where nothing is known of the solution.</summary>
    public const int ColdSteps = 14;

    /// <summary>Solves the loop for every patient from the state held, and grows or shrinks the gland.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Advance<TLane>(PatientBlock block, ModelParameters parameters, int steps) where TLane : struct, ILane<TLane>
    {
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            var loop = new Loop<TLane>(block, i, parameters.Mineral);
            var state = loop.Start(block, i);
            var moving = block.Alive.Load<TLane>(i) > -1f;
            for (var k = 0; k < steps && TLane.Any(moving); k++)
            {
                // A patient whose last step was small stays there, whatever the others of the lane still need.
                var next = loop.Step(state);
                var far = Point<TLane>.Distance(state, next) > (TLane)Settled;
                state = Point<TLane>.Select(moving, next, state);
                moving &= far;
            }

            loop.Write(block, i, state);
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
            Infer<TLane>(block, i, p, 0f);
        }
    }

    /// <summary>The same from what was inferred before and the state held: after the past, which changes nothing of the problem but the gland.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void InferAgain<TLane>(PatientBlock block, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        var p = parameters.Mineral;
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            Infer(block, i, p, new Loop<TLane>(block, i, p).Start(block, i).Receptor);
        }
    }

    /// <summary>
    /// Rounds of two unknowns by Newton (receptor activity, shift of calcium), then threshold and intake. Only an intake that changes
    /// calls for another round. As in <see cref="Advance"/> who has arrived stays, whatever the others of the lane still need.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Infer<TLane>(PatientBlock block, int i, MineralParameters p, TLane receptor) where TLane : struct, ILane<TLane>
    {
        var phosphate = block.BasePhosphate.Load<TLane>(i);
        var calcium = block.BaseIonisedCalcium.Load<TLane>(i);
        var loop = new Loop<TLane>(block, i, p);
        var open = calcium > 0f;
        for (var round = 0; round < 3 && TLane.Any(open); round++)
        {
            var setPoint = block.CalciumSetPoint.Load<TLane>(i);
            var moving = open;
            for (var k = 0; k < 6 && TLane.Any(moving); k++)
            {
                var (nextReceptor, nextPoint) = (receptor, setPoint);
                loop.InferStep(phosphate, calcium, ref nextReceptor, ref nextPoint);
                var far = TLane.Max(TLane.Abs(nextReceptor - receptor), 5f * TLane.Abs(nextPoint - setPoint)) > (TLane)Settled;
                receptor = TLane.Select(moving, nextReceptor, receptor);
                setPoint = TLane.Select(moving, nextPoint, setPoint);
                moving &= far;
            }

            var threshold = block.PhosphateThreshold.Load<TLane>(i);
            var intake = block.PhosphateIntake.Load<TLane>(i);
            block.CalciumSetPoint.Store(i, setPoint);
            loop = new Loop<TLane>(block, i, p);
            loop.InferThreshold(block, i, receptor);
            var found = block.PhosphateIntake.Load<TLane>(i);
            block.PhosphateThreshold.Store(i, TLane.Select(open, block.PhosphateThreshold.Load<TLane>(i), threshold));
            block.PhosphateIntake.Store(i, TLane.Select(open, found, intake));
            open &= moving | (TLane.Abs(found - intake) > Settled * intake);
            loop = new Loop<TLane>(block, i, p);
        }

        loop.Write(block, i, loop.At(receptor, phosphate, calcium));
    }

    /// <summary>The largest of the three relative residuals of the balances at the state held, one a patient.</summary>
    public static TLane Residual<TLane>(PatientBlock block, int i, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        var loop = new Loop<TLane>(block, i, parameters.Mineral);
        return loop.Residual(loop.Start(block, i));
    }

    /// <summary>Logarithms of receptor activity, phosphate and ionised calcium relative to their references.</summary>
    private readonly struct Point<TLane>(TLane receptor, TLane phosphate, TLane calcium) where TLane : struct, ILane<TLane>
    {
        public readonly TLane Receptor = receptor;
        public readonly TLane Phosphate = phosphate;
        public readonly TLane Calcium = calcium;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLane Distance(Point<TLane> a, Point<TLane> b) =>
            TLane.Max(TLane.Max(TLane.Abs(a.Receptor - b.Receptor), TLane.Abs(a.Phosphate - b.Phosphate)), 5f * TLane.Abs(a.Calcium - b.Calcium));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Point<TLane> Select(TLane mask, Point<TLane> then, Point<TLane> otherwise) => new(
            TLane.Select(mask, then.Receptor, otherwise.Receptor),
            TLane.Select(mask, then.Phosphate, otherwise.Phosphate),
            TLane.Select(mask, then.Calcium, otherwise.Calcium));
    }

    /// <summary>A flux or balance and its derivatives by the three logarithms.</summary>
    private struct Balance<TLane> where TLane : struct, ILane<TLane>
    {
        public TLane Value;
        public TLane ByReceptor;
        public TLane ByPhosphate;
        public TLane ByCalcium;
    }

    /// <summary>What one patient's loop is made of this year, and its equations.</summary>
    private struct Loop<TLane> where TLane : struct, ILane<TLane>
    {
        private readonly MineralParameters _p;
        private readonly float _v0;
        private readonly float _absorptionHalf2;
        private TLane _gfr;
        private TLane _lnG;
        private TLane _gland;
        private TLane _clearance;
        private TLane _shift;
        private TLane _lnSubstrate;
        private TLane _otherReceptor;
        private TLane _lnFgfTrait;
        private TLane _granuloma;
        private TLane _intake;
        private TLane _bound;
        private TLane _lysis;
        private TLane _calciumIntake;
        private TLane _dialysis;
        private TLane _turnoverEffect;
        private TLane _threshold;
        private TLane _set;

        private TLane _v;
        private TLane _phosphate;
        private TLane _calcium;
        private TLane _lnPth;
        private TLane _stimulus;
        private TLane _lnFgf;
        private TLane _calcitriol;
        private TLane _turnover;
        private TLane _absorbed;
        private TLane _relativeThreshold;
        private TLane _reference;
        private TLane _lnReference;
        private TLane _lnSetPoint;
        private TLane _lnCalcium;
        private TLane _secretion;
        private TLane _absorbedByReceptor;
        private TLane _fgfByReceptor;
        private TLane _turnoverSlope;
        private TLane _urine;
        private Balance<TLane> _pth;
        private Balance<TLane> _bone;
        private Balance<TLane> _receptorBalance;
        private Balance<TLane> _phosphateBalance;
        private Balance<TLane> _calciumBalance;

        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        public Loop(PatientBlock block, int i, MineralParameters p)
        {
            this = default;
            _p = p;
            _v0 = p.RestingCalcitriol + (p.VitaminDWeight * p.RestingVitaminD25);
            var usual = p.AbsorptionUsual - p.AbsorptionFloor;
            _absorptionHalf2 = (p.AbsorptionRange - usual) / usual;
            _dialysis = block.Dialysis.Load<TLane>(i);
            _granuloma = block.Granuloma.Load<TLane>(i);
            _lysis = block.BoneLysis.Load<TLane>(i);
            _set = block.CalciumSetPoint.Load<TLane>(i);
            _threshold = p.PhosphateThreshold * block.PhosphateThreshold.Load<TLane>(i);
            TakeKidneyAndGland(block, i);
            TakeVitaminD(block, i);
            TakeDiet(block, i);
            Refer();
        }

        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        private void TakeKidneyAndGland(PatientBlock block, int i)
        {
            var p = _p;
            _gfr = TLane.Max(block.Egfr.Load<TLane>(i), 2f);
            var g = _gfr * 0.01f;
            _lnG = Elementary.Log(g);
            _gland = block.GlandMass.Load<TLane>(i);
            _clearance = block.PthTrait.Load<TLane>(i) / (1f - p.PthRenalClearance + (p.PthRenalClearance * TLane.Min(g, 1f)));
            _shift = block.Adenoma.Load<TLane>(i) - block.Calcimimetic.Load<TLane>(i) + (p.GlandSetPoint * Elementary.Log(TLane.Max(_gland, 1f)));
            _lnFgfTrait = Elementary.Log(block.Fgf23Trait.Load<TLane>(i)) - (p.Fgf23Nephron * _lnG);
            _turnoverEffect = p.BoneResistance * TLane.Min(_lnG, 0f);
        }

        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        private void TakeVitaminD(PatientBlock block, int i)
        {
            var p = _p;
            var d25 = block.VitaminD25.Load<TLane>(i);
            _lnSubstrate = Elementary.Log(block.CalcitriolTrait.Load<TLane>(i) * d25 * ((p.RestingVitaminD25 + p.SubstrateHalf) / p.RestingVitaminD25) / (d25 + p.SubstrateHalf));
            _otherReceptor = (p.VitaminDWeight * d25) + block.ActiveVitaminD.Load<TLane>(i);
        }

        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        private void TakeDiet(PatientBlock block, int i)
        {
            var p = _p;
            var g = Law.Clamp<TLane>(_gfr * 0.01f, 0.03f, 1f);
            _bound = 1f - block.Binder.Load<TLane>(i);
            _intake = (TLane)p.PhosphateIntake * Elementary.Exp(p.IntakeKidney * Elementary.Log(g)) * block.PhosphateIntake.Load<TLane>(i);
            var calcium = p.CalciumIntake + block.CalciumLoad.Load<TLane>(i);
            _calciumIntake = calcium * Elementary.Exp(p.CalciumLoadExponent * Elementary.Log(p.CalciumIntake / calcium));
        }

        /// <summary>The point of the state that the block holds.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly Point<TLane> Start(PatientBlock block, int i)
        {
            var active = block.Calcitriol.Load<TLane>(i) + _otherReceptor;
            return At(Elementary.Log(active * (1f / _v0)), block.Phosphate.Load<TLane>(i), block.IonisedCalcium.Load<TLane>(i));
        }

        /// <summary>The point of a logarithm of receptor activity, a phosphate and an ionised calcium (mmol/L).</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly Point<TLane> At(TLane receptor, TLane phosphate, TLane calcium) =>
            new(receptor, Elementary.Log(phosphate * (1f / _p.RestingPhosphate)), Elementary.Log(calcium * (1f / _p.RestingCalcium)));

        /// <summary>Largest relative residual of the balances.</summary>
        public TLane Residual(Point<TLane> x)
        {
            Evaluate(x);
            return TLane.Max(TLane.Abs(_receptorBalance.Value) / _v, TLane.Max(TLane.Abs(_phosphateBalance.Value), TLane.Abs(_calciumBalance.Value)) * 0.1f);
        }

        /// <summary>One damped Newton step.</summary>
        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        public Point<TLane> Step(Point<TLane> x)
        {
            Evaluate(x);
            var r = _receptorBalance;
            var f = _phosphateBalance;
            var c = _calciumBalance;

            // Elimination without pivoting: the diagonal dominates by the signs of the physiology. Where low turnover makes bone release
            // calcium faster than it takes it up, the slope is kept falling, so that a step never leads away from the root.
            var a = 1f / r.ByReceptor;
            var fa = f.ByReceptor * a;
            var ca = c.ByReceptor * a;
            var fp = TLane.Min(f.ByPhosphate - (fa * r.ByPhosphate), -0.5f);
            var fc = f.ByCalcium - (fa * r.ByCalcium);
            var fv = f.Value - (fa * r.Value);
            var cp = c.ByPhosphate - (ca * r.ByPhosphate);
            var cc = c.ByCalcium - (ca * r.ByCalcium);
            var cv = c.Value - (ca * r.Value);
            var b = cp / fp;
            var dc = (cv - (b * fv)) / TLane.Min(cc - (b * fc), -2f);
            var dp = (fv - (fc * dc)) / fp;
            var dr = (r.Value - (r.ByPhosphate * dp) - (r.ByCalcium * dc)) * a;
            return new(
                Law.Clamp(x.Receptor - Law.Clamp(dr, -0.7f, 0.7f), -4f, 5f),
                Law.Clamp(x.Phosphate - Law.Clamp(dp, -0.35f, 0.35f), -2.5f, 2.5f),
                Law.Clamp(x.Calcium - Law.Clamp(dc, -0.08f, 0.08f), -0.7f, 1.2f));
        }

        /// <summary>One Newton step of the inverse problem for receptor activity and the shift of the calcium references.</summary>
        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        public void InferStep(TLane phosphate, TLane calcium, ref TLane receptor, ref TLane setPoint)
        {
            _set = setPoint;
            Refer();
            Evaluate(At(receptor, phosphate, calcium));
            var rs = BySetPoint(out var cs);
            var r = _receptorBalance;
            var c = _calciumBalance;
            var determinant = (r.ByReceptor * cs) - (rs * c.ByReceptor);
            var dr = ((r.Value * cs) - (rs * c.Value)) / determinant;
            var ds = ((r.ByReceptor * c.Value) - (c.ByReceptor * r.Value)) / determinant;
            receptor = Law.Clamp(receptor - Law.Clamp(dr, -0.7f, 0.7f), -4f, 5f);
            setPoint = Law.Clamp(setPoint - Law.Clamp(ds, -0.08f, 0.08f), -0.6f, 0.9f);
        }

        /// <summary>The renal threshold (or the intake) with which the phosphate balance closes at the measured phosphate.</summary>
        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        public void InferThreshold(PatientBlock block, int i, TLane receptor)
        {
            var phosphate = block.BasePhosphate.Load<TLane>(i);
            Evaluate(At(receptor, phosphate, block.BaseIonisedCalcium.Load<TLane>(i)));
            var filtered = 1.44f * _gfr;
            var removed = _dialysis * _p.DialysisPhosphate * phosphate;
            var needed = _absorbed + (_p.BonePhosphateShare * _bone.Value) - removed;
            var relative = TLane.Max(_relativeThreshold, _p.ThresholdFloor);

            // Softplus y = L (e + sqrt(e^2 + 4 s^2)) / 2 inverted: e = y/L - s^2 L/y.
            var share = TLane.Max(needed / filtered, 1e-3f);
            var threshold = phosphate - (share - (_p.Splay * _p.Splay / share));
            var lowest = (TLane)_p.PhosphateThreshold * relative * 0.25f;
            var highest = (TLane)_p.PhosphateThreshold * relative * 3f;
            var chosen = TLane.Select(Law.IsSet(_dialysis), (TLane)_p.PhosphateThreshold * relative, Law.Clamp(threshold, lowest, highest));
            block.PhosphateThreshold.Store(i, chosen / (relative * _p.PhosphateThreshold));

            // What the threshold cannot explain, the diet must.
            var over = phosphate - chosen;
            var excreted = filtered * 0.5f * (over + TLane.Sqrt((over * over) + (4f * _p.Splay * _p.Splay)));
            var wanted = TLane.Max(excreted + removed - (_p.BonePhosphateShare * _bone.Value), 1f);
            var intake = block.PhosphateIntake.Load<TLane>(i);
            block.PhosphateIntake.Store(i, Law.Clamp(intake * wanted / _absorbed, 0.1f, 5f));
        }

        /// <summary>Writes hormones and minerals of a solution into the block; the balances are not needed for that.</summary>
        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        public void Write(PatientBlock block, int i, Point<TLane> x)
        {
            Secrete(x);
            Phosphaturia(x);
            Exchange(x);
            block.Phosphate.Store(i, _phosphate);
            block.IonisedCalcium.Store(i, _calcium);
            block.Calcium.Store(i, _calcium * (1f / _p.IonisedShare));
            block.Pth.Store(i, _p.RestingPth * Elementary.Exp(_lnPth));
            block.Fgf23.Store(i, _p.RestingFgf23 * Elementary.Exp(_lnFgf));
            block.Calcitriol.Store(i, TLane.Max(_v - _otherReceptor, 0.5f));
            block.BoneTurnover.Store(i, _turnover);
            block.GlandStimulus.Store(i, _stimulus * ((_p.PthMax - _p.PthMin) / (_p.RestingPth - _p.PthMin)));
        }

        /// <summary>Hormones, fluxes, the three balances and their derivatives at a point.</summary>
        private void Evaluate(Point<TLane> x)
        {
            Secrete(x);
            Phosphaturia(x);
            Hydroxylate();
            Exchange(x);
            BalancePhosphate();
            BalanceCalcium();
        }

        // Each group of equations is a method of its own: inlined together they would exceed the compiler's limit of locals,
        // and lane operators would become calls.

        /// <summary>The calcium references of this shift.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Refer()
        {
            _reference = _p.RestingCalcium + _set;
            _lnReference = Elementary.Log(_reference * (1f / _p.RestingCalcium));
            _lnSetPoint = Elementary.Log((_p.SetPoint + _set + _shift) * (1f / _p.RestingCalcium));
        }

        /// <summary>PTH: Hill curve on ionised calcium, driven by phosphate and restrained by the vitamin D receptor.</summary>
        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        private void Secrete(Point<TLane> x)
        {
            var p = _p;
            _v = _v0 * Elementary.Exp(x.Receptor);
            _phosphate = p.RestingPhosphate * Elementary.Exp(x.Phosphate);
            _calcium = p.RestingCalcium * Elementary.Exp(x.Calcium);
            _lnCalcium = x.Calcium - _lnReference;
            _secretion = 1f / (1f + Elementary.Exp(p.PthHill * (x.Calcium - _lnSetPoint)));
            _stimulus = _secretion * Elementary.Exp((p.PthPhosphate * x.Phosphate) - (p.PthVitaminD * x.Receptor));
            var range = (p.PthMax - p.PthMin) * _stimulus;
            var made = p.PthMin + range;
            _lnPth = Elementary.Log(_gland * _clearance * made * (1f / p.RestingPth));
            var share = range / made;
            _pth.ByReceptor = -(p.PthVitaminD * share);
            _pth.ByPhosphate = p.PthPhosphate * share;
            _pth.ByCalcium = -(p.PthHill * share * (1f - _secretion));
        }

        /// <summary>Gut phosphate and FGF23.</summary>
        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        private void Phosphaturia(Point<TLane> x)
        {
            var p = _p;
            var fraction = p.PhosphateAbsorption + (p.AbsorptionVitaminD * x.Receptor);
            var clamped = Law.Clamp(fraction, 0.2f, 0.85f);
            _absorbed = _intake * _bound * clamped;
            _absorbedByReceptor = TLane.Select(TLane.Equal(fraction, clamped), _intake * _bound * p.AbsorptionVitaminD, 0f);
            _lnFgf = (p.Fgf23Phosphate * x.Phosphate) + (p.Fgf23VitaminD * x.Receptor) + _lnFgfTrait
                + (p.Fgf23Load * Elementary.Log(_absorbed * (1f / (p.PhosphateIntake * p.PhosphateAbsorption))));
            _fgfByReceptor = p.Fgf23VitaminD + (p.Fgf23Load * _absorbedByReceptor / _absorbed);
        }

        /// <summary>Calcitriol by nephron mass, PTH, FGF23, calcium and substrate; the receptor's balance.</summary>
        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        private void Hydroxylate()
        {
            var p = _p;
            var lnCalcitriol = (p.CalcitriolNephron * _lnG) + (p.CalcitriolPth * _lnPth) - (p.CalcitriolFgf23 * _lnFgf)
                - (p.CalcitriolCalcium * _lnCalcium) + _lnSubstrate;
            var renal = p.RestingCalcitriol * Elementary.Exp(lnCalcitriol);
            _calcitriol = renal + _granuloma;
            _receptorBalance.Value = _v - _calcitriol - _otherReceptor;
            _receptorBalance.ByReceptor = _v - (renal * ((p.CalcitriolPth * _pth.ByReceptor) - (p.CalcitriolFgf23 * _fgfByReceptor)));
            _receptorBalance.ByPhosphate = -(renal * ((p.CalcitriolPth * _pth.ByPhosphate) - (p.CalcitriolFgf23 * p.Fgf23Phosphate)));
            _receptorBalance.ByCalcium = -(renal * ((p.CalcitriolPth * _pth.ByCalcium) - p.CalcitriolCalcium));
        }

        /// <summary>Bone: exchange grows with turnover; uraemic bone resists PTH.</summary>
        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        private void Exchange(Point<TLane> x)
        {
            var p = _p;
            var lnEffect = _lnPth + _turnoverEffect;
            var free = Elementary.Exp(p.TurnoverExponent * lnEffect);
            _turnover = Law.Clamp(free, p.TurnoverFloor, p.TurnoverMax);
            _turnoverSlope = TLane.Select(TLane.Equal(free, _turnover), p.TurnoverExponent * _turnover, 0f);
            var equilibrium = _reference + (p.BonePth * lnEffect) + (p.BoneVitaminD * x.Receptor) - (p.BonePhosphate * x.Phosphate);
            var gap = equilibrium - _calcium;
            var perPth = p.BoneConductance * ((_turnoverSlope * gap) + (_turnover * p.BonePth));
            var conductance = p.BoneConductance * _turnover;
            _bone.Value = (conductance * gap) + _lysis;
            _bone.ByReceptor = (perPth * _pth.ByReceptor) + (conductance * p.BoneVitaminD);
            _bone.ByPhosphate = (perPth * _pth.ByPhosphate) - (conductance * p.BonePhosphate);
            _bone.ByCalcium = (perPth * _pth.ByCalcium) - (conductance * _calcium);
        }

        /// <summary>Phosphate: gut + bone = urine above the threshold + dialysate.</summary>
        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        private void BalancePhosphate()
        {
            var p = _p;
            _relativeThreshold = Elementary.Exp(-((p.ThresholdPth * _lnPth) + (p.ThresholdFgf23 * _lnFgf)));
            var floored = _relativeThreshold < (TLane)p.ThresholdFloor;
            var threshold = _threshold * TLane.Max(_relativeThreshold, p.ThresholdFloor);
            var perLog = TLane.Select(floored, 0f, threshold);
            var over = _phosphate - threshold;
            var root = TLane.Sqrt((over * over) + (4f * p.Splay * p.Splay));
            var filtered = 1.44f * _gfr;
            var excreted = filtered * 0.5f * (over + root);
            var slope = filtered * 0.5f * (1f + (over / root));
            var dialysed = _dialysis * p.DialysisPhosphate * _phosphate;
            var share = p.BonePhosphateShare;
            _phosphateBalance.Value = _absorbed + (share * _bone.Value) - excreted - dialysed;
            _phosphateBalance.ByReceptor = _absorbedByReceptor + (share * _bone.ByReceptor)
                - (slope * perLog * ((p.ThresholdPth * _pth.ByReceptor) + (p.ThresholdFgf23 * _fgfByReceptor)));
            _phosphateBalance.ByPhosphate = (share * _bone.ByPhosphate) - dialysed
                - (slope * (_phosphate + (perLog * ((p.ThresholdPth * _pth.ByPhosphate) + (p.ThresholdFgf23 * p.Fgf23Phosphate)))));
            _phosphateBalance.ByCalcium = (share * _bone.ByCalcium) - (slope * perLog * p.ThresholdPth * _pth.ByCalcium);
        }

        /// <summary>Calcium: gut + bone + dialysate = urine + loss.</summary>
        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        private void BalanceCalcium()
        {
            var p = _p;
            var relative = _v * (1f / _v0);
            var hill = relative * relative;
            hill = hill / (hill + _absorptionHalf2);
            var absorbed = _calciumIntake * (p.AbsorptionFloor + (p.AbsorptionRange * hill));
            var absorbedByReceptor = _calciumIntake * (2f * p.AbsorptionRange) * hill * (1f - hill);
            _urine = p.UrineCalcium * Elementary.Exp(_lnG + (p.UrineCalciumExponent * _lnCalcium) - (p.UrinePth * _lnPth));
            var dialysate = (p.DialysisCalcium * ((p.DialysateIonised * p.DialysateCalcium) - _calcium)) - (p.Ultrafiltration * p.Ultrafiltrate * _calcium);
            _calciumBalance.Value = absorbed - p.CalciumLoss + _bone.Value + (_dialysis * dialysate) - _urine;
            _calciumBalance.ByReceptor = absorbedByReceptor + _bone.ByReceptor + (_urine * p.UrinePth * _pth.ByReceptor);
            _calciumBalance.ByPhosphate = _bone.ByPhosphate + (_urine * p.UrinePth * _pth.ByPhosphate);
            _calciumBalance.ByCalcium = _bone.ByCalcium - (_urine * (p.UrineCalciumExponent - (p.UrinePth * _pth.ByCalcium)))
                - (_dialysis * (p.DialysisCalcium + (p.Ultrafiltration * p.Ultrafiltrate)) * _calcium);
        }

        /// <summary>Derivatives of the receptor's and the calcium balance by the shift of all calcium references.</summary>
        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        private readonly TLane BySetPoint(out TLane calcium)
        {
            var p = _p;
            var range = (p.PthMax - p.PthMin) * _stimulus;
            var pth = p.PthHill * (range / (p.PthMin + range)) * (1f - _secretion) / (p.SetPoint + _set + _shift);
            var gap = (_bone.Value - _lysis) / (p.BoneConductance * _turnover);
            var bone = p.BoneConductance * ((_turnoverSlope * pth * gap) + (_turnover * (1f + (p.BonePth * pth))));
            calcium = bone + (_urine * ((p.UrineCalciumExponent / _reference) + (p.UrinePth * pth)));
            return -((_calcitriol - _granuloma) * ((p.CalcitriolPth * pth) + (p.CalcitriolCalcium / _reference)));
        }
    }
}
