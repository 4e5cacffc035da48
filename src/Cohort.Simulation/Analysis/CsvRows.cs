using CsvHelper;

namespace Cohort.Simulation.Analysis;

/// <summary>Rows of a run's CSV file, cells by the name of their column.</summary>
public static class CsvRows
{
    private static readonly CsvReaderOptions Options = new() { Separator = ',', HasHeader = false };

    /// <summary>Reads a file row by row.</summary>
    /// <param name="file">The file.</param>
    /// <returns>For each row a function that gives the text in a column until the next row is read; an unknown column is a <see cref="KeyNotFoundException"/>.</returns>
    public static IEnumerable<Func<string, string>> Read(string file)
    {
        using var reader = CsvReader.Create(File.OpenRead(file), Options);
        var columns = Header(reader);
        while (reader.Read())
        {
            yield return name => reader.GetString(columns[name]);
        }
    }

    /// <summary>Reads a whole file.</summary>
    /// <param name="file">The file.</param>
    /// <returns>The rows, to be asked at any time.</returns>
    public static IReadOnlyList<Func<string, string>> ReadAll(string file)
    {
        using var reader = CsvReader.Create(File.OpenRead(file), Options);
        var columns = Header(reader);
        var rows = new List<Func<string, string>>();
        while (reader.Read())
        {
            var cells = Enumerable.Range(0, reader.FieldCount).Select(reader.GetString).ToArray();
            rows.Add(name => cells[columns[name]]);
        }

        return rows;
    }

    private static Dictionary<string, int> Header(CsvReader reader)
    {
        reader.Read();
        return Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetString);
    }
}
