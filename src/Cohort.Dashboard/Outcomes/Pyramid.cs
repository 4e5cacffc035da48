using Cohort.Simulation;
using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Output;
using Cohort.Simulation.Scenarios;

namespace Cohort.Dashboard.Outcomes;

/// <summary>People of one sex and age, by how much coronary calcium they have.</summary>
/// <param name="AgeBand">Age at the start of the year, such as <c>50-59</c>.</param>
/// <param name="Sex"><c>female</c> or <c>male</c>.</param>
/// <param name="People">Alive at the end of the year.</param>
/// <param name="CacZero">Of them, coronary calcium under 1 AU.</param>
/// <param name="CacLow">1 to under 100 AU.</param>
/// <param name="CacModerate">100 to 400 AU.</param>
/// <param name="CacHigh">Above 400 AU.</param>
public sealed record PyramidBand(string AgeBand, string Sex, long People, long CacZero, long CacLow, long CacModerate, long CacHigh);

/// <summary>The population by age, sex and coronary calcium.</summary>
/// <param name="Arm">Name of the arm.</param>
/// <param name="Year">Year since baseline.</param>
/// <param name="Bands">Age bands from young to old, women before men.</param>
public sealed record Pyramid(string Arm, int Year, IReadOnlyList<PyramidBand> Bands)
{
    private static readonly int Positive = At("cac_positive");
    private static readonly int AtLeast100 = At("cac_at_least_100");
    private static readonly int Over400 = At("cac_over_400");

    internal static Pyramid Of(IOutcomeSource source, PyramidQuery query) => new(
        source.Scenario.Arms[query.Arm].Name,
        query.Year,
        [.. Enumerable.Range(0, Strata.AgeBands).SelectMany(band => new[] { "female", "male" }.Select(sex => Band(source, query, Strata.AgeBandName(band), sex)))]);

    private static PyramidBand Band(IOutcomeSource source, PyramidQuery query, string band, string sex)
    {
        var people = source.Total(query.Arm, query.Year, StratumFilter.Parse($"age_band={band};sex={sex}", source.Scenario));
        var (positive, moderate, high) = (people.Prevalences[Positive], people.Prevalences[AtLeast100], people.Prevalences[Over400]);
        return new PyramidBand(band, sex, people.Alive, people.Alive - positive, positive - moderate, moderate - high, high);
    }

    private static int At(string name) => Prevalence.All.Select((one, i) => (one.Name, i)).First(one => one.Name == name).i;
}

/// <summary>Which arm and year a pyramid is wanted of.</summary>
internal sealed record PyramidQuery(int Arm, int Year)
{
    /// <exception cref="RefusedInputException">There is no such arm or year, or the run does not tell age and sex apart.</exception>
    public static PyramidQuery Parse(string? arm, int? year, Scenario scenario)
    {
        if (!scenario.Outcomes.Strata.Contains(Stratum.AgeBand) || !scenario.Outcomes.Strata.Contains(Stratum.Sex))
        {
            throw new RefusedInputException("pyramid", "needs outcomes by age and sex: 'strata: [age_band, sex]' in the scenario.");
        }

        var at = year ?? scenario.Years;
        return at >= 0 && at <= scenario.Years
            ? new PyramidQuery(arm is null or "" ? 0 : SeriesQuery.ArmNamed(arm, scenario), at)
            : throw new RefusedInputException("year", FormattableString.Invariant($"must be 0 to {scenario.Years}; found {at}."));
    }
}
