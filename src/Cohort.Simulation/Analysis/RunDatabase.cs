using System.Globalization;
using Cohort.Simulation.Output;
using CsvHelper;
using Microsoft.Data.Sqlite;

namespace Cohort.Simulation.Analysis;

/// <summary>The tables of a run as a SQLite database: one table a CSV file, named after it; columns whose cells are numbers are numbers.</summary>
public sealed class RunDatabase : IDisposable
{
    private static readonly HashSet<string> TextColumns =
        ["arm", "comparator", "stratum", "outcome", "unit", "event", "detail", "age_band", "sex", "ckd_stage", "diabetes", "warfarin", "measure", "run", "statistic"];

    private readonly SqliteConnection _connection;

    private RunDatabase(SqliteConnection connection) => _connection = connection;

    /// <summary>Tables and their rows.</summary>
    public IReadOnlyList<(string Table, long Rows)> Tables { get; private set; } = [];

    /// <summary>Loads the CSV files of a finished run.</summary>
    /// <param name="directory">The run's directory.</param>
    /// <param name="file">Where to keep the database; null = in memory.</param>
    /// <exception cref="RefusedInputException">The directory holds no finished run.</exception>
    /// <exception cref="RunDirectoryException">The database cannot be written.</exception>
    public static RunDatabase Load(string directory, string? file = null)
    {
        using (RunResults.Open(directory))
        {
        }

        try
        {
            var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file ?? ":memory:", Pooling = false }.ToString());
            connection.Open();
            var database = new RunDatabase(connection);
            using var transaction = connection.BeginTransaction();
            database.Tables =
            [
                .. Directory.EnumerateFiles(directory, "*.csv").Order(StringComparer.Ordinal)
                    .Select(csv => (Path.GetFileNameWithoutExtension(csv), database.Fill(csv))),
            ];
            transaction.Commit();
            return database;
        }
        catch (SqliteException failure)
        {
            throw new RunDirectoryException($"The database {file} cannot be written: {failure.Message}", failure);
        }
    }

    /// <summary>Asks a question.</summary>
    /// <param name="sql">One statement of SQL.</param>
    /// <returns>Names of the columns, and the rows.</returns>
    /// <exception cref="RefusedInputException">The statement is wrong.</exception>
    public (IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows) Query(string sql)
    {
        try
        {
            using var command = _connection.CreateCommand();
            command.CommandText = sql;
            using var reader = command.ExecuteReader();
            var rows = new List<IReadOnlyList<object?>>();
            while (reader.Read())
            {
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);
            }

            return ([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)], rows);
        }
        catch (SqliteException wrong)
        {
            var tables = string.Join(", ", Tables.Select(one => one.Table));
            throw new RefusedInputException("SQL", $"{wrong.Message.Replace("SQLite Error 1: ", "", StringComparison.Ordinal).Trim('\'', '.')}. Tables: {tables}.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private long Fill(string csv)
    {
        using var reader = CsvReader.Create(File.OpenRead(csv), new CsvReaderOptions { Separator = ',', HasHeader = false });
        reader.Read();
        var columns = Enumerable.Range(0, reader.FieldCount).Select(reader.GetString).ToArray();
        var text = columns.Select(TextColumns.Contains).ToArray();
        var table = Quoted(Path.GetFileNameWithoutExtension(csv));
        Execute($"DROP TABLE IF EXISTS {table}");
        Execute($"CREATE TABLE {table} ({string.Join(", ", columns.Select((name, i) => $"{Quoted(name)} {(text[i] ? "TEXT" : "NUMERIC")}"))})");
        using var insert = _connection.CreateCommand();
        insert.CommandText = $"INSERT INTO {table} VALUES ({string.Join(", ", columns.Select((_, i) => FormattableString.Invariant($"$p{i}")))})";
        var values = columns.Select((_, i) => insert.Parameters.Add(FormattableString.Invariant($"$p{i}"), SqliteType.Text)).ToArray();
        var rows = 0L;
        while (reader.Read())
        {
            for (var i = 0; i < values.Length; i++)
            {
                var cell = reader.GetString(i);
                values[i].Value = cell.Length == 0 ? DBNull.Value
                    : text[i] ? cell
                    : long.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole
                    : double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
                    : cell;
                values[i].SqliteType = values[i].Value switch { long => SqliteType.Integer, double => SqliteType.Real, _ => SqliteType.Text };
            }

            insert.ExecuteNonQuery();
            rows++;
        }

        return rows;
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string Quoted(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
