using Cohort.Physiology.Events;
using Cohort.Physiology.Rates;
using Cohort.Physiology.State;
using Cohort.Physiology.Tests.Kit;
using Cohort.Physiology.Treatments;

namespace Cohort.Physiology.Tests.Mechanisms;

public class EventTests
{
    private static readonly RateTable Strokes = SimpleRates.Create((Rate.Stroke, 0.01f));
    private static readonly RateTable Infarctions = SimpleRates.Create((Rate.Infarction, 0.01f));
    private static readonly RateTable Failures = SimpleRates.Create((Rate.HeartFailure, 0.01f));

    [Fact]
    public void Blood_pressure_drives_stroke()
    {
        // 1.37 per 10 mmHg at 60 (Ettehad 2016 inverted), fading with age, plus stiffness: 20 mmHg is 1.5-2.3.
        Assert.InRange(Simulate.Change(Patient.Healthy, Patient.Healthy.AtSystolic(145), 10, Strokes).EventRatio(EventKind.Stroke), 1.4, 2.4);
        var control = Simulate.Treat(Patient.Healthy.AtSystolic(160), 10, Simulate.Give(InterventionKind.BloodPressureControl, 130), Strokes);
        Assert.InRange(control.EventRatio(EventKind.Stroke), 0.3, 0.65);
        Assert.True(control.Difference(Variable.PulseWaveVelocity) < -0.5);
    }

    [Fact]
    public void Blood_pressure_drives_infarction_and_failure()
    {
        Assert.InRange(Simulate.Change(Patient.Healthy, Patient.Healthy.AtSystolic(145), 10, Infarctions).EventRatio(EventKind.MyocardialInfarction), 1.2, 2);
        Assert.InRange(Simulate.Change(Patient.Healthy, Patient.Healthy.AtSystolic(145), 10, Failures).EventRatio(EventKind.HeartFailure), 1.4, 2.6);
    }

    [Fact]
    public void A_statin_prevents_infarctions()
    {
        // CTT: 0.78 per mmol/L; 40 % of 5 mmol/L is 2 mmol/L, that is 0.61, a little less as risk fades with age.
        var effect = Simulate.Treat(Patient.Healthy.AtLdl(5), 10, Simulate.Give(InterventionKind.Statin), Infarctions);
        Assert.InRange(effect.EventRatio(EventKind.MyocardialInfarction), 0.5, 0.8);
        Assert.Equal(3, effect.With.Mean(Variable.Ldl), 0.001);
    }

    [Fact]
    public void A_statin_adds_nothing_to_a_statin()
    {
        Simulate.Treat(Patient.Healthy.With(Variable.Statin, 1), 5, Simulate.Give(InterventionKind.Statin)).AssertSame(Variable.Ldl);
    }

    [Fact]
    public void Stiffness_brings_stroke_and_failure()
    {
        // 1.03-1.15 per m/s; medial calcium of 6 against 1 is about 1 m/s.
        Assert.InRange(Simulate.Change(Patient.Healthy, 10, Variable.MedialCalcium, 6, Strokes).EventRatio(EventKind.Stroke), 1.01, 1.3);
        Assert.InRange(Simulate.Change(Patient.Healthy, 10, Variable.MedialCalcium, 6, Failures).EventRatio(EventKind.HeartFailure), 1.01, 1.3);
    }

    [Fact]
    public void Coronary_and_valve_calcium_are_no_causes_of_events()
    {
        // Published hazard ratios of the scores must emerge; the score itself causes nothing.
        var effect = Simulate.Change(Patient.Healthy, 10, Variable.Cac, 1000, SimpleRates.Some);
        effect.AssertSame(Variable.Coronary);
        effect.AssertSame(Variable.Alive);
    }

    [Fact]
    public void Plaque_smoking_diabetes_and_prior_disease_bring_infarction()
    {
        Assert.InRange(Ratio(Patient.Healthy.With(Variable.Plaque, 2)), 1.4, 2.4); // In proportion to the burden or a little less, diluted as both grow.
        Assert.InRange(Ratio(Patient.Healthy.With(Variable.Smoker, 1)), 1.5, 2.6); // 2 at 60.
        Assert.InRange(Ratio(Patient.Healthy.With(Variable.Diabetes, 1)), 1.3, 2.3); // ERFC 2.0 in all.
        Assert.InRange(Ratio(Patient.Healthy.With(Variable.Coronary, 1)), 1.6, 2.8); // ERFC 2015.

        static double Ratio(Patient patient) => Simulate.Change(Patient.Healthy, patient, 10, Infarctions).EventRatio(EventKind.MyocardialInfarction);
    }

    [Fact]
    public void Severe_stenosis_and_coronary_disease_bring_heart_failure()
    {
        var narrow = Patient.CalcifiedValve.With(Variable.Avc, 3000).With(Variable.StenosisStage, 3).With(Variable.AvcTempo, 0.01f);
        var open = narrow.With(Variable.Avc, 100).With(Variable.StenosisStage, 0);
        Assert.InRange(Simulate.Change(open, narrow, 1, SimpleRates.Create((Rate.HeartFailure, 0.03f))).EventRatio(EventKind.HeartFailure), 2, 5);
        Assert.InRange(Simulate.Change(Patient.Healthy, 10, Variable.Coronary, 1, Failures).EventRatio(EventKind.HeartFailure), 1.7, 3);
    }

    [Fact]
    public void Fibrillation_brings_stroke_by_its_score()
    {
        // CHA2DS2-VASc 2 at 76: 2.2 % a year; with prior stroke and diabetes 5: 7-8 %.
        var plain = Simulate.Years(Simulate.Settled(Patient.Fibrillating), 1).Count(EventKind.Stroke) / 512.0;
        var high = Simulate.Years(Simulate.Settled(Patient.Fibrillating.With(Variable.Stroke, 1).With(Variable.Diabetes, 1)), 1).Count(EventKind.Stroke) / 512.0;
        Assert.InRange(plain, 0.008, 0.04);
        Assert.InRange(high, 0.04, 0.11);
        Assert.Equal(0, Simulate.Years(Simulate.Settled(Patient.Healthy), 1).Count(EventKind.Stroke));
    }

    [Fact]
    public void Anticoagulants_trade_strokes_for_bleeding_and_a_direct_one_less()
    {
        var none = Simulate.Settled(Patient.Fibrillating);
        var warfarin = Simulate.Years(none, 10, Simulate.Policy(Simulate.Give(InterventionKind.Warfarin)));
        var direct = Simulate.Years(none, 10, Simulate.Policy(Simulate.Give(InterventionKind.Warfarin), Simulate.Give(InterventionKind.WarfarinToDoac)));
        var without = Simulate.Years(none, 10);

        // Hart 2007: 0.36; Ruff 2014: a direct drug 0.81 of warfarin; bleeding 2-3 times that without, direct 0.86 of warfarin.
        Assert.InRange(warfarin.Count(EventKind.Stroke) / (double)without.Count(EventKind.Stroke), 0.25, 0.55);
        Assert.InRange(direct.Count(EventKind.Stroke) / (double)warfarin.Count(EventKind.Stroke), 0.65, 1);
        Assert.InRange(warfarin.Count(EventKind.MajorBleeding) / (double)without.Count(EventKind.MajorBleeding), 1.8, 3.6);
        Assert.InRange(direct.Count(EventKind.MajorBleeding) / (double)warfarin.Count(EventKind.MajorBleeding), 0.75, 0.99);
    }

    [Fact]
    public void Bleeding_rises_with_age_and_on_dialysis()
    {
        Assert.InRange(Simulate.Change(Patient.OnWarfarin, Patient.OnWarfarin.AtAge(85), 5).EventRatio(EventKind.MajorBleeding), 1.3, 2.2); // 4 % a year of age.
        var dialysed = Patient.Dialysed.AtAge(70).With(Variable.Anticoagulant, 1).With(Variable.DoacExcluded, 1).With(Variable.AtrialFibrillation, 1);
        Assert.InRange(Simulate.Change(Patient.OnWarfarin, dialysed, 5).EventRatio(EventKind.MajorBleeding), 2.2, 5); // Fourfold rate.
    }

    [Fact]
    public void Fibrillation_is_brought_by_failing_kidneys_failing_hearts_and_weight()
    {
        var rates = SimpleRates.Create((Rate.AtrialFibrillation, 0.03f));
        Assert.InRange(Simulate.Change(Patient.Healthy, Patient.Healthy.AtEgfr(25).With(Variable.Slope, 0), 10, rates).EventRatio(EventKind.AtrialFibrillation), 1.3, 2.5);
        Assert.InRange(Simulate.Change(Patient.Healthy, 10, Variable.HeartFailure, 1, rates).EventRatio(EventKind.AtrialFibrillation), 1.6, 3);
        Assert.InRange(Simulate.Change(Patient.Healthy, 10, Variable.Bmi, 37, rates).EventRatio(EventKind.AtrialFibrillation), 1.15, 1.7);
    }

    [Fact]
    public void Diabetes_is_brought_by_weight_and_borderline_glucose()
    {
        var rates = SimpleRates.Create((Rate.Diabetes, 0.01f));
        Assert.InRange(Simulate.Change(Patient.Healthy, 10, Variable.Bmi, 37, rates).EventRatio(EventKind.Diabetes), 1.6, 3.3);
        Assert.InRange(Simulate.Change(Patient.Healthy, Patient.Healthy.AtHba1c(6.2f), 10, rates).EventRatio(EventKind.Diabetes), 2, 5);
    }

    [Fact]
    public void New_diabetes_raises_hba1c_and_counts_its_years()
    {
        var course = Simulate.Years(Simulate.Settled(Patient.Healthy), 10, null, SimpleRates.Create((Rate.Diabetes, 0.05f)));
        Assert.Equal(course.Count(EventKind.Diabetes), course.CountSet(Variable.Diabetes));
        for (var i = 0; i < Simulate.Many; i++)
        {
            Assert.Equal(course.End.Values(Variable.Diabetes)[i] > 0, course.End.Values(Variable.BaseHba1c)[i] >= 6.5f);
            Assert.InRange(course.End.Values(Variable.DiabetesYears)[i], 0, 9);
        }
    }

    [Fact]
    public void Calciphylaxis_is_a_disease_of_dialysis_and_warfarin_and_phosphate()
    {
        // Nigwekar 2014, 2016: about 0.5 per 1,000 years on dialysis, three times on warfarin.
        Assert.Equal(0, Simulate.Years(Simulate.Settled(Patient.OnWarfarin), 20).Count(EventKind.Calciphylaxis));
        var parameters = Physiology.Parameters.ModelParameters.Default with { Outcome = new() { CalciphylaxisRate = 0.006f } };
        var plain = Cases(Patient.Dialysed);
        var warfarin = Cases(Patient.Dialysed.With(Variable.Anticoagulant, 1).With(Variable.DoacExcluded, 1));
        var phosphate = Cases(Patient.Dialysed.With(Variable.PhosphateIntake, 1.6f));
        Assert.InRange(plain / 5120.0, 0.001, 0.04);
        Assert.InRange(warfarin / (double)plain, 1.8, 4.5);
        Assert.InRange(phosphate / (double)plain, 1.2, 4);

        int Cases(Patient patient) => Simulate.Years(Simulate.Settled(patient), 10, null, null, 7, parameters).Count(EventKind.Calciphylaxis);
    }
}
