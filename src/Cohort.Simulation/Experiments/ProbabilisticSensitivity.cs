namespace Cohort.Simulation.Experiments;

/// <summary>
/// Probabilistic sensitivity analysis: the scenario at draws of all uncertain parameters. Every draw has the same patients and chances, so that the
/// error which they share drops out of the variance between draws; what is left of it is taken off.
/// </summary>
public static class ProbabilisticSensitivity
{
    /// <summary>Points of a probabilistic sensitivity analysis: the committed parameters, then draws in a Latin hypercube that the scenario's seed fixes.</summary>
    /// <param name="scenario">What is simulated, with the committed parameters.</param>
    /// <param name="uncertainty">The uncertain parameters.</param>
    /// <param name="draws">Number of draws, two or more.</param>
    public static Experiment Experiment(ExperimentPoint scenario, ParameterUncertainty uncertainty, int draws)
    {
        var design = Design.LatinHypercube(draws, uncertainty.Parameters.Count, scenario.Scenario.Seed);
        return new([uncertainty.At(scenario, null, correlated: false), .. design.Select(shares => uncertainty.At(scenario, shares, correlated: true))], byStratum: true, keepsParts: true);
    }

    /// <summary>What is uncertain in an outcome.</summary>
    /// <param name="results">Results of the points, the committed parameters first.</param>
    /// <param name="contrast">Arm or difference.</param>
    /// <param name="stratum">0 for everybody, otherwise one more than the number of the baseline stratum.</param>
    /// <param name="outcome">Place of the outcome.</param>
    public static UncertainOutcome Of(IReadOnlyList<PointResult> results, ArmContrast contrast, int stratum, int outcome) => UncertainOutcome.Of(
        contrast.EstimateAt(results[0], stratum, outcome), [.. results.Skip(1).Select(result => contrast.ResponseAt(result, stratum, outcome))]);
}
