using System.Globalization;
using Cohort.Grains;
using Cohort.Grains.Patients;
using Cohort.Grains.Runs;
using Cohort.Simulation.Running;
using Cohort.Simulation.Scenarios;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Runtime;
using Xunit.Abstractions;

namespace Cohort.Silo.Tests;

/// <summary>What patients at rest add to the memory of a silo's process.</summary>
[Collection(PostgresTests.Name)]
public sealed class MemoryTests(PostgresServer postgres, ITestOutputHelper log)
{
    private const int Patients = 100_000;
    private const int AtOnce = 500;
    private const double MostMegabytes = 400;

    [SkippableFact]
    public async Task AHundredThousandPatientsAddLessThan400Megabytes()
    {
        Skip.If(postgres.Missing != null, postgres.Missing);
        Skip.IfNot(OperatingSystem.IsLinux(), "the memory of a process is read from /proc");
        using var cluster = new Cluster(postgres.NewDatabase());
        var silo = Assert.Single(await cluster.StartAsync(1));
        using var client = new RemoteCluster(cluster.Connection, PatientHosting.Grains).Build();
        await client.StartAsync();
        var grains = client.Services.GetRequiredService<IGrainFactory>();
        var plan = LoadedScenario.Load(Scenarios.Write(cluster.Folder, Patients), new ScenarioOverrides()).Plan;
        var run = RunKey.Of(plan, RunPart.Whole, PatientHosting.Grains);
        await grains.GetGrain<IRunGrain>(run).Define(RunOrder.For(plan, Checkpoint.Start(plan, RunPart.Whole), PatientHosting.Grains));
        var empty = Megabytes(silo, "VmRSS");
        for (var first = 0; first < Patients; first += AtOnce)
        {
            var states = await Task.WhenAll(Enumerable.Range(first, AtOnce).Select(patient =>
                grains.GetGrain<IPatientGrain>(RunKey.OfPatient(run, 0, (ulong)patient)).AdvanceTo(1).AsTask()));
            Assert.All(states, state => Assert.Equal(1, state.Year));
        }

        var active = await grains.GetGrain<IManagementGrain>(0).GetTotalActivationCount();
        var (now, most) = (Megabytes(silo, "VmRSS"), Megabytes(silo, "VmHWM"));
        log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{active} activations; the process took {empty:0} MB without patients, {now:0} MB with them, {most:0} MB at most"));
        Assert.True(active > Patients);
        Assert.InRange(most - empty, 0, MostMegabytes);
    }

    private static double Megabytes(Cluster.Member silo, string what)
    {
        var line = File.ReadLines($"/proc/{silo.Process.Id}/status").Single(line => line.StartsWith(what + ":", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1000;
    }
}
