using Cohort.Physiology.Mechanisms;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;
using Cohort.Physiology.Rates;
using Cohort.Physiology.State;
using Cohort.Physiology.Tests.Kit;
using Cohort.Physiology.Years;

namespace Cohort.Physiology.Tests.Years;

public class SimulatedPastTests
{
    [Fact]
    public void The_past_ends_at_what_was_measured()
    {
        var block = Past(Box.Recruits(21, 400));
        (Variable Now, Variable Measured, float Tolerance)[] pairs =
        [
            (Variable.Age, Variable.BaseAge, 0), (Variable.Systolic, Variable.BaseSystolic, 0), (Variable.Ldl, Variable.BaseLdl, 0),
            (Variable.Hba1c, Variable.BaseHba1c, 0), (Variable.Smoker, Variable.BaseSmoker, 0),
            (Variable.VitaminD25, Variable.BaseVitaminD25, 0), (Variable.Phosphate, Variable.BasePhosphate, 0.001f),
            (Variable.IonisedCalcium, Variable.BaseIonisedCalcium, 0.001f),
        ];
        foreach (var (now, measured, tolerance) in pairs)
        {
            for (var i = 0; i < block.Count; i++)
            {
                Assert.Equal(block.Values(measured)[i], block.Values(now)[i], tolerance);
            }
        }

        // On dialysis creatinine says nothing of function: what dialysis leaves counts.
        for (var i = 0; i < block.Count; i++)
        {
            var dialysed = block.Values(Variable.Dialysis)[i] > 0;
            Assert.Equal(dialysed ? ModelParameters.Default.Kidney.ResidualEgfr : block.Values(Variable.BaseEgfr)[i], block.Values(Variable.Egfr)[i]);
        }
    }

    [Fact]
    public void Years_on_dialysis_have_no_more_function_than_dialysis_leaves()
    {
        var kidney = ModelParameters.Default.Kidney;
        var block = Patient.Dialysed.AtAge(60).With(Variable.BaseEgfr, 6).With(Variable.DialysisFrom, 50).Times(1);
        float EgfrAt(int age)
        {
            RiskHistory.Advance<Lane1>(block, new YearContext(1, age - 60, 2000, 0, 0, 0), ModelParameters.Default);
            return block.Values(Variable.Egfr)[0];
        }

        Assert.All(Enumerable.Range(50, 11), age => Assert.Equal(kidney.ResidualEgfr, EgfrAt(age)));
        Assert.InRange(EgfrAt(49), kidney.DialysisEgfr, kidney.DialysisEgfr + 8);
        Assert.InRange(EgfrAt(30), 60, kidney.YouthEgfr);
    }

    [Fact]
    public void Everybody_is_alive_at_baseline_and_has_no_event_behind_the_scenes()
    {
        var block = Past(Box.Recruits(22, 400));
        Assert.All(block.Values(Variable.Alive).ToArray(), alive => Assert.Equal(1, alive));
        Assert.All(block.Values(Variable.Events).ToArray(), events => Assert.Equal(0, events));
        Assert.All(block.Values(Variable.Cause).ToArray(), cause => Assert.Equal(0, cause));
    }

    [Fact]
    public void What_is_calcified_has_grown_over_the_past()
    {
        var young = Past(Patient.Healthy.AtAge(30).Times(Simulate.Many));
        var old = Past(Patient.Healthy.AtAge(80).Times(Simulate.Many));

        // Share with coronary calcium: a few percent of men at 30, most at 80 (CARDIA, MESA).
        Assert.InRange(Share(young, Variable.Cac), 0, 0.12);
        Assert.InRange(Share(old, Variable.Cac), 0.7, 0.99);
        Assert.InRange(Share(young, Variable.Avc), 0, 0.03);
        Assert.InRange(Share(old, Variable.Avc), 0.15, 0.65);
        Assert.True(Mean(old, Variable.MedialCalcium) > 3 * Mean(young, Variable.MedialCalcium));
        Assert.True(Mean(old, Variable.AgeBurden) > Mean(young, Variable.AgeBurden));
    }

    [Fact]
    public void A_healthy_past_arrives_at_the_normal_values_of_sixty()
    {
        // Burdens are relative to a healthy 60-year-old, so they are near 1 there; of medial calcium calibration has left 0.6.
        var block = Past(Patient.Healthy.Times(Simulate.Many));
        Assert.InRange(Mean(block, Variable.AgeBurden), 0.85, 1.15);
        Assert.InRange(Mean(block, Variable.MedialCalcium), 0.5, 1.4);
        Assert.InRange(Mean(block, Variable.Plaque), 0.7, 1.6);
        Assert.InRange(Mean(block, Variable.LeafletInjury), 0.8, 1.2);
        Assert.InRange(Mean(block, Variable.PulseWaveVelocity), 8, 10.5);
    }

    [Fact]
    public void Years_on_warfarin_dialysis_and_tobacco_are_those_of_the_history()
    {
        var block = Past(Patient.Dialysed.With(Variable.WarfarinFrom, 52).With(Variable.WarfarinUntil, 57).With(Variable.SmokingFrom, 18)
            .With(Variable.SmokingUntil, 40).Times(16));
        Assert.Equal(5, Mean(block, Variable.WarfarinYears));
        Assert.Equal(5, Mean(block, Variable.DialysisYears));
        Assert.InRange(Mean(block, Variable.SmokingYears), 19, 22); // The past begins at 20.
        Assert.Equal(1, Mean(block, Variable.Dialysis));
    }

    [Fact]
    public void A_past_on_warfarin_left_more_mineral()
    {
        var without = Past(Patient.Healthy.AtAge(70).Times(Simulate.Many));
        var with = Past(Patient.Healthy.AtAge(70).With(Variable.WarfarinFrom, 50).With(Variable.WarfarinUntil, 65).Times(Simulate.Many));
        Assert.InRange(Mean(with, Variable.MedialCalcium) / Mean(without, Variable.MedialCalcium), 1.1, 2);
        Assert.True(Mean(with, Variable.Avc) > Mean(without, Variable.Avc));
    }

    [Fact]
    public void The_living_are_survivors()
    {
        // Where death is common the frail are weeded out of the pasts; where nobody dies they are not.
        var spared = Mean(Past(Patient.Healthy.AtAge(85).Times(Simulate.Many)), Variable.Frailty);
        var weeded = Mean(Past(Patient.Healthy.AtAge(85).Times(Simulate.Many), SimpleRates.Create((Rate.Death, 0.03f), (Rate.ShareOther, 1))), Variable.Frailty);
        Assert.InRange(weeded / spared, 0.6, 0.92);
    }

    private static PatientBlock Past(PatientBlock block, RateTable? rates = null)
    {
        var step = new YearStep<Lane8>(ModelParameters.Default, HazardTable.Create(rates ?? SimpleRates.None, new RiskNorms()));
        new SimulatedPast<Lane8>(ModelParameters.Default, step).Run(block, 5, Simulate.StartYear);
        return block;
    }

    private static double Mean(PatientBlock block, Variable variable) => block.Values(variable).ToArray().Average();

    private static double Share(PatientBlock block, Variable variable) => block.Values(variable).ToArray().Count(value => value > 0) / (double)block.Count;
}
