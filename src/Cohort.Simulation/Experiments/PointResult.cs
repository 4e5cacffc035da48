using Cohort.Simulation.Output;

namespace Cohort.Simulation.Experiments;

/// <summary>An outcome and its Monte Carlo error.</summary>
/// <param name="Value">The value; not a number where it is undefined.</param>
/// <param name="Error">Standard error by the jackknife; not a number where it is undefined.</param>
public readonly record struct Estimate(double Value, double Error);

/// <summary>The outcomes of one point at the horizon: of each arm, and of each arm minus the first.</summary>
public sealed class PointResult
{
    private readonly int _strata;
    private readonly int _outcomes;
    private readonly Estimate[] _values;
    private readonly Estimate[] _differences;

    private PointResult(int arms, int strata, int outcomes)
    {
        (_strata, _outcomes) = (strata, outcomes);
        (_values, _differences) = (new Estimate[arms * strata * outcomes], new Estimate[arms * strata * outcomes]);
    }

    /// <summary>An outcome of an arm.</summary>
    /// <param name="arm">The arm.</param>
    /// <param name="stratum">0 for everybody, otherwise one more than the number of the baseline stratum.</param>
    /// <param name="outcome">Place of the outcome.</param>
    public Estimate Value(int arm, int stratum, int outcome) => _values[At(arm, stratum, outcome)];

    /// <summary>An outcome of an arm minus that of the first arm, patients paired.</summary>
    /// <inheritdoc cref="Value"/>
    public Estimate Difference(int arm, int stratum, int outcome) => _differences[At(arm, stratum, outcome)];

    /// <summary>The results of a point's arms.</summary>
    internal static PointResult Of(IReadOnlyList<HorizonEstimates> arms, int strata, IReadOnlyList<Outcome> outcomes)
    {
        var result = new PointResult(arms.Count, strata, outcomes.Count);
        for (var stratum = 0; stratum < strata; stratum++)
        {
            for (var k = 0; k < outcomes.Count; k++)
            {
                var (reference, referenceLeftOut) = (outcomes[k].Of(arms[0].Total(stratum)), arms[0].LeftOut(stratum, outcomes[k]));
                for (var arm = 0; arm < arms.Count; arm++)
                {
                    var (value, leftOut) = (outcomes[k].Of(arms[arm].Total(stratum)), arms[arm].LeftOut(stratum, outcomes[k]));
                    result._values[result.At(arm, stratum, k)] = new(value, Jackknife.StandardError(leftOut));
                    for (var group = 0; group < leftOut.Length; group++)
                    {
                        leftOut[group] -= referenceLeftOut[group];
                    }

                    result._differences[result.At(arm, stratum, k)] = new(value - reference, Jackknife.StandardError(leftOut));
                }
            }
        }

        return result;
    }

    internal void WriteTo(BinaryWriter writer)
    {
        foreach (var (value, error) in _values.Concat(_differences))
        {
            writer.Write(value);
            writer.Write(error);
        }
    }

    internal static PointResult ReadFrom(BinaryReader reader, int arms, int strata, int outcomes)
    {
        var result = new PointResult(arms, strata, outcomes);
        foreach (var estimates in new[] { result._values, result._differences })
        {
            for (var i = 0; i < estimates.Length; i++)
            {
                estimates[i] = new(reader.ReadDouble(), reader.ReadDouble());
            }
        }

        return result;
    }

    private int At(int arm, int stratum, int outcome) => (((arm * _strata) + stratum) * _outcomes) + outcome;
}
