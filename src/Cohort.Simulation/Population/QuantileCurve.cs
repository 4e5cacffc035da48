using Cohort.Physiology.Numerics;

namespace Cohort.Simulation.Population;

/// <summary>A distribution known by some percentiles: straight lines between them on the normal scale, the end pieces continued.</summary>
internal sealed class QuantileCurve
{
    private readonly double[] _z;
    private readonly double[] _y;

    /// <summary>A curve through percentiles.</summary>
    /// <param name="points">Share below and value, ascending.</param>
    public QuantileCurve(params (double Share, double Value)[] points)
    {
        _z = [.. points.Select(p => ElementaryDouble.InverseNormal(p.Share))];
        _y = [.. points.Select(p => p.Value)];
    }

    /// <summary>The value at a standard normal deviate.</summary>
    public double At(double z)
    {
        var i = 1;
        while (i < _z.Length - 1 && z > _z[i])
        {
            i++;
        }

        return _y[i - 1] + ((_y[i] - _y[i - 1]) * ((z - _z[i - 1]) / (_z[i] - _z[i - 1])));
    }
}
