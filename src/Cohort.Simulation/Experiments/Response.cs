using Cohort.Simulation.Output;

namespace Cohort.Simulation.Experiments;

/// <summary>What a point of an experiment answers: an outcome, also without each part of the patients in turn.</summary>
/// <param name="Value">The outcome.</param>
/// <param name="WithoutPart">The same without each part; empty for a number without Monte Carlo error.</param>
public readonly record struct Response(double Value, double[] WithoutPart)
{
    /// <summary>Monte Carlo variance of this response minus another, by the jackknife over parts that both leave out together.</summary>
    /// <param name="other">The other.</param>
    public double ErrorVarianceAgainst(Response other)
    {
        Span<double> differences = stackalloc double[WithoutPart.Length];
        for (var part = 0; part < differences.Length; part++)
        {
            differences[part] = WithoutPart[part] - other.WithoutPart[part];
        }

        return differences.Length == 0 ? 0 : Jackknife.StandardError(differences) is var error ? error * error : 0;
    }

    /// <summary>Variance of some responses, and how much of it is Monte Carlo error that they do not share.</summary>
    /// <param name="responses">Two or more.</param>
    /// <returns>The variance, and the expectation of that part of it which is chance; not numbers if a response is not.</returns>
    public static (double Variance, double Chance) VarianceOf(IReadOnlyList<Response> responses)
    {
        // The variance about the mean of errors e_i - mean(e): what patients do alike at every point cancels.
        var parts = responses[0].WithoutPart.Length;
        var chance = 0.0;
        var deviations = responses.Select(_ => new double[parts]).ToArray();
        for (var i = 0; i < deviations.Length; i++)
        {
            var mean = parts == 0 ? 0 : responses[i].WithoutPart.Average();
            for (var part = 0; part < parts; part++)
            {
                deviations[i][part] = responses[i].WithoutPart[part] - mean;
            }
        }

        for (var part = 0; part < parts; part++)
        {
            chance += Spread(deviations.Select(one => one[part]));
        }

        return (Spread(responses.Select(one => one.Value)), parts == 0 ? 0 : chance * (parts - 1) / parts);
    }

    private static double Spread(IEnumerable<double> values)
    {
        var all = values.ToArray();
        var mean = all.Average();
        var squares = 0.0;
        foreach (var value in all)
        {
            squares += (value - mean) * (value - mean);
        }

        return squares / (all.Length - 1);
    }
}
