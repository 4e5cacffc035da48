using Cohort.Physiology.Treatments;
using Cohort.Simulation.Population;
using Cohort.Simulation.Running;
using Cohort.Simulation.Scenarios;

namespace Cohort.Simulation.Experiments;

/// <summary>
/// Points whose patients have the same past: they are simulated together, as arms of one scenario, so that patients are recruited once and arms that
/// are the same at several points are simulated once.
/// </summary>
internal sealed class PointBatch
{
    // A table takes half a megabyte an arm.
    private const int MostArms = 64;

    private readonly Dictionary<(int Parent, int Year), int[]> _forks;

    private PointBatch(IReadOnlyList<ExperimentPoint> points, IReadOnlyList<int> numbers)
    {
        Numbers = numbers;
        var first = points[numbers[0]];
        (Population, ArmsOfPoint, Point) = (first.Population, first.Scenario.Arms.Count, first);
        Scenario = first.Scenario with { Arms = [.. numbers.SelectMany(number => points[number].Scenario.Arms)] };
        Tree = ArmTree.Build(Scenario);
        _forks = Tree.Forks.ToLookup(fork => (fork.Parent, fork.Year), fork => fork.Arm).ToDictionary(group => group.Key, group => group.ToArray());
        Shards = (int)((Scenario.Patients + RunPlan.ShardPatients - 1) / RunPlan.ShardPatients);
    }

    /// <summary>The points, by their place in the experiment.</summary>
    public IReadOnlyList<int> Numbers { get; }

    /// <summary>Arms of one point.</summary>
    public int ArmsOfPoint { get; }

    /// <summary>The first point.</summary>
    public ExperimentPoint Point { get; }

    /// <summary>The scenario that has the arms of every point.</summary>
    public Scenario Scenario { get; }

    public RespondentTable Population { get; }

    public ArmTree Tree { get; }

    /// <summary>Number of shards of patients: the units of work.</summary>
    public int Shards { get; }

    /// <summary>Batches of an experiment's points: as few as the memory of tables and the number of treatments that a patient can remember allow.</summary>
    /// <exception cref="RefusedInputException">A point alone has more different interventions than a patient can remember.</exception>
    public static IReadOnlyList<PointBatch> Of(IReadOnlyList<ExperimentPoint> points)
    {
        var batches = new List<PointBatch>();
        foreach (var alike in Enumerable.Range(0, points.Count).GroupBy(number => points[number].Past))
        {
            var (numbers, care) = (new List<int>(), new HashSet<Intervention>(ArmTree.SameCare.Comparer));
            foreach (var number in alike)
            {
                var own = ArmPolicies.Distinct(points[number].Scenario);
                if (own.Count > ArmPolicy.Slots)
                {
                    throw new RefusedInputException(points[number].Scenario.Name,
                        $"the arms hold {own.Count} different interventions; at most {ArmPolicy.Slots} are allowed");
                }

                if (numbers.Count > 0 && (care.Union(own, ArmTree.SameCare.Comparer).Count() > ArmPolicy.Slots
                    || (numbers.Count + 1) * points[number].Scenario.Arms.Count > MostArms))
                {
                    batches.Add(new PointBatch(points, numbers));
                    (numbers, care) = ([], new(ArmTree.SameCare.Comparer));
                }

                numbers.Add(number);
                care.UnionWith(own);
            }

            batches.Add(new PointBatch(points, numbers));
        }

        return batches;
    }

    /// <summary>The arms that leave an arm before a year.</summary>
    public ReadOnlySpan<int> ForksOf(int arm, int year) => _forks.TryGetValue((arm, year), out var arms) ? arms : [];

    /// <summary>The patients of a shard.</summary>
    public (ulong First, int Count) PatientsOf(int shard)
    {
        var first = (long)shard * RunPlan.ShardPatients;
        return ((ulong)first, (int)Math.Min(RunPlan.ShardPatients, Scenario.Patients - first));
    }
}
