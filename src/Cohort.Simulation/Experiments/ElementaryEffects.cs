using Cohort.Physiology.Numerics;
using Cohort.Simulation.Output;

namespace Cohort.Simulation.Experiments;

/// <summary>What a parameter does to an outcome, by Morris' method.</summary>
/// <param name="MuStar">Mean size of the elementary effect.</param>
/// <param name="Interval">95 % interval of it.</param>
/// <param name="Mu">Mean effect.</param>
/// <param name="Sigma">SD of the effect.</param>
/// <param name="ChanceMuStar">Mean size that Monte Carlo error alone would give.</param>
public readonly record struct ElementaryEffect(double MuStar, Interval Interval, double Mu, double Sigma, double ChanceMuStar);

/// <summary>
/// Morris' method: trajectories through a grid of four levels a parameter, on each of which every parameter moves once, by two levels. The difference that
/// a move makes, taken upwards, is an elementary effect.
/// </summary>
public sealed class ElementaryEffects
{
    private const int Levels = 4;
    private const int Jump = 2;

    // Mean size of a normal number of mean 0 and SD 1: sqrt(2 / pi).
    private const double MeanSizeOfNormal = 0.7978845608028654;

    private const ulong Key = 0x4D4F_5252_4953;
    private const uint StartPurpose = 0x4D01;
    private const uint OrderPurpose = 0x4D02;

    private readonly int _trajectories;
    private readonly int _parameters;
    private readonly int[][] _order;
    private readonly Bootstrap _bootstrap;

    /// <summary>A design.</summary>
    /// <param name="trajectories">Number of trajectories, two or more.</param>
    /// <param name="parameters">Number of parameters.</param>
    /// <param name="seed">Another seed, other trajectories.</param>
    public ElementaryEffects(int trajectories, int parameters, ulong seed)
    {
        (_trajectories, _parameters) = (trajectories, parameters);
        _bootstrap = new(trajectories);
        _order = new int[trajectories][];
        Points = new double[trajectories * (parameters + 1)][];
        for (var trajectory = 0; trajectory < trajectories; trajectory++)
        {
            var at = (ulong)trajectory;
            _order[trajectory] = [.. Enumerable.Range(0, parameters).OrderBy(parameter => Philox.Words(Key ^ seed, at, parameter, OrderPurpose))];
            var levels = Enumerable.Range(0, parameters).Select(parameter => (int)(Philox.Words(Key ^ seed, at, parameter, StartPurpose).Word0 >> 30)).ToArray();
            Points[First(trajectory)] = Places(levels);
            for (var step = 0; step < parameters; step++)
            {
                var moved = _order[trajectory][step];
                levels[moved] = (levels[moved] + Jump) % Levels;
                Points[First(trajectory) + step + 1] = Places(levels);
            }
        }
    }

    /// <summary>The points, each with the place of every parameter in its distribution.</summary>
    public double[][] Points { get; }

    /// <summary>The effect of each parameter.</summary>
    /// <param name="responses">The response at each point.</param>
    public IReadOnlyList<ElementaryEffect> Of(IReadOnlyList<Response> responses)
    {
        var effects = Enumerable.Range(0, _parameters).Select(_ => new double[_trajectories]).ToArray();
        var errors = new double[_parameters];
        for (var trajectory = 0; trajectory < _trajectories; trajectory++)
        {
            for (var step = 0; step < _parameters; step++)
            {
                var (before, parameter) = (First(trajectory) + step, _order[trajectory][step]);
                var rise = responses[before + 1].Value - responses[before].Value;
                effects[parameter][trajectory] = Points[before + 1][parameter] > Points[before][parameter] ? rise : -rise;
                errors[parameter] += responses[before + 1].ErrorVarianceAgainst(responses[before]) / _trajectories;
            }
        }

        return
        [
            .. effects.Select((one, parameter) =>
            {
                var mu = one.Average();
                return new ElementaryEffect(
                    one.Average(Math.Abs),
                    _bootstrap.Middle(rows => rows.Average(row => Math.Abs(one[row]))),
                    mu,
                    Math.Sqrt(one.Sum(effect => (effect - mu) * (effect - mu)) / (_trajectories - 1)),
                    MeanSizeOfNormal * Math.Sqrt(errors[parameter]));
            }),
        ];
    }

    private int First(int trajectory) => trajectory * (_parameters + 1);

    private static double[] Places(int[] levels) => [.. levels.Select(level => (level + 0.5) / Levels)];
}
