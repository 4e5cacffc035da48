using Cohort.Physiology.State;
using Cohort.Physiology.Treatments;
using Cohort.Simulation.Scenarios;

namespace Cohort.Simulation.Tests.Scenarios;

public sealed class ScenarioFileTests
{
    [Fact]
    public void Keys_left_out_read_as_their_defaults()
    {
        var scenario = ScenarioFile.Parse(ScenarioTexts.Least, "least.yaml");

        Assert.Equal("least", scenario.Name);
        Assert.Equal("", scenario.Question);
        Assert.Equal(new PopulationSource(PopulationKind.Nhanes), scenario.Population);
        Assert.Equal((100_000L, 40, 2018, 1UL), (scenario.Patients, scenario.Years, scenario.StartYear, scenario.Seed));
        Assert.Empty(Assert.Single(scenario.Arms).Interventions);
        Assert.Equal(Enum.GetValues<Stratum>(), scenario.Outcomes.Strata);
        Assert.Equal(100, scenario.Outcomes.Trajectories);
    }

    [Fact]
    public void An_intervention_of_which_only_the_kind_is_named_is_for_everybody_from_the_start()
    {
        var text = "start_year: 2005\n" + ScenarioTexts.WithIntervention("what: phosphate_binder");

        var intervention = Assert.Single(ScenarioFile.Parse(text, "x.yaml").Arms[0].Interventions);

        Assert.Equal(new Intervention(InterventionKind.PhosphateBinder, 2005, null, Eligibility.Everybody, 1, 1, 0.3), intervention);
    }

    [Fact]
    public void Every_key_is_read()
    {
        var scenario = ScenarioFile.Parse(ScenarioTexts.Full, "full.yaml");

        Assert.Equal("Folded over two lines?", scenario.Question);
        Assert.Equal(new PopulationSource(PopulationKind.File, "data/my baseline.csv"), scenario.Population);
        Assert.Equal((10_000_000_000L, 12, 2010, ulong.MaxValue), (scenario.Patients, scenario.Years, scenario.StartYear, scenario.Seed));
        Assert.Equal(["Usual_care", "treated"], scenario.Arms.Select(arm => arm.Name));
        Assert.Equal([Stratum.Sex, Stratum.Warfarin], scenario.Outcomes.Strata);
        Assert.Equal(0, scenario.Outcomes.Trajectories);

        var custom = Assert.Single(scenario.Outcomes.Custom);
        Assert.Equal(("calcified", "Much calcium", "cac > 400 and egfr < 30", CustomStatistic.Ever), (custom.Name, custom.Description, custom.Expression.ToString(), custom.Statistic));
        Assert.Equal((5, 15, 40, 90), (custom.FirstYear, custom.LastYear, custom.FirstAge, custom.LastAge));
        Assert.Equal(new Criterion(Variable.Female, 1, 1), Assert.Single(custom.Who.Criteria));
        Assert.Equal(CkdStage.G4, Assert.Single(custom.Who.CkdStages));

        var intervention = Assert.Single(scenario.Arms[1].Interventions);
        Assert.Equal((InterventionKind.VitaminK, 2012, (int?)2020), (intervention.Kind, intervention.From, intervention.Until));
        Assert.Equal((0.9, 0.8, 180.0), (intervention.Coverage, intervention.Adherence, intervention.Dose));
        Assert.Equal([CkdStage.G3b, CkdStage.G5], intervention.Who.CkdStages);
        Assert.Equal(
            [
                new(Variable.Female, 1, 1),
                new(Variable.Anticoagulant, 1, 1),
                new(Variable.Diabetes, 0, 0),
                new(Variable.AtrialFibrillation, 1, 1),
                new(Variable.Dialysis, 0, 0),
                new(Variable.Smoker, 0, 0),
                new(Variable.Age, 65, 120),
                new(Variable.Egfr, 15, 45.5f),
                new(Variable.Phosphate, 1.5f, 5),
                new(Variable.Calcium, 2, 3),
                new(Variable.VitaminD25, 0, 50),
                new(Variable.Hba1c, 6.5f, 20),
                new(Variable.Systolic, 140, 300),
                new(Variable.Ldl, 2.6f, 20),
                new(Variable.Cac, 100, 100_000),
                new(Variable.Avc, 0, 1200),
                new(Variable.PeakVelocity, 2, 4),
                new(Variable.Albuminuria, 30, 50_000),
                new Criterion(Variable.Pth, 65, 20_000),
            ],
            intervention.Who.Criteria);
    }

    [Theory]
    [InlineData("{synthetic: us-2019}", PopulationKind.SyntheticUs2019, null)]
    [InlineData("{synthetic: us-dialysis}", PopulationKind.SyntheticUsDialysis, null)]
    [InlineData("\n  file: 'a: b.csv'", PopulationKind.File, "a: b.csv")]
    public void Populations_other_than_the_survey_are_maps(string population, PopulationKind kind, string? path)
    {
        var text = ScenarioTexts.Least.Replace("population: nhanes", "population: " + population);

        Assert.Equal(new PopulationSource(kind, path), ScenarioFile.Parse(text, "x.yaml").Population);
    }

    [Fact]
    public void Not_on_warfarin_means_none_or_another_anticoagulant()
    {
        var text = ScenarioTexts.WithIntervention("what: vitamin_k", "who: {warfarin: no, ckd_stage: G4, sex: male}");

        var who = ScenarioFile.Parse(text, "x.yaml").Arms[0].Interventions[0].Who;

        Assert.Equal([new(Variable.Female, 0, 0), new Criterion(Variable.Anticoagulant, 1, 1, Negated: true)], who.Criteria);
        Assert.Equal([CkdStage.G4], who.CkdStages);
    }

    [Theory]
    [InlineData("patients: 1e6", 1_000_000)]
    [InlineData("patients: 250000.0", 250_000)]
    public void A_whole_number_may_be_written_in_any_way(string line, long patients) =>
        Assert.Equal(patients, ScenarioFile.Parse(ScenarioTexts.Least + line, "x.yaml").Patients);

    [Fact]
    public void The_same_kind_twice_in_an_arm_is_allowed_where_anything_differs()
    {
        var text = ScenarioTexts.WithIntervention("what: vitamin_d", "who: {sex: female}")
            + "      - {what: vitamin_d, who: {sex: male}}\n      - {what: warfarin}\n      - {what: warfarin_to_doac}\n";

        Assert.Equal(4, ScenarioFile.Parse(text, "x.yaml").Arms[0].Interventions.Count);
    }

    [Fact]
    public void Anchors_and_aliases_are_allowed()
    {
        var text = ScenarioTexts.WithIntervention("what: statin", "who: &old {age: [65, 120]}") + "      - {what: magnesium, who: *old}\n";

        var interventions = ScenarioFile.Parse(text, "x.yaml").Arms[0].Interventions;

        Assert.Equal(interventions[0].Who.Criteria, interventions[1].Who.Criteria);
    }

    [Fact]
    public void Every_dose_at_its_bounds_and_at_its_default_is_accepted()
    {
        foreach (var info in Interventions.All.Where(info => info.DoseUnit != ""))
        {
            Assert.Equal((double)(decimal)info.DefaultDose, Dose(""));
            foreach (var dose in new[] { info.MinDose, info.MaxDose })
            {
                var written = dose.ToString(System.Globalization.CultureInfo.InvariantCulture);
                Assert.Equal(double.Parse(written, System.Globalization.CultureInfo.InvariantCulture), Dose($"dose: {written}"));
            }

            double Dose(string line) =>
                ScenarioFile.Parse(ScenarioTexts.WithIntervention($"what: {info.Name}", line), "x.yaml").Arms[0].Interventions[0].Dose;
        }
    }

    [Fact]
    public void A_file_is_read_by_its_path()
    {
        var path = ScenarioTexts.Files.First();

        Assert.Equal(Path.GetFileNameWithoutExtension(path), ScenarioFile.Read(path).Name);
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused_by_name()
    {
        var problem = Assert.Single(Assert.Throws<RefusedInputException>(() => ScenarioFile.Read("no-such.yaml")).Problems);

        Assert.Equal(("no-such.yaml", null, null), (problem.File, problem.Line, problem.Column));
        Assert.StartsWith("no-such.yaml: cannot be read: ", problem.ToString());
    }

    [Fact]
    public void The_scenarios_of_the_project_are_read_without_a_note()
    {
        Assert.True(ScenarioTexts.Files.Count() >= 15);
        foreach (var path in ScenarioTexts.Files)
        {
            var scenario = ScenarioFile.Read(path);

            Assert.Equal(Path.GetFileNameWithoutExtension(path), scenario.Name);
            Assert.EndsWith("?", scenario.Question);
            Assert.Equal(2018, scenario.StartYear);
            Assert.Empty(ScenarioNotes.Of(scenario));
        }
    }

    [Fact]
    public void The_template_is_a_scenario_without_a_note()
    {
        var scenario = ScenarioFile.Parse(ScenarioTemplate.Text, "template");

        Assert.Equal(["usual-care", "doac"], scenario.Arms.Select(arm => arm.Name));
        Assert.Empty(ScenarioNotes.Of(scenario));
        Assert.All(Interventions.All, info => Assert.Contains($"#   {info.Name} ", ScenarioTemplate.Text));
    }
}
