using System.Diagnostics;
using Cohort.Benchmarks.Passes;
using Cohort.Physiology.Numerics;

namespace Cohort.Benchmarks.Profile;

/// <summary>Time spent in each pass, and the rows of blocks that it ran over.</summary>
/// <param name="part">Part of a run that the passes belong to.</param>
internal sealed class PassTimes(string part)
{
    private readonly Dictionary<string, Entry> _entries = [];

    /// <summary>Part of a run that the passes belong to.</summary>
    public string Part { get; } = part;

    /// <summary>Passes in the order of their first call.</summary>
    public IReadOnlyList<(string Name, long Ticks, long Rows)> Entries =>
        [.. _entries.Select(entry => (entry.Key, entry.Value.Ticks, entry.Value.Rows))];

    /// <summary>Ticks of all passes.</summary>
    public long Ticks => _entries.Values.Sum(entry => entry.Ticks);

    /// <summary>Runs the passes one after the other over the block of a bench.</summary>
    public void Run<TLane>(IReadOnlyList<Pass<TLane>> passes, Workbench<TLane> bench) where TLane : struct, ILane<TLane>
    {
        var before = Stopwatch.GetTimestamp();
        foreach (var pass in passes)
        {
            pass.Run(bench);
            before = Add(pass.Name, bench.Block.Count, before);
        }
    }

    /// <summary>Adds the time since <paramref name="before"/>; returns the time for the next pass, without that of the bookkeeping here.</summary>
    public long Add(string name, int rows, long before)
    {
        var now = Stopwatch.GetTimestamp();
        if (!_entries.TryGetValue(name, out var entry))
        {
            _entries.Add(name, entry = new Entry());
        }

        entry.Ticks += now - before;
        entry.Rows += rows;
        return Stopwatch.GetTimestamp();
    }

    private sealed class Entry
    {
        public long Ticks { get; set; }

        public long Rows { get; set; }
    }
}
