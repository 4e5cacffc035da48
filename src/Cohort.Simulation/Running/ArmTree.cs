using Cohort.Physiology.State;
using Cohort.Physiology.Treatments;
using Cohort.Simulation.Scenarios;

namespace Cohort.Simulation.Running;

/// <summary>An arm leaves another: until the year before, both were one.</summary>
/// <param name="Year">First year in which they differ.</param>
/// <param name="Parent">Arm whose patients, as they are at the end of the year before, the new arm continues with.</param>
/// <param name="Arm">The new arm.</param>
public readonly record struct Fork(int Year, int Parent, int Arm);

/// <summary>Years of a source arm between two forks: the same arms share all of them.</summary>
/// <param name="Arm">The source arm.</param>
/// <param name="FirstYear">First year.</param>
/// <param name="LastYear">Last year.</param>
public readonly record struct TrunkPiece(int Arm, int FirstYear, int LastYear);

/// <summary>
/// How the arms of a scenario share their past. In each year an arm is simulated as its source: the lowest-numbered arm with the
/// same interventions in force in that and every earlier year. Arms that differ once never join again, for their histories differ.
/// </summary>
public sealed class ArmTree
{
    private readonly int[,] _source;
    private readonly int[,] _piece;
    private readonly int[][] _sourcesAt;
    private readonly int[][] _path;

    private ArmTree(int[,] source)
    {
        _source = source;
        Arms = source.GetLength(0);
        Years = source.GetLength(1) - 1;
        _sourcesAt = [.. Enumerable.Range(0, Years + 1).Select(year => Enumerable.Range(0, Arms).Where(arm => IsSource(arm, year)).ToArray())];

        var forks = new List<Fork>();
        var pieces = new List<TrunkPiece>();
        _piece = new int[Arms, Years + 1];
        for (var year = 0; year <= Years; year++)
        {
            foreach (var arm in _sourcesAt[year])
            {
                if (year > 0 && source[arm, year - 1] != arm)
                {
                    forks.Add(new Fork(year, source[arm, year - 1], arm));
                }
            }

            foreach (var arm in _sourcesAt[year])
            {
                var begins = year == 0 || source[arm, year - 1] != arm || forks.Any(fork => fork.Year == year && fork.Parent == arm);
                _piece[arm, year] = begins ? pieces.Count : _piece[arm, year - 1];
                if (begins)
                {
                    pieces.Add(new TrunkPiece(arm, year, year));
                }
                else
                {
                    pieces[_piece[arm, year]] = pieces[_piece[arm, year]] with { LastYear = year };
                }
            }
        }

        Forks = forks;
        Pieces = pieces;
        _path = [.. Enumerable.Range(0, Arms).Select(arm => Enumerable.Range(0, Years + 1).Select(year => PieceAt(source[arm, year], year)).Distinct().ToArray())];
    }

    /// <summary>Number of arms.</summary>
    public int Arms { get; }

    /// <summary>Number of years simulated.</summary>
    public int Years { get; }

    /// <summary>Every fork, by year and arm: before that year's step, the arm begins as a copy of its parent's patients.</summary>
    public IReadOnlyList<Fork> Forks { get; }

    /// <summary>The pieces into which forks cut the source arms.</summary>
    public IReadOnlyList<TrunkPiece> Pieces { get; }

    /// <summary>The tree of a scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    public static ArmTree Build(Scenario scenario)
    {
        var arms = scenario.Arms.Count;
        var source = new int[arms, scenario.Years + 1];
        for (var year = 1; year <= scenario.Years; year++)
        {
            var inForce = scenario.Arms.Select(arm => InForce(scenario, arm, year)).ToArray();
            for (var arm = 0; arm < arms; arm++)
            {
                var same = 0;
                while (source[same, year - 1] != source[arm, year - 1] || !inForce[same].SequenceEqual(inForce[arm], SameCare.Comparer))
                {
                    same++;
                }

                source[arm, year] = same;
            }
        }

        return new ArmTree(source);
    }

    /// <summary>The interventions of an arm that are in force in a year, in their order.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="arm">The arm.</param>
    /// <param name="year">Year since baseline, from 1: calendar year start + year - 1.</param>
    public static IReadOnlyList<Intervention> InForce(Scenario scenario, Arm arm, int year)
    {
        var calendar = scenario.StartYear + year - 1;
        return [.. arm.Interventions.Where(one => one.From <= calendar && !(calendar >= one.Until))];
    }

    /// <summary>The arm that an arm is simulated as in a year.</summary>
    /// <param name="arm">The arm.</param>
    /// <param name="year">Year since baseline, 0 to <see cref="Years"/>.</param>
    public int Source(int arm, int year) => _source[arm, year];

    /// <summary>Whether an arm is simulated itself in a year.</summary>
    /// <param name="arm">The arm.</param>
    /// <param name="year">Year since baseline, 0 to <see cref="Years"/>.</param>
    public bool IsSource(int arm, int year) => _source[arm, year] == arm;

    /// <summary>The arms simulated in a year, ascending.</summary>
    /// <param name="year">Year since baseline, 0 to <see cref="Years"/>.</param>
    public IReadOnlyList<int> SourcesAt(int year) => _sourcesAt[year];

    /// <summary>The piece (index into <see cref="Pieces"/>) that a year of a source arm belongs to.</summary>
    /// <param name="arm">A source arm of that year.</param>
    /// <param name="year">Year since baseline, 0 to <see cref="Years"/>.</param>
    public int PieceAt(int arm, int year) => _piece[arm, year];

    /// <summary>The pieces that make up an arm's history, in the order of years.</summary>
    /// <param name="arm">The arm.</param>
    public IReadOnlyList<int> Path(int arm) => _path[arm];

    // Two interventions are the same care if all but their years agree.
    internal sealed class SameCare : IEqualityComparer<Intervention>
    {
        public static SameCare Comparer { get; } = new();

        public bool Equals(Intervention? left, Intervention? right) =>
            Bare(left!) == Bare(right!)
            && left!.Who.Criteria.SequenceEqual(right!.Who.Criteria)
            && left.Who.CkdStages.SequenceEqual(right.Who.CkdStages);

        public int GetHashCode(Intervention intervention) => Bare(intervention).GetHashCode();

        private static Intervention Bare(Intervention one) => one with { From = 0, Until = null, Who = Eligibility.Everybody };
    }
}
