using System.Collections.Concurrent;
using Cohort.Grains.Runs;
using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Running;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Storage;
using Orleans.TestingHost;

namespace Cohort.Grains.Tests;

/// <summary>Silos in this process.</summary>
public abstract class GrainCluster(short silos) : IAsyncLifetime
{
    /// <summary>A segment of this seed cannot be simulated.</summary>
    public const ulong PoisonSeed = 666;

    /// <summary>The segment.</summary>
    public const int PoisonSegment = 1;

    /// <summary>Segments of these seeds, but the first that is begun, wait until they are let go.</summary>
    public static ConcurrentDictionary<ulong, ManualResetEventSlim> Held { get; } = [];

    private readonly TestCluster _cluster = Build(silos);

    public IGrainFactory Grains => _cluster.GrainFactory;

    public Task InitializeAsync() => _cluster.DeployAsync();

    public async Task DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
    }

    private static TestCluster Build(short silos)
    {
        var builder = new TestClusterBuilder(silos);
        builder.AddSiloBuilderConfigurator<Silos>();
        return builder.Build();
    }

    private sealed class Silos : ISiloConfigurator
    {
        public void Configure(ISiloBuilder silo)
        {
            silo.Services.AddSingleton<ISegmentSimulator, PoisonedSimulator>();
            silo.Services.AddCohortGrains(workers: 1);
            silo.Services.Configure<RunSettings>(settings => settings.Results = PoisonedSimulator.Results);
            silo.AddMemoryGrainStorage(WatchedStorage.Behind);
            silo.Services.AddKeyedSingleton<IGrainStorage>(SiloSetup.Storage, (services, _) => new WatchedStorage(services.GetRequiredKeyedService<IGrainStorage>(WatchedStorage.Behind)));
            silo.UseInMemoryReminderService();
        }
    }
}

/// <summary>Simulates, but for one segment of one seed.</summary>
public sealed class PoisonedSimulator : ISegmentSimulator
{
    private readonly ISegmentSimulator _simulator = SegmentSimulator.Create();

    private readonly ConcurrentDictionary<ulong, int> _begun = [];

    static PoisonedSimulator() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Results, recursive: true);

    /// <summary>Where the silos of the tests write results.</summary>
    public static string Results { get; } = Directory.CreateTempSubdirectory("cohort-grains-").FullName;

    public void Run(RunPlan plan, int segment, OutcomeTable table, CancellationToken cancellationToken)
    {
        if (plan.Scenario.Seed == GrainCluster.PoisonSeed && segment == GrainCluster.PoisonSegment)
        {
            throw new InvalidOperationException("poison");
        }

        if (GrainCluster.Held.TryGetValue(plan.Scenario.Seed, out var gate) && !_begun.TryAdd(plan.Scenario.Seed, segment))
        {
            gate.Wait(cancellationToken);
        }

        _simulator.Run(plan, segment, table, cancellationToken);
    }

    public IReadOnlyList<PatientHistory> Histories(RunPlan plan, IReadOnlyList<ulong> patients) => _simulator.Histories(plan, patients);
}

/// <summary>One silo.</summary>
public sealed class OneSilo() : GrainCluster(1);

/// <summary>Three silos.</summary>
public sealed class ThreeSilos() : GrainCluster(3);
