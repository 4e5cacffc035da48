using System.Net;
using System.Runtime.CompilerServices;
using Cohort.Grains;
using Cohort.Simulation;
using Cohort.Simulation.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Cohort.Silo;

/// <summary>Runs a plan on a cluster elsewhere, which keeps its own checkpoints and goes on if this process is killed.</summary>
/// <param name="where">A gateway (HOST:PORT) or the connection string of the cluster's PostgreSQL.</param>
/// <param name="hosting">How patients live.</param>
/// <param name="modelVersion">Version of the model, by which the cluster is named.</param>
internal sealed class RemoteCluster(string where, PatientHosting hosting, int modelVersion = ModelVersion.Current) : ISimulationEngine
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public async IAsyncEnumerable<RunUpdate> RunAsync(RunPlan plan, Checkpoint? from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var host = Build();
        await ConnectAsync(host, cancellationToken).ConfigureAwait(false);
        try
        {
            var engine = new OrleansEngine(host.Services.GetRequiredService<IGrainFactory>(), hosting, Timeout.InfiniteTimeSpan);
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

    /// <summary>A client of the cluster, not yet connected.</summary>
    /// <exception cref="RefusedInputException">The place is neither a gateway nor a connection string.</exception>
    internal IHost Build()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = SiloSetup.ResponseTimeout);
            client.Configure<ClusterOptions>(options => SiloSetup.Name(options, modelVersion));
            if (Database.IsConnectionString(where))
            {
                Database.Check("--cluster", where);
                client.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (Database.Invariant, where));
            }
            else
            {
                client.UseStaticClustering(Gateway());
            }
        });
        return builder.Build();
    }

    private async Task ConnectAsync(IHost host, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await host.StartAsync(patience.Token).WaitAsync(patience.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not RefusedInputException && !cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"No silo of model version {modelVersion} answers at {Database.Shown(where)}: {Reason(failure)}", failure);
        }
    }

    private static string Reason(Exception failure) =>
        failure is OperationCanceledException ? $"nothing within {Patience.TotalSeconds:0} s" : failure.GetBaseException().Message;

    private IPEndPoint Gateway()
    {
        var colon = where.LastIndexOf(':');
        if (colon > 0 && ushort.TryParse(where[(colon + 1)..], out var port) && Dns.GetHostAddresses(where[..colon]) is [var address, ..])
        {
            return new(address, port);
        }

        throw new RefusedInputException("--cluster", $"must be HOST:PORT or the connection string of a PostgreSQL; found '{where}'.");
    }
}
