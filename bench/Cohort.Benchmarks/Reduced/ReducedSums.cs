namespace Cohort.Benchmarks.Reduced;

/// <summary>Sums of the reduced model by year, in all and of women, and squares at the horizon.</summary>
/// <param name="years">Years simulated.</param>
internal sealed class ReducedSums(int years)
{
    private static readonly int Width = Enum.GetValues<ReducedVariable>().Length;

    private readonly double[] _all = new double[(years + 1) * Width];
    private readonly double[] _women = new double[(years + 1) * Width];
    private readonly double[][] _squares = [new double[Width], new double[Width]];

    /// <summary>Sums of a year over all living, by variable.</summary>
    public Span<double> All(int year) => _all.AsSpan(year * Width, Width);

    /// <summary>Sums of a year over living women, by variable.</summary>
    public Span<double> Women(int year) => _women.AsSpan(year * Width, Width);

    /// <summary>Sum of a variable in a year over the living of a sex (1 = women).</summary>
    public double Sum(int sex, int year, ReducedVariable variable) =>
        sex == 1 ? Women(year)[(int)variable] : All(year)[(int)variable] - Women(year)[(int)variable];

    /// <summary>Sum of squares at the horizon over the living of a sex.</summary>
    public double Square(int sex, ReducedVariable variable) => _squares[sex][(int)variable];

    /// <summary>Adds the squares of a block at the horizon.</summary>
    public void AddSquares(ReducedBlock block)
    {
        var female = block.Values(ReducedVariable.Female);
        var alive = block.Values(ReducedVariable.Alive);
        for (var v = ReducedVariable.Age; v <= ReducedVariable.Alive; v++)
        {
            var values = block.Values(v);
            for (var i = 0; i < values.Length; i++)
            {
                _squares[(int)female[i]][(int)v] += (double)alive[i] * values[i] * values[i];
            }
        }
    }

    /// <summary>Adds another thread's sums.</summary>
    public void Add(ReducedSums other)
    {
        Add(_all, other._all);
        Add(_women, other._women);
        Add(_squares[0], other._squares[0]);
        Add(_squares[1], other._squares[1]);
    }

    private static void Add(double[] to, double[] from)
    {
        for (var i = 0; i < to.Length; i++)
        {
            to[i] += from[i];
        }
    }
}
