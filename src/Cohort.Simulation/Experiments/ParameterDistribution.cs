using System.Globalization;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;

namespace Cohort.Simulation.Experiments;

/// <summary>
/// What is believed of a parameter: its committed value is the median; to each side lies half a normal distribution that is cut at the end of the plausible
/// range. The end is two SDs away, or more where calibration has narrowed the parameter. Where the committed value is itself an end, half of the probability
/// rests there.
/// </summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="SdBelow">SD of the half below the committed value, in the parameter's unit.</param>
/// <param name="SdAbove">SD of the half above it.</param>
public sealed record ParameterDistribution(ParameterInfo Parameter, double SdBelow, double SdAbove)
{
    // The range is what is thought plausible: the middle 95 %.
    private const double SdsInHalfRange = 2;

    /// <summary>The committed value, as it was written.</summary>
    public double Median => (double)(decimal)Parameter.Value;

    /// <summary>The distribution of a parameter.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="posteriorSd">Its SD after calibration; infinite if nothing is known.</param>
    public static ParameterDistribution Of(ParameterInfo parameter, double posteriorSd = double.PositiveInfinity)
    {
        var (median, range) = ((double)(decimal)parameter.Value, parameter.Plausible);
        return new(parameter, Math.Min((median - range.Low) / SdsInHalfRange, posteriorSd), Math.Min((range.High - median) / SdsInHalfRange, posteriorSd));
    }

    /// <summary>A quantile, as it is simulated and as a table shows it.</summary>
    /// <param name="share">Probability below it, above 0 and below 1.</param>
    /// <returns>The value in single precision, and the decimal that is read as just that value.</returns>
    public (float Value, string Text) Quantile(double share)
    {
        var (median, range) = (Median, Parameter.Plausible);
        var value = share < 0.5
            ? median - (SdBelow * HalfNormal(1 - (2 * share), SdBelow, median - range.Low))
            : median + (SdAbove * HalfNormal((2 * share) - 1, SdAbove, range.High - median));
        var text = ((decimal)(float)Math.Clamp(value, range.Low, range.High)).ToString("0.############################", CultureInfo.InvariantCulture);
        return (float.Parse(text, CultureInfo.InvariantCulture), text);
    }

    // Distance in SDs below which a share of a half-normal distribution lies that is cut at a reach.
    private static double HalfNormal(double share, double sd, double reach) =>
        sd > 0 && share > 0 ? ElementaryDouble.InverseNormal(0.5 + (share * (ElementaryDouble.NormalCdf(reach / sd) - 0.5))) : 0;
}
