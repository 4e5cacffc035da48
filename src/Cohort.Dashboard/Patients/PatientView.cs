using Cohort.Physiology.Events;
using Cohort.Physiology.State;
using Cohort.Simulation.Output;
using Cohort.Simulation.Running;
using Cohort.Simulation.Scenarios;

namespace Cohort.Dashboard.Patients;

/// <summary>Something that happened to a patient.</summary>
/// <param name="Year">Year since baseline.</param>
/// <param name="CalendarYear">Calendar year.</param>
/// <param name="Age">Age at the end of that year.</param>
/// <param name="Kind">Name of the event; <c>death</c> ends a history.</param>
/// <param name="Detail">Cause of a death; empty for other events.</param>
public sealed record PatientEvent(int Year, int CalendarYear, double Age, string Kind, string Detail);

/// <summary>A patient's life in one arm.</summary>
/// <param name="Name">Name of the arm.</param>
/// <param name="Years">Years since baseline, up to the horizon or the year of death.</param>
/// <param name="CalendarYears">The same as calendar years.</param>
/// <param name="Variables">Every state variable by name: its value at the end of each year.</param>
/// <param name="Events">What happened, in order.</param>
/// <param name="AliveAtEnd">Whether the patient lives at the horizon.</param>
public sealed record PatientArm(
    string Name, IReadOnlyList<int> Years, IReadOnlyList<int> CalendarYears, IReadOnlyDictionary<string, IReadOnlyList<double>> Variables, IReadOnlyList<PatientEvent> Events, bool AliveAtEnd);

/// <summary>A patient's life in every arm that was asked for.</summary>
/// <param name="Id">Number of the patient in the run.</param>
/// <param name="Arms">The arms.</param>
public sealed record PatientView(long Id, IReadOnlyList<PatientArm> Arms)
{
    internal static PatientArm Of(PatientHistory history, Scenario scenario)
    {
        var events = history.Rows.Where(row => row.Year > 0).SelectMany(row => EventsOf(row, scenario)).ToArray();
        return new PatientArm(
            scenario.Arms[history.Arm].Name,
            [.. history.Rows.Select(row => row.Year)],
            [.. history.Rows.Select(row => CalendarYear(scenario, row.Year))],
            Cohort.Physiology.State.Variables.All.ToDictionary(
                variable => variable.Name,
                variable => (IReadOnlyList<double>)[.. history.Rows.Select(row => Math.Round((double)row.Values[(int)variable.Variable], variable.Digits))]),
            events,
            history.Rows[^1].Values[(int)Variable.Alive] == 1f);
    }

    private static IEnumerable<PatientEvent> EventsOf(HistoryRow row, Scenario scenario)
    {
        var bits = (uint)row.Values[(int)Variable.Events];
        var (year, age) = (CalendarYear(scenario, row.Year), (double)row.Values[(int)Variable.Age]);
        foreach (var (kind, name, _) in Names.Events.Where(one => (bits >> (int)one.Kind & 1) != 0))
        {
            yield return new PatientEvent(row.Year, year, age, name, "");
        }

        if (row.Values[(int)Variable.Alive] != 1f)
        {
            var cause = (CauseOfDeath)(int)row.Values[(int)Variable.Cause];
            yield return new PatientEvent(row.Year, year, age, Names.Death, Names.Causes.First(one => one.Cause == cause).Name);
        }
    }

    private static int CalendarYear(Scenario scenario, int year) => scenario.StartYear + year - 1;
}
