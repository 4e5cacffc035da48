using Cohort.Grains.Runs;
using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Running;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Cohort.Grains.Tests;

/// <summary>Silos in this process.</summary>
public abstract class GrainCluster(short silos) : IAsyncLifetime
{
    /// <summary>A segment of this seed cannot be simulated.</summary>
    public const ulong PoisonSeed = 666;

    /// <summary>The segment.</summary>
    public const int PoisonSegment = 1;

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
            silo.AddMemoryGrainStorage(SiloSetup.Storage);
            silo.UseInMemoryReminderService();
        }
    }
}

/// <summary>Simulates, but for one segment of one seed.</summary>
public sealed class PoisonedSimulator : ISegmentSimulator
{
    private readonly ISegmentSimulator _simulator = SegmentSimulator.Create();

    static PoisonedSimulator() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Results, recursive: true);

    /// <summary>Where the silos of the tests write results.</summary>
    public static string Results { get; } = Directory.CreateTempSubdirectory("cohort-grains-").FullName;

    public void Run(RunPlan plan, int segment, OutcomeTable table, CancellationToken cancellationToken)
    {
        if (plan.Scenario.Seed == GrainCluster.PoisonSeed && segment == GrainCluster.PoisonSegment)
        {
            throw new InvalidOperationException("poison");
        }

        _simulator.Run(plan, segment, table, cancellationToken);
    }

    public IReadOnlyList<PatientHistory> Histories(RunPlan plan, IReadOnlyList<ulong> patients) => _simulator.Histories(plan, patients);
}

/// <summary>One silo.</summary>
public sealed class OneSilo() : GrainCluster(1);

/// <summary>Three silos.</summary>
public sealed class ThreeSilos() : GrainCluster(3);
