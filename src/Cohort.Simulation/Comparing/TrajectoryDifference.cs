using System.Globalization;

namespace Cohort.Simulation.Comparing;

/// <summary>Finds where two files of trajectories part, without simulating anybody: for runs of one plan that ought to be the same.</summary>
public static class TrajectoryDifference
{
    // arm, patient, year, calendar_year come before the variables.
    private const int KeyColumns = 4;

    /// <summary>The first difference: the earliest year, then in the order of the file. Null if every row that both files have is the same.</summary>
    /// <param name="first">A file trajectories.csv.</param>
    /// <param name="second">Another.</param>
    public static Divergence? First(string first, string second)
    {
        Divergence? earliest = null;
        var names = File.ReadLines(first).FirstOrDefault("").Split(',');
        foreach (var (left, right) in File.ReadLines(first).Zip(File.ReadLines(second)).Skip(1))
        {
            if (left == right)
            {
                continue;
            }

            var (here, there) = (left.Split(','), right.Split(','));
            if (here.Length != names.Length || there.Length != names.Length || !here.Take(KeyColumns).SequenceEqual(there.Take(KeyColumns))
                || !ulong.TryParse(here[1], CultureInfo.InvariantCulture, out var patient) || !int.TryParse(here[2], CultureInfo.InvariantCulture, out var year))
            {
                // From here on the rows are no longer those of the same patients and years.
                break;
            }

            if (earliest is null || year < earliest.Year)
            {
                var column = Enumerable.Range(KeyColumns, names.Length - KeyColumns).First(c => here[c] != there[c]);
                earliest = new Divergence(year, here[0], patient, names[column], here[column], there[column]);
            }
        }

        return earliest;
    }
}
