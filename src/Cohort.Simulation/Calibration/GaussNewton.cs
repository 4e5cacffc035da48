using Cohort.Simulation.Validation;

namespace Cohort.Simulation.Calibration;

/// <summary>Where a fit stands.</summary>
/// <param name="Values">Values of the unknowns.</param>
/// <param name="Residuals">Residuals there.</param>
/// <param name="Cost">Cost there: misfit and prior.</param>
internal sealed record FitPoint(double[] Values, double[] Residuals, double Cost);

/// <summary>A finished fit.</summary>
/// <param name="First">The start, moved off the ends of the ranges.</param>
/// <param name="Last">The end.</param>
/// <param name="Jacobian">Change of each residual (first index) per unit of each unknown (second), at the end.</param>
/// <param name="Weights">Weight of each residual at the end: its own, less where it lies far out.</param>
/// <param name="Covariance">Covariance of the unknowns given residuals and prior, by the normal matrix at the end.</param>
/// <param name="Iterations">Steps made.</param>
internal sealed record Fit(FitPoint First, FitPoint Last, double[,] Jacobian, double[] Weights, double[,] Covariance, int Iterations)
{
    /// <summary>SD of an unknown given residuals and prior.</summary>
    public double PosteriorSd(int unknown) => Math.Sqrt(Covariance[unknown, unknown]);
}

/// <summary>
/// Damped Gauss-Newton with a Gaussian prior. Steps are taken in the logit of the place in the range, so that no unknown leaves it;
/// residuals are weighed as Huber has it, so that one that cannot be met does not decide the fit.
/// </summary>
/// <param name="unknowns">What is sought.</param>
/// <param name="residuals">Residuals at given values; one unit is one standard deviation.</param>
/// <param name="weights">Weight of each residual.</param>
/// <param name="report">Told in words what happens.</param>
internal sealed class GaussNewton(IReadOnlyList<Unknown> unknowns, Func<double[], double[]> residuals, double[] weights, Action<string> report)
{
    /// <summary>Residuals grow quadratically in the cost up to here, beyond it linearly.</summary>
    public const double Bend = 1.5;

    // Share of the range that values keep off its ends: the logit has no slope there.
    private const double Margin = 0.02;

    // Finite difference, in shares of the range.
    private const double Difference = 0.06;
    private const double Damping = 0.02;
    private const double LongestMove = 2;
    private const double LeastGain = 1e-3;

    private static readonly double[] Trials = [1, 0.4, 0.15];

    /// <summary>Fits.</summary>
    /// <param name="iterations">Most steps; with 0 the start is only judged.</param>
    public Fit Run(int iterations)
    {
        var first = At([.. unknowns.Select(u => Math.Clamp(u.Start, u.Low + (Margin * (u.High - u.Low)), u.High - (Margin * (u.High - u.Low))))]);
        var last = first;
        var jacobian = Jacobian(last);
        var done = 0;
        while (done < iterations)
        {
            var next = Step(last, jacobian);
            if (next is null)
            {
                report("no step lowers the cost any more");
                break;
            }

            done++;
            report(FormattableString.Invariant($"iteration {done}: cost {last.Cost:0.0} -> {next.Cost:0.0}"));
            var gain = last.Cost - next.Cost;
            last = next;
            jacobian = Jacobian(last);
            if (gain < LeastGain * last.Cost)
            {
                break;
            }
        }

        var robust = Robust(last);
        return new Fit(first, last, jacobian, robust, Inverse(Normal(jacobian, robust)), done);
    }

    /// <summary>The cost of residuals at given values.</summary>
    public double Cost(double[] values, double[] at) =>
        at.Select((r, k) => weights[k] * Huber(r)).Sum() + unknowns.Select((u, k) => u.Offset(values[k]) * u.Offset(values[k]) / 2).Sum();

    private static double Huber(double residual)
    {
        var size = Math.Abs(residual);
        return size <= Bend ? size * size / 2 : Bend * (size - (Bend / 2));
    }

    private FitPoint At(double[] values)
    {
        var at = residuals(values);
        return new FitPoint(values, at, Cost(values, at));
    }

    private double[] Robust(FitPoint point) => [.. point.Residuals.Select((r, k) => weights[k] * Math.Min(1, Bend / Math.Max(Math.Abs(r), 1e-12)))];

    // One-sided, towards the farther end of the range.
    private double[,] Jacobian(FitPoint point)
    {
        var jacobian = new double[weights.Length, unknowns.Count];
        for (var k = 0; k < unknowns.Count; k++)
        {
            var h = Difference * (unknowns[k].High - unknowns[k].Low) * (point.Values[k] > unknowns[k].Middle ? -1 : 1);
            double[] moved = [.. point.Values];
            moved[k] += h;
            var at = residuals(moved);
            for (var t = 0; t < weights.Length; t++)
            {
                jacobian[t, k] = (at[t] - point.Residuals[t]) / h;
            }
        }

        return jacobian;
    }

    private double[,] Normal(double[,] jacobian, double[] robust)
    {
        var n = unknowns.Count;
        var normal = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var sum = i == j ? 1 / (unknowns[i].PriorSd * unknowns[i].PriorSd) : 0;
                for (var t = 0; t < robust.Length; t++)
                {
                    sum += robust[t] * jacobian[t, i] * jacobian[t, j];
                }

                normal[i, j] = sum;
            }
        }

        return normal;
    }

    private FitPoint? Step(FitPoint point, double[,] jacobian)
    {
        var n = unknowns.Count;
        var robust = Robust(point);
        var normal = Normal(jacobian, robust);
        var slopes = unknowns.Select((u, k) => (point.Values[k] - u.Low) * (u.High - point.Values[k]) / (u.High - u.Low)).ToArray();
        var move = new double[n];
        for (var i = 0; i < n; i++)
        {
            var gradient = unknowns[i].Offset(point.Values[i]) / unknowns[i].PriorSd;
            for (var t = 0; t < robust.Length; t++)
            {
                gradient += robust[t] * jacobian[t, i] * point.Residuals[t];
            }

            move[i] = -slopes[i] * gradient;
            for (var j = 0; j < n; j++)
            {
                normal[i, j] *= slopes[i] * slopes[j] * (i == j ? 1 + Damping : 1);
            }
        }

        if (!Regression.Solve(normal, move))
        {
            return null;
        }

        foreach (var share in Trials)
        {
            var next = At([.. unknowns.Select((u, k) => Moved(u, point.Values[k], share * Math.Clamp(move[k], -LongestMove, LongestMove)))]);
            report(FormattableString.Invariant($"  step {share:0.##}: cost {next.Cost:0.0}"));
            if (next.Cost < point.Cost)
            {
                return next;
            }
        }

        return null;
    }

    private static double Moved(Unknown unknown, double value, double move)
    {
        var share = (value - unknown.Low) / (unknown.High - unknown.Low);
        var moved = 1 / (1 + Math.Exp(-Math.Log(share / (1 - share)) - move));
        return unknown.Low + (Math.Clamp(moved, Margin, 1 - Margin) * (unknown.High - unknown.Low));
    }

    private static double[,] Inverse(double[,] matrix)
    {
        var n = matrix.GetLength(0);

        // In units in which the diagonal is 1.
        var scale = Enumerable.Range(0, n).Select(k => Math.Sqrt(matrix[k, k])).ToArray();
        var inverse = new double[n, n];
        for (var column = 0; column < n; column++)
        {
            var scaled = new double[n, n];
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++)
                {
                    scaled[i, j] = matrix[i, j] / (scale[i] * scale[j]);
                }
            }

            var unit = new double[n];
            unit[column] = 1;
            if (!Regression.Solve(scaled, unit))
            {
                throw new InvalidOperationException("The normal matrix of a fit with a prior is positive definite.");
            }

            for (var i = 0; i < n; i++)
            {
                inverse[i, column] = unit[i] / (scale[i] * scale[column]);
            }
        }

        return inverse;
    }
}
