using System.Globalization;
using Cohort.Simulation.Analysis;
using Cohort.Simulation.Output;
using Cohort.Simulation.Scenarios;

namespace Cohort.Dashboard.Outcomes;

/// <summary>Outcomes of a finished run, read from its files.</summary>
internal sealed class FinishedOutcomes : IOutcomeSource
{
    private readonly Dictionary<(int Arm, int Year), List<(string[] Labels, YearTotals Totals)>> _rows = [];
    private readonly Dictionary<string, int> _arms;
    private Replicates? _replicates;

    private FinishedOutcomes(Scenario scenario)
    {
        Scenario = scenario;
        _arms = scenario.Arms.Select((arm, i) => (arm.Name, i)).ToDictionary(one => one.Name, one => one.i);
    }

    public Scenario Scenario { get; }

    public static FinishedOutcomes Read(string directory, Scenario scenario)
    {
        var outcomes = new FinishedOutcomes(scenario);
        outcomes.ReadOutcomes(Path.Combine(directory, RunFiles.Outcomes));

        // A run of an earlier version of the program has no replicates.
        outcomes._replicates = File.Exists(Path.Combine(directory, RunFiles.Replicates)) ? Replicates.Read(directory, scenario) : null;
        return outcomes;
    }

    public YearTotals Total(int arm, int year, StratumFilter filter)
    {
        var totals = new YearTotals();
        foreach (var (labels, row) in _rows.GetValueOrDefault((arm, year)) ?? [])
        {
            if (filter.Takes(dimension => labels[Index(dimension)]))
            {
                totals.Add(row);
            }
        }

        return totals;

        static int Index(string dimension)
        {
            for (var i = 0; i < StratumFilter.Dimensions.Count; i++)
            {
                if (StratumFilter.Dimensions[i] == dimension)
                {
                    return i;
                }
            }

            throw new ArgumentOutOfRangeException(nameof(dimension), dimension, "No dimension.");
        }
    }

    public long[]? Headlines(int arm, int year) => _replicates?.Headlines(arm, year);

    private void ReadOutcomes(string file)
    {
        foreach (var cell in CsvRows.Read(file))
        {
            var at = (_arms[cell("arm")], int.Parse(cell("year"), CultureInfo.InvariantCulture));
            if (!_rows.TryGetValue(at, out var rows))
            {
                _rows[at] = rows = [];
            }

            rows.Add(([.. StratumFilter.Dimensions.Select(cell)], YearTotals.Read(name => Number(cell(name)))));
        }
    }

    private static double Number(string text) => text.Length == 0 ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture);
}
