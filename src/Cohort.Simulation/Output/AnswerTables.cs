namespace Cohort.Simulation.Output;

/// <summary>Tables that commands make of finished runs.</summary>
public static class AnswerTables
{
    private const string ThresholdUnit = "money/QALY";

    /// <summary>Contrasts of <c>cohort compare --out</c>.</summary>
    public static OutputTable Compare { get; } = new(
        "compare.csv",
        "What `cohort compare --out FILE` writes: one row an arm, measure and outcome, against the first arm of the first run. Intervals are of Monte Carlo error, patients paired.",
        [
            new("run", "", "Run of the arm: the name of its folder, or the folder as it was given where two have one name"),
            new("arm", "", "Arm"),
            new("comparator", "", "What it is compared with: the arm, as `run/arm` where there are several runs"),
            new("measure", "", "`difference`, `ratio`, `rate_ratio`, `number_needed_to_treat` or `restricted_mean_survival_difference`"),
            new("outcome", "", "Outcome, as in summary.csv; rates and restricted mean survival have names of their own"),
            new("unit", "", "Unit of the value"),
            new("in_arm", "as the outcome", "The outcome in the arm; empty for numbers needed to treat"),
            new("in_comparator", "as the outcome", "The outcome in the comparator"),
            new("value", "as `unit` says", "The measure. A number needed to treat below 0 is one to harm"),
            Low("as `unit` says", "the value"),
            High("as `unit` says", "the value"),
        ]);

    /// <summary>Arms of <c>cohort economics</c>.</summary>
    public static OutputTable Economics { get; } = new(
        "economics.csv",
        "What `cohort economics` writes: one row an arm, each number per person at baseline and discounted, in the money of the user's table.",
        [
            new("arm", "", "Arm"),
            new("position", "", "Against the first arm: `comparator`, `dominates`, `dominated`, `costs more, gains more`, `costs less, gains less` or `no difference`"),
            new("life_years", "a", "Life-years lived"),
            new("qalys", "QALY", "Quality-adjusted life-years"),
            new("cost", "money", "Cost"),
            new("qaly_gain", "QALY", "QALYs beyond the first arm"),
            Low("QALY", "the gain", "qaly_gain_"),
            High("QALY", "the gain", "qaly_gain_"),
            new("extra_cost", "money", "Cost beyond the first arm"),
            Low("money", "the extra cost", "extra_cost_"),
            High("money", "the extra cost", "extra_cost_"),
            new("icer", ThresholdUnit, "Extra cost by QALYs gained, against the first arm; where less is gained at less cost, what is saved for a QALY lost"),
            new("frontier_icer", ThresholdUnit, "Extra cost by QALYs gained, against the next cheaper arm on the efficiency frontier; empty for the cheapest arm and for arms that others dominate, alone or mixed"),
        ]);

    /// <summary>Points of the cost-effectiveness plane.</summary>
    public static OutputTable Plane { get; } = new(
        "plane.csv",
        "What `cohort economics` writes: the cost-effectiveness plane, one row a resample of the groups of patients and arm but the first.",
        [new("arm", "", "Arm"), new("qaly_gain", "QALY", "QALYs beyond the first arm"), new("extra_cost", "money", "Cost beyond the first arm")]);

    /// <summary>Acceptability curves.</summary>
    public static OutputTable Acceptability { get; } = new(
        "acceptability.csv",
        "What `cohort economics` writes: acceptability curves, one row a threshold and arm.",
        [
            new("threshold", ThresholdUnit, "What a QALY may cost"),
            new("arm", "", "Arm"),
            new("probability_cost_effective", "share", "Share of resamples in which the arm has the largest net benefit"),
        ]);

    /// <summary>Results of <c>cohort trial --out</c>.</summary>
    public static OutputTable Trial { get; } = new(
        "trial.csv",
        "What `cohort trial --out FILE` writes: one row an arm but the first. Changes are in the unit of what is measured, or in per cent.",
        [
            new("arm", "", "Arm"),
            new("eligible", "persons", "Patients that could take part and lived to the last visit"),
            new("change", "as measured", "Mean change in the arm among all of them"),
            new("change_of_first", "as measured", "Mean change in the first arm"),
            new("effect", "as measured", "Difference of the two: what a trial of everybody would find"),
            new("spread", "as measured", "Standard deviation of the difference that trials of this size find"),
            new("power", "share", "Share of trials in which the difference is significant (two-sided, 5 %)"),
            new("wrong_way", "share", "Share of trials that find a significant difference of the other sign"),
            new("size_for_power_80", "persons", "Participants an arm for a power of 80 %; empty where there is no effect"),
        ]);

    /// <summary>Every table.</summary>
    public static IReadOnlyList<OutputTable> All { get; } = [Compare, Economics, Plane, Acceptability, Trial];

    private static Column Low(string unit, string what, string prefix = "") => new(prefix + "ci_low", unit, $"Lower end of the 95 % interval of {what}; empty where there is none");

    private static Column High(string unit, string what, string prefix = "") => new(prefix + "ci_high", unit, "Upper end");
}
