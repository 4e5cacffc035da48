using System.Buffers.Text;
using System.Globalization;
using System.Text;
using CsvHelper;

namespace Cohort.Simulation.Output;

/// <summary>Writes a table as CSV: UTF-8, comma, lines ended by '\n', numbers in the invariant culture, undefined ones as empty cells.</summary>
internal sealed class CsvTableWriter : IDisposable
{
    private const int BufferBytes = 1 << 20;
    private static readonly CsvWriterOptions Options = new() { NewLine = "\n", BufferSize = BufferBytes, FormatProvider = CultureInfo.InvariantCulture };

    private readonly CsvWriter _csv;
    private readonly byte[] _text = new byte[512];

    /// <summary>Begins a table with its header.</summary>
    public CsvTableWriter(Stream stream, IReadOnlyList<Column> columns)
    {
        _csv = CsvWriter.Create(stream, Options, leaveOpen: true);
        _csv.WriteHeader(columns.Select(column => column.Name).ToArray());
    }

    public void Text(string text) => _csv.WriteField(text);

    /// <summary>A text that has been formatted before.</summary>
    public void Utf8(ReadOnlySpan<byte> text) => _csv.WriteField(text);

    public void Integer(long value)
    {
        Utf8Formatter.TryFormat(value, _text, out var length);
        _csv.WriteField(_text.AsSpan(0, length));
    }

    public void Unsigned(ulong value)
    {
        Utf8Formatter.TryFormat(value, _text, out var length);
        _csv.WriteField(_text.AsSpan(0, length));
    }

    /// <summary>A number with a fixed count of decimals, or an empty cell if it is not finite.</summary>
    public void Number(double value, int digits) => _csv.WriteField(_text.AsSpan(0, Decimals.Format(value, digits, _text)));

    public void Empty() => _csv.WriteField(ReadOnlySpan<byte>.Empty);

    public void End() => _csv.EndRecord();

    public static byte[] Encode(string text) => Encoding.UTF8.GetBytes(text);

    public void Dispose() => _csv.Dispose();
}
