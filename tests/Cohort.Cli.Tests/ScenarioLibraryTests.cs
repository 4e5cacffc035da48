using System.Globalization;

namespace Cohort.Cli.Tests;

/// <summary>Every scenario of the library runs, and its arms part in the direction that its text says: the same patients, the same chance events.</summary>
public sealed class ScenarioLibraryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Scenario, patients, arm, outcome, baseline stratum, sign of the difference from the first arm.</summary>
    private static readonly (string Scenario, int Patients, string Arm, string Outcome, string Stratum, int Sign)[] Directions =
    [
        ("bisphosphonate-trade-off", 8000, "everybody", "mean_medial_calcium", "age_70_plus", -1),
        ("bisphosphonate-trade-off", 8000, "sparing-ckd", "fractures_per_1000", "all", -1),
        ("calcium-or-not", 2000, "calcium-free", "mean_phosphate", "all", -1),
        ("calcium-or-not", 2000, "calcium-based", "mean_phosphate", "all", -1),
        ("calcium-or-not", 2000, "calcium-free", "mean_cac", "all", -1),
        ("calcium-or-not", 2000, "calcium-based", "mean_cac", "all", 1),
        ("ckd-diabetes-factorial", 8000, "kidney", "mean_egfr", "ckd_g3a_plus", 1),
        ("ckd-diabetes-factorial", 8000, "glucose", "mean_pwv", "diabetes", -1),
        ("ckd-diabetes-factorial", 8000, "both", "dialysis_starts_per_1000", "diabetes", -1),
        ("crystal-growth-inhibitor", 2000, "early", "mean_cac", "all", -1),
        ("crystal-growth-inhibitor", 2000, "late", "mean_cac", "all", -1),
        ("early-or-late", 8000, "early", "life_years", "ckd_g3a_plus", 1),
        ("early-or-late", 8000, "late", "life_years", "ckd_g3a_plus", 1),
        ("early-or-late", 8000, "early-then-stopped", "life_years", "ckd_g3a_plus", 1),
        ("early-or-late", 8000, "phosphate-early", "life_years", "ckd_g3a_plus", 1),
        ("glucose-early-or-late", 8000, "now", "mean_medial_calcium", "diabetes", -1),
        ("glucose-early-or-late", 8000, "ten-years-later", "mean_medial_calcium", "diabetes", -1),
        ("hyperparathyroidism-surgery", 2000, "surgery-now", "mean_phosphate", "all", 1),
        ("hyperparathyroidism-surgery", 2000, "surgery-after-10-years", "fractures_per_1000", "all", -1),
        ("lifelong-anticoagulant", 8000, "warfarin", "mean_medial_calcium", "age_70_plus", 1),
        ("lifelong-anticoagulant", 8000, "doac", "strokes_per_1000", "all", -1),
        ("lifelong-anticoagulant", 8000, "none", "strokes_per_1000", "warfarin", 1),
        ("phosphate-ckd-or-dialysis", 8000, "before-dialysis", "mean_osteogenic", "ckd_g3a_plus", -1),
        ("phosphate-ckd-or-dialysis", 8000, "on-dialysis", "mean_phosphate", "all", -1),
        ("phosphate-ckd-or-dialysis", 8000, "both", "mean_osteogenic", "ckd_g3a_plus", -1),
        ("phosphate-lowering", 8000, "calcium-free", "mean_osteogenic", "ckd_g3a_plus", -1),
        ("phosphate-lowering", 8000, "calcium-based", "mean_phosphate", "all", -1),
        ("phosphate-lowering", 8000, "calcium-free-if-high", "mean_phosphate", "all", -1),
        ("sglt2-inhibitor", 8000, "from-g2", "mean_egfr", "all", 1),
        ("sglt2-inhibitor", 8000, "from-g3b", "dialysis_starts_per_1000", "all", -1),
        ("time-with-high-phosphate", 8000, "binder", "mean_phosphate", "ckd_g3a_plus", -1),
        ("transplant-early-or-late", 2000, "after-1-year", "life_years", "all", 1),
        ("transplant-early-or-late", 2000, "after-5-years", "life_years", "all", 1),
        ("trial-bone-drugs-valve", 8000, "alendronate", "mean_avc", "all", -1),
        ("trial-bone-drugs-valve", 8000, "denosumab", "mean_avc", "all", 0),
        ("trial-crystal-growth-inhibitor", 2000, "snf472", "mean_cac", "all", -1),
        ("trial-rivaroxaban-dialysis", 4000, "rivaroxaban", "mean_medial_calcium", "all", -1),
        ("trial-rivaroxaban-dialysis", 4000, "rivaroxaban-vitamin-k", "mean_cac", "all", -1),
        ("trial-vitamin-k-valve", 2000, "vitamin-k", "mean_avc", "all", -1),
        ("valve-screening", 30000, "cuts-by-sex", "valve_replacements_per_1000", "all", 1),
        ("valve-screening", 30000, "half-cuts", "valve_replacements_per_1000", "female", 1),
        ("valve-screening", 30000, "one-cut", "valve_replacements_per_1000", "male", 1),
        ("valve-screening", 30000, "everybody-at-4-m-s", "life_years", "all", 1),
        ("vitamin-d", 4000, "modest", "mean_phosphate", "all", 1),
        ("vitamin-d", 4000, "high-dose", "mean_osteogenic", "all", 1),
        ("vitamin-d", 4000, "intoxication", "mean_osteogenic", "all", 1),
        ("vitamin-k", 8000, "vitamin-k", "mean_medial_calcium", "age_50_69", -1),
        ("warfarin-to-doac", 20000, "doac", "mean_medial_calcium", "warfarin", -1),
        ("warfarin-to-doac", 20000, "doac-after-10-years", "mean_medial_calcium", "all", -1),
        ("warfarin-to-doac-5-10", 30000, "after-5-years", "mean_medial_calcium", "warfarin", -1),
        ("warfarin-to-doac-5-10", 30000, "after-10-years", "mean_medial_calcium", "all", -1),
    ];

    /// <summary>Scenario, outcome, stratum, the arm whose effect is larger, the arm whose effect is smaller: dose and time matter.</summary>
    private static readonly (string Scenario, string Outcome, string Stratum, string Larger, string Smaller)[] Orders =
    [
        ("crystal-growth-inhibitor", "mean_cac", "all", "early", "late"),
        ("early-or-late", "life_years", "ckd_g3a_plus", "early", "late"),
        ("glucose-early-or-late", "mean_medial_calcium", "diabetes", "now", "ten-years-later"),
        ("hyperparathyroidism-surgery", "fractures_per_1000", "all", "surgery-now", "surgery-after-10-years"),
        ("phosphate-lowering", "mean_osteogenic", "ckd_g3a_plus", "calcium-free", "calcium-free-if-high"),
        ("transplant-early-or-late", "life_years", "all", "after-1-year", "after-5-years"),
        ("valve-screening", "valve_replacements_per_1000", "all", "half-cuts", "cuts-by-sex"),
        ("valve-screening", "valve_replacements_per_1000", "all", "everybody-at-4-m-s", "half-cuts"),
        ("vitamin-d", "mean_phosphate", "all", "high-dose", "modest"),
        ("warfarin-to-doac-5-10", "mean_medial_calcium", "warfarin", "after-5-years", "after-10-years"),
    ];

    /// <summary>Scenarios with arms to compare.</summary>
    public static TheoryData<string> Compared => [.. Directions.Select(row => row.Scenario).Distinct()];

    /// <summary>Scenarios of one arm: outcome, stratum that has more, stratum that has less.</summary>
    public static TheoryData<string, int, string, string, string> Strata => new()
    {
        { "natural-history", 4000, "mean_cac", "male", "female" },
        { "natural-history-from-40", 4000, "mean_cac", "male", "female" },
        { "natural-history-from-40", 4000, "mean_cac", "diabetes", "no_diabetes" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Compared))]
    public async Task EveryArmPartsInTheDirectionThatTheTextSays(string scenario)
    {
        var directions = Directions.Where(row => row.Scenario == scenario).ToArray();
        var rows = await RunAsync(scenario, directions[0].Patients, "comparisons.csv");
        double Difference(string arm, string outcome, string stratum) => double.Parse(
            rows.Single(row => row["arm"] == arm && row["outcome"] == outcome && row["stratum"] == stratum)["difference"], CultureInfo.InvariantCulture);
        foreach (var (_, _, arm, outcome, stratum, sign) in directions)
        {
            Assert.True(Math.Sign(Difference(arm, outcome, stratum)) == sign, $"{arm}: {outcome}, {stratum}");
        }

        foreach (var (_, outcome, stratum, larger, smaller) in Orders.Where(row => row.Scenario == scenario))
        {
            Assert.True(Math.Abs(Difference(larger, outcome, stratum)) > Math.Abs(Difference(smaller, outcome, stratum)), $"{larger}, {smaller}: {outcome}");
        }

        // No arm goes untried.
        Assert.Equal(rows.Select(row => row["arm"]).Distinct().Order(), directions.Select(row => row.Arm).Distinct().Order());
    }

    [Fact]
    public async Task OwnOutcomesPartAsTheTextSays()
    {
        var rows = await RunAsync("time-with-high-phosphate", 8000, "custom.csv");
        var last = rows.Where(row => row["arm"] == "binder").GroupBy(row => row["outcome"]).Select(group => group.Last()).ToArray();
        Assert.Equal(["years_over_1_45", "calcified_and_failing", "log_cac_women_65"], last.Select(row => row["outcome"]));
        Assert.Equal(["30", "15", "30"], last.Select(row => row["year"]));
        Assert.True(double.Parse(last[0]["difference_ci_high"], CultureInfo.InvariantCulture) < 0);
    }

    [Theory]
    [MemberData(nameof(Strata))]
    public async Task StrataDifferAsTheTextSays(string scenario, int patients, string outcome, string more, string less)
    {
        var rows = await RunAsync(scenario, patients, "summary.csv");
        double Value(string stratum) => double.Parse(rows.Single(row => row["outcome"] == outcome && row["stratum"] == stratum)["value"], CultureInfo.InvariantCulture);
        Assert.True(Value(more) > Value(less));
    }

    /// <summary>
    /// AVADEC, SALTIRE II, CaLIPSO and Valkyrie: options of the trial, arm, bounds of its power. CaLIPSO found its difference once: it is as published where
    /// most repetitions find it, not only where nine in ten do.
    /// </summary>
    public static TheoryData<string, string, string, double, double> Trials => new()
    {
        { "trial-vitamin-k-valve", "--outcome avc --size 180 --include avc=300.. --patients 12000", "vitamin-k", 0.02, 0.3 },
        { "trial-bone-drugs-valve", "--outcome avc --size 50 --include peak_velocity=2.5..4 --patients 12000", "denosumab", 0.01, 0.1 },
        { "trial-crystal-growth-inhibitor", "--outcome cac --percent --size 130 --include cac=100..3500 --patients 3000", "snf472", 0.7, 1 },
        { "trial-rivaroxaban-dialysis", "--outcome cac --size 44 --include atrial_fibrillation=1..1", "rivaroxaban", 0.01, 0.2 },
    };

    [Theory]
    [MemberData(nameof(Trials))]
    public async Task TrialsHaveThePowerThatTheTextSays(string scenario, string options, string arm, double least, double most)
    {
        var table = _folder["trial.csv"];
        var result = await CommandLine.RunAsync(["trial", Path.Combine(Checkout.Root, "scenarios", scenario + ".yaml"), .. options.Split(' '), "--out", table]);
        Assert.Equal((0, ""), (result.Code, result.Error));
        var row = Rows(table).Single(one => one["arm"] == arm);
        Assert.InRange(double.Parse(row["power"], CultureInfo.InvariantCulture), least, most);
        Assert.InRange(double.Parse(row["wrong_way"], CultureInfo.InvariantCulture), 0, arm == "denosumab" ? 0 : 0.05);
    }

    [Fact]
    public void EveryScenarioIsTriedAndExplained()
    {
        var tried = Directions.Select(row => row.Scenario).Concat(Strata.Select(row => (string)row[0])).ToHashSet();
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
        return Rows(Path.Combine(folder, file));
    }

    private static List<Dictionary<string, string>> Rows(string file)
    {
        var lines = File.ReadAllLines(file);
        var columns = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => columns.Zip(line.Split(',')).ToDictionary(pair => pair.First, pair => pair.Second))];
    }
}
