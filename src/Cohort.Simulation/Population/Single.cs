using Cohort.Physiology.Numerics;

namespace Cohort.Simulation.Population;

/// <summary>
/// The elementary functions of one lane for draws of recruitment: float accuracy, a few nanoseconds, the same bits on every machine.
/// </summary>
internal static class Single
{
    /// <summary>e^x.</summary>
    public static double Exp(double x) => Value(Elementary.Exp<Lane1>((float)x));

    /// <summary>Natural logarithm of x above 0.</summary>
    public static double Log(double x) => Value(Elementary.Log<Lane1>((float)x));

    /// <summary>1 / (1 + e^-x).</summary>
    public static double Logistic(double x) => Value(Elementary.Logistic<Lane1>((float)x));

    /// <summary>Standard normal deviate of a probability.</summary>
    public static double InverseNormal(double p) => Value(Elementary.InverseNormal<Lane1>((float)p));

    private static float Value(Lane1 lane)
    {
        var value = 0f;
        Lane1.Store(lane, ref value);
        return value;
    }
}
