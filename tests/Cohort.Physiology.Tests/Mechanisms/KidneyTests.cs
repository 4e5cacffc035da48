using Cohort.Physiology.Events;
using Cohort.Physiology.Mechanisms;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;
using Cohort.Physiology.Rates;
using Cohort.Physiology.State;
using Cohort.Physiology.Tests.Kit;
using Cohort.Physiology.Treatments;

namespace Cohort.Physiology.Tests.Mechanisms;

public class KidneyTests
{
    [Fact]
    public void Albuminuria_glucose_and_pressure_speed_the_decline()
    {
        // ARIC slopes and trials: macroalbuminuria two- to threefold, poor control up to twofold, pressure by tenths.
        Assert.InRange(Loss(Patient.Healthy.With(Variable.Albuminuria, 1000)), 1.5, 3.5);
        Assert.InRange(Loss(Patient.Healthy.AtHba1c(9).With(Variable.Diabetes, 1)), 1.3, 3.5);
        Assert.InRange(Loss(Patient.Healthy.AtSystolic(165)), 1.05, 1.6);

        static double Loss(Patient patient)
        {
            var effect = Simulate.Change(Patient.Healthy, patient, 5);
            return effect.GainRatio(Variable.Egfr);
        }
    }

    [Fact]
    public void An_sglt2_inhibitor_halves_the_decline_and_delays_dialysis()
    {
        // EMPA-KIDNEY: chronic slope halved.
        var effect = Simulate.Treat(Patient.Diabetic.AtEgfr(40).With(Variable.Albuminuria, 800), 10, Simulate.Give(InterventionKind.Sglt2Inhibitor));
        Assert.InRange(effect.GainRatio(Variable.Egfr), 0.42, 0.6);
        var late = Simulate.Treat(Patient.KidneyDisease, 6, Simulate.Give(InterventionKind.Sglt2Inhibitor));
        Assert.True(late.With.Count(EventKind.DialysisStart) < late.Without.Count(EventKind.DialysisStart) * 3 / 4);
    }

    [Fact]
    public void Glucose_and_pressure_control_slow_the_decline()
    {
        Assert.InRange(Simulate.Treat(Patient.Diabetic.AtHba1c(9), 10, Simulate.Give(InterventionKind.GlucoseControl, 6.5)).GainRatio(Variable.Egfr), 0.4, 0.9);
        Assert.InRange(Simulate.Treat(Patient.Healthy.AtSystolic(165), 10, Simulate.Give(InterventionKind.BloodPressureControl, 120)).GainRatio(Variable.Egfr), 0.6, 0.98);
    }

    [Fact]
    public void Dialysis_starts_near_its_threshold_and_never_far_above()
    {
        // USRDS: mean eGFR at start 9-10; half start within a year at that level.
        Assert.InRange(Starts(9.5f), 0.4, 0.75);
        Assert.InRange(Starts(6), 0.95, 1);
        Assert.Equal(0, Starts(20));

        static double Starts(float egfr) => Simulate.Years(Simulate.Settled(Patient.Healthy.AtEgfr(egfr)), 1).Count(EventKind.DialysisStart) / 512.0;
    }

    [Fact]
    public void Who_starts_dialysis_is_on_dialysis_until_a_transplant_or_death()
    {
        var course = Simulate.Years(Simulate.Settled(Patient.KidneyDisease.With(Variable.Slope, 2)), 15, null, SimpleRates.Create((Rate.Transplant, 0.1f)));
        Assert.True(course.Count(EventKind.Transplant) > 50);
        for (var year = 1; year <= 15; year++)
        {
            for (var i = 0; i < Simulate.Many; i++)
            {
                var now = course.Years[year];
                var events = (int)now.Values(Variable.Events)[i];
                var was = course.Years[year - 1].Values(Variable.Dialysis)[i] > 0;
                var starts = (events & (1 << (int)EventKind.DialysisStart)) != 0;
                var grafted = (events & (1 << (int)EventKind.Transplant)) != 0;
                Assert.Equal((was || starts) && !grafted, now.Values(Variable.Dialysis)[i] > 0);
                Assert.False(now.Values(Variable.Dialysis)[i] > 0 && now.Values(Variable.Transplant)[i] > 0);
            }
        }
    }

    [Fact]
    public void A_transplant_brings_function_back_and_loses_it_slowly()
    {
        // Graft eGFR 45-62 and -1 to -2.6 a year.
        var course = Simulate.Treat(Patient.Dialysed, 6, Simulate.Give(InterventionKind.KidneyTransplant)).With;
        Assert.InRange(course.Mean(Variable.Egfr, 1), 45, 62);
        Assert.InRange((course.Mean(Variable.Egfr, 1) - course.Mean(Variable.Egfr)) / 5, 1, 2.6);
        Assert.Equal((float)CkdStage.G5T, course.Mean(Variable.CkdStage));

        // Not above 75.
        var old = Simulate.Treat(Patient.Dialysed.AtAge(80), 1, Simulate.Give(InterventionKind.KidneyTransplant));
        Assert.Equal(0, old.With.CountSet(Variable.Transplant));
    }

    [Theory]
    [InlineData(95f, CkdStage.G1)]
    [InlineData(90f, CkdStage.G1)]
    [InlineData(89.9f, CkdStage.G2)]
    [InlineData(60f, CkdStage.G2)]
    [InlineData(59.9f, CkdStage.G3a)]
    [InlineData(44.9f, CkdStage.G3b)]
    [InlineData(29.9f, CkdStage.G4)]
    [InlineData(14.9f, CkdStage.G5)]
    public void Stages_are_those_of_kdigo(float egfr, CkdStage stage)
    {
        var block = Patient.Healthy.AtEgfr(egfr).Times(8);
        Kidney.Stage<Lane8>(block);
        Assert.Equal((float)stage, block.Values(Variable.CkdStage)[0]);
    }

    [Fact]
    public void Decline_is_slower_in_the_old()
    {
        // KFRE: 0.8 times the failures per ten years of age, a part of which is death.
        Assert.InRange(Simulate.Change(Patient.KidneyDisease.AtAge(70), Patient.KidneyDisease.AtAge(85), 1).GainRatio(Variable.Egfr), 0.55, 0.95);
        Assert.Equal(1, Simulate.Change(Patient.KidneyDisease.AtAge(40), Patient.KidneyDisease.AtAge(60), 1).GainRatio(Variable.Egfr), 4);
    }

    [Fact]
    public void Own_slopes_are_heavy_tailed_and_steeper_in_those_who_have_lost_more()
    {
        var healthy = Slopes(Patient.Healthy);
        var lost = Slopes(Patient.Healthy.AtEgfr(45));

        // Median near the parameter, the steepest twentieth twice the median or more.
        Assert.InRange(healthy[256], 0.4f, 1);
        Assert.InRange(healthy[486] / healthy[256], 2, 6);
        Assert.InRange(lost[256] / healthy[256], 1.1f, 2.5f);

        static float[] Slopes(Patient patient)
        {
            var block = patient.Times(512);
            Kidney.DrawSlope<Lane8>(block, Simulate.Context(0), ModelParameters.Default);
            return [.. block.Values(Variable.Slope).ToArray().Order()];
        }
    }
}
