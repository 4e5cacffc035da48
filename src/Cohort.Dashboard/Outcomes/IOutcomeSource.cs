using Cohort.Simulation.Scenarios;

namespace Cohort.Dashboard.Outcomes;

/// <summary>Outcomes of a run, wherever they are kept: in a table that still grows, or in files.</summary>
internal interface IOutcomeSource
{
    Scenario Scenario { get; }

    /// <summary>Outcomes of an arm in a year, over the strata that a filter takes.</summary>
    YearTotals Total(int arm, int year, StratumFilter filter);

    /// <summary>Headline sums by replicate group, in quantised steps, a row of <c>RunTable.HeadlineWidth</c> a group; null where they were not kept.</summary>
    long[]? Headlines(int arm, int year);
}
