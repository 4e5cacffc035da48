using Cohort.Grains;
using Cohort.Grains.Runs;
using Cohort.Simulation.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Dashboard;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Storage;

namespace Cohort.Silo;

/// <summary>A silo with its pages for browsers.</summary>
internal static class Member
{
    public static WebApplication Create(MemberSettings settings, int modelVersion = ModelVersion.Current)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Logging.AddJsonConsole(json => json.UseUtcTimestamp = true);
        builder.Logging.AddFilter("Orleans", LogLevel.Warning).AddFilter("Microsoft", LogLevel.Warning).AddFilter("Polly", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(settings.DashboardPort));
        builder.Services.AddCohortGrains(settings.Workers);
        builder.Services.Configure<RunSettings>(runs => runs.Results = settings.Results);
        builder.Services.AddHealthChecks().AddCheck<ReadyCheck>("cluster", tags: [ReadyCheck.Tag]);

        // Times of failure detection and of runs, such as ClusterMembership__ProbeTimeout=00:00:01, from the environment.
        builder.Services.Configure<ClusterMembershipOptions>(builder.Configuration.GetSection("ClusterMembership"));
        builder.Services.Configure<ReminderOptions>(builder.Configuration.GetSection("Reminders"));
        builder.Services.Configure<RunSettings>(builder.Configuration.GetSection("Runs"));
        builder.UseOrleans(silo => Configure(silo, settings, modelVersion));

        var app = builder.Build();
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains(ReadyCheck.Tag) });
        app.MapOrleansDashboard("/dashboard");
        ProgressPages.Map(app);
        return app;
    }

    private static void Configure(ISiloBuilder silo, MemberSettings settings, int modelVersion)
    {
        if (settings.Connection is { } connection)
        {
            silo.ConfigureEndpoints(settings.Address, settings.Port, settings.GatewayPort, listenOnAnyHostAddress: !System.Net.IPAddress.IsLoopback(settings.Address));
            silo.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (Database.Invariant, connection));
            silo.UseAdoNetReminderService(options => (options.Invariant, options.ConnectionString) = (Database.Invariant, connection));
            silo.AddAdoNetGrainStorage(SiloSetup.Storage, options => options.Configure<OrleansGrainStorageSerializer>((storage, serializer) =>
                (storage.Invariant, storage.ConnectionString, storage.GrainStorageSerializer) = (Database.Invariant, connection, serializer)));
            silo.Services.AddSingleton<OrleansGrainStorageSerializer>();
        }
        else
        {
            silo.UseLocalhostClustering(settings.Port, settings.GatewayPort);
            silo.UseInMemoryReminderService();
            silo.AddMemoryGrainStorage(SiloSetup.Storage);
        }

        silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = SiloSetup.ResponseTimeout);
        silo.Configure<ClusterOptions>(options => SiloSetup.Name(options, modelVersion));
        silo.AddDashboard();
    }

    /// <summary>Ready when the silo is an active member.</summary>
    private sealed class ReadyCheck(ISiloStatusOracle silos) : IHealthCheck
    {
        public const string Tag = "ready";

        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(silos.CurrentStatus == SiloStatus.Active ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(silos.CurrentStatus.ToString()));
    }
}
