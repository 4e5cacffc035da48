using Cohort.Grains.Patients;
using Cohort.Grains.Runs;
using Cohort.Grains.Shards;
using Cohort.Simulation.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;

namespace Cohort.Grains;

/// <summary>What every silo and client of a Cohort cluster has in common.</summary>
public static class SiloSetup
{
    /// <summary>Name of the grain storage that runs and branches are kept in.</summary>
    public const string Storage = "cohort";

    /// <summary>How long an answer may take before its call is tried again: all return within a second or two.</summary>
    public static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(10);

    private const string ServiceName = "cohort";

    /// <summary>Adds what the grains need: a worker pool, plans, patients.</summary>
    /// <param name="services">Services of the silo.</param>
    /// <param name="workers">Worker threads.</param>
    public static IServiceCollection AddCohortGrains(this IServiceCollection services, int workers)
    {
        services.AddSingleton(_ => new WorkerPool(workers));
        services.AddSingleton<PlanLibrary>();
        services.AddSingleton<PatientRuns>();
        services.AddSingleton<SegmentBench>();
        services.TryAddSingleton(_ => SegmentSimulator.Create());
        return services;
    }

    /// <summary>
    /// Names the cluster. The version of the model is part of the name, so that silos and clients of different versions never meet, nor
    /// find each other's runs.
    /// </summary>
    /// <param name="options">The options to set.</param>
    /// <param name="modelVersion">Version of the model.</param>
    public static void Name(ClusterOptions options, int modelVersion) =>
        options.ClusterId = options.ServiceId = FormattableString.Invariant($"{ServiceName}-model-{modelVersion}");
}
