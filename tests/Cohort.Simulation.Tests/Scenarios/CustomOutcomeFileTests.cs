using Cohort.Simulation.Running;
using Cohort.Simulation.Scenarios;
using Cohort.Simulation.Tests.Running;

namespace Cohort.Simulation.Tests.Scenarios;

public sealed class CustomOutcomeFileTests
{
    private const string One = "{name: a, expression: cac > 400, statistic: ever, years: [5, 15], ages: [40, 90], who: {sex: female, warfarin: no, ckd_stage: [G4, G5D], egfr: [0.1, 45]}}";

    [Fact]
    public void EveryMistakeIsToldWithItsLineAndColumn()
    {
        const string Text = """
            name: x
            population: nhanes
            arms: [{name: a}]
            outcomes:
              custom:
                - name: one
                  expression: cac > 400 and egrf < 30
                  statistic: ever
                - {name: one, expression: cac, statistic: share}
                - {name: three, expression: 5, statistic: shar, years: [10, 5]}
                - {name: four, expresion: cac, statistic: mean}
            """;
        var refused = Assert.Throws<RefusedInputException>(() => ScenarioFile.Parse(Text, "x.yaml"));
        Assert.Equal(
            [
                "x.yaml:7:19: 'expression', character 15: unknown name 'egrf', did you mean 'egfr'?; allowed are the columns of trajectories.csv, events as new_stroke, and death.",
                "x.yaml:9:14: 'name' of a custom outcome must be unique; found 'one', which is also the name in line 6.",
                "x.yaml:9:31: 'expression', character 1: a condition must stand here; found the number 'cac': compare it, as in cac > 0.",
                "x.yaml:10:33: 'expression' must be a formula; found '5', which is a number unless quoted.",
                "x.yaml:10:47: 'statistic' must be one of mean, share, ever, person_years; found 'shar'; did you mean 'share'?",
                "x.yaml:10:60: 'years' must be a range [low, high], low not above high, each a whole number from 0 to 100; found '[10, 5]'.",
                "x.yaml:11:7: missing key 'expression' in a custom outcome; it must be a formula.",
                "x.yaml:11:20: unknown key 'expresion' in a custom outcome; did you mean 'expression'? Allowed: name, description, expression, statistic, years, ages, who.",
            ],
            refused.Message.Split('\n'));
    }

    [Fact]
    public void AWrittenScenarioIsReadAsTheSame()
    {
        var scenario = Read(One, "{name: b, description: \"He said \\\"log\\\"\", expression: 'log(cac+1)', statistic: mean}");
        var again = ScenarioFile.Parse(ScenarioText.Of(scenario), "again");
        Assert.Equal(RunPlan.Create(scenario, Plans.Population).Id, RunPlan.Create(again, Plans.Population).Id);
        Assert.Equal("He said \"log\"", again.Outcomes.Custom[1].Description);
        Assert.Equal(["cac > 400", "log(cac + 1)"], again.Outcomes.Custom.Select(custom => custom.Expression.ToString()));
    }

    [Fact]
    public void APlanKeepsThemAndWithoutThemItIsThePlanThatItWas()
    {
        var (without, with) = (RunPlan.Create(Read(), Plans.Population), RunPlan.Create(Read(One), Plans.Population));
        var read = RunPlan.Read(with.Bytes);
        Assert.Equal(with.Id, read.Id);
        var (written, kept) = (with.Scenario.Outcomes.Custom[0], read.Scenario.Outcomes.Custom[0]);
        Assert.Equal(written with { Who = kept.Who }, kept);
        Assert.Equal(written.Who.Criteria, kept.Who.Criteria);
        Assert.Equal(written.Who.CkdStages, kept.Who.CkdStages);

        // The fourth to eighth byte hold the version of the format: 1 is the one that plans had before there were custom outcomes.
        Assert.Equal((1, 2), (without.Bytes[4], with.Bytes[4]));
        Assert.Equal(without.Id, RunPlan.Read(without.Bytes).Id);

        using var saved = new MemoryStream();
        SavedPlan.Of(with, RunPart.Whole).WriteTo(saved);
        saved.Position = 0;
        Assert.Equal(kept with { Who = written.Who }, SavedPlan.ReadFrom(saved).Scenario.Outcomes.Custom[0] with { Who = written.Who });
    }

    [Fact]
    public void EveryPartOfOneChangesTheIdAndItsSpacingDoesNot()
    {
        string[] others =
        [
            One, One.Replace("name: a", "name: b"), One.Replace("> 400", ">= 400"), One.Replace("400", "401"), One.Replace("ever", "share"), One.Replace("[5,", "[6,"), One.Replace("15]", "16]"),
            One.Replace("[40,", "[41,"), One.Replace("90]", "91]"), One.Replace("female", "male"), One.Replace("warfarin: no", "warfarin: yes"), One.Replace("G4,", "G5,"), One.Replace(", statistic", ", description: d, statistic"),
        ];
        var ids = others.Select(other => RunPlan.Create(Read(other), Plans.Population).Id).Append(RunPlan.Create(Read(), Plans.Population).Id).ToArray();
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.Equal(ids[0], RunPlan.Create(Read(One.Replace("cac > 400", "(cac)   >400.0")), Plans.Population).Id);
    }

    [Fact]
    public void AWindowAfterTheEndIsNoted() => Assert.Equal(
        ["custom outcome 'a' begins in year 5, after the last simulated year (3); it has no rows."], ScenarioNotes.Of(Read(One) with { Years = 3 }));

    private static Scenario Read(params string[] customs) =>
        ScenarioFile.Parse(ScenarioTexts.Least + (customs.Length == 0 ? "" : "outcomes:\n  custom:\n" + string.Concat(customs.Select(one => $"    - {one}\n"))), "x.yaml");
}
