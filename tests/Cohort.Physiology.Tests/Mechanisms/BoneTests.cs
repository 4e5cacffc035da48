using Cohort.Physiology.Events;
using Cohort.Physiology.Rates;
using Cohort.Physiology.State;
using Cohort.Physiology.Tests.Kit;
using Cohort.Physiology.Treatments;

namespace Cohort.Physiology.Tests.Mechanisms;

public class BoneTests
{
    private static readonly RateTable Fractures = SimpleRates.Create((Rate.Fracture, 0.05f));

    private static readonly Patient HighTurnover = Patient.Healthy.With(Variable.Adenoma, 0.15f).With(Variable.GlandMass, 3).With(Variable.BoneDensity, 0.8f);

    [Fact]
    public void A_bisphosphonate_halves_turnover_and_stops_loss_of_density()
    {
        var effect = Simulate.Treat(Patient.Healthy, 5, Simulate.Give(InterventionKind.Bisphosphonate));
        Assert.InRange(effect.Ratio(Variable.BoneTurnover), 0.3, 0.7); // Markers fall by half in trials.
        Assert.InRange(effect.Difference(Variable.BoneDensity), 0.015, 0.06); // 3-6 % in five years.
    }

    [Fact]
    public void A_bisphosphonate_prevents_fractures_at_high_turnover()
    {
        // Trials: relative risk 0.6-0.8 over three to five years.
        var effect = Simulate.Treat(HighTurnover, 5, Simulate.Give(InterventionKind.Bisphosphonate), Fractures);
        Assert.InRange(effect.EventRatio(EventKind.Fracture), 0.5, 0.92);
    }

    [Fact]
    public void A_bisphosphonate_costs_fractures_where_turnover_is_already_low()
    {
        // Adynamic bone: PTH oversuppressed by vitamin D in kidney disease. No trial; direction from biopsy series.
        var adynamic = Patient.Healthy.AtEgfr(45).With(Variable.Slope, 0).AtVitaminD(700);
        var effect = Simulate.Treat(adynamic, 4, Simulate.Give(InterventionKind.Bisphosphonate), Fractures);
        Assert.InRange(effect.Without.Mean(Variable.BoneTurnover), 0.25, 0.6);
        Assert.InRange(effect.EventRatio(EventKind.Fracture), 1.02, 1.8);
    }

    [Fact]
    public void High_pth_raises_turnover_loses_density_and_breaks_bones()
    {
        // Primary hyperparathyroidism: fracture risk 1.3-2.
        var effect = Simulate.Change(Patient.Healthy.With(Variable.BoneDensity, 0.8f), HighTurnover, 10, Fractures);
        Assert.InRange(effect.Ratio(Variable.BoneTurnover), 1.3, 4);
        Assert.InRange(effect.Difference(Variable.BoneDensity), -0.2, -0.01);
        Assert.InRange(effect.EventRatio(EventKind.Fracture), 1.1, 2.5);
    }

    [Fact]
    public void Women_lose_density_at_the_menopause()
    {
        // A tenth in the decade after 50 over what men lose.
        var effect = Simulate.Change(Patient.Healthy.AtAge(50), Patient.Woman.AtAge(50), 10);
        Assert.InRange(effect.Difference(Variable.BoneDensity), -0.18, -0.05);
    }

    [Fact]
    public void Thin_bones_break()
    {
        // One standard deviation (12 %) of density: 1.5-2 times.
        var effect = Simulate.Change(Patient.Healthy.With(Variable.BoneDensity, 0.9f), 5, Variable.BoneDensity, 0.792f, Fractures);
        Assert.InRange(effect.EventRatio(EventKind.Fracture), 1.4, 2.2);
    }
}
