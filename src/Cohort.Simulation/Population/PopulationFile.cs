using System.Globalization;
using Cohort.Simulation.Scenarios;
using CsvHelper;

namespace Cohort.Simulation.Population;

/// <summary>A baseline of the user's own: a CSV file with the columns of <see cref="PopulationColumn.All"/>.</summary>
/// <remarks>
/// Absent columns and empty cells are filled from one like NHANES respondent for each row (same sex, nearest age, same diabetes status and
/// kidney class where there is one) or drawn for each virtual patient, as <see cref="PopulationColumn.Absent"/> says. LDL is filled by
/// total cholesterol where that is given; albumin is 40 g/L where calcium is given without it (calcium is then taken as corrected).
/// </remarks>
public static class PopulationFile
{
    /// <summary>Most problems that are listed.</summary>
    public const int MaxProblems = 20;

    private const double NormalAlbumin = 40;

    /// <summary>Reads a population.</summary>
    /// <param name="path">Path of the file; problems name it so.</param>
    /// <returns>The respondents, in the order of the file.</returns>
    /// <exception cref="RefusedInputException">The file is missing or wrong; up to <see cref="MaxProblems"/> problems are listed, columns counted in cells.</exception>
    public static RespondentTable Load(string path)
    {
        var problems = new List<Problem>();
        var rows = new List<double[]>();
        try
        {
            using var reader = CsvReader.Create(File.OpenRead(path), CsvTable.Options);
            Read(reader, path, rows, problems);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(new Problem(path, null, null, "cannot be read: " + e.Message));
        }
        catch (CsvFormatException e)
        {
            problems.Add(new Problem(path, (int)e.LineNumber, null, e.Message));
        }

        if (problems.Count > 0)
        {
            throw new RefusedInputException(problems);
        }

        return Fill(rows);
    }

    private static void Read(CsvReader reader, string path, List<double[]> rows, List<Problem> problems)
    {
        if (!reader.Read())
        {
            problems.Add(new Problem(path, null, null, "the file is empty: a header line with the names of columns is needed"));
            return;
        }

        var columns = Header(reader, path, problems);
        if (problems.Count > 0)
        {
            return;
        }

        while (problems.Count < MaxProblems && reader.Read())
        {
            var row = PopulationRow.Empty();
            row[PopulationRow.Id] = rows.Count + 1;
            row[PopulationRow.Weight] = 1;
            Record(reader, path, columns, row, problems);
            rows.Add(row);
        }

        if (rows.Count == 0)
        {
            problems.Add(new Problem(path, null, null, "no rows below the header"));
        }
    }

    private static int[] Header(CsvReader reader, string path, List<Problem> problems)
    {
        var line = (int)reader.LineNumber;
        var names = CsvTable.Record(reader);
        var columns = new int[names.Length];
        for (var c = 0; c < names.Length; c++)
        {
            columns[c] = PopulationColumn.IndexOf(names[c]);
            if (columns[c] < 0)
            {
                var near = NearestName.Among(names[c], PopulationColumn.All.Select(p => p.Name));
                Add(problems, path, line, c, $"unknown column '{names[c]}'" + (near is null ? "" : $"; did you mean '{near}'?"));
            }
            else if (Array.IndexOf(columns, columns[c], 0, c) >= 0)
            {
                Add(problems, path, line, c, $"column '{names[c]}' stands twice");
            }
        }

        foreach (var required in PopulationColumn.All.Where(p => p.Absent == Absence.Refused && !names.Contains(p.Name)))
        {
            problems.Add(new Problem(path, line, null, $"column '{required.Name}' is missing"));
        }

        if (!columns.Contains(PopulationRow.Egfr) && !columns.Contains(PopulationRow.Creatinine))
        {
            problems.Add(new Problem(path, line, null, "column 'egfr' or 'creatinine_mg_dl' is missing: one of the two is needed"));
        }

        return columns;
    }

    private static void Record(CsvReader reader, string path, int[] columns, double[] row, List<Problem> problems)
    {
        var line = (int)reader.LineNumber;
        if (reader.FieldCount != columns.Length)
        {
            Add(problems, path, line, null, $"{reader.FieldCount} cells where the header has {columns.Length}");
            return;
        }

        for (var c = 0; c < columns.Length; c++)
        {
            var column = PopulationColumn.All[columns[c]];
            var text = reader.GetString(c);
            if (text.Length == 0)
            {
                if (column.Absent == Absence.Refused)
                {
                    Add(problems, path, line, c, $"{column.Name} is empty; allowed: {column.Range}");
                }

                continue;
            }

            if (column.Words.Count > 0)
            {
                row[columns[c]] = column.Words.TakeWhile(w => w != text).Count();
                if (row[columns[c]] == column.Words.Count)
                {
                    Add(problems, path, line, c, $"{column.Name} '{text}' is not a word known here; allowed: {column.Range}");
                }
            }
            else if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
            {
                Add(problems, path, line, c, $"{column.Name} '{text}' is not a number; allowed: {column.Range}");
            }
            else if (value < column.Low || value > column.High)
            {
                Add(problems, path, line, c, $"{column.Name} '{text}' is out of range; allowed: {column.Range}");
            }
            else
            {
                row[columns[c]] = columns[c] == PopulationRow.Age || columns[c] == PopulationRow.Id ? Math.Floor(value) : value;
            }
        }

        if (double.IsNaN(row[PopulationRow.Egfr]) && double.IsNaN(row[PopulationRow.Creatinine]) && !HasProblem(problems, line))
        {
            Add(problems, path, line, null, "egfr and creatinine_mg_dl are both empty: one of the two is needed");
        }
    }

    private static RespondentTable Fill(List<double[]> rows)
    {
        var deck = new HotDeck(Nhanes.Rows);
        foreach (var row in rows)
        {
            if (row[PopulationRow.DiabetesYears] >= 0 && double.IsNaN(row[PopulationRow.DiabetesTold]))
            {
                row[PopulationRow.DiabetesTold] = 1;
            }

            if (!double.IsNaN(row[PopulationRow.Calcium]) && double.IsNaN(row[PopulationRow.Albumin]))
            {
                row[PopulationRow.Albumin] = NormalAlbumin;
            }

            if (!double.IsNaN(row[PopulationRow.Cholesterol]) && double.IsNaN(row[PopulationRow.Ldl]))
            {
                row[PopulationRow.Ldl] = deck.FindLdl(row)[PopulationRow.Ldl];
            }

            double[]? donor = null;
            for (var c = 0; c < row.Length; c++)
            {
                if (double.IsNaN(row[c]) && PopulationColumn.All[c].Absent == Absence.LikeRespondent)
                {
                    donor ??= deck.Find(row, PopulationRow.Sex);
                    row[c] = donor[c];
                }
            }
        }

        return new RespondentTable(rows.Select(r => PopulationRow.ToRespondent(r, topCoded: false)));
    }

    private static bool HasProblem(List<Problem> problems, int line) => problems.Count > 0 && problems[^1].Line == line;

    private static void Add(List<Problem> problems, string path, int line, int? cell, string text)
    {
        if (problems.Count < MaxProblems)
        {
            problems.Add(new Problem(path, line, cell + 1, text));
        }
    }
}
