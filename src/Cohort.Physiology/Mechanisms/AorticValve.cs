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

    /// <summary>
    /// A year of the leaflets. Lipids, Lp(a), smoking and diabetes drive onset; growth depends on what is there, on the
    /// calcium-phosphate drive and the inhibitors. A rheumatic valve fuses before it calcifies.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void AdvanceLeaflets<TLane>(PatientBlock block, in YearContext year, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        var p = parameters.Valve;
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            year.Draw<TLane>(block, i, Purpose.YearOnset, out _, out _, out var uOnset, out var uSize);
            var age = block.Age.Load<TLane>(i);
            var male = 1f - block.Female.Load<TLane>(i);
            var phenotype = block.ValvePhenotype.Load<TLane>(i);
            var bicuspid = TLane.Equal(phenotype, Bicuspid);
            var rheumatic = TLane.Equal(phenotype, Rheumatic);
            var native = ~Law.IsSet(block.ValveReplaced.Load<TLane>(i));
            var glycation = Law.Excess(block.AgeBurden.Load<TLane>(i) - 1f);
            var systolic = Law.Clamp((block.Systolic.Load<TLane>(i) - 125f) * (1f / 20f), -2f, 4f);

            // Wear integrates to 1 at 60 in an average tricuspid valve: 0.03 e^(0.03 (age - 60)) / (1 - e^-1.8).
            var stress = TLane.Select(bicuspid, p.Bicuspid, TLane.Select(rheumatic, p.Rheumatic, 1f));
            var wear = stress * (p.Wear / 0.8347f) * Elementary.Exp((p.Wear * (age - 60f)) + (p.WearSystolic * systolic)) * (1f + (p.AgeInjury * glycation));
            var injury = block.LeafletInjury.Load<TLane>(i) + wear;
            block.LeafletInjury.Store(i, injury);

            var fusion = TLane.Select(rheumatic, 0.06f, TLane.Select(bicuspid, 0.010f, 0.004f));
            var fibrosis = block.Fibrosis.Load<TLane>(i) + (fusion * wear * (1f / p.Wear) * (1.15f - (0.3f * male)));
            block.Fibrosis.Store(i, TLane.Min(fibrosis, 8f));

            var drive = Restraint.Drive<TLane>(block, i, parameters);
            var lnDrive = Elementary.Log(drive);
            var inhibition = TLane.Max(1f + (parameters.Inhibitor.MgpValve * Restraint.MgpLoss<TLane>(block, i, parameters.Inhibitor)), 0.5f)
                * Restraint.Circulating<TLane>(block, i, parameters.Inhibitor);

            var avc = block.Avc.Load<TLane>(i);
            var present = avc > 0f;
            var logs = (p.Male * male) + (p.Ldl * (block.Ldl.Load<TLane>(i) - 3f)) + (p.Lpa * 0.02f * (TLane.Min(block.Lpa.Load<TLane>(i), 200f) - 20f))
                + (p.Diabetes * block.Diabetes.Load<TLane>(i)) + (p.Smoking * block.Smoker.Load<TLane>(i)) + (p.Phosphate * lnDrive)
                + (p.OnsetExponent * Elementary.Log(injury));
            var begins = ~present & native & Law.Happens(uOnset, p.Onset * inhibition * Elementary.Exp(logs));
            var first = p.FirstDeposit * Law.LogNormal<TLane>(uSize, p.FirstSpread);

            var pace = (p.GrowthSaturation * lnDrive) + TLane.Select(bicuspid, p.BicuspidGrowth, 0f)
                + (p.GrowthExponent * Elementary.Log(TLane.Max(avc, 0.1f)));
            var growth = p.Growth * block.AvcTempo.Load<TLane>(i) * inhibition * Elementary.Exp(pace);
            avc = TLane.Select(present & native, avc + growth, TLane.Select(begins, first, avc));
            block.Avc.Store(i, TLane.Min(avc, 12000f));
            EventBits.Record(block, i, begins, EventKind.AvcOnset);
        }
    }

    /// <summary>Obstruction by continuity and Bernoulli, its stage, symptoms and replacement.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void AdvanceObstruction<TLane>(PatientBlock block, in YearContext year, HazardColumns risks, ModelParameters parameters) where TLane : struct, ILane<TLane>
    {
        var p = parameters.Valve;
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            year.Draw<TLane>(block, i, Purpose.YearValve, out var uSymptoms, out var uReplace, out _, out _);
            var female = Law.IsSet(block.Female.Load<TLane>(i));
            var replaced = Law.IsSet(block.ValveReplaced.Load<TLane>(i));
            var severeAt = TLane.Select(female, p.SevereWomen, p.SevereMen);
            var relative = block.Avc.Load<TLane>(i) / severeAt;
            var calcium = Law.Power<TLane>(TLane.Max(relative, 1e-6f), p.VelocityExponent);
            var flow = TLane.Select(female, 200f, (TLane)235f) * (1f - (0.12f * block.HeartFailure.Load<TLane>(i)));
            var relativeFlow = flow / TLane.Select(female, 200f, (TLane)235f);
            var velocity = p.VelocityBase + (relativeFlow * ((p.VelocityRange * calcium) + (p.FibrosisVelocity * block.Fibrosis.Load<TLane>(i))));
            velocity = TLane.Select(replaced, 2.2f, TLane.Min(velocity, 7f));

            var stage = Law.Flag(velocity >= (TLane)2.5f) + Law.Flag(velocity >= (TLane)3f) + Law.Flag(velocity >= (TLane)4f);
            stage = TLane.Select(replaced, 0f, stage);
            var severe = stage > (TLane)2.5f;

            var symptomatic = Law.IsSet(block.ValveSymptoms.Load<TLane>(i));
            var hazard = p.SymptomHazard * Elementary.Exp(p.SymptomSlope * (velocity - 4.2f));
            var begins = ~symptomatic & ~replaced & (velocity >= (TLane)2.5f) & Law.Happens(uSymptoms, hazard);
            symptomatic |= begins;

            // Usual care replaces with symptoms and severe obstruction, less often in the very old and the frail.
            var age = block.Age.Load<TLane>(i);
            var access = Elementary.Logistic((90f - age) * 0.25f);
            var replacement = access * TLane.Select(symptomatic, p.ReplaceSymptomatic, p.ReplaceAsymptomatic);
            var replaces = ~replaced & ((severe & Law.Happens(uReplace, replacement)) | (velocity >= block.ReplaceFrom.Load<TLane>(i)));
            Store(block, i, replaces, replaced, symptomatic, velocity, stage, flow, begins, p);

            // Absolute hazards by severity: untreated symptoms, silent severe disease, the month after replacement.
            var untreated = ~replaced & ~replaces;
            var death = TLane.Select(severe & untreated, TLane.Select(symptomatic, p.SevereDeath, p.SilentDeath),
                TLane.Select((stage > (TLane)1.5f) & symptomatic & untreated, 2f * p.SilentDeath, 0f));
            var procedure = p.ProcedureDeath * Elementary.Exp(0.05f * Law.Clamp(age - 80f, -40f, 15f));
            risks[Hazard.DeathStenosis].Store(i, death + TLane.Select(replaces, procedure, 0f));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TLane>(PatientBlock block, int i, TLane replaces, TLane replaced, TLane symptomatic, TLane velocity,
        TLane stage, TLane flow, TLane begins, ValveParameters p) where TLane : struct, ILane<TLane>
    {
        replaced |= replaces;
        velocity = TLane.Select(replaces, 2.2f, velocity);
        block.ValveReplaced.Store(i, Law.Flag(replaced));
        block.ValveSymptoms.Store(i, Law.Flag(symptomatic & ~replaced));
        block.StenosisStage.Store(i, TLane.Select(replaced, 0f, stage));
        block.ValveFlow.Store(i, flow);
        block.PeakVelocity.Store(i, velocity);
        block.MeanGradient.Store(i, p.GradientFactor * velocity * velocity);
        block.ValveArea.Store(i, TLane.Min(p.AreaFactor / velocity * (flow * (1f / 220f)), 4f));
        EventBits.Record(block, i, begins, EventKind.ValveSymptoms);
        EventBits.Record(block, i, replaces, EventKind.ValveReplacement);
    }
}
