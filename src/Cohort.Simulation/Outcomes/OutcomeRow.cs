using Cohort.Physiology.Events;

namespace Cohort.Simulation.Outcomes;

/// <summary>The outcomes of one arm, year and stratum, read from a run's table.</summary>
public readonly ref struct OutcomeRow
{
    private readonly ReadOnlySpan<long> _sums;
    private readonly ReadOnlySpan<Int128> _squares;
    private readonly ReadOnlySpan<uint> _counts;
    private readonly ReadOnlySpan<long> _carried;

    internal OutcomeRow(ReadOnlySpan<long> sums, ReadOnlySpan<Int128> squares, ReadOnlySpan<uint> counts, ReadOnlySpan<long> carried, int stratum, int year)
    {
        _sums = sums;
        _squares = squares;
        _counts = counts;
        _carried = carried;
        Stratum = stratum;
        Year = year;
    }

    /// <summary>Number of the stratum.</summary>
    public int Stratum { get; }

    /// <summary>Year since baseline.</summary>
    public int Year { get; }

    /// <summary>Number alive at the end of the year.</summary>
    public long Alive => Number(Condition.Alive);

    /// <summary>Deaths in the year, all causes.</summary>
    public long Deaths
    {
        get
        {
            var deaths = 0L;
            for (var cause = 0; cause < RowLayout.Causes; cause++)
            {
                deaths += CountAt(RowLayout.Deaths + cause);
            }

            return deaths;
        }
    }

    /// <summary>Half-years lived: two for a patient who survives the year, one for a patient who dies in it; none at baseline.</summary>
    public long HalfYears => Year == 0 ? 0 : (2 * Alive) + Deaths;

    /// <summary>Coronary scores of the living in each class of <see cref="ScoreBins"/>.</summary>
    public ReadOnlySpan<long> CacScores => ScoresAt(RowLayout.Scores);

    /// <summary>Valve scores of the living in each class of <see cref="ScoreBins"/>.</summary>
    public ReadOnlySpan<long> AvcScores => ScoresAt(RowLayout.Scores + ScoreBins.Count);

    /// <summary>Number alive and in a condition at the end of the year.</summary>
    public long Number(Condition condition) => CountAt(RowLayout.Conditions + (int)condition);

    /// <summary>Deaths of a cause in the year.</summary>
    /// <param name="cause">The cause; not <see cref="CauseOfDeath.None"/>.</param>
    public long DeathsOf(CauseOfDeath cause) => CountAt(RowLayout.Deaths + (int)cause - 1);

    /// <summary>Events of a kind in the year.</summary>
    /// <param name="kind">The kind; not <see cref="EventKind.Death"/>.</param>
    public long New(EventKind kind) => CountAt(RowLayout.NewEvents + (int)kind);

    /// <summary>Sum of a measure's quantised values over the living.</summary>
    /// <param name="measure">Position in <see cref="Measures.All"/>.</param>
    public long Sum(int measure) => _sums[measure];

    /// <summary>Sum of the squares of a measure's quantised values over the living.</summary>
    /// <param name="measure">Position in <see cref="Measures.All"/>.</param>
    public Int128 SumOfSquares(int measure) => _squares[measure];

    private long CountAt(int at) => _counts[at] + (_carried.IsEmpty ? 0 : _carried[at]);

    private long[] ScoresAt(int at)
    {
        var scores = new long[ScoreBins.Count];
        LongSums.Widen(_counts.Slice(at, ScoreBins.Count), _carried.IsEmpty ? [] : _carried.Slice(at, ScoreBins.Count), scores);
        return scores;
    }
}
