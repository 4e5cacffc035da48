using System.Globalization;
using System.Text.Json;

namespace Cohort.Cli.Tests;

public class RunTests(FinishedRun run) : IClassFixture<FinishedRun>
{
    private static readonly string[] Promised = ["comparisons.csv", "events.csv", "outcomes.csv", "plan.bin", "replicates.csv", "run.json", "summary.csv", "trajectories.csv"];

    [Fact]
    public void RunWritesItsFilesAndNothingElse()
    {
        Assert.Equal((0, ""), (run.Result.Code, run.Result.Error));
        Assert.Equal([.. Promised.Append("timings.json").Order()], Directory.GetFileSystemEntries(run.Results).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void OutputTellsSizeProgressComparisonAndFiles()
    {
        Assert.StartsWith("tiny: 500 patients x 5 years x 3 arms", run.Result.Output);
        Assert.Contains("500 of 500 patients (100 %)", run.Result.Output);
        Assert.Contains("Difference from usual-care", run.Result.Output);
        Assert.All(Promised, file => Assert.Contains(file, run.Result.Output));
        Assert.DoesNotContain('\u001b', run.Result.Output);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("7")]
    public async Task ThreadsDoNotChangeAByte(string threads)
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, (await CommandLine.RunAsync("run", run.Scenario, "--out", folder["out"], "--threads", threads)).Code);
        Assert.All(Promised, file => Assert.Equal(run.Read(file), File.ReadAllText(folder["out", file])));
    }

    [Fact]
    public async Task EarlierResultsAreReplacedOnlyByForce()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["out"]);
        File.WriteAllText(folder["out", "run.json"], "old");
        var refused = await CommandLine.RunAsync("run", run.Scenario, "--out", folder["out"]);
        Assert.Equal(2, refused.Code);
        Assert.Contains("--force", refused.Error);
        Assert.Empty(refused.Output);
        Assert.Equal("old", File.ReadAllText(folder["out", "run.json"]));

        var quiet = await CommandLine.RunAsync("run", run.Scenario, "--out", folder["out"], "--force", "--quiet");
        Assert.Equal(new CommandResult(0, "", ""), quiet);
        Assert.Equal(run.Read("run.json"), File.ReadAllText(folder["out", "run.json"]));
    }

    [Fact]
    public async Task AFileInPlaceOfTheFolderIsRefused()
    {
        using var folder = new TemporaryFolder();
        var refused = await CommandLine.RunAsync("run", run.Scenario, "--out", folder.Write("out", ""), "--force");
        Assert.Equal(2, refused.Code);
        Assert.Contains("is a file", refused.Error);
    }

    [Fact]
    public async Task AFolderThatCannotBeMadeFailsBeforeTheRun()
    {
        using var folder = new TemporaryFolder();
        var failed = await CommandLine.RunAsync("run", run.Scenario, "--out", Path.Combine(folder.Write("file", ""), "out"));
        Assert.Equal(1, failed.Code);
        Assert.Contains("cannot be used", Assert.Single(failed.Error.TrimEnd().Split('\n')));
        Assert.Empty(failed.Output);
    }

    [Fact]
    public async Task RefusedScenarioWritesNothing()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("bad.yaml", CommandLine.Scenario.Replace("what: warfarin_to_doac", "what: warfarin_to_doca"));
        var refused = await CommandLine.RunAsync("run", file, "--out", folder["a", "out"]);
        Assert.Equal(2, refused.Code);
        Assert.Contains("did you mean 'warfarin_to_doac'?", refused.Error);
        Assert.Equal([file], Directory.GetFileSystemEntries(folder.Root));
    }

    [Theory]
    [InlineData("--patients", "0", "--patients: 'patients' must be a whole number from 1 to 10000000000; found '0'.")]
    [InlineData("--patients", "1.5", "found '1.5'")]
    [InlineData("--years", "101", "--years: 'years' must be a whole number from 1 to 100; found '101'.")]
    [InlineData("--seed", "-1", "--seed: 'seed' must be a whole number from 0 to 18446744073709551615; found '-1'.")]
    [InlineData("--seed", "one", "found 'one'")]
    [InlineData("--threads", "0", "--threads: must be a whole number from 1 to 1024; found '0'.")]
    public async Task OverridesAreCheckedLikeTheFile(string option, string value, string said)
    {
        using var folder = new TemporaryFolder();
        var refused = await CommandLine.RunAsync("run", run.Scenario, "--out", folder["out"], option, value);
        Assert.Equal(2, refused.Code);
        Assert.Contains(said, refused.Error);
        Assert.False(Directory.Exists(folder["out"]));
    }

    [Fact]
    public async Task OverridesGoBeforeTheFile()
    {
        using var folder = new TemporaryFolder();
        var ran = await CommandLine.RunAsync("run", run.Scenario, "--out", folder["out"], "--patients", "40", "--years", "2", "--seed", "18446744073709551615");
        Assert.Equal(0, ran.Code);
        Assert.Contains("note: arm 'doac-later'", ran.Output);
        var json = JsonDocument.Parse(File.ReadAllText(folder["out", "run.json"])).RootElement;
        Assert.Equal(40, json.GetProperty("counts").GetProperty("patients").GetInt64());
        Assert.Equal(2, json.GetProperty("counts").GetProperty("years").GetInt32());
        Assert.Equal(ulong.MaxValue, json.GetProperty("seed").GetUInt64());
    }

    [Fact]
    public void NobodyIsLostBetweenAliveAndDead()
    {
        var lines = run.Read("outcomes.csv").TrimEnd().Split('\n');
        var header = lines[0].Split(',');
        var (arm, year, alive, deaths) = (At("arm"), At("year"), At("alive"), At("deaths"));
        var rows = lines.Skip(1).Select(line => line.Split(',')).ToArray();
        var cells = rows.GroupBy(row => (Arm: row[arm], Year: Number(row[year]))).ToDictionary(
            group => group.Key, group => (Alive: group.Sum(row => Number(row[alive])), Deaths: group.Sum(row => Number(row[deaths]))));
        Assert.Equal(3 * 6, cells.Count);
        Assert.All(cells, cell => Assert.Equal(
            cell.Key.Year == 0 ? 500 : cells[(cell.Key.Arm, cell.Key.Year - 1)].Alive,
            cell.Value.Alive + cell.Value.Deaths));
        Assert.All(cells.Where(cell => cell.Key.Year == 5), cell => Assert.InRange(cell.Value.Alive, 1, 499));

        int At(string name) => Array.IndexOf(header, name);
        static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(19)]
    public async Task OnePatientAloneIsAsInTheRun(int id)
    {
        var lines = run.Read("trajectories.csv").Split('\n');
        foreach (var arm in new[] { null, "usual-care", "doac", "doac-later" })
        {
            string[] only = arm is null ? [] : ["--arm", arm];
            var alone = await CommandLine.RunAsync(["patient", run.Scenario, "--id", $"{id}", "--csv", .. only]);
            Assert.Equal(0, alone.Code);
            var expected = lines.Skip(1).Where(line => line.Split(',') is [var a, var patient, ..] && patient == $"{id}" && (arm is null || a == arm));
            Assert.Equal(string.Join('\n', [lines[0], .. expected, ""]), alone.Output);
        }
    }

    [Fact]
    public async Task PatientIsATableForReaders()
    {
        var table = await CommandLine.RunAsync("patient", run.Scenario, "--id", "499", "--arm", "doac");
        Assert.Equal(0, table.Code);
        Assert.StartsWith("Patient 499, a ", table.Output);
        Assert.Contains("baseline", table.Output);
        Assert.Contains(" 2018 ", table.Output);
        Assert.DoesNotContain("usual-care", table.Output);
    }

    [Theory]
    [InlineData("0", "doca", "--arm: no arm is named 'doca'; did you mean 'doac'?")]
    [InlineData("500", "doac", "--id: must be a whole number from 0 to 499, the patients of the scenario; found '500'.")]
    [InlineData("-1", "doac", "found '-1'")]
    public async Task UnknownPatientOrArmIsRefused(string id, string arm, string said)
    {
        var refused = await CommandLine.RunAsync("patient", run.Scenario, "--id", id, "--arm", arm);
        Assert.Equal(2, refused.Code);
        Assert.Contains(said, refused.Error);
        Assert.Empty(refused.Output);
    }
}
