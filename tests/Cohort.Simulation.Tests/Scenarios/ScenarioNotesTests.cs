using Cohort.Simulation.Scenarios;

namespace Cohort.Simulation.Tests.Scenarios;

public sealed class ScenarioNotesTests
{
    [Theory]
    [InlineData(2057, 0)]
    [InlineData(2058, 1)]
    [InlineData(2300, 1)]
    public void An_intervention_after_the_last_simulated_year_is_noted(int from, int notes)
    {
        var found = Notes(ScenarioTexts.WithIntervention("what: statin", $"from: {from}"));

        Assert.Equal(notes, found.Count);
        Assert.All(found, note => Assert.Equal($"arm 'a': 'statin' begins in {from}, after the last simulated year (2057); it has no effect.", note));
    }

    [Theory]
    [InlineData("coverage")]
    [InlineData("adherence")]
    public void An_intervention_that_reaches_nobody_is_noted(string share) =>
        Assert.Equal([$"arm 'a': 'statin' has {share} 0; it has no effect."], Notes(ScenarioTexts.WithIntervention("what: statin", $"{share}: 0")));

    [Fact]
    public void An_arm_that_repeats_an_earlier_one_is_noted()
    {
        const string Statin = "[{what: statin, who: {sex: male}}]";
        var text = ScenarioTexts.Least
            + $"  - {{name: b, interventions: {Statin}}}\n"
            + "  - {name: c, interventions: []}\n"
            + $"  - {{name: d, interventions: {Statin}}}\n"
            + "  - {name: e, interventions: [{what: statin, who: {sex: female}}]}\n";

        Assert.Equal(
            [
                "arm 'c' is identical to arm 'usual-care'; their outcomes will be equal.",
                "arm 'd' is identical to arm 'b'; their outcomes will be equal.",
            ],
            Notes(text));
    }

    private static IReadOnlyList<string> Notes(string text) => ScenarioNotes.Of(ScenarioFile.Parse(text, "x.yaml"));
}
