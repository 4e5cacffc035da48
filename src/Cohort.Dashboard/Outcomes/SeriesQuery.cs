using Cohort.Simulation;
using Cohort.Simulation.Scenarios;

namespace Cohort.Dashboard.Outcomes;

/// <summary>What is asked of a run's outcomes.</summary>
/// <param name="Arm">Number of the only arm wanted; null = all.</param>
/// <param name="Filter">The strata.</param>
/// <param name="Outcomes">The outcomes.</param>
internal sealed record SeriesQuery(int? Arm, StratumFilter Filter, IReadOnlyList<YearlyOutcome> Outcomes)
{
    /// <exception cref="RefusedInputException">An arm, stratum or outcome is unknown.</exception>
    public static SeriesQuery Parse(string? arm, string? stratum, string? outcomes, Scenario scenario) => new(
        arm is null or "" ? null : ArmNamed(arm, scenario),
        StratumFilter.Parse(stratum, scenario),
        outcomes is null or "" ? YearlyOutcome.All : [.. outcomes.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Named)]);

    /// <exception cref="RefusedInputException">There is no such arm.</exception>
    public static int ArmNamed(string name, Scenario scenario)
    {
        var names = scenario.Arms.Select(arm => arm.Name).ToArray();
        var arm = Array.IndexOf(names, name);
        return arm >= 0 ? arm : throw Unknown("arm", name, names);
    }

    private static YearlyOutcome Named(string name) =>
        YearlyOutcome.All.FirstOrDefault(outcome => outcome.Name == name) ?? throw Unknown("outcomes", name, YearlyOutcome.All.Select(outcome => outcome.Name));

    private static RefusedInputException Unknown(string where, string name, IEnumerable<string> names)
    {
        var meant = NearestName.Among(name, names) is { } nearest ? $"; did you mean '{nearest}'?" : ".";
        return new RefusedInputException(where, $"nothing is named '{name}'{meant}");
    }
}
