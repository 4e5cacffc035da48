using Cohort.Physiology.Events;
using Cohort.Physiology.State;

namespace Cohort.Physiology.Tests.Kit;

/// <summary>What became of a block: its state at baseline (0) and at the end of every year.</summary>
internal sealed class Course(IReadOnlyList<PatientBlock> years)
{
    /// <summary>The states, baseline first.</summary>
    public IReadOnlyList<PatientBlock> Years { get; } = years;

    /// <summary>The state after the last year.</summary>
    public PatientBlock End => Years[^1];

    /// <summary>Mean of a variable over all patients at the end of a year (default the last).</summary>
    public double Mean(Variable variable, int? year = null)
    {
        var sum = 0.0;
        var values = Years[year ?? (Years.Count - 1)].Values(variable);
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    /// <summary>Number of events of a kind in all years.</summary>
    public int Count(EventKind kind)
    {
        var count = 0;
        foreach (var block in Years.Skip(1))
        {
            foreach (var events in block.Values(Variable.Events))
            {
                count += ((int)events >> (int)kind) & 1;
            }
        }

        return count;
    }

    /// <summary>Number of patients whose flag is set at the end.</summary>
    public int CountSet(Variable flag)
    {
        var count = 0;
        foreach (var value in End.Values(flag))
        {
            count += value > 0.5f ? 1 : 0;
        }

        return count;
    }

    /// <summary>Number of deaths of a cause.</summary>
    public int Deaths(CauseOfDeath cause)
    {
        var count = 0;
        foreach (var value in End.Values(Variable.Cause))
        {
            count += value == (float)cause ? 1 : 0;
        }

        return count;
    }
}
