using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Cohort.Grains;
using Cohort.Simulation.Output;
using Cohort.Simulation.Running;
using Cohort.Simulation.Scenarios;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Xunit.Abstractions;

namespace Cohort.Silo.Tests;

/// <summary>Silos and clients that are killed without warning: the run ends in the bytes of the embedded engine, each patient counted once.</summary>
[Collection(PostgresTests.Name)]
public sealed class FaultTests(PostgresServer postgres, ITestOutputHelper log)
{
    // Long enough on three workers that every fault falls into it.
    private const int Patients = 400_000;

    private readonly Stopwatch _clock = Stopwatch.StartNew();

    [SkippableFact]
    public async Task SilosKilledAndAddedChangeNothing()
    {
        using var cluster = Begin();
        var scenario = Scenarios.Write(cluster.Folder, Patients);
        var silos = await cluster.StartAsync(3);
        using var client = cluster.Client(scenario, Results(cluster));
        var first = await cluster.RunAsync("Running", 1);
        var others = silos.Where(silo => silo != cluster.At(Coordinator(first))).ToArray();
        cluster.Kill(others[0]);
        Tell("first silo killed", first);
        var second = await cluster.RunAsync("Running", Done(first) + 1);
        cluster.Kill(others[1]);
        Tell("second silo killed", second);
        await cluster.StartAsync(1);
        Tell("silo added", await cluster.RunAsync(run => Done(run) > 0));
        await cluster.EndAsync(client);
        await AssertSameAsync(cluster, scenario);
    }

    [SkippableFact]
    public async Task AnotherSiloTakesOverFromALostCoordinator()
    {
        using var cluster = Begin();
        var scenario = Scenarios.Write(cluster.Folder, Patients);
        await cluster.StartAsync(2);
        using var client = cluster.Client(scenario, Results(cluster));
        var before = await cluster.RunAsync("Running", 30_000);
        cluster.Kill(cluster.At(Coordinator(before)));
        Tell("coordinator killed", before);
        var after = await cluster.RunAsync(run => Coordinator(run) != Coordinator(before) && Done(run) > 0);
        Tell("taken over", after);
        await cluster.EndAsync(client);
        await AssertSameAsync(cluster, scenario);
    }

    [SkippableFact]
    public async Task AClusterKilledAndStartedAgainGoesOnWithoutAnyClient()
    {
        using var cluster = Begin();
        var scenario = Scenarios.Write(cluster.Folder, Patients);
        var silos = await cluster.StartAsync(2);
        using (var client = cluster.Client(scenario, Results(cluster)))
        {
            Tell("client killed", await cluster.RunAsync("Running", 30_000));
            client.Kill();
            await client.WaitForExitAsync();
        }

        var before = await cluster.RunAsync("Running", 60_000);
        foreach (var silo in silos)
        {
            cluster.Kill(silo);
        }

        Tell("all killed", before);
        await cluster.RestartAsync(silos);

        // Nobody asks for it but its reminder: the coordinator wrote the files on its own.
        var finished = Path.Combine(cluster.Results, Key(before), "run.json");
        for (var waits = 0; !File.Exists(finished) && waits < 600; waits++)
        {
            await Task.Delay(200);
        }

        Assert.True(File.Exists(finished), "the run was not finished");

        // A client that asks again finds it done.
        Directory.Delete(Results(cluster), recursive: true);
        using var again = cluster.Client(scenario, Results(cluster));
        await cluster.EndAsync(again);
        await AssertSameAsync(cluster, scenario);
    }

    [SkippableFact]
    public async Task AFullDiskOfTheCoordinatorFailsTheRunWhichIsWrittenWhenThereIsRoom()
    {
        using var cluster = Begin();
        using var disk = SmallDisk.At(cluster.Results);
        Skip.If(disk.Missing != null, disk.Missing);
        var scenario = Scenarios.Write(cluster.Folder, 5000);
        await cluster.StartAsync(1);
        using (var client = cluster.Client(scenario, Results(cluster)))
        {
            var error = await cluster.EndAsync(client, expectedCode: 1);
            Assert.Contains("The cluster could not finish the run: outcomes.csv cannot be written", error);
        }

        // Everything is folded; only the files are missing.
        Assert.Equal(5000, Done(await cluster.RunAsync("Failed", 5000)));
        disk.Grow();
        using var again = cluster.Client(scenario, Results(cluster), "--force");
        await cluster.EndAsync(again);
        await AssertSameAsync(cluster, scenario);
        Assert.True(RunDirectory.IsFinished(Path.Combine(cluster.Results, Key(await cluster.RunAsync("Complete", 5000)))));
    }

    [SkippableFact]
    public async Task ASiloOfAnotherModelVersionIsInAnotherCluster()
    {
        Skip.If(postgres.Missing != null, postgres.Missing);
        var connection = postgres.NewDatabase();
        using var cluster = new Cluster(connection);
        await cluster.StartAsync(1);
        await using var other = Member.Create(
            new(connection, System.Net.IPAddress.Loopback, Cluster.FreePort(), Cluster.FreePort(), Cluster.FreePort(), 1, cluster.Folder), ModelVersion.Current + 1);
        await other.StartAsync();
        var view = await other.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true);
        Assert.Single(view);
        await other.StopAsync();

        var plan = LoadedScenario.Load(Scenarios.Write(cluster.Folder, 100), new ScenarioOverrides()).Plan;
        var refused = await Assert.ThrowsAsync<IOException>(async () =>
            await new RemoteCluster(connection, PatientHosting.Blocks, ModelVersion.Current + 2).RunAsync(plan, null, CancellationToken.None).LastAsync());
        Assert.StartsWith($"No silo of model version {ModelVersion.Current + 2} answers at 127.0.0.1:", refused.Message);
    }

    private static string Results(Cluster cluster) => Path.Combine(cluster.Folder, "out");

    private static string Coordinator(JsonElement run) => run.GetProperty("coordinator").GetString()!;

    private static string Key(JsonElement run) => run.GetProperty("key").GetString()!;

    private static int Done(JsonElement run) => run.GetProperty("patientsDone").GetInt32();

    private Cluster Begin()
    {
        Skip.If(postgres.Missing != null, postgres.Missing);
        return new(postgres.NewDatabase());
    }

    private void Tell(string what, JsonElement run) =>
        log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_clock.Elapsed.TotalSeconds,6:0.0} s: {what} at {Done(run)} of {Patients} patients"));

    private static async Task AssertSameAsync(Cluster cluster, string scenario)
    {
        var expected = Path.Combine(cluster.Folder, "embedded");
        await Scenarios.RunEmbeddedAsync(scenario, expected);
        Scenarios.AssertSame(expected, Results(cluster));
    }
}
