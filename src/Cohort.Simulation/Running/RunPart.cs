namespace Cohort.Simulation.Running;

/// <summary>A share of a run's segments, so that several processes can simulate one run: part 3 of 8 is the third eighth.</summary>
/// <param name="Number">Which part, from 1 to <paramref name="Of"/>.</param>
/// <param name="Of">How many parts there are.</param>
public readonly record struct RunPart(int Number, int Of)
{
    /// <summary>The only part of a run that is not divided.</summary>
    public static RunPart Whole { get; } = new(1, 1);

    /// <summary>Whether the run is not divided.</summary>
    public bool IsWhole => Of == 1;

    /// <summary>The segments of the part: a run of them, as even as whole numbers allow.</summary>
    /// <param name="plan">The plan.</param>
    public IEnumerable<int> SegmentsOf(RunPlan plan)
    {
        var first = Border(Number - 1, plan);
        return Enumerable.Range(first, Border(Number, plan) - first);
    }

    /// <summary>Number of patients in the part.</summary>
    /// <param name="plan">The plan.</param>
    public long PatientsOf(RunPlan plan) => SegmentsOf(plan).Sum(segment => (long)plan.PatientsOf(segment).Count);

    /// <summary>The part as in <c>3/8</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Number}/{Of}");

    private int Border(int number, RunPlan plan) => (int)((long)number * plan.Segments / Of);
}
