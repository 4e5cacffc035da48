using Cohort.Physiology.Mechanisms;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;
using Cohort.Physiology.State;
using Cohort.Physiology.Tests.Kit;
using Cohort.Physiology.Treatments;

namespace Cohort.Physiology.Tests.Mechanisms;

/// <summary>One loop, many diseases: each is a change of the loop's inputs, and its laboratory picture must emerge.</summary>
public class EndocrineLoopTests
{
    private static readonly Chemistry Normal = Chemistry.Of(Patient.Healthy);

    [Fact]
    public void A_healthy_person_has_the_values_of_a_healthy_person()
    {
        // Laboratory reference intervals; the loop is built around their middle.
        Assert.InRange(Normal.Calcium, 2.30f, 2.42f);
        Assert.InRange(Normal.Phosphate, 1.05f, 1.20f);
        Assert.InRange(Normal.Pth, 35, 45);
        Assert.InRange(Normal.Fgf23, 45, 85);
        Assert.InRange(Normal.Calcitriol, 95, 115);
        Assert.InRange(Normal.Turnover, 0.9f, 1.1f);
    }

    [Fact]
    public void Kidney_disease_raises_phosphate_fgf23_and_pth_and_lowers_calcitriol_while_calcium_stays_low_normal()
    {
        var stage4 = Chemistry.Of(Patient.Healthy.AtEgfr(20));
        var stage5 = Chemistry.Of(Patient.Healthy.AtEgfr(10));

        // Cohorts of CKD 4: phosphate 1.2-1.4, PTH 80-150, calcitriol about half, FGF23 several times normal.
        Assert.InRange(stage4.Phosphate / Normal.Phosphate, 1.05f, 1.3f);
        Assert.InRange(stage4.Pth / Normal.Pth, 1.8f, 4);
        Assert.InRange(stage4.Calcitriol / Normal.Calcitriol, 0.4f, 0.7f);
        Assert.InRange(stage4.Fgf23 / Normal.Fgf23, 4, 10);
        Assert.InRange(stage4.Calcium, 2.15f, Normal.Calcium - 0.02f);

        // CKD 5 before dialysis: phosphate 1.5-2, PTH 150-300, and FGF23 over ten times normal.
        Assert.InRange(stage5.Phosphate, 1.4f, 2.1f);
        Assert.InRange(stage5.Pth, 130, 320);
        Assert.InRange(stage5.Fgf23 / Normal.Fgf23, 10, 60);
        Assert.InRange(stage5.Calcium, 2.05f, stage4.Calcium);
    }

    [Fact]
    public void Fgf23_rises_first_then_pth_and_phosphate_last()
    {
        // Isakova 2011: at eGFR 60 FGF23 is up by half, PTH a little, phosphate not at all.
        var early = Chemistry.Of(Patient.Healthy.AtEgfr(60));
        Assert.InRange(early.Fgf23 / Normal.Fgf23, 1.3f, 2.2f);
        Assert.InRange(early.Pth / Normal.Pth, 1.05f, 1.5f);
        Assert.InRange(early.Phosphate / Normal.Phosphate, 0.93f, 1.02f);
    }

    [Fact]
    public void An_adenoma_raises_calcium_with_unsuppressed_pth_and_low_normal_phosphate()
    {
        var adenoma = Chemistry.Of(Patient.Healthy.With(Variable.Adenoma, 0.12f).With(Variable.GlandMass, 2.5f));

        // Series of primary hyperparathyroidism: calcium 2.6-2.9, PTH 1.5-3 times normal, phosphate 0.8-1.05.
        Assert.InRange(adenoma.Calcium, 2.55f, 3.0f);
        Assert.InRange(adenoma.Pth / Normal.Pth, 1.5f, 4);
        Assert.InRange(adenoma.Phosphate / Normal.Phosphate, 0.7f, 0.95f);
        Assert.True(adenoma.Calcitriol > Normal.Calcitriol);
        Assert.True(adenoma.Turnover > Normal.Turnover);
    }

    [Fact]
    public void A_granuloma_raises_calcitriol_and_calcium_and_suppresses_pth()
    {
        var sarcoid = Chemistry.Of(Patient.Healthy.AtEgfr(60).With(Variable.Granuloma, 150));

        // Hypercalcaemic sarcoidosis: calcitriol 150-300 pmol/L, calcium 2.6-3, PTH at or below the lower limit (15).
        Assert.InRange(sarcoid.Calcitriol / Normal.Calcitriol, 1.5f, 3);
        Assert.InRange(sarcoid.Calcium, 2.6f, 3.1f);
        Assert.InRange(sarcoid.Pth / Normal.Pth, 0.2f, 0.6f);
    }

    [Fact]
    public void Vitamin_d_intoxication_raises_calcium_and_phosphate_and_suppresses_pth()
    {
        var toxic = Chemistry.Of(Patient.Healthy.AtEgfr(60).AtVitaminD(800));

        // Case series at 25-OH-D 600-1000 nmol/L: calcium 2.7-3.3; calcitriol is not raised, the receptor answers to 25-OH-D.
        Assert.InRange(toxic.Calcium, 2.6f, 3.3f);
        Assert.InRange(toxic.Phosphate - Normal.Phosphate, 0.03f, 0.4f);
        Assert.InRange(toxic.Pth / Normal.Pth, 0.2f, 0.6f);
        Assert.True(toxic.Calcitriol < Normal.Calcitriol);
    }

    [Fact]
    public void Bone_destruction_raises_calcium_suppresses_pth_and_lowers_calcitriol()
    {
        var lysis = Chemistry.Of(Patient.Healthy.AtEgfr(60).With(Variable.BoneLysis, 12));

        // Hypercalcaemia of malignancy: calcium about 2.8-3.2, PTH below 20, calcitriol low-normal to low.
        Assert.InRange(lysis.Calcium, 2.65f, 3.2f);
        Assert.InRange(lysis.Pth / Normal.Pth, 0.2f, 0.55f);
        Assert.InRange(lysis.Calcitriol / Normal.Calcitriol, 0.25f, 0.7f);
    }

    [Fact]
    public void Five_diseases_are_told_apart_by_calcium_pth_and_calcitriol()
    {
        // The textbook table: calcium high in all but CKD, PTH high in CKD and adenoma, calcitriol high in adenoma and granuloma.
        var start = Patient.Healthy.AtEgfr(60);
        var reference = Chemistry.Of(start);
        (Chemistry Case, bool HighCalcium, bool HighPth, bool HighCalcitriol)[] cases =
        [
            (Chemistry.Of(start.AtEgfr(15)), false, true, false),
            (Chemistry.Of(start.With(Variable.Adenoma, 0.1f)), true, true, true),
            (Chemistry.Of(start.With(Variable.Granuloma, 120)), true, false, true),
            (Chemistry.Of(start.AtVitaminD(800)), true, false, false),
            (Chemistry.Of(start.With(Variable.BoneLysis, 12)), true, false, false),
        ];
        Assert.All(cases, c =>
        {
            Assert.Equal(c.HighCalcium, c.Case.Calcium > reference.Calcium);
            Assert.Equal(c.HighPth, c.Case.Pth > reference.Pth);
            Assert.Equal(c.HighCalcitriol, c.Case.Calcitriol > reference.Calcitriol);
        });
    }

    [Fact]
    public void More_dietary_phosphate_raises_phosphate_little_in_health_and_much_in_kidney_failure()
    {
        // Healthy kidneys excrete a doubled load with a rise of 0.05-0.15 mmol/L and more FGF23; failing ones cannot.
        var rise = Chemistry.Of(Patient.Healthy.With(Variable.PhosphateIntake, 2));
        Assert.InRange(rise.Phosphate - Normal.Phosphate, 0.03f, 0.2f);
        Assert.InRange(rise.Fgf23 / Normal.Fgf23, 1.2f, 2);
        var stage5 = Patient.Healthy.AtEgfr(12);
        Assert.InRange(Chemistry.Of(stage5.With(Variable.PhosphateIntake, 2)).Phosphate - Chemistry.Of(stage5).Phosphate, 0.4f, 2);
    }

    [Fact]
    public void A_binder_lowers_phosphate_and_fgf23()
    {
        var effect = Simulate.Treat(Patient.KidneyDisease, 1, Simulate.Give(InterventionKind.PhosphateBinder));

        // Block 2012 (eGFR 20-45): serum phosphate falls by 0.1 mmol/L; a third of the load bound is the stronger end of practice.
        Assert.InRange(effect.Difference(Variable.Phosphate), -0.30, -0.03);
        Assert.InRange(effect.Ratio(Variable.Fgf23), 0.4, 0.9);
        Assert.InRange(effect.Ratio(Variable.Pth), 0.7, 0.99);
    }

    [Fact]
    public void A_calcium_binder_lowers_phosphate_less_and_raises_calcium()
    {
        var calcium = Simulate.Treat(Patient.KidneyDisease, 1, Simulate.Give(InterventionKind.CalciumBinder));
        var other = Simulate.Treat(Patient.KidneyDisease, 1, Simulate.Give(InterventionKind.PhosphateBinder));

        // Balance study of Hill 2013 and trials: +0.03 to +0.15 mmol/L of calcium on 1.2-1.5 g a day, PTH down.
        Assert.InRange(calcium.Difference(Variable.Calcium), 0.02, 0.2);
        Assert.True(calcium.Difference(Variable.Calcium) > other.Difference(Variable.Calcium) + 0.01);
        Assert.InRange(calcium.Ratio(Variable.Pth), 0.4, 0.95);
        Assert.InRange(calcium.Difference(Variable.Phosphate), other.Difference(Variable.Phosphate), 0.05);
    }

    [Fact]
    public void Calcium_of_a_binder_is_kept_and_hardly_seen_in_serum()
    {
        // Balance study of Hill 2013 (eGFR 36): much of 1.5 g a day is kept, serum calcium stays.
        var without = Patient.Healthy.AtEgfr(36);
        var (before, after) = (Chemistry.Of(without), Chemistry.Of(without.With(Variable.CalciumLoad, 37.5f)));
        Assert.InRange(after.CalciumRetained - before.CalciumRetained, 0.7f, 12);
        Assert.InRange(after.Calcium - before.Calcium, 0, 0.15f);
    }

    [Fact]
    public void Calcium_is_kept_in_kidney_disease_and_balanced_in_health()
    {
        // Balance studies of stage 3 and 4 (Spiegel 2012, Hill 2013): positive on a usual or high intake.
        Assert.InRange(Normal.CalciumRetained, -0.5f, 0.5f);
        Assert.InRange(Chemistry.Of(Patient.Healthy.AtEgfr(40)).CalciumRetained, 0.3f, 3);
    }

    [Fact]
    public void A_calcimimetic_lowers_pth_and_calcium()
    {
        var effect = Simulate.Treat(Patient.Dialysed, 1, Simulate.Give(InterventionKind.Calcimimetic, 0.1));

        // Block 2004: PTH -43 %, calcium -0.15 mmol/L in those treated; here part of the control group is on one already.
        Assert.InRange(effect.Ratio(Variable.Pth), 0.45, 0.92);
        Assert.InRange(effect.Difference(Variable.Calcium), -0.25, -0.02);
    }

    [Fact]
    public void Active_vitamin_d_lowers_pth_and_raises_calcium_and_phosphate()
    {
        var without = Chemistry.Of(Patient.Dialysed);
        var with = Chemistry.Of(Patient.Dialysed.With(Variable.ActiveVitaminD, 20));

        // Trials of calcitriol and paricalcitol at usual doses: PTH -15 to -50 %, calcium +0.03 to +0.15, phosphate up a little.
        Assert.InRange(with.Pth / without.Pth, 0.5f, 0.9f);
        Assert.InRange(with.Calcium - without.Calcium, 0.02f, 0.2f);
        Assert.InRange(with.Phosphate - without.Phosphate, 0, 0.2f);

        var treated = Simulate.Treat(Patient.Dialysed, 1, Simulate.Give(InterventionKind.ActiveVitaminD, 40));
        Assert.InRange(treated.Ratio(Variable.Pth), 0.4, 0.95);
    }

    [Fact]
    public void Dialysis_is_a_sink_of_phosphate()
    {
        // Thrice-weekly haemodialysis removes about 10-12 mmol a day; without it an anuric patient would be far above 2.5 mmol/L.
        var dialysed = Chemistry.Of(Patient.Dialysed);
        var untreated = Chemistry.Of(Patient.Dialysed.With(Variable.Dialysis, 0));
        Assert.InRange(dialysed.Phosphate, 1.4f, 2.2f);
        Assert.InRange(untreated.Phosphate - dialysed.Phosphate, 0.5f, 8);
    }

    [Fact]
    public void Dialysate_with_more_calcium_raises_calcium_and_lowers_pth()
    {
        // Dialysate 1.5 against 1.25 mmol/L: calcium +0.05 to +0.15 mmol/L and lower PTH in crossover studies.
        var rich = ModelParameters.Default with { Mineral = new MineralParameters { DialysateCalcium = 1.5f } };
        var block = Patient.Dialysed.Times(1);
        MineralMetabolism.Advance<Lane1>(block, rich, 60);
        var usual = Chemistry.Of(Patient.Dialysed);
        Assert.InRange(block.Values(Variable.Calcium)[0] - usual.Calcium, 0.02f, 0.3f);
        Assert.True(block.Values(Variable.Pth)[0] < usual.Pth);
    }

    [Fact]
    public void A_transplant_restores_phosphate_and_calcitriol_but_large_glands_keep_pth_and_calcium_up()
    {
        var dialysed = Patient.Dialysed.With(Variable.GlandMass, 4);
        var effect = Simulate.Treat(dialysed, 1, Simulate.Give(InterventionKind.KidneyTransplant));

        // Tertiary disease: phosphate falls to low-normal, calcium rises to high-normal or above, PTH stays over the normal 65.
        Assert.Equal(Simulate.Many, effect.With.CountSet(Variable.Transplant));
        Assert.InRange(effect.With.Mean(Variable.Phosphate), 0.7, 1.1);
        Assert.InRange(effect.Ratio(Variable.Calcitriol), 1.8, 6);
        Assert.InRange(effect.With.Mean(Variable.Pth), 65, 200);
        Assert.InRange(effect.With.Mean(Variable.Calcium), 2.4, 2.8);

        // With normal glands it is normal again.
        var normal = Simulate.Treat(Patient.Dialysed.With(Variable.GlandMass, 1), 1, Simulate.Give(InterventionKind.KidneyTransplant));
        Assert.InRange(normal.With.Mean(Variable.Pth), 35, 70);
    }

    [Fact]
    public void Lack_of_vitamin_d_raises_pth_and_lowers_calcium_and_phosphate()
    {
        var deficient = Chemistry.Of(Patient.Healthy.AtVitaminD(12));

        // Severe deficiency (osteomalacia): PTH 1.3-3 times normal, calcium and phosphate low-normal or below.
        Assert.InRange(deficient.Pth / Normal.Pth, 1.3f, 3);
        Assert.InRange(deficient.Calcium - Normal.Calcium, -0.3f, -0.03f);
        Assert.InRange(deficient.Phosphate - Normal.Phosphate, -0.3f, -0.02f);
    }

    [Fact]
    public void Native_vitamin_d_corrects_deficiency_and_intoxicates_at_a_thousand_times_need()
    {
        var deficient = Simulate.Treat(Patient.Healthy.AtVitaminD(20), 1, Simulate.Give(InterventionKind.VitaminD, 50));
        Assert.InRange(deficient.Difference(Variable.VitaminD25), 25, 100); // Heaney 2003: 0.7 nmol/L per ug a day, 2000 IU a day.
        Assert.InRange(deficient.Ratio(Variable.Pth), 0.6, 0.95);

        var toxic = Simulate.Treat(Patient.Healthy, 1, Simulate.Give(InterventionKind.VitaminD, 1500));
        Assert.InRange(toxic.Difference(Variable.Calcium), 0.15, 0.8);
    }

    [Fact]
    public void Parathyroidectomy_cures_an_adenoma()
    {
        var effect = Simulate.Treat(Patient.Healthy.With(Variable.Adenoma, 0.12f).With(Variable.GlandMass, 2.5f), 1, Simulate.Give(InterventionKind.Parathyroidectomy));
        Assert.InRange(effect.With.Mean(Variable.Calcium), 2.2, 2.45);
        Assert.InRange(effect.Ratio(Variable.Pth), 0.2, 0.7);
        Assert.Equal(0, effect.With.Mean(Variable.Adenoma));
    }

    [Fact]
    public void Glands_grow_when_driven_and_involute_more_slowly()
    {
        // On dialysis PTH of 300-600 develops over years; after a transplant it stays raised for years.
        var driven = Simulate.Years(Simulate.Settled(Patient.Dialysed, 64), 5);
        Assert.InRange(driven.Mean(Variable.GlandMass) / driven.Mean(Variable.GlandMass, 0), 1.1, 3);
        var relieved = Simulate.Years(Simulate.Settled(Patient.Healthy.AtEgfr(55).With(Variable.Transplant, 1).With(Variable.GlandMass, 4), 64), 5);
        Assert.InRange(relieved.Mean(Variable.GlandMass), 3, 3.999);
    }

    [Fact]
    public void An_adenoma_does_not_involute_and_normal_glands_do_not_shrink()
    {
        // Bone destruction suppresses both: an adenoma is its own tissue and waits, an enlarged gland shrinks.
        var suppressed = Patient.Healthy.With(Variable.BoneLysis, 12).With(Variable.GlandMass, 2);
        Assert.Equal(2, Simulate.Years(Simulate.Settled(suppressed.With(Variable.Adenoma, 0.03f), 16), 5).Mean(Variable.GlandMass), 1e-6);
        Assert.InRange(Simulate.Years(Simulate.Settled(suppressed, 16), 5).Mean(Variable.GlandMass), 1.5, 1.98);
        Assert.Equal(1, Simulate.Years(Simulate.Settled(Patient.Healthy.AtVitaminD(800), 16), 5).Mean(Variable.GlandMass), 1e-6);
    }
}
