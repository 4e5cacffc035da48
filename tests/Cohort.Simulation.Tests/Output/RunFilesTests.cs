using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Cohort.Physiology.State;
using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Output;
using Cohort.Simulation.Running;
using Cohort.Simulation.Tests.Running;

namespace Cohort.Simulation.Tests.Output;

public sealed class RunFilesTests
{
    private static readonly Lazy<RunTable> Table = new(() =>
    {
        var table = new OutcomeTable(Plans.Plan.Shape);
        for (var first = 0UL; first < 2000; first += 500)
        {
            FakeSimulator.RunBlock(Plans.Plan, first, 500, table);
        }

        var run = new RunTable(Plans.Plan.Shape);
        run.Add(table);
        return run;
    });

    [Fact]
    public void ARunsFilesAreTheSameBytesEveryTimeAndTheirHashesAreInRunJson()
    {
        using var one = new TemporaryFolder();
        using var two = new TemporaryFolder();
        WriteAll(one);
        WriteAll(two);
        using var run = JsonDocument.Parse(File.ReadAllText(one["run.json"]));
        Assert.Equal(OutputDictionary.RunJsonKeys.Select(key => key.Key), run.RootElement.EnumerateObject().Select(property => property.Name));
        var listed = run.RootElement.GetProperty("files").EnumerateArray().ToDictionary(file => file.GetProperty("name").GetString()!);
        var tables = OutputDictionary.Tables.Where(table => table.Name != RunFiles.Custom).ToArray(); // The scenario defines no outcome of its own.
        Assert.Equal(tables.Select(table => table.Name).Order(StringComparer.Ordinal), listed.Keys);
        foreach (var table in tables)
        {
            var bytes = File.ReadAllBytes(one[table.Name]);
            Assert.Equal(bytes, File.ReadAllBytes(two[table.Name]));
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), listed[table.Name].GetProperty("sha256").GetString());
            Assert.Equal(bytes.Length, listed[table.Name].GetProperty("bytes").GetInt64());
            Assert.DoesNotContain((byte)'\r', bytes);
            Assert.Equal((byte)'\n', bytes[^1]);
            var text = Encoding.UTF8.GetString(bytes);
            Assert.DoesNotContain("NaN", text);
            Assert.DoesNotMatch("(^|,)-0(\\.0*)?(,|\n)", text);
            Assert.Equal(string.Join(',', table.Columns.Select(column => column.Name)), text[..text.IndexOf('\n')]);
        }

        Assert.Equal(File.ReadAllBytes(one["run.json"]), File.ReadAllBytes(two["run.json"]));
        Assert.DoesNotContain("somewhere", File.ReadAllText(one["run.json"]));
        using var timings = JsonDocument.Parse(File.ReadAllText(one["timings.json"]));
        Assert.Equal(OutputDictionary.TimingsKeys.Select(key => key.Key), timings.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.True(RunDirectory.IsFinished(one.Path));
        Assert.Equal(File.ReadAllBytes(one["plan.bin"]), File.ReadAllBytes(two["plan.bin"]));
        Assert.Equal(9, Directory.GetFiles(one.Path).Length);
    }

    [Fact]
    public void ReplicatesAddUpToTheOutcomes()
    {
        var outcomes = Read(stream => OutcomesCsv.Write(stream, Plans.Plan, Table.Value));
        var replicates = Read(stream => ReplicatesCsv.Write(stream, Plans.Plan, Table.Value));
        foreach (var year in replicates.GroupBy(row => (Arm: row["arm"], Year: int.Parse(row["year"]))))
        {
            var rows = outcomes.Where(row => row["arm"] == year.Key.Arm && int.Parse(row["year"]) == year.Key.Year).ToArray();
            var before = outcomes.Where(row => row["arm"] == year.Key.Arm && int.Parse(row["year"]) <= year.Key.Year).ToArray();
            Assert.Equal(rows.Sum(row => long.Parse(row["alive"])), year.Sum(row => long.Parse(row["alive"])));
            Assert.Equal(rows.Sum(row => long.Parse(row["n_cac_positive"])), year.Sum(row => long.Parse(row["cac_positive"])));
            Assert.Equal(before.Sum(row => long.Parse(row["deaths"])), year.Sum(row => long.Parse(row["deaths"])));
            Assert.Equal(before.Sum(row => long.Parse(row["new_fracture"])), year.Sum(row => long.Parse(row["fractures"])));
            Assert.Equal(
                before.Sum(row => double.Parse(row["person_years"], CultureInfo.InvariantCulture)), year.Sum(row => double.Parse(row["life_years"], CultureInfo.InvariantCulture)));
        }
    }

    [Fact]
    public void OutcomesAddUp()
    {
        var rows = Read(stream => OutcomesCsv.Write(stream, Plans.Plan, Table.Value));
        foreach (var arm in rows.GroupBy(row => row["arm"]))
        {
            var alive = 2000L;
            foreach (var year in arm.GroupBy(row => int.Parse(row["year"])).OrderBy(year => year.Key))
            {
                Assert.Equal(alive, year.Sum(row => long.Parse(row["alive"]) + long.Parse(row["deaths"])));
                alive = year.Sum(row => long.Parse(row["alive"]));
                var deaths = year.Sum(row => long.Parse(row["deaths"]));
                Assert.Equal(year.Key == 0 ? 0 : alive + (deaths * 0.5), year.Sum(row => double.Parse(row["person_years"], CultureInfo.InvariantCulture)));
                Assert.All(year, row => Assert.Equal((2019 + year.Key).ToString(CultureInfo.InvariantCulture), row["calendar_year"]));
                Assert.All(year, row => Assert.Equal(
                    long.Parse(row["alive"]),
                    long.Parse(row["n_stenosis_none"]) + long.Parse(row["n_stenosis_mild"]) + long.Parse(row["n_stenosis_moderate"])
                        + long.Parse(row["n_stenosis_severe"]) + long.Parse(row["n_valve_replaced"])));
            }
        }

        Assert.Equal(3, rows.GroupBy(row => row["arm"]).Count());
        Assert.All(rows, row => Assert.Equal("all", row["ckd_stage"]));
        Assert.Contains(rows, row => row["sex"] == "female" && row["age_band"] == "80-89");
    }

    [Fact]
    public void SummaryAgreesWithOutcomesAndComparisonsWithSummary()
    {
        var results = new HorizonResults(Plans.Plan, Table.Value);
        var summary = Read(results.WriteSummary).ToDictionary(row => (row["arm"], row["stratum"], row["outcome"]));
        var outcomes = Read(stream => OutcomesCsv.Write(stream, Plans.Plan, Table.Value));
        foreach (var arm in Plans.Scenario.Arms.Select(arm => arm.Name))
        {
            var deaths = outcomes.Where(row => row["arm"] == arm).Sum(row => long.Parse(row["deaths"]));
            var all = summary[(arm, "all", "deaths_per_1000")];
            Assert.Equal(deaths / 2.0, Number(all, "value"), 1e-4);
            Assert.InRange(Number(all, "value"), Number(all, "ci_low"), Number(all, "ci_high"));
            Assert.InRange(Number(all, "value"), Number(all, "survey_ci_low"), Number(all, "survey_ci_high"));
            var last = outcomes.Where(row => row["arm"] == arm && row["year"] == "4").ToArray();
            var share = last.Sum(row => long.Parse(row["n_cac_positive"])) / (double)last.Sum(row => long.Parse(row["alive"]));
            Assert.Equal(share, Number(summary[(arm, "all", "prev_cac_positive")], "value"), 1e-6);
            var years = outcomes.Where(row => row["arm"] == arm).Sum(row => Number(row, "person_years"));
            Assert.Equal(years / 2000, Number(summary[(arm, "all", "life_years")], "value"), 1e-5);
            Assert.Equal("2000", summary[(arm, "all", "patients")]["value"]);
            Assert.Equal(2000, Number(summary[(arm, "diabetes", "patients")], "value") + Number(summary[(arm, "no_diabetes", "patients")], "value"));
            Assert.Equal("", summary[(arm, "female", "deaths_per_1000")]["survey_ci_low"]);
        }

        foreach (var row in Read(results.WriteComparisons))
        {
            var (arm, reference) = (summary[(row["arm"], row["stratum"], row["outcome"])], summary[(row["comparator"], row["stratum"], row["outcome"])]);
            Assert.Equal(Number(arm, "value") - Number(reference, "value"), Number(row, "difference"), 2e-2);
            Assert.InRange(Number(row, "difference"), Number(row, "difference_ci_low"), Number(row, "difference_ci_high"));
        }
    }

    [Fact]
    public void ArmsThatDoNotDifferDifferByExactlyNothing()
    {
        var scenario = Plans.Scenario with { Arms = [Plans.Scenario.Arms[0], Plans.Scenario.Arms[0] with { Name = "again" }] };
        var plan = RunPlan.Create(scenario, Plans.Population);
        var table = new OutcomeTable(plan.Shape);
        FakeSimulator.RunBlock(plan, 0, 500, table);
        var run = new RunTable(plan.Shape);
        run.Add(table);
        Assert.All(Read(new HorizonResults(plan, run).WriteComparisons), row =>
        {
            Assert.Equal([0, 0, 0], new[] { "difference", "difference_ci_low", "difference_ci_high" }.Select(name => Number(row, name)));
            Assert.True(row["ratio"] is "1.000000" or "");
        });
    }

    [Fact]
    public void TrajectoriesHaveEveryVariableAndAreSorted()
    {
        var histories = new FakeSimulator().Histories(Plans.Plan, [2, 0]);
        var rows = Read(stream => TrajectoryCsv.Write(stream, Plans.Scenario, histories));
        Assert.Equal(Variables.Count + 4, rows[0].Count);
        var keys = rows.Select(row => (Array.FindIndex([.. Plans.Scenario.Arms], arm => arm.Name == row["arm"]), int.Parse(row["patient"]), int.Parse(row["year"]))).ToArray();
        Assert.Equal(keys.Order(), keys);
        Assert.Equal((0, 0, 0), keys[0]);

        // One patient alone is written to the same last digit.
        var alone = Read(stream => TrajectoryCsv.Write(stream, Plans.Scenario, new FakeSimulator().Histories(Plans.Plan, [2])));
        Assert.Equal(rows.Where(row => row["patient"] == "2").Select(row => row.Values), alone.Select(row => row.Values));
    }

    [Fact]
    public void EventsAreThoseOfTheHistories()
    {
        ulong[] patients = [.. Enumerable.Range(0, 200).Select(i => (ulong)i)];
        var histories = new FakeSimulator().Histories(Plans.Plan, patients);
        var rows = Read(stream => EventCsv.Write(stream, Plans.Scenario, histories));
        var deaths = histories.Count(history => history.Rows[^1].Values[(int)Variable.Alive] == 0);
        Assert.True(deaths > 0);
        Assert.Equal(deaths, rows.Count(row => row["event"] == "death"));
        Assert.All(rows, row => Assert.Equal(row["event"] == "death", row["detail"] != ""));
        var bits = histories.Sum(history => history.Rows.Skip(1).Sum(row => int.PopCount((int)row.Values[(int)Variable.Events])));
        Assert.Equal(bits, rows.Count);
    }

    private static void WriteAll(TemporaryFolder folder)
    {
        using var directory = RunDirectory.Create(folder.Path);
        var histories = new FakeSimulator().Histories(Plans.Plan, Plans.Plan.SampledPatients);
        RunFiles.WriteAll(directory, Plans.Plan, Table.Value, histories, new RunTimings(DateTimeOffset.UtcNow, TimeSpan.FromSeconds(2), "embedded", 2, 100, 1));
    }

    private static double Number(Dictionary<string, string> row, string column) => double.Parse(row[column], CultureInfo.InvariantCulture);

    private static List<Dictionary<string, string>> Read(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        var lines = Encoding.UTF8.GetString(stream.ToArray()).TrimEnd('\n').Split('\n').Select(line => line.Split(',')).ToArray();
        return [.. lines.Skip(1).Select(line => lines[0].Zip(line).ToDictionary(pair => pair.First, pair => pair.Second))];
    }
}
