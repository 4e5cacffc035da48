using Cohort.Physiology.Numerics;

namespace Cohort.Benchmarks.Passes;

/// <summary>One pass of a mechanism over a block.</summary>
/// <param name="Name">The method, as the code names it.</param>
/// <param name="Run">Runs it on the block of a bench.</param>
/// <typeparam name="TLane">Lane on which it runs.</typeparam>
internal sealed record Pass<TLane>(string Name, Action<Workbench<TLane>> Run) where TLane : struct, ILane<TLane>;
