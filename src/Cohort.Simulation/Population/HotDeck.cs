using Cohort.Physiology.Numerics;

namespace Cohort.Simulation.Population;

/// <summary>
/// Fills empty cells from like respondents. Likeness: same sex; the same diabetes status is worth 12 years of age, the same kidney
/// class (eGFR 60 or more, 30-59, under 30) 20 years; of the ten nearest (five for LDL) one is drawn.
/// </summary>
/// <remarks>The draw is word 0 of <see cref="Purpose.HotDeck"/> under the fixed key <see cref="Key"/>, counter (row's id, column).</remarks>
internal sealed class HotDeck
{
    /// <summary>Key of the draws: fixed, so that a population does not depend on a run's seed.</summary>
    public const ulong Key = 0x436F686F72744844;

    private const double DiabetesYears = 12;
    private const double KidneyYears = 20;
    private const int Nearby = 10;
    private const int NearbyLdl = 5;
    private const int LdlWindow = 5;
    private const int OldestAge = 80;

    private readonly double[][] _donors;
    private readonly bool?[] _diabetes;
    private readonly int[] _kidney;
    private readonly List<int>[] _withLdl;

    public HotDeck(double[][] donors)
    {
        _donors = donors;
        _diabetes = [.. donors.Select(PopulationRow.Diabetes)];
        _kidney = [.. donors.Select(PopulationRow.KidneyClass)];
        _withLdl = [.. Enumerable.Range(0, Group(2, 0)).Select(_ => new List<int>())];
        for (var d = 0; d < donors.Length; d++)
        {
            if (!double.IsNaN(donors[d][PopulationRow.Ldl]))
            {
                _withLdl[Group(donors[d][PopulationRow.Sex], (int)donors[d][PopulationRow.Age])].Add(d);
            }
        }
    }

    /// <summary>The like respondent for a cell of a row: one who has the cell.</summary>
    /// <param name="row">The row with the empty cell.</param>
    /// <param name="column">The column.</param>
    /// <param name="stream">Number that tells draws of one row apart, beside the column.</param>
    public double[] Find(double[] row, int column, int stream = 0)
    {
        var diabetes = PopulationRow.Diabetes(row);
        var kidney = PopulationRow.KidneyClass(row);
        double Distance(int d)
        {
            var donor = _donors[d];
            if (double.IsNaN(donor[column]) || donor[PopulationRow.Sex] != row[PopulationRow.Sex])
            {
                return double.PositiveInfinity;
            }

            return Math.Abs(donor[PopulationRow.Age] - Math.Min(OldestAge, row[PopulationRow.Age]))
                + (diabetes is { } known && _diabetes[d] is { } theirs && known != theirs ? DiabetesYears : 0)
                + (kidney >= 0 && _kidney[d] >= 0 && kidney != _kidney[d] ? KidneyYears : 0);
        }

        return _donors[Nearest(Enumerable.Range(0, _donors.Length), Distance, Nearby, row, column, stream)];
    }

    /// <summary>The like respondent for LDL: measured LDL, same sex, age within 5 years, nearest total cholesterol.</summary>
    /// <param name="row">The row, its total cholesterol known.</param>
    public double[] FindLdl(double[] row)
    {
        var age = (int)Math.Min(OldestAge, row[PopulationRow.Age]);
        return _donors[Nearest(
            Enumerable.Range(Math.Max(0, age - LdlWindow), (2 * LdlWindow) + 1).SelectMany(a => _withLdl[Group(row[PopulationRow.Sex], a)]),
            d => Math.Abs(_donors[d][PopulationRow.Cholesterol] - row[PopulationRow.Cholesterol]),
            NearbyLdl, row, PopulationRow.Ldl, 0)];
    }

    private static int Group(double sex, int age) => ((int)sex * (OldestAge + LdlWindow + 1)) + age;

    // One of the few nearest, drawn; of equally far the earlier in the table.
    private int Nearest(IEnumerable<int> candidates, Func<int, double> distance, int few, double[] row, int column, int stream)
    {
        Span<double> far = stackalloc double[few];
        Span<int> near = stackalloc int[few];
        var count = 0;
        foreach (var d in candidates)
        {
            var value = distance(d);
            if (double.IsInfinity(value) || (count == few && value >= far[few - 1]))
            {
                continue;
            }

            var at = count < few ? count++ : few - 1;
            for (; at > 0 && far[at - 1] > value; at--)
            {
                (far[at], near[at]) = (far[at - 1], near[at - 1]);
            }

            (far[at], near[at]) = (value, d);
        }

        var (word, _, _, _) = Philox.Words(Key, (ulong)row[PopulationRow.Id], (stream * 1000) + column, (uint)Purpose.HotDeck);
        return near[(int)(((ulong)word * (ulong)count) >> 32)];
    }
}
