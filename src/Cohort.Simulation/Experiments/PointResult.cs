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
    private readonly double[] _withoutPart;

    private PointResult(int arms, int strata, int outcomes, bool parts)
    {
        (_strata, _outcomes) = (strata, outcomes);
        (_values, _differences) = (new Estimate[arms * strata * outcomes], new Estimate[arms * strata * outcomes]);
        _withoutPart = new double[parts ? _values.Length * HorizonEstimates.Parts : 0];
    }

    /// <summary>An outcome of an arm.</summary>
    /// <param name="arm">The arm.</param>
    /// <param name="stratum">0 for everybody, otherwise one more than the number of the baseline stratum.</param>
    /// <param name="outcome">Place of the outcome.</param>
    public Estimate Value(int arm, int stratum, int outcome) => _values[At(arm, stratum, outcome)];

    /// <summary>An outcome of an arm minus that of the first arm, patients paired.</summary>
    /// <inheritdoc cref="Value"/>
    public Estimate Difference(int arm, int stratum, int outcome) => _differences[At(arm, stratum, outcome)];

    /// <summary>
    /// The outcome without each part of the patients in turn, where the experiment keeps parts: the error of whatever is made of several points is the
    /// jackknife over them, in which cancels what the points have in common.
    /// </summary>
    /// <inheritdoc cref="Value"/>
    public ReadOnlySpan<double> WithoutPart(int arm, int stratum, int outcome) =>
        _withoutPart.AsSpan(At(arm, stratum, outcome) * HorizonEstimates.Parts, HorizonEstimates.Parts);

    /// <summary>The results of a point's arms.</summary>
    internal static PointResult Of(IReadOnlyList<HorizonEstimates> arms, int strata, IReadOnlyList<Outcome> outcomes, bool parts = false)
    {
        var result = new PointResult(arms.Count, strata, outcomes.Count, parts);
        for (var stratum = 0; stratum < strata; stratum++)
        {
            for (var k = 0; k < outcomes.Count; k++)
            {
                var (reference, referenceLeftOut) = (outcomes[k].Of(arms[0].Total(stratum)), arms[0].LeftOut(stratum, outcomes[k]));
                for (var arm = 0; arm < arms.Count; arm++)
                {
                    var (value, leftOut) = (outcomes[k].Of(arms[arm].Total(stratum)), arms[arm].LeftOut(stratum, outcomes[k]));
                    result._values[result.At(arm, stratum, k)] = new(value, Jackknife.StandardError(leftOut));
                    if (parts)
                    {
                        arms[arm].WithoutPart(stratum, outcomes[k]).ToArray().CopyTo(result._withoutPart, result.At(arm, stratum, k) * HorizonEstimates.Parts);
                    }

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

        foreach (var value in _withoutPart)
        {
            writer.Write(value);
        }
    }

    internal static PointResult ReadFrom(BinaryReader reader, int arms, int strata, int outcomes, bool parts)
    {
        var result = new PointResult(arms, strata, outcomes, parts);
        foreach (var estimates in new[] { result._values, result._differences })
        {
            for (var i = 0; i < estimates.Length; i++)
            {
                estimates[i] = new(reader.ReadDouble(), reader.ReadDouble());
            }
        }

        for (var i = 0; i < result._withoutPart.Length; i++)
        {
            result._withoutPart[i] = reader.ReadDouble();
        }

        return result;
    }

    private int At(int arm, int stratum, int outcome) => (((arm * _strata) + stratum) * _outcomes) + outcome;
}
