using System.Text.Json;
using Cohort.Simulation.Running;
using Cohort.Simulation.Scenarios;

namespace Cohort.Cli.Tests;

public sealed class SmallCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task InitWritesAScenarioThatCheckAccepts()
    {
        var file = _folder["new.yaml"];
        Assert.Equal(0, (await CommandLine.RunAsync("init", file)).Code);
        Assert.Equal(ScenarioTemplate.Text, File.ReadAllText(file));

        var check = await CommandLine.RunAsync("check", file);
        Assert.Equal(0, check.Code);
        Assert.StartsWith($"{file}: ok (10,000 patients x 20 years x 2 arms", check.Output);
    }

    [Fact]
    public async Task InitReplacesOnlyByForce()
    {
        var file = _folder.Write("mine.yaml", "mine");
        var refused = await CommandLine.RunAsync("init", file);
        Assert.Equal(2, refused.Code);
        Assert.Contains("--force", refused.Error);
        Assert.Equal("mine", File.ReadAllText(file));

        Assert.Equal(0, (await CommandLine.RunAsync("init", file, "--force")).Code);
        Assert.Equal(ScenarioTemplate.Text, File.ReadAllText(file));
    }

    [Fact]
    public async Task SchemaIsJson()
    {
        var schema = await CommandLine.RunAsync("schema");
        Assert.Equal(0, schema.Code);
        Assert.Equal("Cohort scenario", JsonDocument.Parse(schema.Output).RootElement.GetProperty("title").GetString());
    }

    [Fact]
    public async Task CheckTellsEveryProblemOfEveryFile()
    {
        var good = _folder.Write("good.yaml", CommandLine.Scenario);
        var keys = _folder.Write("keys.yaml", CommandLine.Scenario.Replace("seed: 7", "sed: 7").Replace("years: 5", "years: 500"));
        var population = _folder.Write("population.yaml", CommandLine.Scenario.Replace("population: nhanes", "population: {file: people.csv}"));
        _folder.Write("people.csv", "age,sex,egfrr\n40,male,80\n");

        var check = await CommandLine.RunAsync("check", keys, good, population, _folder["none.yaml"]);
        Assert.Equal(2, check.Code);
        Assert.Contains($"{good}: ok", check.Output);
        Assert.Contains($"{keys}:7:1: unknown key 'sed'", check.Error);
        Assert.Contains($"{keys}:5:8: 'years' must be", check.Error);
        Assert.Contains("unknown column 'egfrr'", check.Error);
        Assert.Contains($"{_folder["none.yaml"]}: cannot be read", check.Error);
    }

    [Fact]
    public async Task CheckPrintsNotes()
    {
        var late = _folder.Write("late.yaml", CommandLine.Scenario.Replace("from: 2020", "from: 2050"));
        var check = await CommandLine.RunAsync("check", late);
        Assert.Equal(0, check.Code);
        Assert.Contains("note: arm 'doac-later': 'warfarin_to_doac' begins in 2050", check.Output);
    }

    [Fact]
    public async Task NormsAreATableOfBothSexesAndAllAges()
    {
        var norms = await CommandLine.RunAsync("norms", "--patients", "512");
        Assert.Equal(0, norms.Code);
        Assert.Contains("\nsex,age,added,", norms.Output);
        Assert.Contains("\nmale,60,", norms.Output);
        Assert.Contains("\nfemale,60,", norms.Output);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("many")]
    public async Task NormsRefuseANumberOutOfRange(string patients)
    {
        var norms = await CommandLine.RunAsync("norms", "--patients", patients);
        Assert.Equal(2, norms.Code);
        Assert.Contains($"--patients: must be a whole number from 1 to 10000000; found '{patients}'.", norms.Error);
    }

    [Fact]
    public async Task TheVersionTellsOnDemandWhatItWasMadeFrom()
    {
        var result = await CommandLine.RunAsync("--version", "--verbose");
        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.Matches("commit: +([0-9a-f]{40}|unknown)", result.Output);
        Assert.Matches("data: +nhanes_2017_2018.csv [0-9a-f]{16}", result.Output);
        Assert.Contains("lanes of 32 bits", result.Output);
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _cohort_complete cohort")]
    [InlineData("zsh", "compdef _cohort_complete cohort")]
    [InlineData("fish", "complete -c cohort")]
    [InlineData("pwsh", "Register-ArgumentCompleter")]
    public async Task ShellsLearnToComplete(string shell, string words)
    {
        Assert.Contains(words, (await CommandLine.RunAsync("completion", shell)).Output);
        Assert.Equal(2, (await CommandLine.RunAsync("completion", "dos")).Code);
    }

    [Fact]
    public void WhatIsTypedIsCompleted()
    {
        var parsed = CohortCommands.CreateRoot(new EmbeddedEngineFactory()).Parse("run x.yaml --pa");
        Assert.Contains("--patients", parsed.GetCompletions().Select(one => one.Label));
    }
}
