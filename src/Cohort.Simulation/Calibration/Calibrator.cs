using Cohort.Physiology.Parameters;
using Cohort.Simulation.Running;
using Cohort.Simulation.Validation;

namespace Cohort.Simulation.Calibration;

/// <summary>Options of a calibration.</summary>
/// <param name="Iterations">Most steps.</param>
/// <param name="Threads">Most threads; results do not depend on them.</param>
/// <param name="Fidelity">How many people every run simulates.</param>
/// <param name="NormPatients">Patients from whom the norms of relative risk are estimated at the end; 0 = the norms stay.</param>
internal readonly record struct CalibrationOptions(int Iterations, int Threads, Fidelity Fidelity, int NormPatients)
{
    /// <summary>People of a run, as a multiple of those that the panels name.</summary>
    public const double UsualScale = 0.25;

    /// <summary>Patients behind the norms at the end.</summary>
    public const int UsualNormPatients = 20_000;
}

/// <summary>The outcome of a calibration.</summary>
/// <param name="Targets">The targets fitted on.</param>
/// <param name="Unknowns">The parameters, with start and prior.</param>
/// <param name="Values">Their values at the end, rounded as they are to be copied.</param>
/// <param name="Fit">The fit.</param>
/// <param name="Before">The targets at the start.</param>
/// <param name="After">The targets at the end, with norms of relative risk of their own.</param>
/// <param name="CostBefore">Cost at the start.</param>
/// <param name="CostAfter">Cost at the end, with norms of relative risk of their own.</param>
/// <param name="Runs">How often the model was run.</param>
/// <param name="Scale">People of a run, as a multiple of those that the panels name.</param>
internal sealed record Calibration(
    IReadOnlyList<Target> Targets,
    IReadOnlyList<Unknown> Unknowns,
    IReadOnlyList<double> Values,
    Fit Fit,
    IReadOnlyList<Result> Before,
    IReadOnlyList<Result> After,
    double CostBefore,
    double CostAfter,
    int Runs,
    double Scale);

/// <summary>Fits the parameters of <see cref="FittedParameters"/> to the targets of class <c>fitted</c>; every run draws the same random numbers.</summary>
internal static class Calibrator
{
    private const int Digits = 3;

    /// <summary>Calibrates.</summary>
    /// <param name="model">The model to start from.</param>
    /// <param name="targets">Targets; only those of class <c>fitted</c> are looked at.</param>
    /// <param name="options">Options.</param>
    /// <param name="report">Told in words what happens.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="RefusedInputException">No target is of class <c>fitted</c>.</exception>
    public static Calibration Run(Model model, IReadOnlyList<Target> targets, CalibrationOptions options, Action<string> report, CancellationToken cancellationToken)
    {
        var fitted = targets.Where(target => target.Class == TargetClass.Fitted && target.Protocol.Kind != ProtocolKind.NotEvaluated).ToArray();
        if (fitted.Length == 0)
        {
            throw new RefusedInputException("targets", "no row that can be evaluated is of class 'fitted'");
        }

        var runs = 0;
        IReadOnlyList<Result> Simulate(Model at)
        {
            runs++;
            return Validator.Run(at, fitted, options.Fidelity, options.Threads, [], cancellationToken).Results;
        }

        var unknowns = FittedParameters.Unknowns(model.Parameters);
        var before = Simulate(model);

        // Scales stay those of the start: a fit must not gain by noise.
        double[] Residuals(IReadOnlyList<Result> results) => [.. results.Select((result, k) => Misfit.Of(fitted[k], result.Simulated, before[k].Error))];
        var fitter = new GaussNewton(
            unknowns, values => Residuals(Simulate(model with { Parameters = FittedParameters.Set(model.Parameters, values) })), Weights(fitted), report);
        double[] starts = [.. unknowns.Select(unknown => unknown.Start)];
        var costBefore = fitter.Cost(starts, Residuals(before));
        report(FormattableString.Invariant($"{unknowns.Count} parameters, {fitted.Length} targets; cost {costBefore:0.0} at the start"));
        var fit = fitter.Run(options.Iterations);

        double[] rounded = [.. fit.Last.Values.Select(Round)];
        var values = options.Iterations == 0 ? starts : rounded;
        var parameters = FittedParameters.Set(model.Parameters, values);
        var last = model with { Parameters = parameters };
        if (options.NormPatients > 0)
        {
            report("norms of relative risk at the end");
            cancellationToken.ThrowIfCancellationRequested();
            last = Model.Create(parameters, NormEstimator.Estimate(parameters, options.NormPatients));
        }

        var after = Simulate(last);
        var costAfter = fitter.Cost(values, Residuals(after));
        report(FormattableString.Invariant($"cost {costAfter:0.0} at the end"));
        return new Calibration(fitted, unknowns, values, fit, before, after, costBefore, costAfter, runs, options.Fidelity.Scale);
    }

    /// <summary>Weights of targets: those of a set, which contradict each other, weigh as one together.</summary>
    internal static double[] Weights(IReadOnlyList<Target> targets)
    {
        var sizes = targets.CountBy(target => target.Set).ToDictionary();
        return [.. targets.Select(target => target.Set.Length == 0 ? 1.0 : 1.0 / sizes[target.Set])];
    }

    /// <summary>A value as it is to be copied into the code.</summary>
    internal static double Round(double value)
    {
        if (value == 0)
        {
            return 0;
        }

        var decimals = Digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value)));
        return Math.Round(value, Math.Clamp(decimals, 0, 15), MidpointRounding.ToEven);
    }
}
