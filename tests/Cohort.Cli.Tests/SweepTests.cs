using System.Diagnostics;
using System.Text.Json;
using Xunit.Abstractions;

namespace Cohort.Cli.Tests;

public sealed class SweepTests(ITestOutputHelper log) : IDisposable
{
    private const string Scenario = """
        name: doses
        question: How much does the dose matter?
        population: nhanes
        patients: 4000
        years: 3
        arms:
          - name: usual-care
          - name: statin
            interventions:
              - what: statin
                dose: 0.4
        outcomes: {strata: [], trajectories: 0}
        """;

    private static readonly string[] Doses = ["--vary", "arms.statin.interventions.0.dose=0.2,0.6", "--vary", "seed=1,2"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EveryPointIsARowWithTheOutcomesOfItsRun()
    {
        var file = _folder.Write("doses.yaml", Scenario);
        Assert.Equal(new CommandResult(0, "", ""), await CommandLine.RunAsync(["sweep", file, .. Doses, "--quiet", "--threads", "1", "--out", _folder["sweep"]]));
        var rows = Read("sweep");
        Assert.Equal(["1 0.2 1", "2 0.2 2", "3 0.6 1", "4 0.6 2"], rows.Select(row => $"{row["point"]} {row["arms.statin.interventions.0.dose"]} {row["seed"]}"));

        var other = _folder.Write("other.yaml", Scenario.Replace("dose: 0.4", "dose: 0.6"));
        Assert.Equal(0, (await CommandLine.RunAsync("run", other, "--seed", "2", "--quiet", "--out", _folder["run"])).Code);
        var summary = File.ReadLines(_folder["run", "summary.csv"]).Select(line => line.Split(',')).Where(cells => cells[1] == "all" && cells[2] != "patients").ToArray();
        Assert.Equal(50, summary.Length);
        Assert.All(summary, cells => Assert.Equal(cells[3], rows[3][$"{cells[0]}.{cells[2]}"]));
        var compared = File.ReadLines(_folder["run", "comparisons.csv"]).Select(line => line.Split(',')).Where(cells => cells[2] == "all").ToArray();
        Assert.Equal(25, compared.Length);
        Assert.All(compared, cells => Assert.Equal(cells[5], rows[3][$"{cells[0]}.{cells[3]}.difference"]));

        // Any number of threads gives the same bytes.
        Assert.Equal(0, (await CommandLine.RunAsync(["sweep", file, .. Doses, "--quiet", "--threads", "3", "--out", _folder["again"]])).Code);
        AssertSame("sweep", "again");
        var json = JsonDocument.Parse(File.ReadAllText(_folder["sweep", "experiment.json"])).RootElement;
        Assert.Equal((4, "factorial"), (json.GetProperty("points").GetInt32(), json.GetProperty("design").GetString()));
    }

    [Fact]
    public async Task OfARangeEveryPointHasAnotherValue()
    {
        var file = _folder.Write("doses.yaml", Scenario);
        string[] sweep = ["sweep", file, "--vary", "arms.statin.interventions.0.dose=0.1..0.5", "--vary", "parameters.Plaque.Ldl=0.1..0.35", "--patients", "600"];
        foreach (var design in new[] { "lhs", "sobol" })
        {
            Assert.Equal(0, (await CommandLine.RunAsync([.. sweep, "--design", design, "--points", "4", "--quiet", "--out", _folder[design]])).Code);
            var rows = Read(design);
            Assert.Equal(4, rows.Select(row => row["arms.statin.interventions.0.dose"]).Distinct().Count());
            Assert.Equal(4, rows.Select(row => row["parameters.Plaque.Ldl"]).Distinct().Count());
            Assert.Equal(4, rows.Select(row => row["usual-care.mean_cac"]).Distinct().Count());
        }
    }

    [Theory]
    [InlineData("--vary seed=1,2 --seed 3", "--seed: cannot stand beside --vary seed.")]
    [InlineData("--vary seed=1..3", "--vary seed: a range needs --design lhs or sobol and --points")]
    [InlineData("--vary seed=1,2 --points 5", "--points: belongs to --design lhs or sobol")]
    [InlineData("--vary seed=1..3 --design lhs", "--points: is needed")]
    [InlineData("--vary seed=1..3 --design halton --points 5", "--design: must be one of factorial, lhs, sobol; found 'halton'.")]
    [InlineData("--vary seed=1,2 --vary seed=3,4", "'seed' is varied twice")]
    [InlineData("--vary arms.statin.name=a,b", "the name of an arm cannot be varied")]
    [InlineData("--vary arms.statn.interventions.0.dose=0.1", "did you mean 'statin'?")]
    [InlineData("", "Option '--vary' is required")]
    public async Task NonsenseIsRefusedAndLeavesNothing(string options, string said)
    {
        var file = _folder.Write("doses.yaml", Scenario);
        var refused = await CommandLine.RunAsync(["sweep", file, "--out", _folder["out"], .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Equal(2, refused.Code);
        Assert.Contains(said, refused.Error);
        Assert.False(Directory.Exists(_folder["out"]));
    }

    [Fact]
    public async Task OtherResultsAreReplacedOnlyByForce()
    {
        var file = _folder.Write("doses.yaml", Scenario);
        Directory.CreateDirectory(_folder["out"]);
        _folder.Write("out/mine.txt", "mine");
        string[] sweep = ["sweep", file, "--vary", "seed=1", "--patients", "100", "--quiet", "--out", _folder["out"]];
        var refused = await CommandLine.RunAsync(sweep);
        Assert.Equal(2, refused.Code);
        Assert.Contains("is not empty; give --force", refused.Error);
        Assert.Equal(0, (await CommandLine.RunAsync([.. sweep, "--force"])).Code);
    }

    [Fact]
    public async Task ASweepKilledWhileItsResultsAreWrittenGoesOn()
    {
        var file = _folder.Write("doses.yaml", Scenario);
        Directory.CreateDirectory(_folder["out", "unfinished"]);
        _folder.Write("out/sweep.csv", "point\n");
        Assert.Equal(0, (await CommandLine.RunAsync("sweep", file, "--vary", "seed=1", "--patients", "100", "--quiet", "--out", _folder["out"])).Code);
        Assert.False(Directory.Exists(_folder["out", "unfinished"]));
        Assert.NotEqual("point\n", File.ReadAllText(_folder["out", "sweep.csv"]));
    }

    // As if killed between the removal of its state and its exit.
    [Fact]
    public async Task AFinishedSweepIsLeftAsItIs()
    {
        var file = _folder.Write("doses.yaml", Scenario);
        string[] sweep = ["sweep", file, "--vary", "seed=1", "--patients", "100", "--out", _folder["out"]];
        Assert.Equal(0, (await CommandLine.RunAsync(sweep)).Code);
        var written = File.GetLastWriteTimeUtc(_folder["out", "sweep.csv"]);
        var again = await CommandLine.RunAsync(sweep);
        Assert.Equal(0, again.Code);
        Assert.Contains("nothing is left to do", again.Output);
        Assert.Equal(written, File.GetLastWriteTimeUtc(_folder["out", "sweep.csv"]));

        var other = await CommandLine.RunAsync([.. sweep, "--years", "2"]);
        Assert.Equal(2, other.Code);
        Assert.Contains("is not empty; give --force", other.Error);
    }

    [Fact]
    public async Task ASweepKilledAtAnyMomentGoesOnToTheSameBytes()
    {
        _folder.Write("doses.yaml", Scenario);
        var clock = Stopwatch.StartNew();
        Assert.Equal(0, await RunAsync("alone", null));
        var alone = clock.Elapsed;
        var (kills, random) = (0, new Random(20260101));
        for (var wait = 0.45; await RunAsync("killed", alone * (wait + (0.3 * random.NextDouble()))) is not { } code; wait += 0.02)
        {
            kills++;
            Assert.InRange(kills, 0, 40);
        }

        var found = Directory.GetFiles(_folder["killed"]).Select(path => Path.GetFileName(path)!).Order();
        log.WriteLine(FormattableString.Invariant($"killed {kills} times; undisturbed it takes {alone.TotalSeconds:0.00} s"));
        Assert.True(kills > 0);
        Assert.Equal(["experiment.json", "sweep.csv"], found);
        Assert.False(Directory.Exists(_folder["killed", "unfinished"]));
        AssertSame("alone", "killed");
    }

    // Runs to the end, or kills the process after a while and gives null.
    private async Task<int?> RunAsync(string results, TimeSpan? killAfter)
    {
        var code = await KillableProcess.RunAsync(
            _folder.Root, killAfter, ["sweep", "doses.yaml", .. Doses, "--patients", "20000", "--out", results, "--checkpoint-every", "0s", "--quiet"]);
        Assert.Equal(0, code ?? 0);
        return code;
    }

    private List<Dictionary<string, string>> Read(string results)
    {
        var lines = File.ReadAllLines(_folder[results, "sweep.csv"]).Select(line => line.Split(',')).ToArray();
        return [.. lines.Skip(1).Select(cells => lines[0].Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    private void AssertSame(string one, string other) =>
        Assert.All(new[] { "sweep.csv", "experiment.json" }, name => Assert.Equal(File.ReadAllBytes(_folder[one, name]), File.ReadAllBytes(_folder[other, name])));
}
