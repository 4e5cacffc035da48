using Cohort.Simulation.Scenarios;

namespace Cohort.Simulation.Output;

/// <summary>The calendar year of a year since baseline: the first year simulated is the scenario's start year.</summary>
internal static class CalendarYear
{
    public static int Of(Scenario scenario, int year) => scenario.StartYear + year - 1;
}
