using BenchmarkDotNet.Attributes;
using Cohort.Benchmarks.Passes;
using Cohort.Physiology.State;
using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Population;
using Cohort.Simulation.Running;
using Cohort.Simulation.Scenarios;

namespace Cohort.Benchmarks.Benchmarks;

/// <summary>What follows the step: strata and the fold into the outcome table.</summary>
public class OutcomeBenchmarks
{
    private readonly PatientBlock _block = BaselineBlock.Create();
    private readonly OutcomeTable _table;
    private readonly int[] _strata = new int[PatientBlock.Capacity];

    /// <summary>A table of the natural history's shape, with a year of the block in it.</summary>
    public OutcomeBenchmarks()
    {
        var plan = RunPlan.Create(ScenarioFile.Read(Repository.PathOf("scenarios/natural-history.yaml")), Nhanes.Load());
        _table = new OutcomeTable(plan.Shape);
        Strata();
    }

    /// <summary>The stratum of every patient.</summary>
    [Benchmark(OperationsPerInvoke = PatientBlock.Capacity)]
    public void Strata() => _table.Shape.Strata.Index(_block, _strata);

    /// <summary>The fold of a year without deaths.</summary>
    [Benchmark(OperationsPerInvoke = PatientBlock.Capacity)]
    public void Fold() => _table.Fold(0, 1, _block, _strata);
}
