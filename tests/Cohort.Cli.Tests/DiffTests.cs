using System.Globalization;
using Cohort.Physiology.State;
using Cohort.Simulation.Output;
using Cohort.Simulation.Running;
using Cohort.Simulation.Scenarios;

namespace Cohort.Cli.Tests;

public sealed class DiffTests(FinishedRun run) : IClassFixture<FinishedRun>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task TheSamePlanRunTwiceIsTheSame()
    {
        await RunAsync(CommandLine.Scenario);
        var same = await DiffAsync();
        Assert.Equal((0, ""), (same.Code, same.Error));
        Assert.Matches("^The runs are the same: plan [0-9a-f]{64}\\.\n$", same.Output);
    }

    [Fact]
    public async Task TheFirstDifferenceIsFoundBySimulatingPatientsAgain()
    {
        await RunAsync(CommandLine.Scenario.Replace("from: 2020", "from: 2021").Replace("years: 5", "years: 4"));
        var different = await DiffAsync();
        Assert.Equal((1, ""), (different.Code, different.Error));
        Assert.Contains("\n  arms, doac-later, interventions, 1 (warfarin_to_doac), from: 2020 | 2021\n", different.Output);
        Assert.Contains("\n  years: 5 | 4\n", different.Output);
        Assert.Contains("\n  outcomes.csv differs from line ", different.Output);

        // All patients side by side: the earliest year, then patient and variable. Only one arm differs.
        using var first = RunResults.Open(run.Results);
        using var second = RunResults.Open(_folder["out"]);
        var (left, right) = (Histories(first), Histories(second));
        var (year, patient, variable) = (
            from pair in left.Zip(right)
            where pair.First.Arm == 2
            from rows in pair.First.Rows.Zip(pair.Second.Rows)
            from v in Enumerable.Range(0, Variables.Count)
            where !rows.First.Values[v].Equals(rows.Second.Values[v])
            orderby rows.First.Year, pair.First.Patient, v
            select (rows.First.Year, pair.First.Patient, v)).First();
        var (here, there) = (Value(left), Value(right));
        Assert.Equal(3, year);
        Assert.EndsWith($"\nThey part first in arm doac-later, year {year}, patient {patient}: {Variables.All[variable].Name} is {here} | {there}.\n", different.Output);

        // That patient is beyond the first few, and a search among these says so.
        var few = await DiffAsync("--patients", $"{patient}");
        Assert.EndsWith($"\nThe first {patient} patients are the same in every arm and year that both have.\n", few.Output);

        string Value(IReadOnlyList<PatientHistory> histories) =>
            histories.Single(one => one.Arm == 2 && one.Patient == patient).Rows[year].Values[variable].ToString("R", CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task PatientsOfTwoSeedsAreNotCompared()
    {
        await RunAsync(CommandLine.Scenario.Replace("seed: 7", "seed: 8"));
        var different = await DiffAsync();
        Assert.Equal(1, different.Code);
        Assert.Contains("\n  seed: 7 | 8\n", different.Output);
        Assert.Contains("different people", different.Output);
    }

    [Fact]
    public async Task AChangedFileIsFoundOutAndTheFirstDifferenceInIt()
    {
        await RunAsync(CommandLine.Scenario);
        var lines = File.ReadAllLines(_folder["out", "trajectories.csv"]);

        // Patient 3 in year 2 of the second arm, and patient 5 in year 4 of the first: the earlier year is told, though further on in the file.
        Change("usual-care,5,4,");
        Change("doac,3,2,");
        File.WriteAllText(_folder["out", "trajectories.csv"], string.Join('\n', lines) + "\n");
        var different = await DiffAsync();
        Assert.Equal(1, different.Code);
        Assert.Contains("Their plan is the same.", different.Output);
        Assert.Matches($@"\n  trajectories\.csv differs from line \d+ on; in {_folder["out"]} it was changed after the run", different.Output);
        Assert.Matches($@"\nThey part first in arm doac, year 2, patient 3: {Variables.All[^1].Name} is \S+ \| 12345\.\n$", different.Output);

        void Change(string row)
        {
            var at = Array.FindIndex(lines, line => line.StartsWith(row, StringComparison.Ordinal));
            lines[at] = lines[at][..(lines[at].LastIndexOf(',') + 1)] + "12345";
        }
    }

    [Fact]
    public async Task WhatIsNoFinishedRunIsRefused()
    {
        var none = await CommandLine.RunAsync("diff", run.Results, _folder["none"]);
        Assert.Equal(new CommandResult(2, "", $"{_folder["none"]}: holds no finished run\n"), none);

        var plan = LoadedScenario.Load(run.Scenario, new ScenarioOverrides()).Plan;
        UnfinishedRun.Begin(_folder["out"], plan, RunPart.Whole, force: false).Dispose();
        Assert.Contains("holds a run that is not finished", (await DiffAsync()).Error);

        Assert.Equal(0, (await CommandLine.RunAsync("resume", _folder["out"], "--quiet")).Code);
        File.WriteAllText(_folder["out", "plan.bin"], "?");
        var damaged = await DiffAsync();
        Assert.Equal(2, damaged.Code);
        Assert.Contains("plan.bin: is damaged", damaged.Error);
    }

    private static IReadOnlyList<PatientHistory> Histories(RunResults results) =>
        SegmentSimulator.Create().Histories(results.Restore(), [.. Enumerable.Range(0, 500).Select(id => (ulong)id)]);

    private async Task RunAsync(string scenario) =>
        Assert.Equal(0, (await CommandLine.RunAsync("run", _folder.Write("other.yaml", scenario), "--out", _folder["out"], "--quiet")).Code);

    private Task<CommandResult> DiffAsync(params string[] options) => CommandLine.RunAsync(["diff", run.Results, _folder["out"], .. options]);
}
