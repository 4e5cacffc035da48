using BenchmarkDotNet.Attributes;
using Cohort.Benchmarks.Passes;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.State;
using Cohort.Simulation.Running;

namespace Cohort.Benchmarks.Benchmarks;

/// <summary>Each pass alone, over a block at baseline: its time a patient-year when nothing else wants the cache.</summary>
public class MechanismBenchmarks
{
    private readonly Workbench<Lane16> _bench = new(Model.Default);
    private readonly PatientBlock _baseline = BaselineBlock.Create();
    private Variable[] _written = [];
    private Pass<Lane16> _pass = Passes[0];

    /// <summary>Names of the passes.</summary>
    public static IEnumerable<string> Names => Passes.Select(pass => pass.Name);

    /// <summary>The pass measured.</summary>
    [ParamsSource(nameof(Names))]
    public string Mechanism { get; set; } = "";

    private static IReadOnlyList<Pass<Lane16>> Passes { get; } =
        [.. PassList<Lane16>.Year.Concat(PassList<Lane16>.Past).Concat(PassList<Lane16>.Candidate).DistinctBy(pass => pass.Name)];

    /// <summary>Brings the scratch columns to the year, and finds what the pass writes.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        _pass = Passes.Single(pass => pass.Name == Mechanism);
        _bench.Block.CopyFrom(_baseline);
        _bench.Year = _bench.YearOf(BaselineBlock.Seed, BaselineBlock.StartYear, 1);
        foreach (var pass in PassList<Lane16>.Year)
        {
            pass.Run(_bench);
        }

        _bench.Block.CopyFrom(_baseline);
        _pass.Run(_bench);
        _written = [.. Enum.GetValues<Variable>().Where(one => !_bench.Block.Values(one).SequenceEqual(_baseline.Values(one)))];
    }

    /// <summary>The pass; before it, the few columns that it changes are set back, so that every call does the same.</summary>
    [Benchmark(OperationsPerInvoke = PatientBlock.Capacity)]
    public void Year()
    {
        foreach (var variable in _written)
        {
            _baseline.Values(variable).CopyTo(_bench.Block.Values(variable));
        }

        _pass.Run(_bench);
    }
}
