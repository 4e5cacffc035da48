using BenchmarkDotNet.Attributes;
using Cohort.Benchmarks.Passes;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.State;
using Cohort.Physiology.Treatments;
using Cohort.Physiology.Years;
using Cohort.Simulation.Running;

namespace Cohort.Benchmarks.Benchmarks;

/// <summary>A whole year of all mechanisms, on lanes of each width.</summary>
/// <typeparam name="TLane">The lane.</typeparam>
[GenericTypeArguments(typeof(Lane1))]
[GenericTypeArguments(typeof(Lane4))]
[GenericTypeArguments(typeof(Lane8))]
[GenericTypeArguments(typeof(Lane16))]
public class StepBenchmarks<TLane> where TLane : struct, ILane<TLane>
{
    private const int Years = 10;

    private readonly PatientBlock _baseline = BaselineBlock.Create();
    private readonly Workbench<TLane> _bench = new(Model.Default);
    private readonly YearStep<TLane> _step = new(Model.Default.Parameters, Model.Default.Hazards);

    /// <summary>Ten years from baseline; the copy of the baseline before them is part of the time.</summary>
    [Benchmark(OperationsPerInvoke = PatientBlock.Capacity * Years)]
    public void Advance()
    {
        _bench.Block.CopyFrom(_baseline);
        for (var year = 1; year <= Years; year++)
        {
            _step.Advance(_bench.Block, _bench.YearOf(BaselineBlock.Seed, BaselineBlock.StartYear, year), ArmPolicy.UsualCare);
        }
    }
}
