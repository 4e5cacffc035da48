using Cohort.Physiology.Events;

namespace Cohort.Simulation.Outcomes;

/// <summary>The outcomes of one arm, year and stratum, read from a run's table.</summary>
public readonly ref struct OutcomeRow
{
    private readonly ReadOnlySpan<long> _words;
    private readonly ReadOnlySpan<Int128> _squares;

    internal OutcomeRow(ReadOnlySpan<long> words, ReadOnlySpan<Int128> squares, int stratum, int year)
    {
        _words = words;
        _squares = squares;
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
            foreach (var number in _words[RowLayout.RunDeaths..RowLayout.RunNewEvents])
            {
                deaths += number;
            }

            return deaths;
        }
    }

    /// <summary>Half-years lived: two for a patient who survives the year, one for a patient who dies in it; none at baseline.</summary>
    public long HalfYears => Year == 0 ? 0 : (2 * Alive) + Deaths;

    /// <summary>Coronary scores of the living in each class of <see cref="ScoreBins"/>.</summary>
    public ReadOnlySpan<long> CacScores => _words.Slice(RowLayout.RunScores, ScoreBins.Count);

    /// <summary>Valve scores of the living in each class of <see cref="ScoreBins"/>.</summary>
    public ReadOnlySpan<long> AvcScores => _words.Slice(RowLayout.RunScores + ScoreBins.Count, ScoreBins.Count);

    /// <summary>Number alive and in a condition at the end of the year.</summary>
    public long Number(Condition condition) => _words[RowLayout.RunConditions + (int)condition];

    /// <summary>Deaths of a cause in the year.</summary>
    /// <param name="cause">The cause; not <see cref="CauseOfDeath.None"/>.</param>
    public long DeathsOf(CauseOfDeath cause) => _words[RowLayout.RunDeaths + (int)cause - 1];

    /// <summary>Events of a kind in the year.</summary>
    /// <param name="kind">The kind; not <see cref="EventKind.Death"/>.</param>
    public long New(EventKind kind) => _words[RowLayout.RunNewEvents + (int)kind];

    /// <summary>Sum of a measure's quantised values over the living.</summary>
    /// <param name="measure">Position in <see cref="Measures.All"/>.</param>
    public long Sum(int measure) => _words[RowLayout.Sums + measure];

    /// <summary>Sum of the squares of a measure's quantised values over the living.</summary>
    /// <param name="measure">Position in <see cref="Measures.All"/>.</param>
    public Int128 SumOfSquares(int measure) => _squares[measure];
}
