using System.Globalization;

namespace Cohort.Simulation.Population;

/// <summary>The adults examined in NHANES 2017-2018, the respondents behind the built-in populations.</summary>
/// <remarks>
/// 4,916 rows. Empty cells are filled from like respondents (<see cref="HotDeck"/>; the value of one measured person). Filled:
/// phosphate 2, calcium 2, alkaline phosphatase 1, HbA1c 4, body mass index 77, told of diabetes 4, insulin 1, coronary disease 34, heart
/// failure 15, stroke 8, systolic pressure 232, diastolic pressure 244, and LDL 2,557 (measured in the fasting subsample only; the
/// like respondent is matched on sex, age within 5 years and total cholesterol). Age 80 means 80 or more.
/// </remarks>
public static class Nhanes
{
    private static readonly Lazy<(double[][] Raw, double[][] Filled, RespondentTable Table)> Loaded = new(Read);

    /// <summary>The respondents; one shared table.</summary>
    public static RespondentTable Load() => Loaded.Value.Table;

    /// <summary>Number of cells of a column that were filled from like respondents.</summary>
    /// <param name="column">Name of the column.</param>
    public static int FilledCells(string column)
    {
        var c = PopulationColumn.IndexOf(column);
        return Loaded.Value.Raw.Count(r => double.IsNaN(r[c])) - Loaded.Value.Filled.Count(r => double.IsNaN(r[c]));
    }

    /// <summary>The cells by column after filling.</summary>
    internal static double[][] Rows => Loaded.Value.Filled;

    private static (double[][] Raw, double[][] Filled, RespondentTable Table) Read()
    {
        var records = CsvTable.ReadEmbedded("nhanes_2017_2018.csv").ToArray();
        var columns = records[0].Select(PopulationColumn.IndexOf).ToArray();
        var raw = new double[records.Length - 1][];
        for (var i = 0; i < raw.Length; i++)
        {
            raw[i] = PopulationRow.Empty();
            for (var c = 0; c < columns.Length; c++)
            {
                raw[i][columns[c]] = Cell(PopulationColumn.All[columns[c]], records[i + 1][c]);
            }
        }

        var filled = raw.Select(r => (double[])r.Clone()).ToArray();
        var deck = new HotDeck(raw);
        for (var c = 0; c < PopulationColumn.All.Count; c++)
        {
            if (PopulationColumn.All[c].Absent != Absence.LikeRespondent || c == PopulationRow.Ldl)
            {
                continue;
            }

            foreach (var row in filled.Where(r => double.IsNaN(r[c])))
            {
                row[c] = deck.Find(row, c)[c];
            }
        }

        foreach (var row in filled.Where(r => double.IsNaN(r[PopulationRow.Ldl])))
        {
            row[PopulationRow.Ldl] = deck.FindLdl(row)[PopulationRow.Ldl];
        }

        return (raw, filled, new RespondentTable(filled.Select(r => PopulationRow.ToRespondent(r, topCoded: r[PopulationRow.Age] == 80))));
    }

    private static double Cell(PopulationColumn column, string text) => text.Length == 0 ? double.NaN
        : column.Words.Count > 0 ? column.Words.ToList().IndexOf(text)
        : double.Parse(text, CultureInfo.InvariantCulture);
}
