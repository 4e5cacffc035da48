using System.CommandLine;
using System.Globalization;
using Cohort.Simulation;

namespace Cohort.Silo;

/// <summary><c>cohort-silo silo</c>: a member of a cluster, until it is told to stop.</summary>
internal sealed class SiloCommand
{
    private const int MostWorkers = 1024;

    private readonly Option<string> _clustering = new("--clustering")
    {
        HelpName = "HOW",
        Description = "'localhost', one silo for development, or 'postgres', any number",
        DefaultValueFactory = _ => "localhost",
    };

    private readonly Option<string> _connection = new("--connection") { HelpName = "TEXT", Description = "Connection string of PostgreSQL; better given in the environment as " + ConnectionVariable };
    private readonly Option<string> _address = new("--address") { HelpName = "IP", Description = "Address by which other silos reach this one (default: 127.0.0.1)", DefaultValueFactory = _ => "127.0.0.1" };
    private readonly Option<int> _port = new("--port") { HelpName = "N", Description = "Port for other silos", DefaultValueFactory = _ => 11111 };
    private readonly Option<int> _gateway = new("--gateway-port") { HelpName = "N", Description = "Port for clients", DefaultValueFactory = _ => 30000 };
    private readonly Option<int> _dashboard = new("--dashboard-port") { HelpName = "N", Description = "Port for browsers: progress at /, Orleans' dashboard at /dashboard, /health/live and /health/ready; on this machine only", DefaultValueFactory = _ => 8080 };
    private readonly Option<int> _threads = new("--threads") { HelpName = "N", Description = "Worker threads (default: one a processor)", DefaultValueFactory = _ => Environment.ProcessorCount };
    private readonly Option<string> _results = new("--results") { HelpName = "DIR", Description = "Folder in which a run's coordinator writes its files", DefaultValueFactory = _ => "results" };

    /// <summary>Where the connection string is looked for when it is not on the command line, which other users of the machine can read.</summary>
    public const string ConnectionVariable = "COHORT_CONNECTION";

    public static Command Create()
    {
        var silo = new SiloCommand();
        silo._clustering.AcceptOnlyFromAmong("localhost", "postgres");
        var command = new Command("silo", "Serve as a member of a cluster. Times of failure detection are Orleans' and set in the environment (docs/CLUSTER.md).")
        {
            silo._clustering, silo._connection, silo._address, silo._port, silo._gateway, silo._dashboard, silo._threads, silo._results,
        };
        command.SetAction((parsed, cancellationToken) => silo.ServeAsync(parsed, cancellationToken));
        return command;
    }

    private async Task<int> ServeAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var connection = parsed.GetValue(_connection) ?? Environment.GetEnvironmentVariable(ConnectionVariable);
        if (parsed.GetRequiredValue(_clustering) == "postgres")
        {
            Database.Check("--connection", connection ?? throw new RefusedInputException("--connection", $"is needed for '--clustering postgres', here or in the environment as {ConnectionVariable}."));
        }
        else
        {
            connection = null;
        }

        var settings = new MemberSettings(
            connection,
            System.Net.IPAddress.TryParse(parsed.GetRequiredValue(_address), out var address) ? address : throw new RefusedInputException("--address", "must be an IP address."),
            Within("--port", parsed.GetValue(_port), 1, ushort.MaxValue),
            Within("--gateway-port", parsed.GetValue(_gateway), 1, ushort.MaxValue),
            Within("--dashboard-port", parsed.GetValue(_dashboard), 1, ushort.MaxValue),
            Within("--threads", parsed.GetValue(_threads), 1, MostWorkers),
            Path.GetFullPath(parsed.GetRequiredValue(_results)));
        await using var member = Member.Create(settings);
        await member.StartAsync(cancellationToken).ConfigureAwait(false);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"Serving: clients at {settings.Address}:{settings.GatewayPort}, browsers at http://127.0.0.1:{settings.DashboardPort}/")).ConfigureAwait(false);
        await parsed.InvocationConfiguration.Output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        await Task.Delay(Timeout.Infinite, cancellationToken).ContinueWith(_ => { }, TaskScheduler.Default).ConfigureAwait(false);
        await member.StopAsync(CancellationToken.None).ConfigureAwait(false);
        return 0;
    }

    private static int Within(string option, int value, int min, int max) => value >= min && value <= max
        ? value
        : throw new RefusedInputException(option, FormattableString.Invariant($"must be a whole number from {min} to {max}; found '{value}'."));
}
