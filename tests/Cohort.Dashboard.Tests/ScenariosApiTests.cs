using System.Net.Http.Json;
using System.Text.Json;
using Cohort.Simulation.Scenarios;

namespace Cohort.Dashboard.Tests;

public sealed class ScenariosApiTests
{
    [Fact]
    public async Task TemplatesAreThoseOfTheFolder()
    {
        await using var server = await Server.StartAsync();
        var template = Assert.Single((await server.Client.GetFromJsonAsync<JsonElement>("/api/scenarios")).EnumerateArray());
        Assert.Equal(("tiny", 2), (template.GetProperty("name").GetString(), template.GetProperty("arms").GetInt32()));
        Assert.Equal(Server.Tiny, await server.Client.GetStringAsync("/api/scenarios/tiny"));
    }

    [Fact]
    public async Task AGoodScenarioComesWithItsCost()
    {
        await using var server = await Server.StartAsync();
        using var response = await server.PostYamlAsync("/api/scenarios/check", Server.Tiny);
        var check = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(check.GetProperty("valid").GetBoolean());
        Assert.Equal(600 * 4 * 2, check.GetProperty("estimate").GetProperty("patientYears").GetInt64());
        Assert.True(check.GetProperty("estimate").GetProperty("memoryMb").GetDouble() > 50);
    }

    [Fact]
    public async Task ABadScenarioIsMarkedWhereItIsWrong()
    {
        await using var server = await Server.StartAsync();
        using var response = await server.PostYamlAsync("/api/scenarios/check", Server.Tiny.Replace("phosphate_binder", "phosphate_bindr"));
        var check = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.False(check.GetProperty("valid").GetBoolean());
        var problem = Assert.Single(check.GetProperty("problems").EnumerateArray());
        Assert.Equal((12, 15), (problem.GetProperty("line").GetInt32(), problem.GetProperty("column").GetInt32()));
    }

    [Fact]
    public async Task AMistakeInAnOutcomeOfTheScenariosOwnIsMarkedInItsLine()
    {
        await using var server = await Server.StartAsync();
        const string Text = Server.Tiny + "\n  custom:\n    - {name: a, expression: cacc > 400, statistic: ever}\n";
        using var response = await server.PostYamlAsync("/api/scenarios/check", Text);
        var problem = Assert.Single((await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("problems").EnumerateArray());
        Assert.Equal((18, 29), (problem.GetProperty("line").GetInt32(), problem.GetProperty("column").GetInt32()));
        Assert.Contains("unknown name 'cacc', did you mean 'cac'?", problem.GetProperty("message").GetString());
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void EveryScenarioIsTheSameWhenWrittenAndReadAgain(string file)
    {
        var scenario = ScenarioFile.Read(Path.Combine(Checkout.Root, "scenarios", file));
        var again = ScenarioFile.Parse(ScenarioText.Of(scenario), "again");
        Assert.Equal(JsonSerializer.Serialize(scenario), JsonSerializer.Serialize(again));
    }

    [Fact]
    public void ConditionsAreTheSameWhenWrittenAndReadAgain()
    {
        const string Conditions = """
            name: conditions
            question: "Quotes \" and back\\slashes"
            population: {synthetic: us-dialysis}
            arms:
              - name: a
                interventions:
                  - what: vitamin_d
                    dose: 12.5
                    from: 2020
                    until: 2030
                    coverage: 0.35
                    adherence: 0.123
                    who: {sex: male, warfarin: no, diabetes: yes, atrial_fibrillation: no, age: [40, 60.5], egfr: [0.1, 45], ckd_stage: [G3a, G5T]}
            """;
        var scenario = ScenarioFile.Parse(Conditions, "conditions");
        Assert.Equal(JsonSerializer.Serialize(scenario), JsonSerializer.Serialize(ScenarioFile.Parse(ScenarioText.Of(scenario), "again")));
    }

    public static TheoryData<string> Files() => [.. Directory.EnumerateFiles(Path.Combine(Checkout.Root, "scenarios"), "*.yaml").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];
}
