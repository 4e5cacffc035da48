using CsvHelper;

namespace Cohort.Simulation.Analysis;

/// <summary>Rows of a run's CSV file, cells by the name of their column.</summary>
public static class CsvRows
{
    /// <summary>Reads a file row by row.</summary>
    /// <param name="file">The file.</param>
    /// <returns>For each row a function that gives the text in a column; an unknown column is a <see cref="KeyNotFoundException"/>.</returns>
    public static IEnumerable<Func<string, string>> Read(string file)
    {
        using var reader = CsvReader.Create(File.OpenRead(file), new CsvReaderOptions { Separator = ',', HasHeader = false });
        var columns = new Dictionary<string, int>();
        while (reader.Read())
        {
            if (columns.Count == 0)
            {
                for (var i = 0; i < reader.FieldCount; i++)
                {
                    columns[reader.GetString(i)] = i;
                }

                continue;
            }

            yield return name => reader.GetString(columns[name]);
        }
    }
}
