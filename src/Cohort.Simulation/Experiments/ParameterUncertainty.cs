using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;
using Cohort.Simulation.Scenarios;

namespace Cohort.Simulation.Experiments;

/// <summary>The uncertain parameters of the model, what is believed of each, and how they hang together.</summary>
public sealed class ParameterUncertainty
{
    /// <summary>The name that stands for all parameters that calibration has fitted.</summary>
    public const string Fitted = "fitted";

    private static readonly CalibrationPosterior Posterior = CalibrationPosterior.Load();

    private readonly double[,] _factor;

    private ParameterUncertainty(IReadOnlyList<ParameterDistribution> parameters, IReadOnlyList<(string A, string B, double Correlation)> correlations)
    {
        Parameters = parameters;
        Variations = [.. parameters.Select(one => Variation.Of(one.Parameter))];
        var places = parameters.Select((one, place) => (one.Parameter.FullName, place)).ToDictionary(pair => pair.FullName, pair => pair.place);
        Correlations = [.. correlations.Where(pair => places.ContainsKey(pair.A) && places.ContainsKey(pair.B))];
        _factor = Cholesky(places, Correlations);
    }

    /// <summary>Number of fitted parameters.</summary>
    public static int FittedCount => Posterior.Sds.Count;

    /// <summary>Parameters that are held at the committed value, with the reason: to change them alone would change what a unit or a word means.</summary>
    public static IReadOnlyDictionary<string, string> Held { get; } = new Dictionary<string, string>
    {
        ["Tissue.DepositRate"] = "normalisation: the unit of deposits",
        ["Muscle.HealthyShare"] = "normalisation: what counts as a healthy wall",
        ["Plaque.Growth"] = "normalisation: the unit of plaque",
        ["Plaque.VesicleFloor"] = "normalisation: a healthy wall begins no coronary calcium",
        ["Glycation.AgeFormation"] = "normalisation: the unit of glycation",
        ["History.YouthOsteogenic"] = "normalisation: the wall at 20",
        ["History.YouthMedia"] = "normalisation: the wall at 20",
        ["Outcome.KidneyDeath"] = "definition of the cause of death",
        ["Observation.Floor"] = "definition of the score",
    };

    /// <summary>The uncertain parameters, in the order of the dictionary.</summary>
    public IReadOnlyList<ParameterDistribution> Parameters { get; }

    /// <summary>The same as variations of an experiment.</summary>
    public IReadOnlyList<Variation> Variations { get; }

    /// <summary>Known correlations between them.</summary>
    public IReadOnlyList<(string A, string B, double Correlation)> Correlations { get; }

    /// <summary>All uncertain parameters.</summary>
    public static ParameterUncertainty All { get; } = Of(ParameterDictionary.All.Where(one => !Held.ContainsKey(one.FullName)));

    /// <summary>Some uncertain parameters; the others stay as they are committed.</summary>
    /// <param name="parameters">The parameters; a plausible range of no width holds one.</param>
    public static ParameterUncertainty Of(IEnumerable<ParameterInfo> parameters) => new(
        [.. parameters.Select(one => ParameterDistribution.Of(one, Posterior.Sds.GetValueOrDefault(one.FullName, double.PositiveInfinity)))],
        Posterior.Correlations);

    /// <summary>The uncertain parameters that a user names.</summary>
    /// <param name="option">What to name in a message.</param>
    /// <param name="names">Parameters as <c>Group.Name</c>, groups, or <see cref="Fitted"/>; all if there are none.</param>
    /// <exception cref="RefusedInputException">A name is unknown, or its parameter is held.</exception>
    public static ParameterUncertainty Named(string option, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            return All;
        }

        var chosen = new HashSet<string>();
        foreach (var name in names)
        {
            if (Held.TryGetValue(name, out var why))
            {
                throw new RefusedInputException(option, $"'{name}' is held ({why}).");
            }

            var meant = All.Parameters.Select(one => one.Parameter)
                .Where(one => one.FullName == name || one.Group == name || (name == Fitted && Posterior.Sds.ContainsKey(one.FullName))).Select(one => one.FullName).ToArray();
            if (meant.Length == 0)
            {
                var near = NearestName.Among(name, All.Parameters.SelectMany(one => new[] { one.Parameter.Group, one.Parameter.FullName }).Append(Fitted).Distinct());
                throw new RefusedInputException(option, $"there is no parameter or group '{name}'{(near is null ? "; docs/PARAMETERS.md has them all." : $"; did you mean '{near}'?")}");
            }

            chosen.UnionWith(meant);
        }

        return Of(All.Parameters.Select(one => one.Parameter).Where(one => chosen.Contains(one.FullName)));
    }

    /// <summary>The point of an experiment at a place of the unit cube.</summary>
    /// <param name="scenario">What is simulated, with the committed parameters.</param>
    /// <param name="shares">For each parameter the probability below its value, above 0 and below 1; null for the committed values.</param>
    /// <param name="correlated">Whether the shares are of independent numbers, to be given the known correlations first (Gaussian copula).</param>
    public ExperimentPoint At(ExperimentPoint scenario, double[]? shares, bool correlated)
    {
        if (shares is null)
        {
            return scenario with { Values = [.. Parameters.Select(one => one.Quantile(0.5).Text)] };
        }

        var places = correlated && Correlations.Count > 0 ? Correlate(shares) : shares;
        var values = Parameters.Select((one, place) => one.Quantile(places[place])).ToArray();
        return scenario with
        {
            Values = [.. values.Select(one => one.Text)],
            Settings = [.. Parameters.Zip(values).Where(one => one.Second.Value != one.First.Parameter.Value).Select(one => (one.First.Parameter, one.Second.Value))],
        };
    }

    private double[] Correlate(double[] shares)
    {
        var normal = shares.Select(ElementaryDouble.InverseNormal).ToArray();
        var places = shares.ToArray();
        foreach (var k in Correlations.SelectMany(pair => new[] { pair.A, pair.B }).Distinct().Select(PlaceOf))
        {
            var sum = 0.0;
            for (var j = 0; j <= k; j++)
            {
                sum += _factor[k, j] * normal[j];
            }

            places[k] = ElementaryDouble.NormalCdf(sum);
        }

        return places;
    }

    private int PlaceOf(string name) => Enumerable.Range(0, Parameters.Count).First(place => Parameters[place].Parameter.FullName == name);

    // The lower triangle whose square is the matrix of correlations.
    private static double[,] Cholesky(Dictionary<string, int> places, IReadOnlyList<(string A, string B, double Correlation)> correlations)
    {
        var matrix = new double[places.Count, places.Count];
        foreach (var (a, b, correlation) in correlations)
        {
            matrix[Math.Max(places[a], places[b]), Math.Min(places[a], places[b])] = correlation;
        }

        for (var i = 0; i < places.Count; i++)
        {
            var left = 1.0;
            for (var j = 0; j < i; j++)
            {
                for (var k = 0; k < j; k++)
                {
                    matrix[i, j] -= matrix[i, k] * matrix[j, k];
                }

                matrix[i, j] /= matrix[j, j];
                left -= matrix[i, j] * matrix[i, j];
            }

            matrix[i, i] = left > 0 ? Math.Sqrt(left) : throw new InvalidDataException($"The correlations of {CalibrationPosterior.Name} contradict each other.");
        }

        return matrix;
    }
}
