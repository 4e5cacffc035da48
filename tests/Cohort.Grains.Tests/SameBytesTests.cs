using Cohort.Simulation.Running;

namespace Cohort.Grains.Tests;

/// <summary>Wherever patients live, the outcomes are those of the embedded engine, to the byte; the files follow from them by the same code.</summary>
public sealed class SameBytesTests(OneSilo one, ThreeSilos three) : IClassFixture<OneSilo>, IClassFixture<ThreeSilos>
{
    public static TheoryData<string> Scenarios => new(Plans.Files);

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task BlocksGiveTheEmbeddedOutcomes(string file)
    {
        var plan = Plans.Load(file, "9000");
        Assert.Equal(3, plan.Segments);
        var expected = await Plans.EmbeddedAsync(plan);
        Assert.Equal(expected, await Plans.BytesAsync(Engine(one, PatientHosting.Blocks), plan));
        Assert.Equal(expected, await Plans.BytesAsync(Engine(three, PatientHosting.Blocks), plan));
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task PatientGrainsGiveTheEmbeddedOutcomes(string file)
    {
        var plan = Plans.Load(file, "300");
        var expected = await Plans.EmbeddedAsync(plan);
        Assert.Equal(expected, await Plans.BytesAsync(Engine(one, PatientHosting.Grains), plan));
        Assert.Equal(expected, await Plans.BytesAsync(Engine(three, PatientHosting.Grains), plan));
    }

    private static OrleansEngine Engine(GrainCluster cluster, PatientHosting hosting) => new(cluster.Grains, hosting, Timeout.InfiniteTimeSpan);
}
