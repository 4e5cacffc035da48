using Cohort.Simulation.Scenarios;

namespace Cohort.Simulation.Experiments;

/// <summary>What is asked of a point: the outcome of an arm, or how it differs from that of the first arm.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="IsDifference">Whether the first arm's outcome is subtracted.</param>
public readonly record struct ArmContrast(int Arm, bool IsDifference)
{
    /// <summary>Every contrast of some arms: the arms one by one, each but the first followed by its difference.</summary>
    /// <param name="arms">Number of arms.</param>
    public static IEnumerable<ArmContrast> Of(int arms) =>
        Enumerable.Range(0, arms).SelectMany(arm => arm == 0 ? new[] { new ArmContrast(0, false) } : [new(arm, false), new(arm, true)]);

    /// <summary>The contrast in a table on the screen: the arm's name, or that of the arm less that of the first.</summary>
    /// <param name="arms">The arms.</param>
    public string NameAmong(IReadOnlyList<Arm> arms) => arms[Arm].Name + (IsDifference ? " - " + arms[0].Name : "");

    /// <summary>The outcome at a point, with its Monte Carlo error.</summary>
    /// <param name="point">The point.</param>
    /// <param name="stratum">0 for everybody, otherwise one more than the number of the baseline stratum.</param>
    /// <param name="outcome">Place of the outcome.</param>
    public Estimate EstimateAt(PointResult point, int stratum, int outcome) =>
        IsDifference ? point.Difference(Arm, stratum, outcome) : point.Value(Arm, stratum, outcome);

    /// <summary>The same without each part of the patients in turn; the experiment must keep parts.</summary>
    /// <inheritdoc cref="EstimateAt"/>
    public Response ResponseAt(PointResult point, int stratum, int outcome)
    {
        var without = point.WithoutPart(Arm, stratum, outcome).ToArray();
        if (IsDifference)
        {
            var reference = point.WithoutPart(0, stratum, outcome);
            for (var part = 0; part < without.Length; part++)
            {
                without[part] -= reference[part];
            }
        }

        return new(EstimateAt(point, stratum, outcome).Value, without);
    }
}
