using System.Globalization;

namespace Cohort.Simulation.Population;

/// <summary>The facts of one table of the folder <c>data</c>.</summary>
public sealed class FactTable
{
    private readonly string _name;

    private FactTable(string name, IReadOnlyList<Fact> facts)
    {
        _name = name;
        Facts = facts;
    }

    /// <summary>Every fact, in the order of the file.</summary>
    public IReadOnlyList<Fact> Facts { get; }

    /// <summary>Reads a table.</summary>
    /// <param name="name">Name of the file, without folder.</param>
    public static FactTable Load(string name)
    {
        string[]? header = null;
        var facts = new List<Fact>();
        foreach (var record in CsvTable.ReadEmbedded(name))
        {
            if (header is null)
            {
                header = record;
                continue;
            }

            string Text(string column) => Array.IndexOf(header, column) is var i and >= 0 ? record[i] : "";
            double Number(string column) => Text(column) is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : double.NaN;
            facts.Add(new Fact(Text("quantity"), (int)Number("age_low"), (int)Number("age_high"), Text("sex"), Text("condition"),
                Text("diabetes"), Number("egfr_low"), Text("year") is { Length: 4 } ? (int)Number("year") : 0,
                Number("value"), Text("unit"), Number("low"), Number("high")));
        }

        return new FactTable(name, facts);
    }

    /// <summary>The facts of a quantity, in the order of the file.</summary>
    /// <param name="quantity">Key of the quantity.</param>
    /// <param name="condition">Condition that must hold; null for any.</param>
    public IEnumerable<Fact> Of(string quantity, string? condition = null) =>
        Facts.Where(f => f.Quantity == quantity && (condition is null || f.Condition == condition));

    /// <summary>The only fact of a quantity.</summary>
    /// <param name="quantity">Key of the quantity.</param>
    /// <param name="condition">Condition that must hold; null for any.</param>
    /// <exception cref="InvalidDataException">There is none, or more than one.</exception>
    public Fact One(string quantity, string? condition = null)
    {
        var found = Of(quantity, condition).ToArray();
        return found.Length == 1
            ? found[0]
            : throw new InvalidDataException($"{_name}: {found.Length} rows of '{quantity}' where one is needed.");
    }
}
