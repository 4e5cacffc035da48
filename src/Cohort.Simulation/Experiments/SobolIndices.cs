using Cohort.Simulation.Output;

namespace Cohort.Simulation.Experiments;

/// <summary>The share of an outcome's variance that a parameter has.</summary>
/// <param name="First">First-order index: the share that goes when the parameter is known.</param>
/// <param name="FirstInterval">95 % interval of it.</param>
/// <param name="Total">Total index: the share that stays when all others are known.</param>
/// <param name="TotalInterval">95 % interval of it.</param>
public readonly record struct SobolIndex(double First, Interval FirstInterval, double Total, Interval TotalInterval);

/// <summary>
/// Sobol's indices by Saltelli's design (rows A and B of independent points; A with each column of B in turn) and Jansen's estimators, from which the
/// variance that Monte Carlo error adds is taken off.
/// </summary>
public sealed class SobolIndices
{
    // Beyond it, what is left of the variance is itself mostly chance.
    private const double MostChance = 0.5;

    private readonly int _rows;
    private readonly int _parameters;
    private readonly Bootstrap _bootstrap;

    /// <summary>A design.</summary>
    /// <param name="rows">Number of rows of A and B; powers of two are the most even.</param>
    /// <param name="parameters">Number of parameters, at most <see cref="MostParameters"/>.</param>
    public SobolIndices(int rows, int parameters)
    {
        (_rows, _parameters) = (rows, parameters);
        _bootstrap = new(rows);
        var both = Design.Sobol(rows, 2 * parameters);
        Points =
        [
            .. both.Select(row => row[..parameters]),
            .. both.Select(row => row[parameters..]),
            .. Enumerable.Range(0, parameters).SelectMany(column => both.Select(row =>
            {
                var mixed = row[..parameters];
                mixed[column] = row[parameters + column];
                return mixed;
            })),
        ];
    }

    /// <summary>Most parameters.</summary>
    public static int MostParameters => SobolSequence.MostDimensions / 2;

    /// <summary>The points, each with the place of every parameter in its distribution: A, B, then A with each column of B.</summary>
    public double[][] Points { get; }

    /// <summary>The indices of each parameter.</summary>
    /// <param name="responses">The response at each point.</param>
    /// <returns>The indices, not numbers where chance has most of the variance; SD of the response by the parameters, chance taken off; share of the variance that was chance.</returns>
    public (IReadOnlyList<SobolIndex> Indices, double Sd, double ChanceShare) Of(IReadOnlyList<Response> responses)
    {
        var (variance, chance) = Response.VarianceOf([.. responses.Take(2 * _rows)]);
        var values = responses.Take(2 * _rows).Select(one => one.Value).ToArray();
        return ([.. Enumerable.Range(0, _parameters).Select(IndexOf)], Math.Sqrt(Math.Max(variance - chance, 0)), variance > 0 ? chance / variance : 0);

        SobolIndex IndexOf(int parameter)
        {
            var mixed = (2 + parameter) * _rows;
            var fromA = Enumerable.Range(0, _rows).Select(row => HalfSquare(responses[mixed + row], responses[row])).ToArray();
            var fromB = Enumerable.Range(0, _rows).Select(row => HalfSquare(responses[mixed + row], responses[_rows + row])).ToArray();
            var all = Enumerable.Range(0, _rows).ToArray();
            return new(First(all), _bootstrap.Middle(First), Total(all), _bootstrap.Middle(Total));

            double First(IReadOnlyList<int> rows) => 1 - (Mean(fromB, rows) / Variance(rows));

            double Total(IReadOnlyList<int> rows) => Mean(fromA, rows) / Variance(rows);
        }

        // Of the rows, in both A and B; chance as in the whole.
        double Variance(IReadOnlyList<int> rows)
        {
            double sum = 0, squares = 0;
            foreach (var row in rows)
            {
                sum += values[row] + values[_rows + row];
            }

            var mean = sum / (2 * rows.Count);
            foreach (var row in rows)
            {
                squares += ((values[row] - mean) * (values[row] - mean)) + ((values[_rows + row] - mean) * (values[_rows + row] - mean));
            }

            return (squares / ((2 * rows.Count) - 1)) - chance is var left && left > 0 && chance <= MostChance * variance ? left : double.NaN;
        }
    }

    private static double HalfSquare(Response one, Response other) =>
        (((one.Value - other.Value) * (one.Value - other.Value)) - one.ErrorVarianceAgainst(other)) / 2;

    private static double Mean(double[] values, IReadOnlyList<int> rows)
    {
        var sum = 0.0;
        foreach (var row in rows)
        {
            sum += values[row];
        }

        return sum / rows.Count;
    }
}
