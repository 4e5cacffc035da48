using Cohort.Simulation.Running;
using Cohort.Simulation.Scenarios;

namespace Cohort.Grains.Tests;

/// <summary>The scenarios of the project at a test's size, and what the embedded engine makes of them.</summary>
internal static class Plans
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "scenarios");

    public static IEnumerable<string> Files => Directory.GetFiles(Folder, "*.yaml").Select(path => Path.GetFileName(path)).Order();

    public static RunPlan Load(string file, string patients, string? years = null, string? seed = null) =>
        LoadedScenario.Load(Path.Combine(Folder, file), new ScenarioOverrides(patients, years, seed)).Plan;

    public static Task<byte[]> EmbeddedAsync(RunPlan plan) => BytesAsync(new EmbeddedEngine(1, SegmentSimulator.Create()), plan);

    /// <summary>Everything that a run's files are made of.</summary>
    public static async Task<byte[]> BytesAsync(ISimulationEngine engine, RunPlan plan)
    {
        var last = await engine.RunAsync(plan, null, CancellationToken.None).LastAsync();
        Assert.True(last.IsComplete);
        using var bytes = new MemoryStream();
        last.Checkpoint!.WriteTo(bytes);
        return bytes.ToArray();
    }
}
