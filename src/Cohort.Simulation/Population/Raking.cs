using Cohort.Physiology.Numerics;

namespace Cohort.Simulation.Population;

/// <summary>
/// Fits probabilities that are products of odds to published margins: iterative proportional fitting on the logit scale.
/// </summary>
internal static class Raking
{
    /// <summary>Logit of a probability.</summary>
    public static double Logit(double p) => ElementaryDouble.Log(p / (1 - p));

    /// <summary>Probability of a logit.</summary>
    public static double Logistic(double x) => 1 / (1 + ElementaryDouble.Exp(-x));

    /// <summary>
    /// Adjusts the parameters of each margin in turn until every group's mean probability equals its target.
    /// </summary>
    /// <param name="weights">Weight of each cell.</param>
    /// <param name="offset">Fixed part of each cell's logit.</param>
    /// <param name="margins">For each margin, the group of each cell (-1 = in none) and the targets by group (NaN = free).</param>
    /// <param name="sweeps">Number of passes over all margins.</param>
    /// <returns>For each margin, the parameters by group.</returns>
    public static double[][] Fit(double[] weights, double[] offset, (int[] Group, double[] Target)[] margins, int sweeps)
    {
        var parameters = margins.Select(m => new double[m.Target.Length]).ToArray();
        var logit = (double[])offset.Clone();
        for (var sweep = 0; sweep < sweeps; sweep++)
        {
            for (var m = 0; m < margins.Length; m++)
            {
                var (group, target) = margins[m];
                var mean = new double[target.Length];
                var total = new double[target.Length];
                for (var c = 0; c < weights.Length; c++)
                {
                    if (group[c] >= 0 && weights[c] > 0)
                    {
                        mean[group[c]] += weights[c] * Logistic(logit[c]);
                        total[group[c]] += weights[c];
                    }
                }

                var step = new double[target.Length];
                for (var g = 0; g < target.Length; g++)
                {
                    step[g] = total[g] > 0 && !double.IsNaN(target[g]) ? Logit(target[g]) - Logit(mean[g] / total[g]) : 0;
                    parameters[m][g] += step[g];
                }

                for (var c = 0; c < weights.Length; c++)
                {
                    logit[c] += group[c] >= 0 ? step[group[c]] : 0;
                }
            }
        }

        return parameters;
    }
}
