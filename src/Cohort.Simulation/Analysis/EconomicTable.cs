using System.Globalization;
using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Output;
using CsvHelper;

namespace Cohort.Simulation.Analysis;

/// <summary>What something costs and takes from the quality of life.</summary>
/// <param name="Kind">Whether it is a state (counted in person-years), an event, or what an arm costs beside (per person-year lived in it).</param>
/// <param name="Name">Name of the state, event or arm.</param>
/// <param name="Utility">Of the state <c>alive</c> the utility of everybody; of other states the loss in a year, of events the loss once, both 0 or less.</param>
/// <param name="Cost">Cost in a year in the state or arm, or of an event.</param>
public sealed record EconomicItem(EconomicKind Kind, string Name, double Utility, double Cost);

/// <summary>Kinds of rows of an economic table.</summary>
public enum EconomicKind
{
    /// <summary>A state that people are in at the end of a year.</summary>
    State,

    /// <summary>Something that happens.</summary>
    Event,

    /// <summary>An arm of the scenario.</summary>
    Arm,
}

/// <summary>
/// A user's table of utilities and costs: CSV with the columns kind, name, utility, cost and, if wanted, source. States are <c>alive</c>
/// and the conditions of replicates.csv, events its events.
/// </summary>
public sealed class EconomicTable
{
    private static readonly string[] Needed = ["kind", "name", "utility", "cost"];

    private EconomicTable(IReadOnlyList<EconomicItem> items) => Items = items;

    /// <summary>The rows.</summary>
    public IReadOnlyList<EconomicItem> Items { get; }

    /// <summary>States that a table can name.</summary>
    public static IReadOnlyList<string> States { get; } =
        [.. Enum.GetValues<Headline>().Where(one => one is >= Headline.Alive and < Headline.Deaths).Select(one => Names.Of(one))];

    /// <summary>Events that a table can name.</summary>
    public static IReadOnlyList<string> Events { get; } =
        [.. Enum.GetValues<Headline>().Where(one => one is >= Headline.Deaths and < Headline.HalfYears).Select(one => Names.Of(one))];

    /// <summary>Reads a table.</summary>
    /// <param name="file">The file.</param>
    /// <param name="arms">Names of the arms that it may name.</param>
    /// <exception cref="RefusedInputException">The file is missing or wrong; every problem is listed with its line.</exception>
    public static EconomicTable Read(string file, IReadOnlyList<string> arms)
    {
        var problems = new List<Problem>();
        var items = new List<EconomicItem>();
        try
        {
            using var reader = CsvReader.Create(
                File.OpenRead(file), new CsvReaderOptions { Separator = ',', HasHeader = false, CommentPrefix = '#', TrimWhitespace = true, TrackLineNumbers = true });
            Dictionary<string, int>? columns = null;
            while (reader.Read())
            {
                var line = (int)reader.LineNumber;
                if (columns == null)
                {
                    columns = Enumerable.Range(0, reader.FieldCount).GroupBy(i => reader.GetString(i)).ToDictionary(group => group.Key, group => group.First());
                    problems.AddRange(Needed.Where(name => !columns.ContainsKey(name)).Select(name => new Problem(file, line, null, $"column '{name}' is missing; needed are {string.Join(", ", Needed)}")));
                    if (problems.Count > 0)
                    {
                        break;
                    }
                }
                else
                {
                    string Cell(string name) => columns[name] < reader.FieldCount ? reader.GetString(columns[name]) : "";
                    if (Read(Cell, arms, why => problems.Add(new Problem(file, line, null, why))) is { } item)
                    {
                        items.Add(item);
                    }
                }
            }
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException or CsvFormatException)
        {
            problems.Add(new Problem(file, null, null, "cannot be read: " + refusal.Message));
        }

        problems.AddRange(items.GroupBy(item => (item.Kind, item.Name)).Where(group => group.Count() > 1)
            .Select(group => new Problem(file, null, null, $"{Names.Of(group.Key.Kind)} '{group.Key.Name}' is given twice")));
        if (problems.Count == 0 && !items.Any(item => item is { Kind: EconomicKind.State, Name: "alive" }))
        {
            problems.Add(new Problem(file, null, null, "has no row 'state,alive': the utility of everybody who lives"));
        }

        return problems.Count == 0 ? new EconomicTable(items) : throw new RefusedInputException(problems);
    }

    private static EconomicItem? Read(Func<string, string> cell, IReadOnlyList<string> arms, Action<string> refuse)
    {
        var sound = true;
        EconomicKind? kind = cell("kind") switch { "state" => EconomicKind.State, "event" => EconomicKind.Event, "arm" => EconomicKind.Arm, _ => null };
        if (kind == null)
        {
            refuse($"'kind' must be state, event or arm; found '{cell("kind")}'.");
            return null;
        }

        var known = kind switch { EconomicKind.State => States, EconomicKind.Event => Events, _ => arms };
        var name = cell("name");
        if (!known.Contains(name))
        {
            Refuse($"no {cell("kind")} is named '{name}'{(Scenarios.NearestName.Among(name, known) is { } near ? $"; did you mean '{near}'?" : ".")} Known: {string.Join(", ", known)}.");
        }

        var (low, high) = kind == EconomicKind.State && name == "alive" ? (0.0, 1.0) : (-1.0, 0.0);
        var utility = Number("utility", low, high);
        var cost = Number("cost", -1e9, 1e9);
        return sound ? new EconomicItem(kind.Value, name, utility, cost) : null;

        double Number(string column, double least, double most)
        {
            var text = cell(column);
            if (text.Length == 0)
            {
                return 0;
            }

            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
            {
                return value;
            }

            Refuse(FormattableString.Invariant($"'{column}' of {name} must be a number from {least} to {most}; found '{text}'."));
            return 0;
        }

        void Refuse(string why)
        {
            sound = false;
            refuse(why);
        }
    }
}
