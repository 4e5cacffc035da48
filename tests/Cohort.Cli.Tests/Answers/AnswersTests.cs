using System.Globalization;
using System.Text.Json;
using Cohort.Simulation.Output;

namespace Cohort.Cli.Tests;

/// <summary>Commands that make answers of a finished run.</summary>
public sealed class AnswersTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    private string Run => _folder["run"];

    public async Task InitializeAsync() => Assert.Equal(0, (await CommandLine.RunAsync("run", _folder.Write("tiny.yaml", CommandLine.Scenario), "--out", Run, "--quiet")).Code);

    public Task DisposeAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task ContrastsAreThoseOfTheRunsOwnFiles()
    {
        var result = await CommandLine.RunAsync("compare", Run, "--out", _folder["compare.csv"]);
        Assert.Equal((0, ""), (result.Code, result.Error));
        var contrasts = Rows(_folder["compare.csv"]);
        var compared = 0;
        foreach (var row in Rows(Path.Combine(Run, "comparisons.csv")).Where(row => row["stratum"] == "all"))
        {
            var mine = contrasts.Single(one => one["arm"] == row["arm"] && one["outcome"] == row["outcome"] && one["measure"] == "difference");

            // As many decimals as the run's file has.
            var rounding = 0.51 * Math.Pow(10, -Outcome.All.Single(one => one.Name == row["outcome"]).Digits);
            Assert.Equal(Number(row["difference"]), Number(mine["value"]), rounding);
            Assert.Equal(Number(row["difference_ci_low"]), Number(mine["ci_low"]), rounding);
            Assert.Equal(Number(row["difference_ci_high"]), Number(mine["ci_high"]), rounding);
            compared++;
        }

        Assert.Equal(2 * Outcome.All.Count, compared);
    }

    [Fact]
    public async Task RestrictedMeanSurvivalIsTheAreaUnderTheSurvivalCurve()
    {
        Assert.Equal(0, (await CommandLine.RunAsync("compare", Run, "--at", "3", "--out", _folder["compare.csv"])).Code);
        var alive = Enumerable.Range(0, 4).Select(year => Rows(Path.Combine(Run, "outcomes.csv")).Where(row => row["arm"] == "doac" && row["year"] == year.ToString(CultureInfo.InvariantCulture)).Sum(row => Number(row["alive"]))).ToArray();
        var area = ((alive[0] + alive[1]) / 2) + ((alive[1] + alive[2]) / 2) + ((alive[2] + alive[3]) / 2);
        var row = Rows(_folder["compare.csv"]).Single(one => one["arm"] == "doac" && one["outcome"] == "restricted_mean_survival_3_years");
        Assert.Equal(area / 500, Number(row["in_arm"]), 1e-8);
    }

    [Fact]
    public async Task RunsOfOnePopulationAndSeedAreComparedAcrossFolders()
    {
        var other = _folder.Write("other.yaml", CommandLine.Scenario.Replace("name: tiny", "name: other").Replace("what: warfarin_to_doac", "what: phosphate_binder"));
        Assert.Equal(0, (await CommandLine.RunAsync("run", other, "--out", _folder["other"], "--quiet")).Code);
        var result = await CommandLine.RunAsync("compare", Run, _folder["other"], "--outcome", "mean_phosphate", "--out", _folder["across.csv"]);
        Assert.Equal((0, ""), (result.Code, result.Error));
        var across = Rows(_folder["across.csv"]).Single(row => row["run"] == "other" && row["arm"] == "doac" && row["measure"] == "difference");
        Assert.Equal("run/usual-care", across["comparator"]);
        Assert.True(Number(across["ci_high"]) < 0, "a binder lowers phosphate, patients paired");
    }

    [Theory]
    [InlineData("seed: 7", "seed: 8", "its seed is 8, not 7")]
    [InlineData("years: 5", "years: 4", "it covers 4 years from 2018, not 5 from 2018")]
    [InlineData("patients: 500", "patients: 400", "it has 400 patients, not 500")]
    [InlineData("population: nhanes", "population: {synthetic: us-dialysis}", "it has another population")]
    public async Task UnlikeRunsAreNotCompared(string from, string to, string why)
    {
        var other = _folder.Write("other.yaml", CommandLine.Scenario.Replace(from, to));
        Assert.Equal(0, (await CommandLine.RunAsync("run", other, "--out", _folder["other"], "--quiet")).Code);
        var result = await CommandLine.RunAsync("compare", Run, _folder["other"], "--out", _folder["across.csv"]);
        Assert.Equal(2, result.Code);
        Assert.Contains(why, result.Error);
        Assert.False(File.Exists(_folder["across.csv"]));
    }

    [Fact]
    public async Task AQueryAnswersFromTheFiles()
    {
        var result = await CommandLine.RunAsync("query", Run, "select sum(alive) as n, count(distinct arm) as arms from outcomes where year = 0", "--csv");
        Assert.Equal((0, "n,arms\n1500,3\n", ""), (result.Code, result.Output, result.Error));
        var wrong = await CommandLine.RunAsync("query", Run, "select alive from outcome");
        Assert.Equal(2, wrong.Code);
        Assert.Contains("no such table: outcome", wrong.Error);
        Assert.Contains("Tables: comparisons, events, outcomes", wrong.Error);
    }

    [Fact]
    public async Task AnExportIsADatabaseAndReplacesNothingUnasked()
    {
        var file = _folder["my.db"];
        Assert.Equal(0, (await CommandLine.RunAsync("export", Run, "--sqlite", file)).Code);
        Assert.Equal("SQLite format 3", System.Text.Encoding.ASCII.GetString(File.ReadAllBytes(file)[..15]));
        var again = await CommandLine.RunAsync("export", Run, "--sqlite", file);
        Assert.Equal(2, again.Code);
        Assert.Contains("exists; give --force", again.Error);
        Assert.Empty(Directory.GetFiles(_folder.Root, "*.part"));
    }

    [Fact]
    public async Task EconomicsPricesTheArms()
    {
        var table = _folder.Write("costs.csv", "kind,name,utility,cost\nstate,alive,0.8,1000\nevent,major_bleedings,-0.1,16000\narm,doac,,100\n");
        var result = await CommandLine.RunAsync("economics", Run, "--table", table, "--out", _folder["answers"], "--discount-costs", "0", "--discount-qalys", "0");
        Assert.Equal((0, ""), (result.Code, result.Error));
        var rows = Rows(_folder["answers", "economics.csv"]);
        var lived = Rows(Path.Combine(Run, "outcomes.csv")).Where(row => row["arm"] == "usual-care").Sum(row => Number(row["person_years"]));
        Assert.Equal(lived / 500, Number(rows[0]["life_years"]), 1e-8);
        Assert.Equal(["usual-care", "doac", "doac-later"], rows.Select(row => row["arm"]));
        Assert.Equal(41 * 3, Rows(_folder["answers", "acceptability.csv"]).Count);
        var wrong = await CommandLine.RunAsync("economics", Run, "--table", table, "--discount-costs", "3 %");
        Assert.Equal(2, wrong.Code);
    }

    [Fact]
    public async Task TheDictionaryKnowsEveryColumnOfEveryFile()
    {
        // What the commands write is put beside the run's own files.
        var table = _folder.Write("costs.csv", "kind,name,utility,cost\nstate,alive,0.8,1000\n");
        Assert.Equal(0, (await CommandLine.RunAsync("compare", Run, "--out", Path.Combine(Run, "compare.csv"))).Code);
        Assert.Equal(0, (await CommandLine.RunAsync("economics", Run, "--table", table)).Code);
        Assert.Equal(0, (await CommandLine.RunAsync("trial", _folder["tiny.yaml"], "--outcome", "cac", "--size", "20", "--replicates", "10", "--out", Path.Combine(Run, "trial.csv"))).Code);
        using var dictionary = JsonDocument.Parse((await CommandLine.RunAsync("dictionary")).Output);
        var files = Directory.GetFiles(Run, "*.csv");

        // A scenario's own outcomes and experiments are written elsewhere and have tests of their own.
        string[] elsewhere = ["custom.csv", "sweep.csv", "psa.csv", "psa_draws.csv", "morris.csv", "morris_points.csv", "sobol.csv", "sobol_points.csv"];
        Assert.Equal(dictionary.RootElement.EnumerateObject().Select(file => file.Name).Except(elsewhere).Order(StringComparer.Ordinal), files.Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        foreach (var file in files)
        {
            var columns = dictionary.RootElement.GetProperty(Path.GetFileName(file)).GetProperty("columns");
            Assert.All(File.ReadLines(file), line => Assert.Equal(columns.EnumerateObject().Count(), CellCount(line)));
            foreach (var column in File.ReadLines(file).First().Split(','))
            {
                Assert.True(columns.TryGetProperty(column, out var entry), $"{file}: {column}");
                Assert.NotEmpty(entry.GetProperty("meaning").GetString()!);
            }
        }
    }

    [Fact]
    public async Task AnOutcomeThatIsAskedForBringsItsRate()
    {
        Assert.Equal(0, (await CommandLine.RunAsync("compare", Run, "--outcome", "deaths_per_1000", "--out", _folder["compare.csv"])).Code);
        Assert.Equal(["difference", "ratio", "rate_ratio", "number_needed_to_treat"], Rows(_folder["compare.csv"]).Where(row => row["arm"] == "doac").Select(row => row["measure"]));
    }

    [Theory]
    [InlineData("mean_cax", "did you mean 'mean_cac'?")]
    [InlineData("happiness", "docs/OUTPUT.md has them all, at summary.csv.")]
    public async Task AnUnknownOutcomeIsRefusedInTheSameWordsEverywhere(string name, string hint)
    {
        var refused = new CommandResult(2, "", $"--outcome: no outcome is named '{name}'; {hint}\n");
        Assert.Equal(refused, await CommandLine.RunAsync("compare", Run, "--outcome", name));
        Assert.Equal(refused, await CommandLine.RunAsync("plan", _folder["tiny.yaml"], "--outcome", name));
    }

    [Fact]
    public async Task RunsInFoldersOfOneNameAreToldApart()
    {
        var scenario = _folder["tiny.yaml"];
        Assert.Equal(0, (await CommandLine.RunAsync("run", scenario, "--out", _folder["again", "run"], "--quiet")).Code);
        Assert.Equal(0, (await CommandLine.RunAsync("compare", Run, _folder["again", "run"], "--outcome", "life_years", "--out", _folder["compare.csv"])).Code);
        Assert.Equal([Run, _folder["again", "run"]], Rows(_folder["compare.csv"]).Select(row => row["run"]).Distinct());
    }

    [Fact]
    public async Task AHeaderWithACommaIsQuoted()
    {
        var result = await CommandLine.RunAsync("query", Run, "select max(1, 2) from summary limit 1", "--csv");
        Assert.Equal((0, "\"max(1, 2)\"\n2\n"), (result.Code, result.Output));
    }

    private static int CellCount(string line) => line.Split('"').Where((_, part) => part % 2 == 0).Sum(part => part.Count(letter => letter == ',')) + 1;

    private static double Number(string text) => text.Length == 0 ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture);

    private static List<Dictionary<string, string>> Rows(string file)
    {
        var lines = File.ReadAllLines(file);
        var columns = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => columns.Zip(line.Split(',')).ToDictionary(pair => pair.First, pair => pair.Second))];
    }
}
