namespace Cohort.Simulation.Scenarios;

/// <summary>Finds the name that a misspelt one was probably meant to be.</summary>
public static class NearestName
{
    /// <summary>
    /// The nearest of <paramref name="names"/> by edits (a character inserted, dropped or changed, two neighbours exchanged), whatever the case;
    /// null unless at most a third of the longer name would have to be edited. Of equally near names the first.
    /// </summary>
    /// <param name="found">The misspelt name.</param>
    /// <param name="names">The names that are allowed.</param>
    public static string? Among(string found, IEnumerable<string> names) =>
        names.Select(name => (Name: name, Limit: Math.Max(name.Length, found.Length) / 3))
            .Where(candidate => Math.Abs(candidate.Name.Length - found.Length) <= candidate.Limit)
            .Select(candidate => (candidate.Name, candidate.Limit, Edits: Edits(found.ToLowerInvariant(), candidate.Name.ToLowerInvariant())))
            .Where(candidate => candidate.Edits <= candidate.Limit)
            .OrderBy(candidate => candidate.Edits)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();

    // Damerau-Levenshtein distance in its restricted form: no stretch is edited twice. edits[i, j] compares the first i and j characters.
    private static int Edits(string from, string to)
    {
        var edits = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    edits[i, j] = i + j;
                    continue;
                }

                var changed = edits[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                var least = Math.Min(changed, Math.Min(edits[i - 1, j], edits[i, j - 1]) + 1);
                var exchanged = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
                edits[i, j] = exchanged ? Math.Min(least, edits[i - 2, j - 2] + 1) : least;
            }
        }

        return edits[from.Length, to.Length];
    }
}
