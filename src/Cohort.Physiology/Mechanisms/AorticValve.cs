using System.Runtime.CompilerServices;
using Cohort.Physiology.Events;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;
using Cohort.Physiology.Rates;
using Cohort.Physiology.State;
using Cohort.Physiology.Years;

namespace Cohort.Physiology.Mechanisms;

/// <summary>Aortic valve: wear and injury, first calcium, growth, obstruction, symptoms, replacement.</summary>
public static class AorticValve
{
    /// <summary>Code of <see cref="Variable.ValvePhenotype"/>: bicuspid.</summary>
    public const float Bicuspid = 1;

    /// <summary>Code of <see cref="Variable.ValvePhenotype"/>: rheumatic.</summary>
    public const float Rheumatic = 2;

    // Calcium relative to severe stenosis's below which a valve counts as free of it.
    private const float LeastCalcium = 1e-6f;

    // Injury beyond the floor below which first calcium is as good as impossible.
    private const float LeastInjury = 1e-3f;

    // Peak velocity (m/s) from which a stenosis is mild, and symptoms can begin.
    private const float MildVelocity = 2.5f;

    /// <summary>A year of wear and fibrosis. A bicuspid valve wears faster, a rheumatic one fuses before it calcifies.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void AdvanceLeaflets<TLane>(PatientBlock block, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        var p = parameters.Valve;
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            var phenotype = block.ValvePhenotype.Load<TLane>(i);
            var bicuspid = TLane.Equal(phenotype, Bicuspid);
            var rheumatic = TLane.Equal(phenotype, Rheumatic);
            var glycation = Law.Excess(block.AgeBurden.Load<TLane>(i) - 1f);
            var systolic = Restraint.Pressure<TLane>(block, i);

            // Wear integrates to 1 at 60 in an average tricuspid valve: 0.03 e^(0.03 (age - 60)) / (1 - e^-1.8).
            var stress = TLane.Select(bicuspid, p.Bicuspid, TLane.Select(rheumatic, p.Rheumatic, 1f)) * (1f + (p.AgeInjury * glycation));
            var wear = stress * (p.Wear / 0.8347f) * Elementary.Exp((p.Wear * (block.Age.Load<TLane>(i) - 60f)) + (p.WearSystolic * systolic));
            block.LeafletInjury.Store(i, block.LeafletInjury.Load<TLane>(i) + wear);

            var fusion = TLane.Select(rheumatic, p.FusionRheumatic, TLane.Select(bicuspid, p.FusionBicuspid, p.FusionTricuspid))
                * (p.FusionMen + (p.FusionWomen * block.Female.Load<TLane>(i)));
            block.Fibrosis.Store(i, TLane.Min(block.Fibrosis.Load<TLane>(i) + (fusion * wear * (1f / p.Wear)), 8f));
        }
    }

    /// <summary>What a year of valve calcium depends on but for the person's own pace, luck and score.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void PrepareCalcium<TLane>(PatientBlock block, TermColumns terms, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        var p = parameters.Valve;
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            var bicuspid = TLane.Equal(block.ValvePhenotype.Load<TLane>(i), Bicuspid);
            var lnDrive = Elementary.Log(block.MineralDrive.Load<TLane>(i));
            var lnBeyond = Elementary.Log(TLane.Max(block.LeafletInjury.Load<TLane>(i) - p.OnsetFloor, LeastInjury) * (1f / (1f - p.OnsetFloor)));
            var inhibition = Restraint.Local<TLane>(block, i, parameters.Inhibitor, parameters.Inhibitor.MgpValve, 0.5f);

            // What circulates counts retained calcium as arteries feel it.
            var retained = (p.CalciumRetained - parameters.Inhibitor.CalciumRetained) * terms[YearTerm.CalciumSupply].Load<TLane>(i);
            var logs = (p.Male * (1f - block.Female.Load<TLane>(i))) + (p.Ldl * (block.Ldl.Load<TLane>(i) - 3f))
                + (p.Lpa * 0.02f * (TLane.Min(block.Lpa.Load<TLane>(i), 200f) - 20f))
                + (p.Diabetes * block.Diabetes.Load<TLane>(i)) + (p.Smoking * block.Smoker.Load<TLane>(i)) + (p.Phosphate * lnDrive)
                + (p.OnsetExponent * lnBeyond) + retained;
            terms[YearTerm.ValveOnset].Store(i, p.Onset * inhibition * Elementary.Exp(logs));
            var pace = (p.GrowthSaturation * lnDrive) + (p.GrowthInjury * lnBeyond) + TLane.Select(bicuspid, p.BicuspidGrowth, 0f) + retained;
            terms[YearTerm.ValveGrowth].Store(i, p.Growth * inhibition * Elementary.Exp(pace));
        }
    }

    /// <summary>
    /// A year of valve calcium. Lipids, Lp(a), smoking and diabetes drive onset; growth depends on what is there, on the
    /// calcium-phosphate drive and the inhibitors.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void AdvanceCalcium<TLane>(PatientBlock block, TermColumns terms, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        var p = parameters.Valve;
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            var native = ~Law.IsSet(block.ValveReplaced.Load<TLane>(i));
            var avc = block.Avc.Load<TLane>(i);
            var present = avc > 0f;
            var begins = ~present & native & Law.Happens(terms[YearTerm.ValveLuck].Load<TLane>(i), terms[YearTerm.ValveOnset].Load<TLane>(i));

            // In youth nobody of a lane has calcium, and onset is rare at any age.
            if (TLane.Any(present))
            {
                var growth = terms[YearTerm.ValveGrowth].Load<TLane>(i) * block.AvcTempo.Load<TLane>(i) * Law.Power(TLane.Max(avc, 0.1f), (TLane)p.GrowthExponent);
                avc = TLane.Select(present & native, TLane.Min(avc + growth, 12000f), avc);
            }

            if (TLane.Any(begins))
            {
                avc = TLane.Select(begins, p.FirstDeposit * Law.LogNormal<TLane>(terms[YearTerm.ValveSize].Load<TLane>(i), p.FirstSpread), avc);
                EventBits.Record(block, i, begins, EventKind.AvcOnset);
            }

            block.Avc.Store(i, avc);
        }
    }

    /// <summary>Peak velocity, gradient and area by continuity and Bernoulli, and the stage of stenosis.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void AdvanceObstruction<TLane>(PatientBlock block, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        var p = parameters.Valve;
        var free = Law.Power<TLane>(LeastCalcium, p.VelocityExponent);
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            var female = Law.IsSet(block.Female.Load<TLane>(i));
            var replaced = Law.IsSet(block.ValveReplaced.Load<TLane>(i));
            var avc = block.Avc.Load<TLane>(i);
            var calcium = free;
            if (TLane.Any(avc > 0f))
            {
                calcium = Law.Power<TLane>(TLane.Max(avc / TLane.Select(female, p.SevereWomen, p.SevereMen), LeastCalcium), p.VelocityExponent);
            }

            var relativeFlow = 1f - (p.FailureFlow * block.HeartFailure.Load<TLane>(i));
            var flow = TLane.Select(female, p.FlowWomen, (TLane)p.FlowMen) * relativeFlow;
            var velocity = p.VelocityBase + (relativeFlow * ((p.VelocityRange * calcium) + (p.FibrosisVelocity * block.Fibrosis.Load<TLane>(i))));
            velocity = TLane.Select(replaced, p.ProsthesisVelocity, TLane.Min(velocity, 7f));
            var stage = Law.Flag(velocity >= (TLane)MildVelocity) + Law.Flag(velocity >= (TLane)3f) + Law.Flag(velocity >= (TLane)4f);
            block.StenosisStage.Store(i, TLane.Select(replaced, 0f, stage));
            block.ValveFlow.Store(i, flow);
            Haemodynamics(block, i, velocity, flow, p);
        }
    }

    /// <summary>
    /// Symptoms, and replacement: usual care replaces severe valves, sooner with symptoms, less often in the very old; an arm may
    /// replace from a velocity on. Sets the absolute hazard of death that the valve brings.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void AdvanceCourse<TLane>(PatientBlock block, in YearContext year, HazardColumns risks, ModelParameters parameters)
        where TLane : struct, ILane<TLane>
    {
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            // Nothing can happen to a valve that is not narrowed: most lanes hold no other, above all in the past.
            var velocity = block.PeakVelocity.Load<TLane>(i);
            var concerned = (velocity >= (TLane)MildVelocity) | (velocity >= block.ReplaceFrom.Load<TLane>(i))
                | Law.IsSet(block.ValveSymptoms.Load<TLane>(i)) | Law.IsSet(block.ValveReplaced.Load<TLane>(i));
            if (TLane.Any(concerned))
            {
                Course<TLane>(block, i, year, risks, parameters.Valve);
            }
            else
            {
                risks[Hazard.DeathStenosis].Store<TLane>(i, 0f);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Course<TLane>(PatientBlock block, int i, in YearContext year, HazardColumns risks, ValveParameters p)
        where TLane : struct, ILane<TLane>
    {
        year.Draw<TLane>(block, i, Purpose.YearValve, out var uSymptoms, out var uReplace, out _, out _);
        var velocity = block.PeakVelocity.Load<TLane>(i);
        var replaced = Law.IsSet(block.ValveReplaced.Load<TLane>(i));
        var stage = block.StenosisStage.Load<TLane>(i);
        var severe = stage > (TLane)2.5f;
        var symptomatic = Law.IsSet(block.ValveSymptoms.Load<TLane>(i));
        var hazard = p.SymptomHazard * Elementary.Exp(p.SymptomSlope * (velocity - 4.2f));
        var begins = ~symptomatic & ~replaced & (velocity >= (TLane)MildVelocity) & Law.Happens(uSymptoms, hazard);
        symptomatic |= begins;

        var age = block.Age.Load<TLane>(i);
        var access = Elementary.Logistic((p.ReplaceAge - age) * p.ReplaceAgeSlope);
        var replacement = access * TLane.Select(symptomatic, p.ReplaceSymptomatic, p.ReplaceAsymptomatic);
        var replaces = ~replaced & ((severe & Law.Happens(uReplace, replacement)) | (velocity >= block.ReplaceFrom.Load<TLane>(i)));
        var native = ~replaced & ~replaces;
        block.ValveReplaced.Store(i, Law.Flag(~native));
        block.ValveSymptoms.Store(i, Law.Flag(symptomatic & native));
        block.StenosisStage.Store(i, TLane.Select(native, stage, 0f));
        Haemodynamics(block, i, TLane.Select(replaces, p.ProsthesisVelocity, velocity), block.ValveFlow.Load<TLane>(i), p);
        EventBits.Record(block, i, begins, EventKind.ValveSymptoms);
        EventBits.Record(block, i, replaces, EventKind.ValveReplacement);

        // Absolute hazards by severity: untreated symptoms, silent severe disease, the month after replacement.
        var death = TLane.Select(severe & native, TLane.Select(symptomatic, p.SevereDeath, p.SilentDeath),
            TLane.Select((stage > (TLane)1.5f) & symptomatic & native, p.ModerateDeath * p.SilentDeath, 0f));
        var procedure = p.ProcedureDeath * Elementary.Exp(p.ProcedureAge * Law.Clamp(age - 80f, -40f, 15f));
        risks[Hazard.DeathStenosis].Store(i, death + TLane.Select(replaces, procedure, 0f));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Haemodynamics<TLane>(PatientBlock block, int i, TLane velocity, TLane flow, ValveParameters p) where TLane : struct, ILane<TLane>
    {
        block.PeakVelocity.Store(i, velocity);
        block.MeanGradient.Store(i, p.GradientFactor * velocity * velocity);
        block.ValveArea.Store(i, TLane.Min(p.AreaFactor / velocity * (flow * (1f / p.FlowNormal)), 4f));
    }
}
