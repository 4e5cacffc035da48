using Cohort.Physiology.Events;
using Cohort.Physiology.Mechanisms;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;
using Cohort.Physiology.Rates;
using Cohort.Physiology.State;
using Cohort.Physiology.Tests.Kit;
using Cohort.Physiology.Years;

namespace Cohort.Physiology.Tests.Mechanisms;

public class MortalityTests
{
    private static readonly CauseOfDeath[] Causes = [.. Enum.GetValues<CauseOfDeath>().Where(cause => cause != CauseOfDeath.None)];

    [Fact]
    public void Deaths_are_one_minus_the_exponential_of_the_hazard()
    {
        // 512 people of relative risk 1 and hazard 0.3: 0.259 die in the year; three standard errors are 0.058.
        var course = Simulate.Years(Simulate.Settled(Patient.Healthy), 1, null, SimpleRates.Create((Rate.Death, 0.3f), (Rate.ShareOther, 1)));
        Assert.InRange(course.Count(EventKind.Death) / 512.0, 0.259 - 0.058, 0.259 + 0.058);
        Assert.Equal(course.Count(EventKind.Death), course.Deaths(CauseOfDeath.Other));
    }

    [Fact]
    public void Death_is_counted_once_and_the_causes_add_up()
    {
        var course = Simulate.Years(Mixed(), 30, null, SimpleRates.Some);
        var deaths = course.Count(EventKind.Death);
        Assert.True(deaths > 200);
        Assert.Equal(deaths, Causes.Sum(course.Deaths));
        Assert.Equal(Simulate.Many, deaths + course.CountSet(Variable.Alive));
    }

    [Fact]
    public void The_dead_stay_dead_of_the_same_cause_at_the_same_age_without_events()
    {
        var course = Simulate.Years(Mixed(), 30, null, SimpleRates.Some);
        for (var year = 1; year <= 30; year++)
        {
            var (before, now) = (course.Years[year - 1], course.Years[year]);
            for (var i = 0; i < now.Count; i++)
            {
                var died = before.Values(Variable.Alive)[i] > 0 && now.Values(Variable.Alive)[i] == 0;
                Assert.Equal(died, ((int)now.Values(Variable.Events)[i] & (1 << (int)EventKind.Death)) != 0);
                Assert.Equal(now.Values(Variable.Alive)[i] == 0, now.Values(Variable.Cause)[i] != 0);
                if (before.Values(Variable.Alive)[i] == 0)
                {
                    Assert.Equal(0, now.Values(Variable.Alive)[i]);
                    Assert.Equal(before.Values(Variable.Cause)[i], now.Values(Variable.Cause)[i]);
                    Assert.Equal(before.Values(Variable.Age)[i], now.Values(Variable.Age)[i]);
                    Assert.Equal(0, now.Values(Variable.Events)[i]);
                }
                else
                {
                    Assert.Equal(before.Values(Variable.Age)[i] + now.Values(Variable.Alive)[i], now.Values(Variable.Age)[i]);
                }
            }
        }
    }

    [Theory]
    [InlineData(Variable.Frailty, 1.5f)]
    [InlineData(Variable.Smoker, 1f)]
    [InlineData(Variable.HeartFailure, 1f)]
    public void A_higher_hazard_kills_a_superset_under_the_same_seed(Variable cause, float value)
    {
        var effect = Simulate.Change(Patient.Healthy, 1, cause, value, SimpleRates.Create((Rate.Death, 0.1f), (Rate.ShareOther, 1)));
        for (var i = 0; i < Simulate.Many; i++)
        {
            Assert.True(effect.With.End.Values(Variable.Alive)[i] <= effect.Without.End.Values(Variable.Alive)[i]);
        }

        Assert.True(effect.With.Count(EventKind.Death) > effect.Without.Count(EventKind.Death));
    }

    [Fact]
    public void Frailty_scales_all_mortality()
    {
        var effect = Simulate.Change(Patient.Healthy, 5, Variable.Frailty, 2, SimpleRates.Create((Rate.Death, 0.02f), (Rate.ShareOther, 1)));
        Assert.InRange(effect.EventRatio(EventKind.Death), 1.5, 2.3); // Hazard exactly doubled; less as the pool empties.
    }

    [Theory]
    [InlineData(Rate.ShareIschaemic, CauseOfDeath.IschaemicHeart)]
    [InlineData(Rate.ShareStroke, CauseOfDeath.Stroke)]
    [InlineData(Rate.ShareCardiac, CauseOfDeath.HeartFailure)]
    [InlineData(Rate.ShareCancer, CauseOfDeath.Cancer)]
    [InlineData(Rate.ShareKidney, CauseOfDeath.Kidney)]
    [InlineData(Rate.ShareOther, CauseOfDeath.Other)]
    public void A_cause_that_has_all_of_the_hazard_has_all_of_the_deaths(Rate share, CauseOfDeath cause)
    {
        var course = Simulate.Years(Simulate.Settled(Patient.Healthy), 3, null, SimpleRates.Create((Rate.Death, 0.2f), (share, 1)));
        Assert.True(course.Count(EventKind.Death) > 50);
        Assert.Equal(course.Count(EventKind.Death), course.Deaths(cause));
    }

    [Fact]
    public void Shares_of_causes_follow_their_hazards()
    {
        // Three quarters cancer, one quarter other, at risk 1: of some 490 deaths three standard errors are 6 %.
        var course = Simulate.Years(Simulate.Settled(Patient.Healthy), 10, null, SimpleRates.Create((Rate.Death, 0.3f), (Rate.ShareCancer, 0.75f), (Rate.ShareOther, 0.25f)));
        Assert.InRange(course.Deaths(CauseOfDeath.Cancer) / (double)course.Count(EventKind.Death), 0.69, 0.81);
    }

    [Fact]
    public void Dialysis_replaces_the_background_and_does_not_multiply_it()
    {
        // On dialysis the published hazard of dialysis alone: no death of any other published cause, however high that is.
        var rates = SimpleRates.Create((Rate.Death, 2f), (Rate.ShareOther, 1), (Rate.DialysisDeath, 0.15f));
        var course = Simulate.Years(Simulate.Settled(Patient.Dialysed), 1, null, rates);
        Assert.InRange(course.Count(EventKind.Death) / 512.0, 0.139 - 0.046, 0.139 + 0.046);
        Assert.Equal(course.Count(EventKind.Death), course.Deaths(CauseOfDeath.Dialysis));
    }

    [Fact]
    public void The_first_year_of_dialysis_is_the_worst()
    {
        var effect = Simulate.Change(Patient.Dialysed, 1, Variable.DialysisYears, 0, SimpleRates.Create((Rate.DialysisDeath, 0.15f)));
        Assert.InRange(effect.EventRatio(EventKind.Death), 1.05, 1.5); // US: 1.25.
    }

    [Fact]
    public void Norms_divide_the_published_hazard()
    {
        var rates = SimpleRates.Create((Rate.Death, 0.3f), (Rate.ShareOther, 1));
        var norms = new RiskNorms();
        Array.Fill(norms[Hazard.DeathOther], 3);
        var columns = new HazardColumns();
        HazardTable.Create(rates, norms).Fill(Patient.Healthy.Times(4), columns);
        Assert.Equal(0.1f, columns.Values(Hazard.DeathOther)[0], 1e-6f);
    }

    [Fact]
    public void What_mechanisms_add_is_taken_out_of_the_life_table()
    {
        var rates = SimpleRates.Create((Rate.Death, 0.3f), (Rate.ShareOther, 1));
        var norms = new RiskNorms();
        Array.Fill(norms.Added, 0.1f);
        var columns = new HazardColumns();
        HazardTable.Create(rates, norms).Fill(Patient.Healthy.Times(4), columns);
        Assert.Equal(0.2f, columns.Values(Hazard.DeathOther)[0], 1e-6f);
    }

    [Fact]
    public void The_hazard_that_a_past_sums_is_that_of_a_year_after_baseline()
    {
        // Candidates share sums of hazard x common risk; a year after baseline multiplies every cause by its whole relative risk.
        var parameters = ModelParameters.Default;
        var block = Box.States(51);
        block.Values(Variable.StenosisStage)[..100].Fill(3);
        block.Values(Variable.PastHazard).Clear();
        var hazards = new HazardColumns();
        HazardTable.Create(SimpleRates.Some, new RiskNorms()).Fill(block, hazards);
        var (whole, common, terms) = (new HazardColumns(), new HazardColumns(), new TermColumns());
        RelativeRisk.Assess<Lane8>(block, whole, parameters);
        RelativeRisk.AssessDeath<Lane8>(block, common, parameters);
        whole.Values(Hazard.DeathStenosis).Fill(0.01f);
        common.Values(Hazard.DeathStenosis).Fill(0.01f);
        Mortality.Share<Lane8>(block, hazards, common, terms);
        Mortality.Accumulate<Lane8>(block, common, terms, parameters);

        Hazard[] background = [Hazard.DeathIschaemic, Hazard.DeathStroke, Hazard.DeathCardiac, Hazard.DeathCancer, Hazard.DeathKidney, Hazard.DeathOther];
        for (var i = 0; i < block.Count; i++)
        {
            Hazard[] causes = block.Values(Variable.Dialysis)[i] > 0 ? [Hazard.DeathDialysis] : background;
            var total = 0.01 + causes.Sum(cause => (double)hazards.Values(cause)[i] * whole.Values(cause)[i]);
            Assert.Equal(1, block.Values(Variable.PastHazard)[i] / total, 1e-5);
        }

        Assert.Contains(block.Values(Variable.Dialysis).ToArray(), dialysis => dialysis > 0);
    }

    private static PatientBlock Mixed()
    {
        var block = new PatientBlock { Count = Simulate.Many };
        Patient[] patients = [Patient.Healthy.AtAge(75), Patient.Dialysed, Patient.Diabetic, Patient.OnWarfarin, Patient.CalcifiedValve, Patient.KidneyDisease];
        for (var i = 0; i < block.Count; i++)
        {
            block.CopyRow(i, patients[i % patients.Length].Times(1, (ulong)i + 1), 0);
        }

        return block;
    }
}
