using Cohort.Simulation.Population;
using CsvHelper;

namespace Cohort.Simulation.Validation;

/// <summary>Reads a table of targets.</summary>
internal static class TargetFile
{
    /// <summary>Most problems that are listed.</summary>
    public const int MaxProblems = 20;

    /// <summary>The columns; every one must be there, in any order.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "id", "source_id", "measure", "panel", "filter", "protocol", "statistic", "compare", "value", "low", "high", "unit", "tolerance",
        "class", "set", "source", "note",
    ];

    private static readonly string[] Classes = [.. Enum.GetNames<TargetClass>().Select(name => name.ToLowerInvariant())];

    /// <summary>The committed targets.</summary>
    public static IReadOnlyList<Target> LoadCommitted() => Load(DataFile.Open("targets.csv"), "targets.csv");

    /// <summary>Reads targets from a file.</summary>
    /// <exception cref="RefusedInputException">The file is missing or wrong; up to <see cref="MaxProblems"/> problems are listed, columns counted in cells.</exception>
    public static IReadOnlyList<Target> Load(string path)
    {
        try
        {
            return Load(File.OpenRead(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RefusedInputException(path, "cannot be read: " + e.Message);
        }
    }

    /// <summary>Reads targets from a stream, which it closes; problems name the file so.</summary>
    public static IReadOnlyList<Target> Load(Stream stream, string name)
    {
        var problems = new List<Problem>();
        var targets = new List<Target>();
        using (var reader = CsvReader.Create(stream, CsvTable.Options))
        {
            try
            {
                Read(reader, name, targets, problems);
            }
            catch (CsvFormatException e)
            {
                problems.Add(new Problem(name, (int)e.LineNumber, null, e.Message));
            }
        }

        return problems.Count == 0 ? targets : throw new RefusedInputException(problems);
    }

    private static void Read(CsvReader reader, string name, List<Target> targets, List<Problem> problems)
    {
        if (!reader.Read())
        {
            problems.Add(new Problem(name, null, null, "the file is empty: a header line with the names of columns is needed"));
            return;
        }

        var header = CsvTable.Record(reader);
        var line = (int)reader.LineNumber;
        for (var c = 0; c < header.Length; c++)
        {
            if (!Columns.Contains(header[c]))
            {
                problems.Add(new Problem(name, line, c + 1, TargetSyntax.Unknown("column", header[c], Columns).Message));
            }
            else if (Array.IndexOf(header, header[c], 0, c) >= 0)
            {
                problems.Add(new Problem(name, line, c + 1, $"column '{header[c]}' stands twice"));
            }
        }

        problems.AddRange(Columns.Except(header).Select(missing => new Problem(name, line, null, $"column '{missing}' is missing")));
        if (problems.Count > 0)
        {
            return;
        }

        var ids = new HashSet<string>();
        while (problems.Count < MaxProblems && reader.Read())
        {
            line = (int)reader.LineNumber;
            if (reader.FieldCount != header.Length)
            {
                problems.Add(new Problem(name, line, null, $"{reader.FieldCount} cells where the header has {header.Length}"));
                continue;
            }

            var row = new Row(header, CsvTable.Record(reader), name, line, problems);
            var before = problems.Count;
            var target = row.Parse();
            if (!ids.Add(target.Id))
            {
                row.Complain("id", $"'{target.Id}' stands twice");
            }

            if (problems.Count == before)
            {
                targets.Add(target);
            }
        }

        if (targets.Count == 0 && problems.Count == 0)
        {
            problems.Add(new Problem(name, null, null, "no rows below the header"));
        }
    }

    /// <summary>One line of the file.</summary>
    private sealed class Row(string[] header, string[] cells, string name, int line, List<Problem> problems)
    {
        public void Complain(string column, string text) =>
            problems.Add(new Problem(name, line, Array.IndexOf(header, column) + 1, $"{column}: {text}"));

        public Target Parse()
        {
            var read = Try("protocol", TargetSyntax.Protocol);
            var (tolerance, absolute) = TryValue("tolerance", Tolerance);
            var target = new Target
            {
                Id = Cell("id"),
                SourceId = Cell("source_id"),
                MeasureText = Cell("measure"),
                Protocol = read ?? new Protocol(ProtocolKind.NotEvaluated, 0, 0),
                ProtocolText = Cell("protocol"),
                FilterText = Cell("filter"),
                Value = TryValue("value", OptionalNumber),
                Low = TryValue("low", OptionalNumber),
                High = TryValue("high", OptionalNumber),
                Unit = Cell("unit"),
                Tolerance = tolerance,
                AbsoluteTolerance = absolute,
                Class = TryValue("class", Class),
                Set = Cell("set"),
                Source = Cell("source"),
                Note = Cell("note"),
            };
            foreach (var required in new[] { "id", "measure" }.Where(column => Cell(column).Length == 0))
            {
                Complain(required, "is empty");
            }

            if (target.High < target.Low)
            {
                Complain("high", "is below low");
            }

            return read?.Kind switch
            {
                null => target,
                ProtocolKind.NotEvaluated => Unevaluated(target),
                ProtocolKind.Formula or ProtocolKind.Input => Computed(target),
                _ => Simulated(target),
            };
        }

        private Target Unevaluated(Target target)
        {
            if (target.Note.Length == 0)
            {
                Complain("note", "must say why the row is not evaluated");
            }

            return target;
        }

        private Target Computed(Target target)
        {
            NeedValue(target);
            Try("measure", Formulas.Check);
            return target;
        }

        private Target Simulated(Target target)
        {
            NeedValue(target);
            var (measure, range) = TryValue("measure", TargetSyntax.Measure);
            var compare = Try("compare", TargetSyntax.Comparison) ?? new Comparison();
            var panel = Try("panel", text => PanelCatalogue.Parse(text).Text) ?? "";
            var statistic = Try("statistic", text => Statistics.IsKnown(text) ? text : throw TargetSyntax.Unknown("statistic", text, Statistics.Names)) ?? "";
            if (Statistics.NeedsComparison(statistic) && compare.Exposure is null && compare.Against is null)
            {
                Complain("compare", $"statistic '{statistic}' needs something to compare with");
            }

            if (statistic == Statistics.NullCoverage && compare.Size < Statistics.SmallestSize)
            {
                Complain("compare", $"statistic '{statistic}' needs 'size N', the people of each group, at least {Statistics.SmallestSize}");
            }

            RefuseIdleWeights(statistic, compare);
            return target with
            {
                Measure = measure,
                MeasureRange = range,
                Panel = panel,
                Filter = Try("filter", TargetSyntax.Filter) ?? [],
                Statistic = statistic,
                Compare = compare,
            };
        }

        // Weights that change nothing would let a row claim a design that it does not have.
        private void RefuseIdleWeights(string statistic, Comparison compare)
        {
            if (compare is { StandardiseAge: true, Half: not null })
            {
                Complain("compare", "'standardise' and 'half' stand together; a row is weighted by one of them");
            }
            else if ((compare.StandardiseAge || compare.Half is not null) && statistic.Length > 0 && !Statistics.HeedsWeights(statistic, compare.Stratify.Count > 0))
            {
                Complain("compare", $"'{(compare.StandardiseAge ? "standardise" : "half")}' weights people, which statistic '{statistic}' does not heed; those that do are {Statistics.WhatHeedsWeights}");
            }
        }

        private void NeedValue(Target target)
        {
            if (double.IsNaN(target.Value) && double.IsNaN(target.Low) && double.IsNaN(target.High))
            {
                Complain("value", "is empty, and so are low and high");
            }
        }

        private string Cell(string column) => cells[Array.IndexOf(header, column)];

        private T? Try<T>(string column, Func<string, T> parse) where T : class
        {
            try
            {
                return parse(Cell(column));
            }
            catch (TargetSyntaxException e)
            {
                Complain(column, e.Message);
                return null;
            }
        }

        private T TryValue<T>(string column, Func<string, T> parse) where T : struct
        {
            try
            {
                return parse(Cell(column));
            }
            catch (TargetSyntaxException e)
            {
                Complain(column, e.Message);
                return default;
            }
        }

        private static double OptionalNumber(string text) => text.Length == 0 ? double.NaN : TargetSyntax.Number(text);

        private static (double Tolerance, bool Absolute) Tolerance(string text)
        {
            var absolute = text.EndsWith(" abs", StringComparison.Ordinal);
            var tolerance = text.Length == 0 ? Verdicts.DefaultTolerance : TargetSyntax.Number(absolute ? text[..^4] : text);
            return tolerance >= 0 ? (tolerance, absolute) : throw new TargetSyntaxException($"'{text}' is below 0");
        }

        private static TargetClass Class(string text)
        {
            var found = Array.IndexOf(Classes, text);
            return found >= 0 ? (TargetClass)found : throw TargetSyntax.Unknown("class", text, Classes);
        }
    }
}
