using Cohort.Physiology.Numerics;

namespace Cohort.Simulation.Population;

/// <summary>
/// Fills empty cells from like respondents. Likeness: same sex; the same diabetes status is worth 12 years of age, the same kidney
/// class (eGFR 60 or more, 30-59, under 30) 20 years; among the equally near one is drawn.
/// </summary>
/// <remarks>The draw is word 0 of <see cref="Purpose.HotDeck"/> under the fixed key <see cref="Key"/>, counter (row's id, column).</remarks>
internal sealed class HotDeck
{
    /// <summary>Key of the draws: fixed, so that a population does not depend on a run's seed.</summary>
    public const ulong Key = 0x436F686F72744844;

    private const double DiabetesYears = 12;
    private const double KidneyYears = 20;
    private const double LdlWindow = 5;

    private readonly double[][] _donors;
    private readonly bool?[] _diabetes;
    private readonly int[] _kidney;

    public HotDeck(double[][] donors)
    {
        _donors = donors;
        _diabetes = [.. donors.Select(PopulationRow.Diabetes)];
        _kidney = [.. donors.Select(PopulationRow.KidneyClass)];
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

            return Math.Abs(donor[PopulationRow.Age] - Math.Min(80, row[PopulationRow.Age]))
                + (diabetes is { } known && _diabetes[d] is { } theirs && known != theirs ? DiabetesYears : 0)
                + (kidney >= 0 && _kidney[d] >= 0 && kidney != _kidney[d] ? KidneyYears : 0);
        }

        return _donors[Nearest(Distance, row, column, stream)];
    }

    /// <summary>The like respondent for LDL: measured LDL, same sex, age within 5 years, nearest total cholesterol.</summary>
    /// <param name="row">The row, its total cholesterol known.</param>
    public double[] FindLdl(double[] row) => _donors[Nearest(
        d => double.IsNaN(_donors[d][PopulationRow.Ldl]) || _donors[d][PopulationRow.Sex] != row[PopulationRow.Sex]
            || Math.Abs(_donors[d][PopulationRow.Age] - Math.Min(80, row[PopulationRow.Age])) > LdlWindow
            ? double.PositiveInfinity
            : Math.Abs(_donors[d][PopulationRow.Cholesterol] - row[PopulationRow.Cholesterol]),
        row, PopulationRow.Ldl, 0)];

    private int Nearest(Func<int, double> distance, double[] row, int column, int stream)
    {
        var best = double.PositiveInfinity;
        var ties = new List<int>();
        for (var d = 0; d < _donors.Length; d++)
        {
            var far = distance(d);
            if (far < best)
            {
                best = far;
                ties.Clear();
            }

            if (far == best && !double.IsInfinity(far))
            {
                ties.Add(d);
            }
        }

        var (word, _, _, _) = Philox.Words(Key, (ulong)row[PopulationRow.Id], (stream * 1000) + column, (uint)Purpose.HotDeck);
        return ties[(int)(((ulong)word * (ulong)ties.Count) >> 32)];
    }
}
