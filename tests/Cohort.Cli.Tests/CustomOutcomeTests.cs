using Cohort.Simulation.Output;
using Cohort.Simulation.Running;
using Cohort.Simulation.Scenarios;

namespace Cohort.Cli.Tests;

/// <summary>A scenario with outcomes of its own, through the commands.</summary>
public sealed class CustomOutcomeTests : IDisposable
{
    private const string Custom = """
          custom:
            - {name: calcified, description: Much calcium & poor kidneys, expression: cac > 100 and egfr < 60, statistic: ever, years: [1, 2]}
            - {name: log_cac, expression: log(cac + 1), statistic: mean, who: {sex: female}, ages: [50, 120]}

        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task InOneGoInPartsOrResumedTheBytesAreTheSameAndTheOtherFilesAreThoseWithoutThem()
    {
        var (file, without) = (_folder.Write("own.yaml", CommandLine.Scenario.TrimEnd() + "\n" + Custom), _folder.Write("without.yaml", CommandLine.Scenario));
        Assert.Equal(new CommandResult(0, "", ""), await CommandLine.RunAsync(SeveralSegments.Run(file, _folder["whole"], "--threads", "1")));
        Assert.Equal(0, (await CommandLine.RunAsync(SeveralSegments.Run(without, _folder["without"]))).Code);
        foreach (var part in new[] { "1/2", "2/2" })
        {
            Assert.Equal(0, (await CommandLine.RunAsync(SeveralSegments.Run(file, _folder[part[..1]], "--part", part, "--threads", "2"))).Code);
        }

        Assert.Equal(0, (await CommandLine.RunAsync("merge", _folder["2"], _folder["1"], "--out", _folder["merged"])).Code);

        // A run that was killed after two of its three segments.
        var plan = LoadedScenario.Load(file, new ScenarioOverrides("9000", "2", null)).Plan;
        using (var run = UnfinishedRun.Begin(_folder["resumed"], plan, RunPart.Whole, force: false))
        {
            run.Save(ResumeTests.After(plan, 2));
        }

        var resumed = await CommandLine.RunAsync("resume", _folder["resumed"]);
        Assert.Equal(0, resumed.Code);
        Assert.StartsWith("tiny: 8,192 of 9,000 patients were simulated before", resumed.Output);

        foreach (var other in new[] { "merged", "resumed" })
        {
            foreach (var name in new[] { "custom.csv", "outcomes.csv", "plan.bin", "run.json" })
            {
                Assert.Equal(File.ReadAllBytes(_folder["whole", name]), File.ReadAllBytes(_folder[other, name]));
            }
        }

        Assert.False(File.Exists(_folder["without", "custom.csv"]));
        foreach (var name in new[] { "outcomes.csv", "summary.csv", "comparisons.csv", "replicates.csv", "trajectories.csv", "events.csv" })
        {
            Assert.Equal(File.ReadAllBytes(_folder["without", name]), File.ReadAllBytes(_folder["whole", name]));
        }

        // Three arms, years 1 and 2 of the one, 0 to 2 of the other.
        Assert.Equal(1 + (3 * (2 + 3)), File.ReadLines(_folder["whole", "custom.csv"]).Count());

        Assert.Equal(0, (await CommandLine.RunAsync("report", _folder["whole"])).Code);
        var report = File.ReadAllText(_folder["whole", "report.html"]);
        Assert.Contains("Much calcium &amp; poor kidneys</th><td><code>cac &gt; 100 and egfr &lt; 60</code>", report);
        Assert.Contains("statistic: ever", report);

        var query = await CommandLine.RunAsync("query", _folder["whole"], "select count(*) as rows from custom where statistic = 'mean' and year = 2 and value > 0");
        Assert.Contains("3", query.Output);
    }

    [Fact]
    public async Task AMistakeInAFormulaIsRefusedBeforeAnythingRuns()
    {
        var file = _folder.Write("own.yaml", CommandLine.Scenario.TrimEnd() + "\n" + Custom.Replace("egfr < 60", "egrf < 60"));
        foreach (var command in new[] { "check", "run" })
        {
            var result = await CommandLine.RunAsync(command, file);
            Assert.Equal(2, result.Code);
            Assert.Equal(
                $"{file}:21:79: 'expression', character 15: unknown name 'egrf', did you mean 'egfr'?; allowed are the columns of trajectories.csv, events as new_stroke, and death.\n",
                result.Error);
        }
    }

    [Theory]
    [InlineData("sweep --vary seed=1,2 --patients 50 --years 1 --out", true)]
    [InlineData("plan --patients 400 --years 1 --outcome mean_cac", false)]
    [InlineData("trial --outcome cac --size 20 --replicates 10", false)]
    public async Task WhoeverLeavesThemOutSaysSoOnce(string command, bool files)
    {
        const string Note = "note: the scenario's custom outcomes are left out here; custom.csv of a run tells them.\n";
        var words = command.Split(' ');
        string[] place = files ? [_folder["files"]] : [];
        var custom = await CommandLine.RunAsync([words[0], _folder.Write("own.yaml", CommandLine.Scenario.TrimEnd() + "\n" + Custom), .. words[1..], .. place]);
        Assert.Equal((0, 2), (custom.Code, (custom.Output + custom.Error).Split(Note).Length));

        // Where standard output is an answer, the note stands beside it.
        Assert.Equal(files ? "" : Note, custom.Error);
        var without = await CommandLine.RunAsync([words[0], _folder.Write("plain.yaml", CommandLine.Scenario), .. words[1..], .. place.Select(path => path + "-plain")]);
        Assert.Equal((0, ""), (without.Code, without.Error));
        Assert.DoesNotContain("custom", without.Output);
    }
}
