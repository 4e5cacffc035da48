using System.Diagnostics;
using System.Globalization;
using Cohort.Physiology.Parameters;
using Cohort.Simulation.Output;
using Xunit.Abstractions;

namespace Cohort.Cli.Tests;

public sealed class UncertaintyTests(ITestOutputHelper log) : IDisposable
{
    private const string Scenario = """
        name: doses
        question: How sure is it?
        population: nhanes
        patients: 600
        years: 3
        arms:
          - name: usual-care
          - name: statin
            interventions:
              - what: statin
                dose: 0.4
        outcomes: {strata: [], trajectories: 0}
        """;

    private static readonly string[] Psa = ["--psa", "10", "--psa-parameters", "Plaque.CacGrowth", "--psa-parameters", "Valve.Growth"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task DrawsGiveIntervalsOnEverySummaryOutcomeAndLeaveTheRunAsItIs()
    {
        var file = _folder.Write("doses.yaml", Scenario);
        Assert.Equal(0, (await CommandLine.RunAsync("run", file, "--quiet", "--out", _folder["plain"])).Code);
        Assert.Equal(new CommandResult(0, "", ""), await CommandLine.RunAsync(["run", file, .. Psa, "--quiet", "--threads", "1", "--out", _folder["psa"]]));
        foreach (var name in Directory.GetFiles(_folder["plain"]).Select(path => Path.GetFileName(path)!).Where(name => name != "timings.json"))
        {
            Assert.Equal(File.ReadAllBytes(_folder["plain", name]), File.ReadAllBytes(_folder["psa", name]));
        }

        // Every value of the summary stands in the table, as do differences.
        var rows = Read("psa", "psa", "psa.csv");
        var byKey = rows.ToDictionary(row => (row["arm"], row["comparator"], row["stratum"], row["outcome"]));
        var summary = Read("psa", "summary.csv").Where(row => row["outcome"] != "patients").ToArray();
        Assert.All(summary, row => Assert.Equal(row["value"], byKey[(row["arm"], "", row["stratum"], row["outcome"])]["value"]));
        var differences = Read("psa", "comparisons.csv");
        Assert.All(differences, row => Assert.Equal(row["difference"], byKey[(row["arm"], row["comparator"], row["stratum"], row["outcome"])]["value"]));
        Assert.Equal(summary.Length + differences.Count, rows.Count(row => row["value"] != ""));

        // Coronary calcium hangs on its growth.
        var calcium = byKey[("usual-care", "", "all", "mean_cac")];
        Assert.True(Number(calcium["parameter_sd"]) > 0 && Number(calcium["chance_share"]) < 0.5);
        Assert.True(Number(calcium["total_sd"]) > Number(calcium["monte_carlo_sd"]) && Number(calcium["total_sd"]) > Number(calcium["parameter_sd"]));

        var draws = Read("psa", "psa", "psa_draws.csv");
        Assert.Equal(11, draws.Count);
        Assert.Equal(ModelParameters.Default.Plaque.CacGrowth.ToString(CultureInfo.InvariantCulture), draws[0]["parameters.Plaque.CacGrowth"]);
        Assert.Equal(11, draws.Select(row => row["parameters.Plaque.CacGrowth"]).Distinct().Count());

        // Any number of threads gives the same bytes; another seed other draws.
        Assert.Equal(0, (await CommandLine.RunAsync(["run", file, .. Psa, "--quiet", "--threads", "3", "--out", _folder["again"]])).Code);
        AssertSame(Path.Combine("psa", "psa"), Path.Combine("again", "psa"));
        Assert.Equal(0, (await CommandLine.RunAsync(["run", file, .. Psa, "--quiet", "--seed", "2", "--psa-patients", "200", "--out", _folder["other"]])).Code);
        Assert.NotEqual(draws[1]["parameters.Plaque.CacGrowth"], Read("other", "psa", "psa_draws.csv")[1]["parameters.Plaque.CacGrowth"]);
    }

    [Fact]
    public async Task AFinishedRunIsTakenAsItIsAndAFinishedAnalysisToo()
    {
        var file = _folder.Write("doses.yaml", Scenario);
        Assert.Equal(0, (await CommandLine.RunAsync("run", file, "--quiet", "--out", _folder["out"])).Code);
        var written = File.GetLastWriteTimeUtc(_folder["out", "run.json"]);
        var after = await CommandLine.RunAsync(["run", file, .. Psa, "--psa-patients", "200", "--out", _folder["out"]]);
        Assert.Equal(0, after.Code);
        Assert.Contains("holds this very run, which stays as it is", after.Output);
        Assert.Contains("95 % by parameters", after.Output);
        Assert.Equal(written, File.GetLastWriteTimeUtc(_folder["out", "run.json"]));
        Assert.Contains("nothing is left to do", (await CommandLine.RunAsync(["run", file, .. Psa, "--psa-patients", "200", "--out", _folder["out"]])).Output);

        var other = await CommandLine.RunAsync(["run", file, .. Psa, "--seed", "2", "--out", _folder["out"]]);
        Assert.Equal(2, other.Code);
        Assert.Contains("--force", other.Error);
    }

    [Fact]
    public async Task MorrisMethodRanksParametersAndDrawsThem()
    {
        var file = _folder.Write("doses.yaml", Scenario);
        string[] command = ["sensitivity", file, "--parameters", "Plaque.CacGrowth", "--parameters", "Observation.CacNoise", "--trajectories", "3", "--quiet"];
        Assert.Equal(new CommandResult(0, "", ""), await CommandLine.RunAsync([.. command, "--threads", "1", "--out", _folder["one"]]));
        var calcium = Read("one", "morris.csv").Where(row => row["arm"] == "usual-care" && row["outcome"] == "mean_cac").ToDictionary(row => row["parameter"]);
        Assert.Equal(("1", "2"), (calcium["Plaque.CacGrowth"]["rank"], calcium["Observation.CacNoise"]["rank"]));
        Assert.True(Number(calcium["Plaque.CacGrowth"]["mu"]) > 0);
        Assert.Equal(0, Number(calcium["Observation.CacNoise"]["mu_star"]));
        Assert.Equal(9, Read("one", "morris_points.csv").Count);

        var plot = System.Xml.Linq.XDocument.Load(_folder["one", "tornado-mean_cac.svg"]);
        Assert.Contains("Plaque.CacGrowth", plot.Root!.Value);
        Assert.DoesNotContain("Observation.CacNoise", plot.Root!.Value);
        Assert.Equal(Outcome.All.Count, Directory.GetFiles(_folder["one"], "tornado-*.svg").Length);

        Assert.Equal(0, (await CommandLine.RunAsync([.. command, "--threads", "3", "--out", _folder["three"]])).Code);
        AssertSame("one", "three");
    }

    [Fact]
    public async Task SobolsIndicesGiveAParameterThatIsAloneTheWholeVariance()
    {
        var file = _folder.Write("doses.yaml", Scenario);
        Assert.Equal(0, (await CommandLine.RunAsync("sensitivity", file, "--method", "sobol", "--parameters", "Plaque.CacGrowth", "--parameters", "Observation.CacNoise", "--rows", "4", "--quiet", "--out", _folder["out"])).Code);
        var calcium = Read("out", "sobol.csv").Where(row => row["arm"] == "usual-care" && row["outcome"] == "mean_cac").ToDictionary(row => row["parameter"]);
        Assert.Equal(0, Number(calcium["Observation.CacNoise"]["total"]));
        Assert.True(Number(calcium["Plaque.CacGrowth"]["total"]) > 0.3);
        Assert.Equal(16, Read("out", "sobol_points.csv").Count);
    }

    [Fact]
    public async Task APlanTellsPatientsForTheWantedPrecision()
    {
        var file = _folder.Write("doses.yaml", Scenario);
        async Task<long> PatientsAsync(params string[] wanted)
        {
            var plan = await CommandLine.RunAsync(["plan", file, "--outcome", "mean_cac", .. wanted]);
            Assert.Equal(0, plan.Code);
            var row = plan.Output.Split('\n').Single(line => line.Contains("mean_cac") && line.Contains("usual-care"));
            return long.Parse(row.Split(' ', StringSplitOptions.RemoveEmptyEntries)[6], NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
        }

        // Half the width takes four times the patients.
        var (wide, narrow) = (await PatientsAsync("--half-width", "8"), await PatientsAsync("--half-width", "4"));
        Assert.InRange(narrow / (double)wide, 3.5, 4.5);
        Assert.True(await PatientsAsync("--relative", "10%") > 600);
        Assert.Equal([file], Directory.GetFileSystemEntries(_folder.Root));
    }

    [Theory]
    [InlineData("run --psa 1", "--psa: must be a whole number from 10 to 100000; found '1'.")]
    [InlineData("run --psa-patients 500", "--psa-patients: belongs to --psa.")]
    [InlineData("run --psa 20 --part 1/2", "--psa: follows a whole run of this process")]
    [InlineData("run --psa 20 --psa-parameters Plaque.Growt", "there is no parameter or group 'Plaque.Growt'")]
    [InlineData("sensitivity --method fast", "--method: must be one of morris, sobol; found 'fast'.")]
    [InlineData("sensitivity --method sobol --parameters Plaque", "--method sobol takes at most 10")]
    [InlineData("sensitivity --rows 64", "--rows: does not belong to --method morris.")]
    [InlineData("sensitivity --trajectories 1", "--trajectories: must be a whole number from 2")]
    [InlineData("plan --outcome mean_cax", "did you mean 'mean_cac'?")]
    [InlineData("plan --half-width 3", "--half-width: is in the unit of one outcome")]
    [InlineData("plan --outcome mean_cac --half-width 0", "--half-width: must be a number above 0; found '0'.")]
    [InlineData("plan --relative x%", "--relative: must be a share above 0, such as 5% or 0.05; found 'x%'.")]
    [InlineData("plan --stratum men", "--stratum: must be one of all, male, female")]
    public async Task NonsenseIsRefusedAndLeavesNothing(string line, string said)
    {
        var file = _folder.Write("doses.yaml", Scenario);
        var words = line.Split(' ');
        string[] place = words[0] == "plan" ? [] : ["--out", _folder["out"]];
        var refused = await CommandLine.RunAsync([words[0], file, .. words[1..], .. place]);
        Assert.Equal(2, refused.Code);
        Assert.Contains(said, refused.Error);
        Assert.False(Directory.Exists(_folder["out"]));
    }

    [Fact]
    public async Task DrawsKilledAtAnyMomentGoOnToTheSameBytes()
    {
        _folder.Write("doses.yaml", Scenario);
        Assert.Equal(0, await RunProcessAsync("killed", null, psa: false));
        var clock = Stopwatch.StartNew();
        Assert.Equal(0, await RunProcessAsync("alone", null, psa: true));
        var (alone, kills) = (clock.Elapsed, 0);
        for (var wait = 0.5; await RunProcessAsync("killed", alone * wait, psa: true) is null; wait += 0.1)
        {
            kills++;
            Assert.InRange(kills, 0, 40);
        }

        log.WriteLine(FormattableString.Invariant($"killed {kills} times; undisturbed it takes {alone.TotalSeconds:0.00} s"));
        Assert.True(kills > 0);
        Assert.False(Directory.Exists(_folder["killed", "psa", "unfinished"]));
        AssertSame(Path.Combine("alone", "psa"), Path.Combine("killed", "psa"));
    }

    // Runs to the end, or kills the process after a while and gives null.
    private async Task<int?> RunProcessAsync(string results, TimeSpan? killAfter, bool psa)
    {
        var code = await KillableProcess.RunAsync(_folder.Root, killAfter, ["run", "doses.yaml", "--out", results, "--checkpoint-every", "0s", "--quiet", .. psa ? Psa : []]);
        Assert.Equal(0, code ?? 0);
        return code;
    }

    private List<Dictionary<string, string>> Read(params string[] path)
    {
        var lines = File.ReadAllLines(_folder[path]).Select(line => line.Split(',')).ToArray();
        return [.. lines.Skip(1).Select(cells => lines[0].Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    private void AssertSame(string one, string other)
    {
        var names = Directory.GetFiles(_folder[one]).Select(path => Path.GetFileName(path)!).Order().ToArray();
        Assert.Equal(names, Directory.GetFiles(_folder[other]).Select(path => Path.GetFileName(path)!).Order());
        Assert.All(names, name => Assert.Equal(File.ReadAllBytes(_folder[one, name]), File.ReadAllBytes(_folder[other, name])));
    }
}
