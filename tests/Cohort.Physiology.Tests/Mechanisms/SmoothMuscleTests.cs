using Cohort.Physiology.Mechanisms;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;
using Cohort.Physiology.State;
using Cohort.Physiology.Tests.Kit;
using Cohort.Physiology.Years;

namespace Cohort.Physiology.Tests.Mechanisms;

/// <summary>The osteogenic switch as in culture: phosphate is set, everything else is healthy unless said.</summary>
public class SmoothMuscleTests
{
    private const float Resting = 1.13f;

    [Fact]
    public void Osteogenic_share_rises_with_phosphate_in_a_sigmoid()
    {
        float[] phosphate = [1.0f, 1.4f, 1.8f, 2.2f, 2.6f, 3.0f];
        var share = Array.ConvertAll(phosphate, p => Culture(Patient.Healthy, p, 30));
        Assert.Equal(share.Order(), share);

        // Jono 2000: no osteogenic markers at 1.4 mmol/L, strong ones at 2 and above.
        Assert.InRange(share[0], 0, 0.06f);
        Assert.InRange(share[1], 0, 0.25f);
        Assert.InRange(share[3], 0.5f, 1);
        Assert.InRange(share[5], 0.85f, 1);
    }

    [Fact]
    public void Calcium_acts_together_with_phosphate()
    {
        // Calcium 1.8 in the place of 1.25 at the same phosphate (Masumoto 2017, Yang 2004).
        var normal = Simulate.Settled(Patient.Healthy, 16);
        var high = Simulate.Settled(Patient.Healthy, 16);
        high.Values(Variable.IonisedCalcium).Fill(1.6f);
        Inhibitors.Combine<Lane8>(high, new TermColumns(), ModelParameters.Default);
        Assert.InRange(high.Values(Variable.MineralDrive)[0] / normal.Values(Variable.MineralDrive)[0], 1.2f, 1.7f);
        SmoothMuscle.Advance<Lane8>(normal, ModelParameters.Default);
        SmoothMuscle.Advance<Lane8>(high, ModelParameters.Default);
        Assert.True(high.Values(Variable.Osteogenic)[0] > normal.Values(Variable.Osteogenic)[0]);
    }

    [Theory]
    [InlineData(Variable.AgeBurden, 1.8f)]
    [InlineData(Variable.Inflammation, 2f)]
    [InlineData(Variable.Mgp, 0.24f)]
    public void Ages_inflammation_and_lack_of_mgp_shift_the_threshold_to_the_left(Variable cause, float value)
    {
        // In vivo arteries calcify at phosphates that spare cultures: at 1.6 mmol/L the share is larger, by a shift of 5-25 %.
        var plain = Culture(Patient.Healthy, 1.6f, 10);
        var shifted = Culture(Patient.Healthy.With(cause, value), 1.6f, 10);
        Assert.InRange(shifted, plain * 1.1f, plain * 4);
        Assert.True(shifted < Culture(Patient.Healthy, 1.6f * 1.35f, 10));
    }

    [Fact]
    public void The_switch_takes_years()
    {
        // Half of the way in one to three years of strong drive, nearly all in ten.
        var final = Culture(Patient.Healthy, 2.6f, 60);
        Assert.InRange(Culture(Patient.Healthy, 2.6f, 1) / final, 0.2f, 0.6f);
        Assert.InRange(Culture(Patient.Healthy, 2.6f, 10) / final, 0.9f, 1);
    }

    [Fact]
    public void Between_the_thresholds_the_state_depends_on_the_past()
    {
        // Hysteresis: at a phosphate in between, cells that were driven stay osteogenic and cells that were not stay contractile.
        var fromBelow = Culture(Patient.Healthy, 1.6f, 30);
        var fromAbove = Culture(Patient.Healthy.With(Variable.Osteogenic, 0.9f), 1.6f, 30);
        Assert.InRange(fromBelow, 0, 0.5f);
        Assert.InRange(fromAbove, 0.85f, 0.95f);
    }

    [Fact]
    public void Lowering_phosphate_late_undoes_less_than_early()
    {
        // Eight years at 2.4 mmol/L in all, lowered to 1.1 for the four years before or after a date: both spend four years high.
        var early = Patient.Healthy.Times(16);
        var late = Patient.Healthy.Times(16);
        Hold(early, 2.4f, 2);
        Hold(late, 2.4f, 8);
        var earlyPeak = early.Values(Variable.Osteogenic)[0];
        var latePeak = late.Values(Variable.Osteogenic)[0];
        Hold(early, 1.1f, 4);
        Hold(late, 1.1f, 4);
        Assert.True(latePeak > earlyPeak);

        // What is left after the same four years is larger, in media as in cells; reversal takes years in both.
        Assert.InRange(early.Values(Variable.Osteogenic)[0] / earlyPeak, 0.4f, 0.75f);
        Assert.True(late.Values(Variable.Osteogenic)[0] > early.Values(Variable.Osteogenic)[0] * 1.1f);
        Assert.True(late.Values(Variable.MedialCalcium)[0] > early.Values(Variable.MedialCalcium)[0]);
    }

    [Fact]
    public void Osteogenic_cells_shed_vesicles_and_inflamed_walls_apoptotic_bodies()
    {
        // Proteomics and counts of calcifying cells: two- to tenfold.
        var effect = Simulate.Change(Patient.Healthy, 1, Variable.Osteogenic, 0.8f);
        Assert.InRange(effect.Ratio(Variable.Vesicles), 2, 10);
        Assert.InRange(Simulate.Change(Patient.Healthy, 1, Variable.Inflammation, 2).Ratio(Variable.Apoptosis), 1.2, 2);
        Assert.InRange(Simulate.Change(Patient.Healthy, 1, Variable.AgeBurden, 2).Ratio(Variable.Apoptosis), 1.1, 2);
    }

    [Fact]
    public void Runx2_is_permissive_and_not_sufficient()
    {
        // At normal phosphate nine tenths of osteogenic cells lay down hardly more than a healthy wall; at 2 mmol/L much more.
        var normal = Deposit(0.9f, Resting) / Deposit(0.06f, Resting);
        var high = Deposit(0.9f, 2) / Deposit(0.06f, 2);
        Assert.InRange(normal, 1, 1.7f);
        Assert.InRange(high, 2.5f, 10);
    }

    /// <summary>Medial mineral of one year without any there before, at a phosphate and a share of osteogenic cells.</summary>
    private static float Deposit(float osteogenic, float phosphate)
    {
        var p = ModelParameters.Default;
        var block = Patient.Healthy.With(Variable.MedialCalcium, 0).With(Variable.Vesicles, 1 + (p.Muscle.VesicleFold * (osteogenic - p.Muscle.HealthyShare)))
            .With(Variable.MineralDrive, phosphate / p.Mineral.RestingPhosphate).Times(16);
        MedialCalcification.Advance<Lane8>(block, p);
        return block.Values(Variable.MedialCalcium)[0];
    }

    /// <summary>Share of osteogenic cells after some years at a constant phosphate.</summary>
    private static float Culture(Patient patient, float phosphate, int years)
    {
        var block = patient.Times(16);
        Hold(block, phosphate, years);
        return block.Values(Variable.Osteogenic)[0];
    }

    private static void Hold(PatientBlock block, float phosphate, int years)
    {
        block.Values(Variable.MineralDrive).Fill(phosphate / Resting);
        for (var year = 0; year < years; year++)
        {
            SmoothMuscle.Advance<Lane8>(block, ModelParameters.Default);
            MedialCalcification.Advance<Lane8>(block, ModelParameters.Default);
        }
    }
}
