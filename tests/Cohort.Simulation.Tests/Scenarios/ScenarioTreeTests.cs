using Cohort.Simulation.Scenarios;

namespace Cohort.Simulation.Tests.Scenarios;

public sealed class ScenarioTreeTests : IDisposable
{
    private const string Text = """
        name: tree
        population: nhanes
        years: 5
        arms:
          - name: usual-care
          - name: early
            interventions:
              - &binder
                what: phosphate_binder
                who: {ckd_stage: [G4, G5], age: [40, 90]}
                dose: 0.3
          - name: late
            interventions:
              - *binder
        """;

    private readonly string _file = Path.GetTempFileName();
    private readonly ScenarioTree _tree;

    public ScenarioTreeTests()
    {
        File.WriteAllText(_file, Text);
        _tree = ScenarioTree.Read(_file);
    }

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void WithoutSettingsItIsTheFile() => Assert.Equivalent(ScenarioFile.Read(_file), _tree.With([]));

    [Theory]
    [InlineData("arms.early.interventions.0.dose")]
    [InlineData("arms.1.interventions.phosphate_binder.dose")]
    public void AValueIsReplacedInItsPlaceAlone(string path)
    {
        var scenario = _tree.With([(path, "0.5")]);
        Assert.Equal(0.5, scenario.Arms[1].Interventions[0].Dose);
        Assert.Equal(0.3, scenario.Arms[2].Interventions[0].Dose);
        Assert.Equal(0.3, _tree.With([]).Arms[1].Interventions[0].Dose);
    }

    [Fact]
    public void AKeyLeftToItsDefaultAndAnEndOfARangeCanBeNamed()
    {
        var scenario = _tree.With([("seed", "9"), ("arms.late.interventions.0.coverage", "0.25"), ("arms.late.interventions.0.who.age.0", "50")]);
        Assert.Equal(9ul, scenario.Seed);
        Assert.Equal(0.25, scenario.Arms[2].Interventions[0].Coverage);
        Assert.Equal(1, scenario.Arms[1].Interventions[0].Coverage);
        Assert.Equal([50f, 40f], new[] { 2, 1 }.Select(arm => scenario.Arms[arm].Interventions[0].Who.Criteria[0].Low));
    }

    [Theory]
    [InlineData("arms.erly.interventions.0.dose", "1", "there is no 'erly' in 'arms', which has usual-care, early, late; did you mean 'early'?")]
    [InlineData("arms.early.interventions.1.dose", "1", "there is no '1' in 'arms.early.interventions', which has phosphate_binder.")]
    [InlineData("arm.early.name", "1", "there is no 'arm' in the scenario, which has name, population, years, arms; did you mean 'arms'?")]
    [InlineData("arms.early", "1", "'arms.early' holds ")]
    [InlineData("years.x", "1", "'years' is the single value '5', in which there is no 'x'")]
    public void APathThatLeadsNowhereIsRefused(string path, string value, string said)
    {
        var refused = Assert.Throws<RefusedInputException>(() => _tree.With([(path, value)]));
        Assert.StartsWith($"--vary {path}={value}: {said}", refused.Message);
    }

    [Theory]
    [InlineData("arms.early.interventions.0.dose", "0.9", ":11:15: 'dose' of 'phosphate_binder' must be a number from 0.01 to 0.6")]
    [InlineData("arms.early.interventions.0.dosee", "0.3", "unknown key 'dosee' in an intervention; did you mean 'dose'?")]
    [InlineData("years", "many", ":3:8: 'years' must be a whole number from 1 to 100; found 'many'. (with years=many)")]
    public void AValueIsRefusedInTheWordsOfTheFile(string path, string value, string said)
    {
        var refused = Assert.Throws<RefusedInputException>(() => _tree.With([(path, value)]));
        Assert.StartsWith(_file, refused.Message);
        Assert.Contains(said, refused.Message);
    }
}
