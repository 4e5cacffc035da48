using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Cohort.Grains;
using Cohort.Grains.Runs;
using Cohort.Simulation.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Cohort.Silo;

/// <summary>Runs a plan on one silo in this process, which ends with the run.</summary>
/// <param name="workers">Worker threads.</param>
/// <param name="hosting">How patients live.</param>
/// <param name="tableInterval">Shortest time between two tables.</param>
internal sealed class OwnSilo(int workers, PatientHosting hosting, TimeSpan tableInterval) : ISimulationEngine
{
    public async IAsyncEnumerable<RunUpdate> RunAsync(RunPlan plan, Checkpoint? from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var host = Build();
        await host.StartAsync(cancellationToken).ConfigureAwait(false);
        host.Services.GetRequiredService<PlanLibrary>().Add(RunKey.Of(plan, from?.Part ?? RunPart.Whole, hosting), plan);
        try
        {
            var engine = new OrleansEngine(host.Services.GetRequiredService<IGrainFactory>(), hosting, tableInterval);
            await foreach (var update in engine.RunAsync(plan, from, cancellationToken).ConfigureAwait(false))
            {
                yield return update;
            }
        }
        finally
        {
            await host.StopAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    private IHost Build()
    {
        // No configuration files, no environment: the silo is this run's alone.
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Error).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddCohortGrains(workers);

        // The process keeps its checkpoints on disk; memory needs none.
        builder.Services.Configure<RunSettings>(settings => settings.CheckpointInterval = null);
        builder.UseOrleans(silo =>
        {
            var (port, gateway) = (FreePort(), FreePort());
            silo.UseLocalhostClustering(port, gateway);
            silo.Configure<ClusterOptions>(options => SiloSetup.Name(options, ModelVersion.Current));
            silo.AddMemoryGrainStorage(SiloSetup.Storage);
            silo.UseInMemoryReminderService();
        });
        return builder.Build();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
