using Cohort.Simulation;
using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Output;
using Cohort.Simulation.Scenarios;

namespace Cohort.Dashboard.Outcomes;

/// <summary>Which strata of outcomes are looked at: <c>all</c>, or conditions such as <c>sex=female;ckd_stage=G4</c>.</summary>
internal sealed class StratumFilter
{
    private readonly Dictionary<string, string> _wanted = [];

    private StratumFilter()
    {
    }

    /// <summary>Dimensions, as outcomes.csv names them.</summary>
    public static IReadOnlyList<string> Dimensions { get; } = [.. Enum.GetValues<Stratum>().Select(one => Names.Of(one))];

    public bool IsEverybody => _wanted.Count == 0;

    /// <exception cref="RefusedInputException">A dimension is unknown, or the scenario does not tell it apart.</exception>
    public static StratumFilter Parse(string? text, Scenario scenario)
    {
        var filter = new StratumFilter();
        foreach (var condition in text is null or "" or "all" ? [] : text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = condition.Split('=', 2, StringSplitOptions.TrimEntries);
            var asked = scenario.Outcomes.Strata.Select(one => Names.Of(one)).ToArray();
            if (parts.Length != 2 || !asked.Contains(parts[0]))
            {
                var known = asked.Length == 0 ? "this run tells no strata apart" : $"use 'all', or DIMENSION=VALUE with {string.Join(", ", asked)}, parted by ';'";
                throw new RefusedInputException("stratum", $"'{condition}' is no stratum of this run; {known}.");
            }

            filter._wanted[parts[0]] = parts[1];
        }

        return filter;
    }

    public bool Takes(StratumKey key) => Takes(dimension => dimension switch
    {
        "age_band" => key.AgeBand is { } band ? Strata.AgeBandName(band) : "all",
        "sex" => key.Female is { } female ? female ? "female" : "male" : "all",
        "ckd_stage" => key.CkdStage is { } stage ? stage.ToString() : "all",
        "diabetes" => YesNo(key.Diabetes),
        _ => YesNo(key.Warfarin),
    });

    public bool Takes(Func<string, string> valueOf) => _wanted.All(one => valueOf(one.Key) == one.Value);

    private static string YesNo(bool? value) => value is { } yes ? yes ? "yes" : "no" : "all";
}
