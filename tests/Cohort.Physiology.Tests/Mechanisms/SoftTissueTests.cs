using Cohort.Physiology.Mechanisms;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;
using Cohort.Physiology.State;
using Cohort.Physiology.Tests.Kit;

namespace Cohort.Physiology.Tests.Mechanisms;

public class SoftTissueTests
{
    [Fact]
    public void Normal_chemistry_forms_no_metastatic_deposit_ever()
    {
        foreach (var patient in (Patient[])[Patient.Healthy, Patient.Diabetic, Patient.Healthy.AtEgfr(30), Patient.OnWarfarin])
        {
            var end = Simulate.Years(Simulate.Settled(patient, 32), 40);
            Assert.Equal(0, end.Mean(Variable.LungDeposit));
            Assert.Equal(0, end.Mean(Variable.GastricDeposit));
            Assert.Equal(0, end.Mean(Variable.KidneyDeposit));
        }
    }

    [Fact]
    public void Alkaline_sites_calcify_first_when_calcium_and_phosphate_are_high()
    {
        // Lung and stomach (pH 7.5) before kidney (7.45) as the product rises: each order of sites by the product at which it begins.
        var lung = Onset(Variable.LungDeposit);
        var stomach = Onset(Variable.GastricDeposit);
        var kidney = Onset(Variable.KidneyDeposit);
        Assert.Equal(lung, stomach);
        Assert.True(lung < kidney);

        // Clinical rule: metastatic calcification from a calcium-phosphate product of 60-70 mg2/dL2, that is 4.8-5.6 mmol2/L2.
        Assert.InRange(2.36f * lung, 4.5f, 8);
    }

    [Fact]
    public void Untreated_hyperphosphataemia_on_dialysis_with_high_calcium_calcifies_the_lung()
    {
        var severe = Patient.Dialysed.With(Variable.PhosphateIntake, 2.5f).With(Variable.BoneLysis, 6);
        var effect = Simulate.Change(Patient.Dialysed, severe, 5);
        Assert.Equal(0, effect.Without.Mean(Variable.LungDeposit));
        Assert.InRange(effect.With.Mean(Variable.LungDeposit), 0.01, 10);
        Assert.True(effect.With.Mean(Variable.LungDeposit) > effect.With.Mean(Variable.KidneyDeposit));
    }

    [Fact]
    public void Injured_tissue_calcifies_at_normal_chemistry_in_proportion_to_injury()
    {
        // Five to ten times the injury, nearly as many times the deposit; an intact site hardly any.
        var effect = Simulate.Change(Patient.Healthy, 10, Variable.InjuredSite, 1);
        Assert.InRange(effect.Ratio(Variable.DystrophicDeposit), 3, 10);
        Assert.InRange(effect.With.Mean(Variable.DystrophicDeposit), 0.05, 2);
    }

    [Fact]
    public void Injury_heals_but_its_mineral_stays()
    {
        var scar = Simulate.Years(Simulate.Settled(Patient.Healthy.With(Variable.InjuredSite, 2), 16), 20);
        Assert.InRange(scar.Mean(Variable.InjuredSite), 0.05, 0.3); // Time constant of years.
        for (var year = 1; year <= 20; year++)
        {
            Assert.True(scar.Mean(Variable.DystrophicDeposit, year) > scar.Mean(Variable.DystrophicDeposit, year - 1));
        }
    }

    [Theory]
    [InlineData(Variable.Inflammation, 2f)]
    [InlineData(Variable.Fetuin, 0.35f)]
    public void Local_lack_of_inhibitors_speeds_dystrophic_deposits(Variable cause, float value)
    {
        var effect = Simulate.Change(Patient.Healthy.With(Variable.InjuredSite, 1), 10, cause, value);
        Assert.InRange(effect.Ratio(Variable.DystrophicDeposit), 1.15, 2.5);
    }

    [Fact]
    public void Calcium_and_phosphate_add_to_dystrophic_deposits()
    {
        var effect = Simulate.Change(Patient.Healthy.With(Variable.InjuredSite, 1), Patient.Healthy.With(Variable.InjuredSite, 1).With(Variable.BoneLysis, 12), 5);
        Assert.InRange(effect.Ratio(Variable.DystrophicDeposit), 1.2, 4);
    }

    /// <summary>Lowest phosphate (calcium normal) at which a site begins to calcify.</summary>
    private static float Onset(Variable site)
    {
        var block = Patient.Healthy.Times(512);
        for (var i = 0; i < block.Count; i++)
        {
            block.Values(Variable.Phosphate)[i] = 1 + (i * 0.01f);
        }

        SoftTissue.Advance<Lane8>(block, ModelParameters.Default);
        for (var i = 0; i < block.Count; i++)
        {
            if (block.Values(site)[i] > 0)
            {
                return block.Values(Variable.Phosphate)[i];
            }
        }

        return float.PositiveInfinity;
    }
}
