using System.Globalization;

namespace Cohort.Cli.Tests;

/// <summary>Every scenario of the library runs, and its arms part in the direction that its text says: the same patients, the same chance events.</summary>
public sealed class ScenarioLibraryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Scenario, patients, arm, outcome, baseline stratum, sign of the difference from the first arm.</summary>
    public static TheoryData<string, int, string, string, string, int> Directions => new()
    {
        { "bisphosphonate-trade-off", 8000, "everybody", "mean_medial_calcium", "age_70_plus", -1 },
        { "calcium-or-not", 2000, "calcium-free", "mean_phosphate", "all", -1 },
        { "calcium-or-not", 2000, "calcium-based", "mean_phosphate", "all", -1 },
        { "ckd-diabetes-factorial", 8000, "kidney", "mean_egfr", "ckd_g3a_plus", 1 },
        { "ckd-diabetes-factorial", 8000, "glucose", "mean_pwv", "diabetes", -1 },
        { "crystal-growth-inhibitor", 2000, "early", "mean_cac", "all", -1 },
        { "early-or-late", 8000, "early", "life_years", "ckd_g3a_plus", 1 },
        { "glucose-early-or-late", 8000, "now", "mean_avc", "diabetes", -1 },
        { "hyperparathyroidism-surgery", 2000, "surgery-now", "mean_phosphate", "all", 1 },
        { "lifelong-anticoagulant", 8000, "warfarin", "mean_medial_calcium", "age_70_plus", 1 },
        { "lifelong-anticoagulant", 8000, "none", "strokes_per_1000", "warfarin", 1 },
        { "phosphate-ckd-or-dialysis", 8000, "before-dialysis", "mean_osteogenic", "ckd_g3a_plus", -1 },
        { "phosphate-lowering", 8000, "calcium-free", "mean_osteogenic", "ckd_g3a_plus", -1 },
        { "sglt2-inhibitor", 8000, "from-g2", "mean_egfr", "all", 1 },
        { "transplant-early-or-late", 2000, "after-1-year", "life_years", "all", 1 },
        { "trial-bone-drugs-valve", 2000, "alendronate", "mean_avc", "all", -1 },
        { "trial-crystal-growth-inhibitor", 2000, "snf472", "mean_cac", "all", -1 },
        { "trial-rivaroxaban-dialysis", 4000, "rivaroxaban", "mean_medial_calcium", "all", -1 },
        { "trial-vitamin-k-valve", 2000, "vitamin-k", "mean_avc", "all", -1 },
        { "valve-screening", 8000, "at-3-5-m-s", "valve_replacements_per_1000", "all", 1 },
        { "vitamin-d", 4000, "intoxication", "mean_osteogenic", "all", 1 },
        { "vitamin-k", 8000, "vitamin-k", "mean_medial_calcium", "age_50_69", -1 },
        { "warfarin-to-doac", 8000, "doac", "mean_medial_calcium", "warfarin", -1 },
        { "warfarin-to-doac-5-10", 8000, "after-5-years", "mean_medial_calcium", "warfarin", -1 },
    };

    /// <summary>Scenarios of one arm: outcome, stratum that has more, stratum that has less.</summary>
    public static TheoryData<string, int, string, string, string> Strata => new()
    {
        { "natural-history", 4000, "mean_cac", "male", "female" },
        { "natural-history-from-40", 4000, "mean_cac", "male", "female" },
        { "natural-history-from-40", 4000, "mean_cac", "diabetes", "no_diabetes" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Directions))]
    public async Task ArmsPartInTheDirectionThatTheTextSays(string scenario, int patients, string arm, string outcome, string stratum, int sign)
    {
        var rows = await RunAsync(scenario, patients, "comparisons.csv");
        var difference = rows.Single(row => row["arm"] == arm && row["outcome"] == outcome && row["stratum"] == stratum)["difference"];
        Assert.Equal(sign, Math.Sign(double.Parse(difference, CultureInfo.InvariantCulture)));
    }

    [Theory]
    [MemberData(nameof(Strata))]
    public async Task StrataDifferAsTheTextSays(string scenario, int patients, string outcome, string more, string less)
    {
        var rows = await RunAsync(scenario, patients, "summary.csv");
        double Value(string stratum) => double.Parse(rows.Single(row => row["outcome"] == outcome && row["stratum"] == stratum)["value"], CultureInfo.InvariantCulture);
        Assert.True(Value(more) > Value(less));
    }

    [Fact]
    public void EveryScenarioIsTriedAndExplained()
    {
        var tried = Directions.Select(row => (string)row[0]).Concat(Strata.Select(row => (string)row[0])).ToHashSet();
        var files = Directory.GetFiles(Path.Combine(Checkout.Root, "scenarios"), "*.yaml");
        Assert.True(files.Length >= 15);
        var readme = File.ReadAllText(Path.Combine(Checkout.Root, "scenarios", "README.md"));
        foreach (var file in files)
        {
            var (name, text) = (Path.GetFileNameWithoutExtension(file), File.ReadAllText(file));
            Assert.Contains(name, tried);
            Assert.Contains("# Rationale.", text);
            Assert.Contains("Expected reading.", text);
            Assert.Contains("question:", text);
            Assert.Contains($"[{name}]({name}.yaml)", readme);
        }
    }

    private async Task<List<Dictionary<string, string>>> RunAsync(string scenario, int patients, string file)
    {
        var folder = _folder["out"];
        var result = await CommandLine.RunAsync(
            "run", Path.Combine(Checkout.Root, "scenarios", scenario + ".yaml"), "--patients", patients.ToString(CultureInfo.InvariantCulture), "--out", folder, "--quiet");
        Assert.Equal((0, ""), (result.Code, result.Error));
        var lines = File.ReadAllLines(Path.Combine(folder, file));
        var columns = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => columns.Zip(line.Split(',')).ToDictionary(pair => pair.First, pair => pair.Second))];
    }
}
