using Cohort.Physiology.State;
using Cohort.Simulation.Running;
using Cohort.Simulation.Scenarios;

namespace Cohort.Simulation.Output;

/// <summary>trajectories.csv: one row a sampled patient and year, every state variable. One patient's rows are written alike wherever they are written.</summary>
public static class TrajectoryCsv
{
    /// <summary>The columns.</summary>
    public static IReadOnlyList<Column> Columns { get; } =
    [
        new("arm", "", "Name of the arm"),
        new("patient", "", "Number of the patient in the run"),
        new("year", "a", "Years since baseline; 0 is the baseline itself. The last row is the horizon or the year of death"),
        new("calendar_year", "a", "Calendar year simulated, at whose end the row stands"),
        .. Variables.All.Select(variable => new Column(variable.Name, variable.Unit, variable.Meaning)),
    ];

    /// <summary>Writes the file, sorted by arm, patient and year.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="scenario">The scenario.</param>
    /// <param name="histories">The histories, in any order.</param>
    public static void Write(Stream stream, Scenario scenario, IEnumerable<PatientHistory> histories)
    {
        using var csv = new CsvTableWriter(stream, Columns);
        foreach (var history in histories.OrderBy(one => one.Arm).ThenBy(one => one.Patient))
        {
            var arm = CsvTableWriter.Encode(scenario.Arms[history.Arm].Name);
            foreach (var row in history.Rows)
            {
                csv.Utf8(arm);
                csv.Unsigned(history.Patient);
                csv.Integer(row.Year);
                csv.Integer(CalendarYear.Of(scenario, row.Year));
                for (var v = 0; v < Variables.Count; v++)
                {
                    csv.Number(row.Values[v], Variables.All[v].Digits);
                }

                csv.End();
            }
        }
    }
}
