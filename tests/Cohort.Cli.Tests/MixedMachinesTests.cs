using Cohort.Simulation.Output;
using Cohort.Simulation.Running;
using Cohort.Simulation.Scenarios;

namespace Cohort.Cli.Tests;

/// <summary>Machines of unlike processors share a run: what one began another takes on, and parts of several are united. Here a processor without vectors.</summary>
public sealed class MixedMachinesTests(SeveralSegments whole) : IClassFixture<SeveralSegments>, IDisposable
{
    private const string Vectors = "DOTNET_EnableHWIntrinsic";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ARunBegunWithVectorsGoesOnWithoutToTheSameBytes()
    {
        var plan = Plan();
        using (var run = UnfinishedRun.Begin(_folder["out"], plan, RunPart.Whole, force: false))
        {
            run.Save(ResumeTests.After(plan, 2));
        }

        await WithoutVectorsAsync("resume", _folder["out"], "--quiet");
        whole.AssertSame(_folder["out"]);
    }

    [Fact]
    public async Task WhatWasSimulatedWithoutVectorsIsUnitedAndGoneOnWithToTheSameBytes()
    {
        await WithoutVectorsAsync(Part("3/3"));
        foreach (var part in new[] { "1/3", "2/3" })
        {
            Assert.Equal(new CommandResult(0, "", ""), await CommandLine.RunAsync(Part(part)));
        }

        Assert.Equal(new CommandResult(0, "", ""), await CommandLine.RunAsync("merge", _folder["1"], _folder["2"], _folder["3"], "--out", _folder["merged"], "--quiet"));
        whole.AssertSame(_folder["merged"]);

        // The part's table is the checkpoint of a run that was stopped after the same segments.
        var plan = Plan();
        using (var file = File.OpenRead(_folder["3", RunDirectory.FinishedPart]))
        using (var run = UnfinishedRun.Begin(_folder["out"], plan, RunPart.Whole, force: false))
        {
            var done = Checkpoint.ReadFrom(file, plan, new RunPart(3, 3));
            Assert.Equal(1, done.Folded.Count);
            run.Save(new Checkpoint(plan.Id, RunPart.Whole, done.Folded, done.Table));
        }

        var resumed = await CommandLine.RunAsync("resume", _folder["out"]);
        Assert.StartsWith("tiny: 808 of 9,000 patients were simulated before", resumed.Output);
        whole.AssertSame(_folder["out"]);
    }

    private RunPlan Plan() => LoadedScenario.Load(whole.Scenario, new ScenarioOverrides("9000", "2", null)).Plan;

    private string[] Part(string part) => SeveralSegments.Run(whole.Scenario, _folder[part[..1]], "--part", part);

    private async Task WithoutVectorsAsync(params string[] args)
    {
        var start = KillableProcess.Command(_folder.Root, args);
        start.Environment[Vectors] = "0";
        Assert.Equal((0, ""), await KillableProcess.RunAsync(start));
    }
}
