using System.Reflection;
using Cohort.Simulation;
using Npgsql;

namespace Cohort.Silo;

/// <summary>The PostgreSQL of a cluster: who is a member, what is stored, what is to be remembered.</summary>
internal static class Database
{
    /// <summary>The name by which Orleans knows Npgsql.</summary>
    public const string Invariant = "Npgsql";

    private const string SchemaFile = "schema.sql";

    /// <summary>Whether a text can be meant as a connection string.</summary>
    public static bool IsConnectionString(string text) => text.Contains('=');

    /// <summary>A connection string as it may be printed: without its password.</summary>
    public static string Shown(string where)
    {
        if (!IsConnectionString(where))
        {
            return where;
        }

        var parts = new NpgsqlConnectionStringBuilder(where);
        return $"{parts.Host}:{parts.Port}/{parts.Database}";
    }

    /// <summary>Opens the database once, so that what is wrong is told at once and clearly.</summary>
    /// <exception cref="RefusedInputException">The string is malformed.</exception>
    /// <exception cref="IOException">The database does not answer, or was not set up.</exception>
    public static void Check(string option, string connection)
    {
        using var open = Open(option, connection);
        using var command = new NpgsqlCommand("SELECT to_regclass('orleansquery') IS NOT NULL", open);
        if (command.ExecuteScalar() is not true)
        {
            throw new IOException($"The database {Shown(connection)} is not set up for a cluster; 'cohort-silo setup --connection ...' does it.");
        }
    }

    /// <summary>Creates tables and queries, or renews the queries.</summary>
    /// <exception cref="RefusedInputException">The string is malformed.</exception>
    /// <exception cref="IOException">The database does not answer or refuses.</exception>
    public static void SetUp(string option, string connection)
    {
        using var open = Open(option, connection);
        using var file = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(SchemaFile)!);
        using var transaction = open.BeginTransaction();
        try
        {
            foreach (var statement in file.ReadToEnd().Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                using var command = new NpgsqlCommand(statement, open, transaction);
                command.ExecuteNonQuery();
            }

            transaction.Commit();
        }
        catch (NpgsqlException failure)
        {
            throw new IOException($"The database {Shown(connection)} cannot be set up: {failure.Message}", failure);
        }
    }

    private static NpgsqlConnection Open(string option, string connection)
    {
        try
        {
            var open = new NpgsqlConnection(connection);
            open.Open();
            return open;
        }
        catch (ArgumentException malformed)
        {
            throw new RefusedInputException(option, $"is no connection string of PostgreSQL, such as 'Host=localhost;Database=cohort;Username=cohort': {malformed.Message}");
        }
        catch (Exception failure) when (failure is NpgsqlException or System.Net.Sockets.SocketException or TimeoutException)
        {
            throw new IOException($"The database {Shown(connection)} cannot be opened: {failure.Message}", failure);
        }
    }
}
