using Cohort.Physiology.Events;
using Cohort.Physiology.State;
using Cohort.Simulation.Running;
using Cohort.Simulation.Scenarios;

namespace Cohort.Simulation.Output;

/// <summary>events.csv: one row an event of a sampled patient.</summary>
public static class EventCsv
{
    /// <summary>The columns.</summary>
    public static IReadOnlyList<Column> Columns { get; } =
    [
        new("arm", "", "Name of the arm"),
        new("patient", "", "Number of the patient in the run"),
        new("year", "a", "Years since baseline"),
        new("calendar_year", "a", "Calendar year of the event"),
        new("age", "a", "Age at the end of that year"),
        new("event", "", "Name of the event: those of the `new_` columns of outcomes.csv, or `death`"),
        new("detail", "", "Cause of a death: those of the `deaths_` columns of outcomes.csv; empty for other events"),
    ];

    /// <summary>Writes the file, sorted by arm, patient, year and kind of event, a death last.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="scenario">The scenario.</param>
    /// <param name="histories">The histories, in any order.</param>
    public static void Write(Stream stream, Scenario scenario, IEnumerable<PatientHistory> histories)
    {
        using var csv = new CsvTableWriter(stream, Columns);
        foreach (var history in histories.OrderBy(one => one.Arm).ThenBy(one => one.Patient))
        {
            foreach (var row in history.Rows.Where(row => row.Year > 0))
            {
                var bits = (uint)row.Values[(int)Variable.Events];
                foreach (var (kind, name, _) in Names.Events)
                {
                    if ((bits >> (int)kind & 1) != 0)
                    {
                        Write(history, row, name, "");
                    }
                }

                if (row.Values[(int)Variable.Alive] != 1f)
                {
                    var cause = (CauseOfDeath)(int)row.Values[(int)Variable.Cause];
                    Write(history, row, Names.Death, Names.Causes.First(one => one.Cause == cause).Name);
                }
            }
        }

        void Write(PatientHistory history, HistoryRow row, string name, string detail)
        {
            csv.Text(scenario.Arms[history.Arm].Name);
            csv.Unsigned(history.Patient);
            csv.Integer(row.Year);
            csv.Integer(CalendarYear.Of(scenario, row.Year));
            csv.Number(row.Values[(int)Variable.Age], Variables.Describe(Variable.Age).Digits);
            csv.Text(name);
            csv.Text(detail);
            csv.End();
        }
    }
}
