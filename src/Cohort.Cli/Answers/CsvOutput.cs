using System.Globalization;
using System.Text;
using Cohort.Simulation.Output;

namespace Cohort.Cli;

/// <summary>Writes a table of a command to a file, whole or not at all.</summary>
internal static class CsvOutput
{
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write<T>(string file, IReadOnlyList<Column> columns, IEnumerable<T> rows, Action<Row, T> write)
    {
        var text = new StringBuilder().AppendJoin(',', columns.Select(column => column.Name)).Append('\n');
        foreach (var row in rows)
        {
            var cells = new Row();
            write(cells, row);
            text.AppendJoin(',', cells.Cells).Append('\n');
        }

        if (Path.GetDirectoryName(file) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        WholeFile.Write(file, stream => stream.Write(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>The cells of one row.</summary>
    internal sealed class Row
    {
        public List<string> Cells { get; } = [];

        public void Text(params IEnumerable<string> cells) => Cells.AddRange(cells.Select(Quoted));

        /// <summary>Numbers to nine significant digits; undefined ones as empty cells.</summary>
        public void Numbers(params IEnumerable<double> values) =>
            Cells.AddRange(values.Select(value => double.IsFinite(value) ? (value == 0 ? 0 : value).ToString("G9", CultureInfo.InvariantCulture) : ""));

        private static string Quoted(string text) => text.AsSpan().ContainsAny(",\"\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
