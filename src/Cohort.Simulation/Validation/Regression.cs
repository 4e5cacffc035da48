namespace Cohort.Simulation.Validation;

/// <summary>How the mean of an outcome depends on the linear predictor.</summary>
internal enum Link
{
    /// <summary>Linear regression: the mean itself.</summary>
    Identity,

    /// <summary>Poisson regression: the logarithm, with the logarithm of time as offset.</summary>
    Log,

    /// <summary>Logistic regression.</summary>
    Logit,
}

/// <summary>Generalised linear regression by iteratively reweighted least squares.</summary>
internal static class Regression
{
    private const int MaxIterations = 60;
    private const double Converged = 1e-9;
    private const double LargestStep = 2;

    /// <summary>Coefficients: intercept, then one for each predictor; NaN where the data do not determine them.</summary>
    /// <param name="outcome">Outcome of each person.</param>
    /// <param name="predictors">Predictors, one array each.</param>
    /// <param name="link">Link.</param>
    /// <param name="time">Time at risk, for <see cref="Link.Log"/>; empty = 1.</param>
    public static double[] Fit(double[] outcome, double[][] predictors, Link link, double[]? time = null)
    {
        var size = predictors.Length + 1;
        var (means, scales) = Standard(predictors);
        var beta = new double[size];
        if (outcome.Length <= size || (link != Link.Identity && !(outcome.Sum() > 0)))
        {
            Array.Fill(beta, double.NaN);
            return beta;
        }

        var rate = outcome.Sum() / (time?.Sum() ?? outcome.Length);
        beta[0] = link switch { Link.Log => Math.Log(rate), Link.Logit => Math.Log(rate / Math.Max(1 - rate, 1e-12)), _ => 0 };
        var (hessian, gradient, x) = (new double[size, size], new double[size], new double[size]);
        for (var iteration = 0; iteration < MaxIterations; iteration++)
        {
            Array.Clear(hessian);
            Array.Clear(gradient);
            for (var i = 0; i < outcome.Length; i++)
            {
                x[0] = 1;
                var eta = beta[0];
                for (var k = 1; k < size; k++)
                {
                    x[k] = (predictors[k - 1][i] - means[k - 1]) / scales[k - 1];
                    eta += beta[k] * x[k];
                }

                eta = Math.Clamp(eta, -40, 40);
                var mean = link switch { Link.Log => Math.Exp(eta) * (time?[i] ?? 1), Link.Logit => 1 / (1 + Math.Exp(-eta)), _ => eta };
                var weight = link switch { Link.Log => mean, Link.Logit => mean * (1 - mean), _ => 1 };
                for (var k = 0; k < size; k++)
                {
                    gradient[k] += x[k] * (outcome[i] - mean);
                    for (var j = 0; j <= k; j++)
                    {
                        hessian[k, j] += weight * x[k] * x[j];
                    }
                }
            }

            if (!Solve(hessian, gradient))
            {
                Array.Fill(beta, double.NaN);
                return beta;
            }

            // A whole step can overshoot where the exposed are few; none moves a predictor by more than a limit.
            var damping = link == Link.Identity ? 1 : Math.Min(1, LargestStep / Furthest(predictors, means, scales, gradient));
            var largest = 0.0;
            for (var k = 0; k < size; k++)
            {
                beta[k] += damping * gradient[k];
                largest = Math.Max(largest, Math.Abs(gradient[k]));
            }

            if (largest < Converged || link == Link.Identity)
            {
                break;
            }
        }

        for (var k = 1; k < size; k++)
        {
            beta[k] /= scales[k - 1];
            beta[0] -= beta[k] * means[k - 1];
        }

        return beta;
    }

    // Largest change of the linear predictor that a step makes.
    private static double Furthest(double[][] predictors, double[] means, double[] scales, double[] step)
    {
        var furthest = 1e-12;
        for (var i = 0; i < predictors[0].Length; i++)
        {
            var change = step[0];
            for (var k = 1; k < step.Length; k++)
            {
                change += step[k] * (predictors[k - 1][i] - means[k - 1]) / scales[k - 1];
            }

            furthest = Math.Max(furthest, Math.Abs(change));
        }

        return furthest;
    }

    /// <summary>Solves a symmetric positive definite system, given its lower half, in place by Cholesky decomposition.</summary>
    internal static bool Solve(double[,] matrix, double[] right)
    {
        var n = right.Length;
        for (var k = 0; k < n; k++)
        {
            for (var j = 0; j <= k; j++)
            {
                var sum = matrix[k, j];
                for (var m = 0; m < j; m++)
                {
                    sum -= matrix[k, m] * matrix[j, m];
                }

                if (k > j)
                {
                    matrix[k, j] = sum / matrix[j, j];
                }
                else if (sum > 1e-10 * Math.Max(matrix[k, k], 1e-300))
                {
                    matrix[k, k] = Math.Sqrt(sum);
                }
                else
                {
                    return false;
                }
            }
        }

        for (var k = 0; k < n; k++)
        {
            for (var m = 0; m < k; m++)
            {
                right[k] -= matrix[k, m] * right[m];
            }

            right[k] /= matrix[k, k];
        }

        for (var k = n - 1; k >= 0; k--)
        {
            for (var m = k + 1; m < n; m++)
            {
                right[k] -= matrix[m, k] * right[m];
            }

            right[k] /= matrix[k, k];
        }

        return true;
    }

    private static (double[] Means, double[] Scales) Standard(double[][] predictors) =>
    (
        [.. predictors.Select(values => values.Length == 0 ? 0 : values.Average())],
        [.. predictors.Select(values => Math.Max(Statistics.StandardDeviation(values), 1e-12))]
    );
}
