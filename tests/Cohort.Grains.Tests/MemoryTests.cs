using Cohort.Grains.Patients;
using Cohort.Grains.Runs;
using Cohort.Simulation.Running;
using Xunit.Abstractions;

namespace Cohort.Grains.Tests;

/// <summary>Alone in the process while it measures.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone : ICollectionFixture<OneSilo>
{
    public const string Name = "Alone";
}

[Collection(Alone.Name)]
public sealed class MemoryTests(OneSilo cluster, ITestOutputHelper log)
{
    private const int Patients = 100_000;

    // With the 50 MB of an empty silo's heap, 400 MB.
    private const long MostBytesEach = 3_500;

    [Fact]
    public async Task AHundredThousandPatientsFitOneSilo()
    {
        var plan = Plans.Load("natural-history.yaml", "100000", "40", "31");
        var run = RunKey.Of(plan, RunPart.Whole, PatientHosting.Grains);
        await cluster.Grains.GetGrain<IRunGrain>(run).Define(RunOrder.For(plan, Checkpoint.Start(plan, RunPart.Whole), PatientHosting.Grains));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var first = 0; first < Patients; first += 500)
        {
            var states = await Task.WhenAll(Enumerable.Range(first, 500).Select(patient =>
                cluster.Grains.GetGrain<IPatientGrain>(RunKey.OfPatient(run, 0, (ulong)patient)).AdvanceTo(1)));
            Assert.All(states, state => Assert.InRange(state.Year, 1, 1));
        }

        var after = GC.GetTotalMemory(forceFullCollection: true);
        var active = await cluster.Grains.GetGrain<Orleans.Runtime.IManagementGrain>(0).GetTotalActivationCount();
        log.WriteLine($"{active} activations; {(after - before) / Patients} bytes a patient, {after / 1_000_000} MB in all");
        Assert.True(active > Patients);
        Assert.InRange((after - before) / Patients, 0, MostBytesEach);
    }
}
