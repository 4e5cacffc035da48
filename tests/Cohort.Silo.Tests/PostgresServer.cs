using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Cohort.Silo.Tests;

/// <summary>A PostgreSQL of the tests' own: in a temporary folder, on a free port, as a user who may run it, gone with the tests.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private const string Installed = "/usr/lib/postgresql";
    private const string ServerUser = "postgres";

    private readonly string _folder = Directory.CreateTempSubdirectory("cohort-postgres-").FullName;
    private string _programs = "";
    private int _port;
    private int _databases;

    /// <summary>Why there is none; null if there is.</summary>
    public string? Missing { get; private set; }

    public Task InitializeAsync()
    {
        _programs = Directory.Exists(Installed)
            ? Directory.GetDirectories(Installed).Select(version => Path.Combine(version, "bin")).LastOrDefault(bin => File.Exists(Path.Combine(bin, "initdb"))) ?? ""
            : "";
        if (_programs == "")
        {
            Missing = "PostgreSQL is not installed (Debian: apt-get install postgresql)";
            return Task.CompletedTask;
        }

        _port = Cluster.FreePort();
        if (Environment.IsPrivilegedProcess)
        {
            Run("chown", ServerUser, _folder);
        }

        var data = Path.Combine(_folder, "data");
        RunServer("initdb", "-D", data, "-U", "cohort", "--auth=trust", "--no-sync", "-E", "UTF8");
        RunServer("pg_ctl", "start", "-w", "-D", data, "-l", Path.Combine(_folder, "log"), "-o", $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={_folder} -c fsync=off");
        return Task.CompletedTask;
    }

    public Task DisposeAsync()
    {
        if (Missing == null)
        {
            NpgsqlConnection.ClearAllPools();
            RunServer("pg_ctl", "stop", "-m", "immediate", "-D", Path.Combine(_folder, "data"));
        }

        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>A new database, set up for a cluster or not.</summary>
    /// <returns>Its connection string.</returns>
    public string NewDatabase(bool setUp = true)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test{Interlocked.Increment(ref _databases)}");
        using (var open = new NpgsqlConnection(ConnectionTo("postgres")))
        {
            open.Open();
            using var command = new NpgsqlCommand($"CREATE DATABASE {name}", open);
            command.ExecuteNonQuery();
        }

        if (setUp)
        {
            Database.SetUp("--connection", ConnectionTo(name));
        }

        return ConnectionTo(name);
    }

    private string ConnectionTo(string database) => $"Host=127.0.0.1;Port={_port};Username=cohort;Database={database};Maximum Pool Size=20";

    // PostgreSQL refuses to run as root.
    private void RunServer(string program, params string[] arguments)
    {
        var path = Path.Combine(_programs, program);
        if (Environment.IsPrivilegedProcess)
        {
            Run("setpriv", ["--reuid", ServerUser, "--regid", ServerUser, "--clear-groups", "--", path, .. arguments]);
        }
        else
        {
            Run(path, arguments);
        }
    }

    private void Run(string program, params string[] arguments)
    {
        // Output goes nowhere: a server that stays would keep a pipe open.
        var start = new ProcessStartInfo("sh", ["-c", "exec \"$0\" \"$@\" >/dev/null 2>&1 </dev/null", program, .. arguments]) { WorkingDirectory = "/" };
        using var process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: exit code {process.ExitCode}");
        }
    }
}

[CollectionDefinition(Name)]
public sealed class PostgresTests : ICollectionFixture<PostgresServer>
{
    public const string Name = "PostgreSQL";
}
