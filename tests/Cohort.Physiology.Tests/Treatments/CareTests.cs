using Cohort.Physiology.Events;
using Cohort.Physiology.State;
using Cohort.Physiology.Tests.Kit;
using Cohort.Physiology.Treatments;

namespace Cohort.Physiology.Tests.Treatments;

/// <summary>Who is treated, when, and that arms share their luck.</summary>
public class CareTests
{
    [Fact]
    public void Coverage_none_treats_nobody_and_all_treats_everybody()
    {
        Assert.Equal(0, Covered(0));
        Assert.Equal(Simulate.Many, Covered(1));
        Assert.InRange(Covered(0.3), 120, 188); // 154 of 512, three standard errors 31.

        static int Covered(double coverage) => Started(Run(1, Simulate.Give(InterventionKind.Magnesium, coverage: coverage)).End).Count(started => started);
    }

    [Fact]
    public void Coverage_is_for_life_and_larger_coverage_contains_smaller()
    {
        var few = Run(10, Simulate.Give(InterventionKind.Magnesium, coverage: 0.3));
        var more = Run(10, Simulate.Give(InterventionKind.Magnesium, coverage: 0.6));
        Assert.Equal(Started(few.Years[1]), Started(few.End));
        Assert.All(Started(few.End).Zip(Started(more.End)), pair => Assert.True(!pair.First || pair.Second));
    }

    [Fact]
    public void Adherence_is_drawn_every_year()
    {
        var course = Run(10, Simulate.Give(InterventionKind.Magnesium, adherence: 0.7));
        for (var year = 1; year <= 10; year++)
        {
            Assert.InRange(Taken(course, year).Count(taken => taken), 327, 390); // 358 of 512, three standard errors 31.
        }

        Assert.NotEqual(Taken(course, 1), Taken(course, 2));
        Assert.All(Started(course.Years[1]), Assert.True);
    }

    [Fact]
    public void Arms_that_give_the_same_kind_share_its_draws_whatever_else_they_give()
    {
        var magnesium = Simulate.Give(InterventionKind.Magnesium, coverage: 0.5, adherence: 0.6);
        var alone = Run(5, magnesium);
        var among = Simulate.Years(Simulate.Settled(Patient.Healthy), 5, new ArmPolicy(
        [
            new ActiveIntervention(Simulate.Give(InterventionKind.Statin, coverage: 0.5, adherence: 0.6), 3),
            new ActiveIntervention(Simulate.Give(InterventionKind.VitaminK, coverage: 0.5, adherence: 0.6), 0),
            new ActiveIntervention(magnesium, 20),
        ]));
        for (var year = 1; year <= 5; year++)
        {
            Assert.Equal(Taken(alone, year), Taken(among, year));
        }

        // Kinds have draws of their own: those on a statin are not those on magnesium.
        var statin = among.Years[5].Values(Variable.Ldl).ToArray().Select(ldl => ldl < 2.9f);
        Assert.NotEqual(statin, Taken(among, 5));
    }

    [Fact]
    public void Usual_care_and_an_arm_that_treats_nobody_are_the_same_to_the_bit()
    {
        var effect = Simulate.Treat(Patient.Dialysed, 10, Simulate.Give(InterventionKind.Calcimimetic, coverage: 0), SimpleRates.Some);
        foreach (var variable in Enum.GetValues<Variable>())
        {
            effect.AssertSame(variable);
        }
    }

    [Theory]
    [InlineData(50f, 70f, false, 21)]
    [InlineData(50f, 70f, true, 39)]
    [InlineData(60f, 60f, false, 1)]
    public void Criteria_are_closed_ranges_and_negated_ones_their_outside(float low, float high, bool negated, int expected)
    {
        // Ages 40 to 99, one a year.
        var block = Aged(60);
        var who = new Eligibility([new Criterion(Variable.Age, low, high, negated)], []);
        var course = Simulate.Years(block, 1, Simulate.Policy(Simulate.Give(InterventionKind.Magnesium, who: who)));
        Assert.Equal(expected, Started(course.End).Count(started => started));
    }

    [Fact]
    public void All_criteria_and_the_stage_must_hold()
    {
        var block = Aged(60);
        for (var i = 0; i < block.Count; i++)
        {
            block.Values(Variable.CkdStage)[i] = i % 8;
            block.Values(Variable.Female)[i] = i / 8 % 2;
        }

        var who = new Eligibility([new Criterion(Variable.Age, 50, 200), new Criterion(Variable.Female, 1, 1)], [CkdStage.G4, CkdStage.G5D]);
        var started = Started(Simulate.Years(block, 1, Simulate.Policy(Simulate.Give(InterventionKind.Magnesium, who: who))).End);
        for (var i = 0; i < started.Length; i++)
        {
            Assert.Equal(40 + i >= 50 && i / 8 % 2 == 1 && i % 8 is 4 or 6, started[i] && i % 8 is 4 or 6);
            Assert.False(started[i] && (i % 8 is not (4 or 6) || i / 8 % 2 == 0 || 40 + i < 50));
        }

        Assert.Contains(true, started);
    }

    [Fact]
    public void Who_has_started_goes_on_when_no_longer_qualifying()
    {
        // A binder for phosphate above 1.5: it works, the patient falls below 1.5, and the binder must not be stopped for that.
        var patient = Patient.Healthy.AtEgfr(11).With(Variable.Slope, 0);
        var who = new Eligibility([new Criterion(Variable.Phosphate, 1.5f, 9)], []);
        var course = Simulate.Years(Simulate.Settled(patient, 64), 5, Simulate.Policy(Simulate.Give(InterventionKind.PhosphateBinder, 0.4, who)));
        var seen = false;
        for (var i = 0; i < 64; i++)
        {
            if (course.End.Values(Variable.Dialysis)[i] == 0)
            {
                seen = true;
                Assert.True(course.Years[0].Values(Variable.Phosphate)[i] > 1.5f);
                Assert.True(course.Years[2].Values(Variable.Phosphate)[i] < 1.5f);
                Assert.Equal(0.4f, course.Years[5].Values(Variable.Binder)[i]);
            }
        }

        Assert.True(seen);
    }

    [Fact]
    public void Who_does_not_qualify_now_may_qualify_later()
    {
        var who = new Eligibility([new Criterion(Variable.Age, 63, 200)], []);
        var course = Run(6, Simulate.Give(InterventionKind.Magnesium, who: who));
        Assert.All(Started(course.Years[3]), Assert.False);
        Assert.All(Started(course.Years[4]), Assert.True); // 63 at the start of the fourth year.
    }

    [Fact]
    public void Doses_end_with_the_policy()
    {
        // The simulation drops an intervention that is no longer in force; next year is usual care again.
        var treated = Run(1, Simulate.Give(InterventionKind.Magnesium), Simulate.Give(InterventionKind.VitaminK), Simulate.Give(InterventionKind.Statin)).End;
        var after = Simulate.Years(treated, 1).End;
        Assert.All(after.Values(Variable.MagnesiumRise).ToArray(), rise => Assert.Equal(0, rise));
        Assert.All(after.Values(Variable.VitaminKDose).ToArray(), dose => Assert.Equal(0, dose));
        Assert.All(after.Values(Variable.Ldl).ToArray(), ldl => Assert.Equal(3, ldl));
    }

    [Fact]
    public void Warfarin_start_and_years_are_counted()
    {
        var course = Run(5, Simulate.Give(InterventionKind.Warfarin));
        Assert.Equal(Simulate.Many, course.Count(EventKind.WarfarinStart));
        Assert.Equal(5, course.Mean(Variable.WarfarinYears));
    }

    [Fact]
    public void Usual_dialysis_care_has_published_shares_and_a_patient_keeps_its_drugs()
    {
        // US 2015-20: binders 81 %, two in five of them calcium-based, active vitamin D 68 %, calcimimetic 27 %; three standard errors of 512 are 5-6 %.
        var course = Simulate.Years(Simulate.Settled(Patient.Dialysed), 3);
        Assert.InRange(Share(Variable.Binder), 0.75, 0.87);
        Assert.InRange(Share(Variable.CalciumLoad), 0.26, 0.39);
        Assert.InRange(Share(Variable.ActiveVitaminD), 0.61, 0.75);
        Assert.InRange(Share(Variable.Calcimimetic), 0.21, 0.33);
        Assert.Equal(course.Years[1].Values(Variable.Binder).ToArray(), course.Years[3].Values(Variable.Binder).ToArray());
        Assert.Equal(0, Simulate.Years(Simulate.Settled(Patient.KidneyDisease), 1).Mean(Variable.Calcimimetic));

        double Share(Variable drug) => course.End.Values(drug).ToArray().Count(dose => dose > 0) / 512.0;
    }

    [Fact]
    public void An_intervention_never_weakens_usual_care()
    {
        var effect = Simulate.Treat(Patient.Dialysed, 1, Simulate.Give(InterventionKind.PhosphateBinder, 0.1));
        for (var i = 0; i < Simulate.Many; i++)
        {
            Assert.True(effect.With.End.Values(Variable.Binder)[i] >= effect.Without.End.Values(Variable.Binder)[i]);
        }
    }

    [Fact]
    public void A_calcium_free_binder_replaces_a_calcium_based_one()
    {
        var course = Simulate.Years(Simulate.Settled(Patient.Dialysed), 1, Simulate.Policy(Simulate.Give(InterventionKind.PhosphateBinder)));
        Assert.All(course.End.Values(Variable.CalciumLoad).ToArray(), load => Assert.Equal(0, load));
    }

    [Fact]
    public void Every_kind_is_in_the_dictionary_once_and_acts_without_failing()
    {
        Assert.Equal(Enum.GetValues<InterventionKind>().Order(), Interventions.All.Select(info => info.Kind).Order());
        Assert.Equal(Interventions.All.Count, Interventions.All.Select(info => info.Name).Distinct().Count());
        Assert.All(Interventions.All, info => Assert.InRange(info.DefaultDose, info.MinDose, info.MaxDose));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_changes_something_in_somebody(InterventionKind kind)
    {
        var block = new PatientBlock { Count = 48 };
        Patient[] patients =
        [
            Patient.Healthy.AtSystolic(160).With(Variable.Avc, 3000).With(Variable.Cac, 800), Patient.Dialysed, Patient.Diabetic, Patient.OnWarfarin.With(Variable.DoacExcluded, 0),
            Patient.KidneyDisease, Patient.Healthy.With(Variable.Adenoma, 0.1f),
        ];
        for (var i = 0; i < block.Count; i++)
        {
            block.CopyRow(i, patients[i % patients.Length].Times(1, (ulong)i + 1), 0);
        }

        var effect = Simulate.Treat(block, 1, Simulate.Policy(Simulate.Give(kind)));
        Assert.Contains(Enum.GetValues<Variable>(), variable => variable != Variable.Treated
            && !effect.Without.End.Values(variable).SequenceEqual(effect.With.End.Values(variable)));
    }

    public static TheoryData<InterventionKind> Kinds => new(Enum.GetValues<InterventionKind>());

    private static Course Run(int years, params Intervention[] interventions) =>
        Simulate.Years(Simulate.Settled(Patient.Healthy), years, Simulate.Policy(interventions));

    private static bool[] Started(PatientBlock block) => Array.ConvertAll(block.Values(Variable.Treated).ToArray(), treated => treated > 0);

    private static bool[] Taken(Course course, int year) => Array.ConvertAll(course.Years[year].Values(Variable.MagnesiumRise).ToArray(), rise => rise > 0);

    private static PatientBlock Aged(int count)
    {
        var block = Patient.Healthy.Times(count);
        for (var i = 0; i < count; i++)
        {
            block.Values(Variable.Age)[i] = 40 + i;
        }

        return block;
    }
}
