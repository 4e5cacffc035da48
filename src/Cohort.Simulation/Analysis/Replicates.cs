using System.Globalization;
using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Output;
using Cohort.Simulation.Scenarios;
using CsvHelper;

namespace Cohort.Simulation.Analysis;

/// <summary>The headline sums of a finished run by arm, year and group of patients, read from replicates.csv.</summary>
public sealed class Replicates
{
    private readonly Dictionary<(int Arm, int Year), long[]> _sums = [];

    /// <summary>Reads the file of a run.</summary>
    /// <param name="directory">The run's directory.</param>
    /// <param name="scenario">Its scenario.</param>
    /// <exception cref="RefusedInputException">The file is missing or no such file.</exception>
    public static Replicates Read(string directory, Scenario scenario)
    {
        var file = Path.Combine(directory, RunFiles.Replicates);
        if (!File.Exists(file))
        {
            throw new RefusedInputException(file, "is missing: the run was made by an earlier version of the program; run it again");
        }

        var arms = scenario.Arms.Select((arm, i) => (arm.Name, i)).ToDictionary(one => one.Name, one => one.i);
        var replicates = new Replicates();
        try
        {
            foreach (var cell in CsvRows.Read(file))
            {
                var at = (arms[cell("arm")], int.Parse(cell("year"), CultureInfo.InvariantCulture));
                if (!replicates._sums.TryGetValue(at, out var sums))
                {
                    replicates._sums[at] = sums = new long[RunTable.ReplicateGroups * RunTable.HeadlineWidth];
                }

                ReplicatesCsv.Read(cell, sums);
            }
        }
        catch (Exception damage) when (damage is FormatException or KeyNotFoundException or IndexOutOfRangeException or OverflowException or CsvFormatException)
        {
            throw new RefusedInputException(file, $"is damaged: {damage.Message}");
        }

        return replicates;
    }

    /// <summary>Sums of an arm at the end of a year: a row of <see cref="RunTable.HeadlineWidth"/> numbers a group, quantised, events and deaths since baseline.</summary>
    /// <param name="arm">The arm.</param>
    /// <param name="year">Year since baseline.</param>
    /// <exception cref="RefusedInputException">The file has no such year.</exception>
    public long[] Headlines(int arm, int year) => _sums.GetValueOrDefault((arm, year))
        ?? throw new RefusedInputException(RunFiles.Replicates, FormattableString.Invariant($"has no year {year} of arm {arm}: it is damaged"));

    /// <summary>Whether there are sums of an arm and year.</summary>
    /// <param name="arm">The arm.</param>
    /// <param name="year">Year since baseline.</param>
    public bool Has(int arm, int year) => _sums.ContainsKey((arm, year));
}
