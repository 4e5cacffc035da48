using Cohort.Physiology.State;
using Cohort.Simulation.Running;

namespace Cohort.Grains.Patients;

/// <summary>
/// The patients of a block of 512 on one silo. They share the lanes: whoever comes first to a year has it simulated for all of them.
/// Each patient's bits are those that it would have alone.
/// </summary>
/// <param name="run">Their run.</param>
/// <param name="first">Number of the first.</param>
internal sealed class Neighbours(PatientRun run, ulong first)
{
    private readonly Lock _lock = new();
    private readonly Life?[] _lives = new Life?[run.Scenario.Arms.Count];
    private PatientBlock? _start;
    private PatientState[] _baseline = [];

    /// <summary>A patient at baseline.</summary>
    public PatientState Baseline(ulong patient)
    {
        lock (_lock)
        {
            Begin();
            return _baseline[patient - first];
        }
    }

    /// <summary>A patient at the end of a year or, if that was before, of the year of death.</summary>
    /// <returns>Null if the neighbours are beyond that year.</returns>
    public PatientState? At(ulong patient, int arm, int year)
    {
        lock (_lock)
        {
            Begin();
            var life = _lives[arm] ??= new(_start!, [.. _baseline]);
            if (life.Year > year)
            {
                return null;
            }

            while (life.Year < year)
            {
                Advance(life, arm);
            }

            return life.States[patient - first];
        }
    }

    private void Begin()
    {
        if (_start == null)
        {
            _start = new PatientBlock();
            var count = (int)Math.Min(PatientBlock.Capacity, (ulong)run.Scenario.Patients - first);
            run.Use(bench => bench.Simulator.Begin(first, count, _start));
            _baseline = new PatientState[count];
            Read(_start, 0, _baseline);
        }
    }

    private void Advance(Life life, int arm)
    {
        life.Year++;
        run.Use(bench => bench.Simulator.Advance(life.Block, arm, life.Year));
        Read(life.Block, life.Year, life.States);
        PatientRows.KeepLiving(life.Block);
    }

    private void Read(PatientBlock block, int year, PatientState[] states)
    {
        var values = PatientRows.Read(block);
        for (var row = 0; row < values.Length; row++)
        {
            states[block.GetId(row) - first] = new(year, values[row]);
        }
    }

    /// <summary>The neighbours in one arm.</summary>
    private sealed class Life
    {
        public Life(PatientBlock start, PatientState[] states)
        {
            Block.CopyFrom(start);
            States = states;
        }

        /// <summary>The year that they have come to.</summary>
        public int Year { get; set; }

        /// <summary>The living.</summary>
        public PatientBlock Block { get; } = new();

        /// <summary>The state of each in that year, or at death.</summary>
        public PatientState[] States { get; }
    }
}
