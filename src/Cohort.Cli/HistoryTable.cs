using System.Globalization;
using Cohort.Physiology.Events;
using Cohort.Physiology.State;
using Cohort.Simulation.Output;
using Cohort.Simulation.Running;
using Cohort.Simulation.Scenarios;
using Spectre.Console;

namespace Cohort.Cli;

/// <summary>A patient's history for a reader: the main variables year by year.</summary>
internal static class HistoryTable
{
    private static readonly string[] Anticoagulants = ["-", "warf", "doac"];

    // Heading, unit and what a cell says, from the kidney to the valve.
    private static readonly (string Heading, string Unit, Func<float[], string> Cell)[] Columns =
    [
        ("Age", "years", Number(Variable.Age, 0)),
        ("CKD", "stage", values => ((CkdStage)(int)values[(int)Variable.CkdStage]).ToString()),
        ("eGFR", "mL/min", Number(Variable.Egfr, 0)),
        ("Phosph.", "mmol/L", Number(Variable.Phosphate, 2)),
        ("Calcium", "mmol/L", Number(Variable.Calcium, 2)),
        ("PTH", "pg/mL", Number(Variable.Pth, 0)),
        ("FGF23", "RU/mL", Number(Variable.Fgf23, 0)),
        ("25-OH-D", "nmol/L", Number(Variable.VitaminD25, 0)),
        ("Anticoag.", "", values => Anticoagulants[(int)values[(int)Variable.Anticoagulant]]),
        ("MGP", "active", Number(Variable.Mgp, 2)),
        ("Osteogenic", "share", Number(Variable.Osteogenic, 3)),
        ("CAC", "AU", Number(Variable.Cac, 0)),
        ("PWV", "m/s", Number(Variable.PulseWaveVelocity, 1)),
        ("AVC", "AU", Number(Variable.Avc, 0)),
        ("Velocity", "m/s", Number(Variable.PeakVelocity, 2)),
    ];

    public static void Print(IAnsiConsole console, Scenario scenario, PatientHistory history)
    {
        var first = history.Rows[0].Values;
        var sex = first[(int)Variable.Female] == 1 ? "woman" : "man";
        console.Write(new Text(FormattableString.Invariant(
            $"Patient {history.Patient}, a {sex} of {first[(int)Variable.Age]:0} at baseline; arm {scenario.Arms[history.Arm].Name}\n")));

        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn(new TableColumn("Year").RightAligned());
        foreach (var (heading, unit, _) in Columns)
        {
            table.AddColumn(new TableColumn(new Text($"{heading}\n{unit}")).RightAligned());
        }

        table.AddColumn("Events");
        foreach (var row in history.Rows)
        {
            var year = (scenario.StartYear + row.Year - 1).ToString(CultureInfo.InvariantCulture);
            table.AddRow(Columns.Select(column => column.Cell(row.Values)).Prepend(year).Append(Events(row)).Select(cell => new Text(cell)));
        }

        console.Write(table);
    }

    private static Func<float[], string> Number(Variable variable, int digits) => values =>
        float.IsNaN(values[(int)variable]) ? "-" : values[(int)variable].ToString("F" + digits, CultureInfo.InvariantCulture);

    private static string Events(HistoryRow row)
    {
        if (row.Year == 0)
        {
            return "baseline";
        }

        var bits = (uint)row.Values[(int)Variable.Events];
        var names = Names.Events.Where(one => (bits >> (int)one.Kind & 1) != 0).Select(one => one.Name);
        if (row.Values[(int)Variable.Alive] != 1)
        {
            var cause = (CauseOfDeath)(int)row.Values[(int)Variable.Cause];
            names = names.Append($"{Names.Death} ({Names.Causes.First(one => one.Cause == cause).Name})");
        }

        return string.Join(", ", names).Replace('_', ' ');
    }
}
