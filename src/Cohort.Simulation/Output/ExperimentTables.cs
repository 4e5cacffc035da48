namespace Cohort.Simulation.Output;

/// <summary>Tables that experiments write. In the names of columns, capitals stand for what differs between experiments.</summary>
public static class ExperimentTables
{
    /// <summary>Points of <c>cohort sweep</c>.</summary>
    public static OutputTable Sweep { get; } = Points("sweep.csv", "`cohort sweep` writes");

    /// <summary>Draws of <c>cohort run --psa</c>.</summary>
    public static OutputTable PsaDraws { get; } = Points("psa_draws.csv", "`cohort run --psa` writes into `psa/`, the committed parameters first, then the draws");

    /// <summary>Points of <c>cohort sensitivity --method morris</c>.</summary>
    public static OutputTable MorrisPoints { get; } = Points("morris_points.csv", "`cohort sensitivity` writes, one trajectory after the other");

    /// <summary>Points of <c>cohort sensitivity --method sobol</c>.</summary>
    public static OutputTable SobolPoints { get; } = Points("sobol_points.csv", "`cohort sensitivity --method sobol` writes: rows A, then B, then for each parameter A with its column of B");

    /// <summary>Outcomes of <c>cohort run --psa</c>.</summary>
    public static OutputTable Psa { get; } = new(
        "psa.csv",
        "What `cohort run --psa` writes into `psa/`: one row an arm, comparator, baseline stratum and outcome at the horizon. Where the outcome is undefined at a draw, cells are empty.",
        [
            .. Contrast,
            new("stratum", "", "Stratum by the baseline; `all` is everybody"),
            .. OutcomeAndUnit,
            new("value", Unit, "At the committed parameters, with the patients of a draw"),
            new("median", Unit, "Median of the draws"),
            new("parameter_sd", Unit, "SD by uncertain parameters alone: of the draws, chance taken off"),
            new("parameter_ci_low", Unit, "Lower end of the 95 % interval by uncertain parameters alone"),
            new("parameter_ci_high", Unit, "Upper end"),
            new("monte_carlo_sd", Unit, "Monte Carlo standard error of `value`: what more patients would make smaller"),
            new("total_sd", Unit, "SD by both"),
            new("total_ci_low", Unit, "Lower end of the 95 % interval by both"),
            new("total_ci_high", Unit, "Upper end"),
            new("chance_share", "share", "Share of the draws' variance that is chance; from 1 on, the parameters' part cannot be told with so few patients: its SD is 0 and its interval empty"),
        ]);

    /// <summary>Elementary effects.</summary>
    public static OutputTable Morris { get; } = new(
        "morris.csv",
        "What `cohort sensitivity` writes: one row an arm, comparator, outcome and parameter. An effect is the change of the outcome when the parameter moves up by half of its " +
        "distribution (from the 12.5th to the 62.5th or from the 37.5th to the 87.5th percentile), the others staying somewhere in theirs.",
        [
            .. Contrast,
            .. OutcomeAndUnit,
            new("parameter", "", "Parameter of docs/PARAMETERS.md"),
            new("rank", "", "Place of the parameter by `mu_star`"),
            new("mu_star", Unit, "Mean size of the effect, whatever its sign"),
            new("mu_star_ci_low", Unit, "Lower end of its 95 % interval (trajectories resampled)"),
            new("mu_star_ci_high", Unit, "Upper end"),
            new("mu", Unit, "Mean effect; below 0, the outcome falls when the parameter rises"),
            new("sigma", Unit, "SD of the effect: large where it depends on the parameter's own place or on other parameters"),
            new("chance_mu_star", Unit, "`mu_star` that Monte Carlo error alone would give: a parameter near it may have no effect at all"),
        ]);

    /// <summary>Indices of Sobol.</summary>
    public static OutputTable Sobol { get; } = new(
        "sobol.csv",
        "What `cohort sensitivity --method sobol` writes: one row an arm, comparator, outcome and parameter, with shares of the variance that the chosen parameters give to the outcome, chance taken off.",
        [
            .. Contrast,
            .. OutcomeAndUnit,
            new("parameter", "", "Parameter of docs/PARAMETERS.md"),
            new("first_order", "share", "Share of the variance that goes when this parameter is known"),
            new("first_order_ci_low", "share", "Lower end of its 95 % interval (rows of the design resampled)"),
            new("first_order_ci_high", "share", "Upper end"),
            new("total", "share", "Share that stays when all other parameters are known: its own and what it shares with others"),
            new("total_ci_low", "share", "Lower end of its 95 % interval"),
            new("total_ci_high", "share", "Upper end"),
            new("parameter_sd", Unit, "SD of the outcome by the chosen parameters together, chance taken off"),
            new("chance_share", "share", "Share of the points' variance that is chance; above 0.5 the indices are left empty"),
        ]);

    /// <summary>Every table.</summary>
    public static IReadOnlyList<OutputTable> All { get; } = [Sweep, Psa, PsaDraws, Morris, MorrisPoints, Sobol, SobolPoints];

    private const string Unit = "as `unit` says";

    private static Column[] Contrast =>
    [
        new("arm", "", "Arm"),
        new("comparator", "", "The first arm where the outcome is a difference from it; empty where it is the arm's own"),
    ];

    private static Column[] OutcomeAndUnit => [new("outcome", "", "Outcome, as in summary.csv"), new("unit", "", "Unit of the outcome")];

    private static OutputTable Points(string name, string what) => new(
        name,
        $"What {what}: one row a point, outcomes of everybody at the horizon. For each ARM there are the columns of each OUTCOME of summary.csv.",
        [
            new("point", "", "Number of the point, from 1"),
            new("PATH", "as in the scenario or docs/PARAMETERS.md", "Value at the point: a column for each path varied"),
            new("ARM.OUTCOME", "as the outcome", "The outcome"),
            new("ARM.OUTCOME.se", "as the outcome", "Its Monte Carlo standard error"),
            new("ARM.OUTCOME.difference", "as the outcome", "The same minus that of the first arm; not for the first arm"),
            new("ARM.OUTCOME.difference_se", "as the outcome", "Monte Carlo standard error of the difference, patients paired"),
        ]);
}
