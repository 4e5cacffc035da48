using CsvHelper;

namespace Cohort.Simulation.Population;

/// <summary>Reads comma-separated tables with a header, '#' comment lines and quoted fields.</summary>
internal static class CsvTable
{
    /// <summary>How every table is read: commas, '#' comments, blanks around values dropped, lines counted.</summary>
    public static CsvReaderOptions Options => new()
    {
        Separator = ',',
        HasHeader = false,
        CommentPrefix = '#',
        TrimWhitespace = true,
        TrackLineNumbers = true,
    };

    /// <summary>The records of an embedded table, header first.</summary>
    public static IEnumerable<string[]> ReadEmbedded(string name)
    {
        using var reader = CsvReader.Create(DataFile.Open(name), Options);
        while (reader.Read())
        {
            yield return Record(reader);
        }
    }

    /// <summary>The fields of the current record.</summary>
    public static string[] Record(CsvReader reader)
    {
        var fields = new string[reader.FieldCount];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = reader.GetString(i);
        }

        return fields;
    }
}
