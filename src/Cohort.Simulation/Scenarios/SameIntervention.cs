using Cohort.Physiology.Treatments;

namespace Cohort.Simulation.Scenarios;

/// <summary>Compares interventions by all that they say, whom they are for included.</summary>
internal sealed class SameIntervention : IEqualityComparer<Intervention>
{
    public static SameIntervention Comparer { get; } = new();

    public bool Equals(Intervention? left, Intervention? right) =>
        left is not null && right is not null
        && left with { Who = Eligibility.Everybody } == right with { Who = Eligibility.Everybody }
        && left.Who.Criteria.SequenceEqual(right.Who.Criteria)
        && left.Who.CkdStages.SequenceEqual(right.Who.CkdStages);

    public int GetHashCode(Intervention intervention) => (intervention with { Who = Eligibility.Everybody }).GetHashCode();
}
