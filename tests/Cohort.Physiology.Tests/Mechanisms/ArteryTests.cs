using Cohort.Physiology.Events;
using Cohort.Physiology.Parameters;
using Cohort.Physiology.State;
using Cohort.Physiology.Tests.Kit;
using Cohort.Physiology.Treatments;

namespace Cohort.Physiology.Tests.Mechanisms;

/// <summary>Media, intima, coronary calcium and the glycated matrix.</summary>
public class ArteryTests
{
    private static readonly Patient Calcified = Patient.Healthy.With(Variable.Cac, 100);

    [Fact]
    public void Kidney_disease_and_dialysis_speed_medial_calcium()
    {
        // Manzoor 2018, breast arteries: growth twice as fast at eGFR under 40 and five times in dialysis.
        var ckd = Simulate.Change(Calcified.With(Variable.Slope, 0), Calcified.AtEgfr(15).With(Variable.Slope, 0), 5);
        var dialysis = Simulate.Change(Calcified, Patient.Dialysed.With(Variable.PhosphateIntake, 1.6f), 5);
        Assert.InRange(ckd.GainRatio(Variable.MedialCalcium), 1.2, 4);
        Assert.InRange(dialysis.GainRatio(Variable.MedialCalcium), 2.5, 10);
    }

    [Fact]
    public void Diabetes_speeds_medial_calcium_through_ages()
    {
        var effect = Simulate.Change(Calcified, Calcified.AtHba1c(9).With(Variable.Diabetes, 1).With(Variable.AgeBurden, 1.3f), 15);
        Assert.InRange(effect.GainRatio(Variable.MedialCalcium), 1.1, 2.5); // Medial calcification in diabetes: odds 1.5-3.
        Assert.True(effect.Difference(Variable.PulseWaveVelocity) > 0);
    }

    [Fact]
    public void Mineral_grows_on_mineral()
    {
        // Nearly linear growth (Manzoor 2018): three times the content adds a fifth to a whole of the yearly gain.
        var effect = Simulate.Change(Patient.Healthy, 1, Variable.MedialCalcium, 3);
        Assert.InRange(effect.GainRatio(Variable.MedialCalcium), 1.2, 2.5);
    }

    [Fact]
    public void Stiffness_and_pulse_pressure_follow_medial_calcium_with_falling_returns()
    {
        // From the content of a healthy 60-year-old to threefold: 0.5-2.5 m/s (London 2003), 2-10 mmHg.
        var moderate = Simulate.Change(Patient.Healthy, 1, Variable.MedialCalcium, 3);
        Assert.InRange(moderate.Difference(Variable.PulseWaveVelocity), 0.4, 2.5);
        Assert.InRange(moderate.Difference(Variable.PulsePressure), 1.5, 10);
        var heavy = Simulate.Change(Patient.Healthy.With(Variable.MedialCalcium, 8), 1, Variable.MedialCalcium, 10);
        Assert.InRange(heavy.Difference(Variable.PulseWaveVelocity), 0.001, moderate.Difference(Variable.PulseWaveVelocity) / 2);
    }

    [Fact]
    public void Stiffness_rises_with_pressure_and_age()
    {
        // European reference values: 0.2-0.4 m/s per 10 mmHg; 8 m/s at 50-60 and 10-11 at 70 and above.
        Assert.InRange(Simulate.Change(Patient.Healthy, Patient.Healthy.AtSystolic(155), 1).Difference(Variable.PulseWaveVelocity), 0.4, 1.6);
        Assert.InRange(Simulate.Change(Patient.Healthy, Patient.Healthy.AtAge(75), 1).Difference(Variable.PulseWaveVelocity), 0.1, 1.5);
    }

    [Fact]
    public void The_menopause_speeds_plaque_in_women_alone()
    {
        // SWAN: the carotid wall thickens by 0.017 mm a year in late perimenopause against 0.007 before (PMID 22990755), the most that is plausible.
        Assert.InRange(Effect(Patient.Woman.AtAge(60)), 1.1, 2.4);
        Assert.Equal(1, Effect(Patient.Woman.AtAge(40)), 6);
        Assert.Equal(1, Effect(Patient.Healthy.AtAge(60)), 6);

        static double Effect(Patient patient)
        {
            var p = ModelParameters.Default;
            var none = p with { Plaque = p.Plaque with { Menopause = 0 } };
            var block = Simulate.Settled(patient);
            return new Comparison(Simulate.Years(block, 5, parameters: none), Simulate.Years(block, 5)).GainRatio(Variable.Plaque);
        }
    }

    [Fact]
    public void Same_hba1c_for_longer_leaves_more_ages_and_speeds_media_and_leaflet_wear()
    {
        // Skin autofluorescence rises with duration at equal HbA1c; twenty years at 8 % against none before.
        var recent = Simulate.Years(Simulate.Settled(Patient.Healthy.AtHba1c(8).With(Variable.Diabetes, 1), 64), 1);
        var burden = Simulate.Years(Simulate.Settled(Patient.Healthy.AtHba1c(8).With(Variable.Diabetes, 1), 64), 20).End.Values(Variable.AgeBurden)[0];
        Assert.InRange(burden / recent.End.Values(Variable.AgeBurden)[0], 1.1f, 1.8f);
        var effect = Simulate.Change(Patient.Diabetic.With(Variable.AgeBurden, 1), 10, Variable.AgeBurden, burden);
        Assert.InRange(effect.GainRatio(Variable.MedialCalcium), 1.03, 1.8);
        Assert.InRange(effect.GainRatio(Variable.LeafletInjury), 1.02, 1.5);
    }

    [Fact]
    public void Matrix_remembers_glucose_for_decades()
    {
        // Turnover of 15-60 years: ten years of good control remove less than half of the excess.
        var excess = Simulate.Change(Patient.Healthy, 10, Variable.AgeBurden, 2).Difference(Variable.AgeBurden);
        Assert.InRange(excess, 0.5, 0.9);
    }

    [Fact]
    public void Kidney_failure_accumulates_ages()
    {
        // Autofluorescence of dialysis patients: 1.5-3 times that of their age after years.
        var effect = Simulate.Change(Patient.Healthy, Patient.Dialysed, 10);
        Assert.InRange(effect.Ratio(Variable.AgeBurden), 1.3, 3.5);
    }

    [Fact]
    public void Glucose_control_slows_ages()
    {
        var effect = Simulate.Treat(Patient.Diabetic.AtHba1c(9), 10, Simulate.Give(InterventionKind.GlucoseControl, 6.5));
        Assert.InRange(effect.Ratio(Variable.AgeBurden), 0.8, 0.97); // 2.5-3 % less HbA1c over ten years of a 30-year memory.
        var healthy = Simulate.Treat(Patient.Healthy.AtHba1c(6), 3, Simulate.Give(InterventionKind.GlucoseControl, 5.5));
        healthy.AssertSame(Variable.Hba1c);
    }

    [Fact]
    public void Ldl_drives_plaque_and_onset_of_coronary_calcium()
    {
        // MESA incident calcium: 1.2-1.4 times per mmol/L; two mmol/L over ten years.
        var effect = Simulate.Change(Patient.Healthy, Patient.Healthy.AtLdl(5), 10);
        Assert.InRange(effect.GainRatio(Variable.Plaque), 1.2, 2.1);
        Assert.InRange(effect.EventRatio(EventKind.CacOnset), 1.03, 1.6);
    }

    [Fact]
    public void Ldl_does_not_drive_growth_of_what_is_calcified()
    {
        // Statin trials of CAC progression are null: the score grows the same to the last bit.
        Simulate.Change(Calcified, Calcified.AtLdl(5), 10).AssertSame(Variable.Cac);
        Simulate.Treat(Calcified, 10, Simulate.Give(InterventionKind.Statin)).AssertSame(Variable.Cac);
    }

    [Fact]
    public void Smoking_and_pressure_drive_plaque()
    {
        Assert.InRange(Simulate.Change(Patient.Healthy, 10, Variable.Smoker, 1).GainRatio(Variable.Plaque), 1.15, 1.8); // CARDIA, MESA: 1.2-1.7.
        Assert.InRange(Simulate.Change(Patient.Healthy, Patient.Healthy.AtSystolic(145), 10).GainRatio(Variable.Plaque), 1.05, 1.3); // MESA: 1.1-1.2.
        Assert.InRange(Simulate.Change(Patient.Healthy, 10, Variable.Inflammation, 2).GainRatio(Variable.Plaque), 1.02, 1.4); // CANTOS: small.
    }

    [Fact]
    public void Women_lag_behind()
    {
        // Ten to fifteen years: fewer onsets in the same decade and slower plaque.
        var effect = Simulate.Change(Patient.Healthy.With(Variable.Plaque, 0.8f), Patient.Woman.With(Variable.Plaque, 0.8f), 10);
        Assert.InRange(effect.GainRatio(Variable.Plaque), 0.4, 0.8);
        Assert.InRange(effect.EventRatio(EventKind.CacOnset), 0.5, 0.98);
    }

    [Fact]
    public void Coronary_calcium_grows_faster_in_diabetes_kidney_disease_and_dialysis()
    {
        // MESA: diabetes 1.2-1.5 times; CRIC: eGFR under 60 faster; dialysis 25-30 % a year and more.
        var diabetes = Simulate.Change(Calcified, Patient.Diabetic.With(Variable.Cac, 100), 5);
        var ckd = Simulate.Change(Calcified, Calcified.AtEgfr(15).With(Variable.Slope, 0), 5);
        var dialysis = Simulate.Change(Calcified, Patient.Dialysed.With(Variable.Cac, 100), 5);
        Assert.InRange(diabetes.GainRatio(Variable.Cac), 1.1, 1.6);
        Assert.InRange(ckd.GainRatio(Variable.Cac), 1.1, 3);
        Assert.InRange(dialysis.GainRatio(Variable.Cac), 1.8, 6);
    }

    [Fact]
    public void Kidney_disease_starts_and_speeds_coronary_calcium_before_phosphate_rises()
    {
        // CRIC and MESA: incidence and growth are up at an eGFR of 30-45, where phosphate is nearly normal, and hardly more at 20. Here by the
        // calcium that is kept, which is much the same at both.
        var none = Steady(Patient.Healthy, 60);
        var moderate = Simulate.Change(none, Steady(Patient.Healthy, 35), 5);
        Assert.InRange(moderate.EventRatio(EventKind.CacOnset), 1.05, 1.8);
        Assert.InRange(Simulate.Change(Steady(Calcified, 60), Steady(Calcified, 35), 5).GainRatio(Variable.Cac), 1.05, 1.6);
        Assert.InRange(Simulate.Change(Steady(Calcified, 35), Steady(Calcified, 20), 5).GainRatio(Variable.Cac), 0.9, 1.35);

        static Patient Steady(Patient patient, float egfr) => patient.AtEgfr(egfr).With(Variable.Slope, 0);
    }

    [Fact]
    public void Onset_and_growth_have_their_own_luck()
    {
        // The size of what is there does not touch who starts, and nobody who has calcium starts again.
        Assert.Equal(0, Simulate.Years(Simulate.Settled(Calcified), 10).Count(EventKind.CacOnset));
        var course = Simulate.Years(Simulate.Settled(Patient.Healthy), 20);
        var present = 0;
        foreach (var cac in course.End.Values(Variable.Cac))
        {
            present += cac > 0 ? 1 : 0;
        }

        Assert.Equal(present, course.Count(EventKind.CacOnset));
        Assert.InRange(present / (double)Simulate.Many, 0.6, 0.97); // MESA: about 90 % of men of 80 have calcium.
    }

    [Fact]
    public void The_own_pace_spreads_growth()
    {
        Assert.InRange(Simulate.Change(Calcified, 5, Variable.CacTempo, 2).GainRatio(Variable.Cac), 1.9, 3);
    }

    [Fact]
    public void Medial_vesicles_start_coronary_calcium_in_the_young()
    {
        // Goodman 2000: calcium in dialysis patients of 20-30 whose plaque would give none.
        var young = Patient.Healthy.AtAge(25).With(Variable.Plaque, 0.02f).With(Variable.Osteogenic, 0.05f);
        var uraemic = Patient.Dialysed.AtAge(25).With(Variable.Plaque, 0.02f).With(Variable.Osteogenic, 0.6f).With(Variable.PhosphateIntake, 1.7f);
        var effect = Simulate.Change(young, uraemic, 8);
        Assert.InRange(effect.Without.Count(EventKind.CacOnset), 0, 5);
        Assert.InRange(effect.With.Count(EventKind.CacOnset), 200, 511); // 14 of 16 after some 14 years, with worse control than this.
    }
}
