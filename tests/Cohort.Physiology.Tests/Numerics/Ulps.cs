namespace Cohort.Physiology.Tests.Numerics;

/// <summary>Errors in units in the last place of a float.</summary>
internal static class Ulps
{
    public static double Between(float actual, double expected)
    {
        if (actual == expected)
        {
            return 0;
        }

        var error = Math.Abs(actual - expected) / Math.ScaleB(1, Math.Max(Math.ILogB(expected), -126) - 23);
        return double.IsNaN(error) ? double.PositiveInfinity : error;
    }
}
