using Cohort.Simulation.Output;
using Cohort.Simulation.Running;

namespace Cohort.Cli.Tests;

public sealed class MergeTests(SeveralSegments whole) : IClassFixture<SeveralSegments>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task PartsInAnyOrderGiveTheBytesOfOneRun()
    {
        foreach (var part in new[] { "1/3", "2/3", "3/3" })
        {
            await RunPartAsync(part, part[..1]);
        }

        Assert.Equal(["part.bin", "plan.bin", "timings.json"], Directory.GetFileSystemEntries(_folder["2"]).Select(path => Path.GetFileName(path)!).Order());
        var merged = await MergeAsync("3", "1", "2");
        Assert.Equal((0, ""), (merged.Code, merged.Error));
        Assert.StartsWith("tiny: 3 parts with 9,000 patients in all", merged.Output);
        Assert.Contains("Difference from usual-care", merged.Output);
        whole.AssertSame(_folder["out"]);

        // Unequal shares fit together too, as long as nobody is missing.
        await RunPartAsync("1/2", "half");
        await RunPartAsync("2/2", "rest");
        Assert.Equal(0, (await MergeAsync("half", "rest", "--force")).Code);
        whole.AssertSame(_folder["out"]);

        var missing = await MergeAsync("1", "3", "--force");
        Assert.Equal((2, "tiny: part 2/3 is missing\n"), (missing.Code, missing.Error));

        var twice = await MergeAsync("1", "2", "3", "half", "--force");
        Assert.Equal((2, $"{_folder["half"]}: part 1/2 holds patients that {_folder["1"]} holds too\n"), (twice.Code, twice.Error));
        whole.AssertSame(_folder["out"]);
    }

    [Fact]
    public async Task WhatIsNoPartOfTheRunIsNamedAndRefused()
    {
        await RunPartAsync("1/3", "1");
        await RunPartAsync("2/3", "2");
        await RunPartAsync("3/3", "seed", "--seed", "8");
        var foreign = await MergeAsync("seed", "1", "2");
        Assert.Equal(2, foreign.Code);
        Assert.Matches($@"^{_folder["seed"]}: is of another plan \([0-9a-f]{{12}}\.\.\.\) than {_folder["1"]} \([0-9a-f]{{12}}\.\.\.\)\n$", foreign.Error);

        Directory.CreateDirectory(_folder["empty"]);
        File.Copy(whole.Scenario, _folder["empty", "tiny.yaml"]);
        var none = await CommandLine.RunAsync("merge", _folder["1"], _folder["empty"], whole.Results, "--out", _folder["out"]);
        Assert.Equal((2, $"{_folder["empty"]}: holds no part of a run\n{whole.Results}: holds a whole run, not a part of one\n"), (none.Code, none.Error));

        var plan = LoadedScenario.Load(whole.Scenario, new("9000", "2", null)).Plan;
        UnfinishedRun.Begin(_folder["begun"], plan, new RunPart(3, 3), force: false).Dispose();
        Assert.Contains($"is not finished; 'cohort resume {_folder["begun"]}'", (await MergeAsync("1", "2", "begun")).Error);
        Assert.Equal(0, (await CommandLine.RunAsync("resume", _folder["begun"], "--quiet")).Code);

        // Its plan says that the part is of another model.
        var planFile = _folder["begun", "plan.bin"];
        File.Delete(planFile);
        using (var file = File.Create(planFile))
        {
            (SavedPlan.Of(plan, new RunPart(3, 3)) with { ModelVersion = 0, PlanId = new string('0', 64) }).WriteTo(file);
        }

        Assert.Contains($"{_folder["begun"]}: is of model version 0, {_folder["1"]} of {ModelVersion.Current}", (await MergeAsync("1", "2", "begun")).Error);

        File.WriteAllBytes(_folder["2", "part.bin"], File.ReadAllBytes(_folder["2", "part.bin"])[..^1]);
        await RunPartAsync("3/3", "3");
        Assert.Contains($"{_folder["2", "part.bin"]}: is damaged", (await MergeAsync("1", "2", "3")).Error);
        Assert.False(Directory.Exists(_folder["out"]));
    }

    private async Task RunPartAsync(string part, string name, params string[] options) => Assert.Equal(
        new CommandResult(0, "", ""),
        await CommandLine.RunAsync(SeveralSegments.Run(whole.Scenario, _folder[name], ["--part", part, .. options])));

    private Task<CommandResult> MergeAsync(params string[] parts) =>
        CommandLine.RunAsync(["merge", .. parts.Select(part => part[0] == '-' ? part : _folder[part]), "--out", _folder["out"]]);
}
