using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Running;
using Cohort.Simulation.Scenarios;

namespace Cohort.Dashboard.Outcomes;

/// <summary>Outcomes in the table of a run that is on its way. To be used only while the table stays as it is.</summary>
internal sealed class TableOutcomes(RunPlan plan, RunTable table) : IOutcomeSource
{
    public Scenario Scenario => plan.Scenario;

    public YearTotals Total(int arm, int year, StratumFilter filter)
    {
        var totals = new YearTotals();
        for (var stratum = 0; stratum < plan.Shape.Strata.Count; stratum++)
        {
            if (table.TryGetRow(arm, year, stratum, out var row) && (filter.IsEverybody || filter.Takes(plan.Shape.Strata.Describe(stratum))))
            {
                totals.Add(row);
            }
        }

        return totals;
    }

    public long[] Headlines(int arm, int year) => table.Headlines(arm, year);
}
