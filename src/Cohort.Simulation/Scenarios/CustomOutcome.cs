using Cohort.Physiology.Treatments;
using Cohort.Simulation.Scenarios.Expressions;

namespace Cohort.Simulation.Scenarios;

/// <summary>What is told of a formula.</summary>
public enum CustomStatistic
{
    /// <summary>Mean of a number among those alive at the end of the year.</summary>
    Mean,

    /// <summary>Share of those alive at the end of the year for whom a condition holds.</summary>
    Share,

    /// <summary>Share of those who entered the window for whom a condition held at least once in it, up to the year.</summary>
    Ever,

    /// <summary>Years in which a condition held, by person who entered the window, up to the year; a year of death counts half.</summary>
    PersonYears,
}

/// <summary>An outcome that a scenario defines.</summary>
/// <remarks>
/// People are chosen by their baseline, the window by time and age: no arm's care decides who is counted, so that arms compare the same people. What care may
/// change belongs into the formula.
/// </remarks>
/// <param name="Name">Name, unique in the scenario: a letter, then lower-case letters, digits or '_'.</param>
/// <param name="Description">What it says, for readers; may be empty.</param>
/// <param name="Expression">The formula: a number for a mean, otherwise a condition.</param>
/// <param name="Statistic">What is told of it.</param>
/// <param name="FirstYear">First year of the window, since baseline; 0 is the baseline.</param>
/// <param name="LastYear">Last year of the window.</param>
/// <param name="FirstAge">Lowest age of the window, attained at the end of the year.</param>
/// <param name="LastAge">Highest age of the window.</param>
/// <param name="Who">Who is counted, by the state at baseline.</param>
public sealed record CustomOutcome(
    string Name,
    string Description,
    Expression Expression,
    CustomStatistic Statistic,
    int FirstYear,
    int LastYear,
    int FirstAge,
    int LastAge,
    Eligibility Who)
{
    /// <summary>Whether years add up from the beginning of the window.</summary>
    public bool IsCumulative => Statistic is CustomStatistic.Ever or CustomStatistic.PersonYears;

    /// <summary>Whether a year belongs to the window.</summary>
    /// <param name="year">Year since baseline.</param>
    public bool Covers(int year) => year >= FirstYear && year <= LastYear;
}
