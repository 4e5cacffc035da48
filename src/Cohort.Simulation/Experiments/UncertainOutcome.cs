using Cohort.Simulation.Output;

namespace Cohort.Simulation.Experiments;

/// <summary>An outcome with what is uncertain in it: the parameters, and the chance of the patients.</summary>
/// <param name="Value">At the committed parameters.</param>
/// <param name="Median">Median of the draws.</param>
/// <param name="ParameterSd">SD by parameters alone.</param>
/// <param name="Parameter">95 % interval by parameters alone: the draws, drawn together about their mean by as much as chance has spread them. Undefined where chance has all the variance.</param>
/// <param name="MonteCarloSd">Monte Carlo standard error of the value.</param>
/// <param name="TotalSd">SD by both.</param>
/// <param name="Total">95 % interval by both: the draws, spread about their mean to the SD by both.</param>
/// <param name="ChanceShare">Share of the draws' variance that is chance. Near 1, more patients are needed to see what the parameters do.</param>
public sealed record UncertainOutcome(
    double Value, double Median, double ParameterSd, Interval Parameter, double MonteCarloSd, double TotalSd, Interval Total, double ChanceShare)
{
    /// <summary>Takes apart the variance of draws.</summary>
    /// <param name="committed">The outcome at the committed parameters.</param>
    /// <param name="draws">The outcome at each draw, two or more, of the same patients.</param>
    /// <returns>What is uncertain; not numbers if the outcome is undefined somewhere.</returns>
    public static UncertainOutcome Of(Estimate committed, IReadOnlyList<Response> draws)
    {
        var (variance, chance) = Response.VarianceOf(draws);
        var parameters = Math.Max(variance - chance, 0);
        var total = parameters + (committed.Error * committed.Error);
        if (!double.IsFinite(total))
        {
            return new(committed.Value, double.NaN, double.NaN, Interval.Undefined, committed.Error, double.NaN, Interval.Undefined, double.NaN);
        }

        var mean = draws.Average(one => one.Value);
        var sorted = draws.Select(one => one.Value).Order().ToArray();
        return new(
            committed.Value,
            (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2,
            Math.Sqrt(parameters),
            parameters > 0 || variance == 0 ? Spread(parameters) : Interval.Undefined,
            committed.Error,
            Math.Sqrt(total),
            Spread(total),
            variance > 0 ? chance / variance : 0);

        Interval Spread(double to)
        {
            var factor = variance > 0 ? Math.Sqrt(to / variance) : 0;
            return SurveyBootstrap.Middle(sorted.Select(value => mean + (factor * (value - mean))).ToArray());
        }
    }
}
