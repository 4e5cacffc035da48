using System.Globalization;
using Cohort.Physiology.State;
using Cohort.Simulation.Running;

namespace Cohort.Simulation.Comparing;

/// <summary>
/// Simulates the patients of two plans again, the lowest numbers first, and finds where their histories part. Patients of one seed
/// and one population are the same people; arms are those of the same name.
/// </summary>
/// <param name="first">A plan.</param>
/// <param name="second">Another, of the same seed and population.</param>
/// <param name="simulator">Simulates the patients.</param>
public sealed class DivergenceSearch(RunPlan first, RunPlan second, ISegmentSimulator simulator)
{
    /// <summary>Arms that both plans have, by name: number in the first and in the second.</summary>
    public IReadOnlyList<(int First, int Second)> Arms { get; } =
    [
        .. first.Scenario.Arms.Select((arm, at) => (First: at, Second: second.Scenario.Arms.ToList().FindIndex(other => other.Name == arm.Name)))
            .Where(pair => pair.Second >= 0),
    ];

    /// <summary>Number of patients that both plans have.</summary>
    public long Patients { get; } = Math.Min(first.Scenario.Patients, second.Scenario.Patients);

    /// <summary>The first divergence among the patients 0 to <paramref name="patients"/> - 1: the earliest year, then arm, patient, variable.</summary>
    /// <param name="patients">Number of patients to simulate, at most <see cref="Patients"/>.</param>
    /// <param name="cancellationToken">Looked at every 512 patients.</param>
    /// <returns>Null if there is none.</returns>
    public Divergence? First(long patients, CancellationToken cancellationToken)
    {
        Divergence? found = null;
        var years = Math.Min(first.Scenario.Years, second.Scenario.Years);
        var (left, right) = (Shortened(first, years), Shortened(second, years));
        for (var from = 0L; from < patients && found?.Year != 0; from += PatientBlock.Capacity)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ulong[] some = [.. Enumerable.Range(0, (int)Math.Min(PatientBlock.Capacity, patients - from)).Select(i => (ulong)(from + i))];
            if (Earliest(simulator.Histories(left, some), simulator.Histories(right, some), some.Length) is { } divergence && IsBefore(divergence, found))
            {
                // Patients to come matter only if they part before this.
                found = divergence;
                (left, right) = (Shortened(first, Math.Max(1, found.Year)), Shortened(second, Math.Max(1, found.Year)));
            }
        }

        return found;
    }

    private static RunPlan Shortened(RunPlan plan, int years) => RunPlan.Create(plan.Scenario with { Years = years }, plan.Population, long.MaxValue);

    private bool IsBefore(Divergence one, Divergence? other) => other is null || Rank(one).CompareTo(Rank(other)) < 0;

    private (int Year, int Arm) Rank(Divergence one) =>
        (one.Year, first.Scenario.Arms.TakeWhile(arm => arm.Name != one.Arm).Count());

    private Divergence? Earliest(IReadOnlyList<PatientHistory> left, IReadOnlyList<PatientHistory> right, int patients)
    {
        Divergence? earliest = null;
        foreach (var (leftArm, rightArm) in Arms)
        {
            for (var i = 0; i < patients; i++)
            {
                // Histories come by arm, then patient.
                var divergence = Between(left[(leftArm * patients) + i], right[(rightArm * patients) + i]);
                earliest = divergence != null && (earliest is null || divergence.Year < earliest.Year) ? divergence : earliest;
            }
        }

        return earliest;
    }

    private Divergence? Between(PatientHistory left, PatientHistory right)
    {
        // A death is a difference of its own year, so that rows need not be missing before one is found.
        foreach (var (here, there) in left.Rows.Zip(right.Rows))
        {
            for (var v = 0; v < Variables.Count; v++)
            {
                if (!here.Values[v].Equals(there.Values[v]))
                {
                    return new Divergence(
                        here.Year,
                        first.Scenario.Arms[left.Arm].Name,
                        left.Patient,
                        Variables.All[v].Name,
                        here.Values[v].ToString("R", CultureInfo.InvariantCulture),
                        there.Values[v].ToString("R", CultureInfo.InvariantCulture));
                }
            }
        }

        return null;
    }
}
