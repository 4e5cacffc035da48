using System.Security.Cryptography;
using Cohort.Physiology.Treatments;
using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Outcomes.Custom;
using Cohort.Simulation.Population;
using Cohort.Simulation.Scenarios;

namespace Cohort.Simulation.Running;

/// <summary>
/// Everything that a run's numbers depend on, and nothing else: a scenario, its respondents and the version of the model. A plan
/// holds no paths; written on one machine and read on another it gives the same bytes of results.
/// </summary>
public sealed class RunPlan
{
    /// <summary>Patients of a shard.</summary>
    public const int ShardPatients = 4096;

    /// <summary>Most shards of a segment.</summary>
    public const int MaxShardsPerSegment = 15;

    /// <summary>Most bytes that a run's outcome table may take unless told otherwise (4 GiB).</summary>
    public const long DefaultMemoryCeiling = 4L << 30;

    private const int UsualSegments = 64;

    private readonly byte[] _bytes;

    private RunPlan(Scenario scenario, RespondentTable population, int modelVersion)
    {
        Scenario = scenario;
        Population = population;
        ModelVersion = modelVersion;
        Tree = ArmTree.Build(scenario);
        Shape = new TableShape(Tree, new Strata(scenario.Outcomes.Strata), Math.Clamp(population.Count, 1, TableShape.MaxDonorGroups)) { Custom = scenario.Outcomes.Custom };
        var shards = (scenario.Patients + ShardPatients - 1) / ShardPatients;
        var shardsPerSegment = (int)Math.Clamp((shards + UsualSegments - 1) / UsualSegments, 1, MaxShardsPerSegment);
        SegmentPatients = shardsPerSegment * ShardPatients;
        Segments = (int)((scenario.Patients + SegmentPatients - 1) / SegmentPatients);
        PopulationHash = Hash(PlanFormat.Write(population));
        _bytes = PlanFormat.Write(this);
        Id = Hash(_bytes);
    }

    /// <summary>Version of the model that the plan is for.</summary>
    public int ModelVersion { get; }

    /// <summary>The scenario; the path of a population file is reduced to the file's name.</summary>
    public Scenario Scenario { get; }

    /// <summary>The respondents that patients are drawn from.</summary>
    public RespondentTable Population { get; }

    /// <summary>SHA-256 of the respondents, in lower-case hexadecimal.</summary>
    public string PopulationHash { get; }

    /// <summary>SHA-256 of the plan's bytes, in lower-case hexadecimal: plans with one id give the same results.</summary>
    public string Id { get; }

    /// <summary>How the arms share their past.</summary>
    public ArmTree Tree { get; }

    /// <summary>Size and meaning of the run's outcome tables.</summary>
    public TableShape Shape { get; }

    /// <summary>Number of segments: the units of work, merge and checkpoint.</summary>
    public int Segments { get; }

    /// <summary>Patients of a full segment.</summary>
    public int SegmentPatients { get; }

    /// <summary>Numbers of the patients whose histories are written.</summary>
    public IReadOnlyList<ulong> SampledPatients =>
        [.. Enumerable.Range(0, (int)Math.Min(Scenario.Outcomes.Trajectories, Scenario.Patients)).Select(patient => (ulong)patient)];

    /// <summary>The plan of a scenario.</summary>
    /// <param name="scenario">The scenario, checked.</param>
    /// <param name="population">Its respondents.</param>
    /// <param name="memoryCeiling">Most bytes that the run's outcome table may take.</param>
    /// <exception cref="RefusedInputException">The outcome table could take more than the ceiling.</exception>
    public static RunPlan Create(Scenario scenario, RespondentTable population, long memoryCeiling = DefaultMemoryCeiling)
    {
        var different = ArmPolicies.Distinct(scenario).Count;
        if (different > ArmPolicy.Slots)
        {
            throw new RefusedInputException(scenario.Name,
                $"the arms hold {different} different interventions; at most {ArmPolicy.Slots} are allowed");
        }

        var path = scenario.Population.Path;
        var nameAt = path == null ? 0 : path.LastIndexOfAny(['/', '\\']) + 1;
        var pathFree = scenario with { Population = scenario.Population with { Path = path?[nameAt..] } };
        var plan = new RunPlan(pathFree, population, Running.ModelVersion.Current);
        var estimate = plan.EstimateTableBytes();
        if (estimate > memoryCeiling)
        {
            throw new RefusedInputException(scenario.Name, FormattableString.Invariant(
                $"the outcome tables could take {estimate / 1e9:0.0} GB, more than the {memoryCeiling / 1e9:0.0} GB allowed; ask for fewer strata, arms or years"));
        }

        return plan;
    }

    /// <summary>Bytes of the run's outcome table if every stratum of every arm and year has a patient.</summary>
    public long EstimateTableBytes() => Shape.EstimateBytes(Scenario.Patients);

    /// <summary>
    /// Bytes that a run in this process could take: its table, the copies of it that going on from a checkpoint or a cluster needs, the tables
    /// and patients that each thread works on, and the program itself. Below two billion patients it does not depend on their number.
    /// </summary>
    /// <param name="threads">Worker threads.</param>
    public long EstimateMemory(int threads)
    {
        const long Program = 150_000_000;
        const long PatientsOfThread = 10_000_000;
        const int Copies = 3;
        return Program + (threads * (PatientsOfThread + CustomFold.EstimateBytes(Shape))) + ((1 + Copies + threads) * EstimateTableBytes());
    }

    /// <summary>The patients of a segment.</summary>
    /// <param name="segment">The segment, 0 to <see cref="Segments"/> - 1.</param>
    /// <returns>Number of the first patient and how many there are.</returns>
    public (ulong First, int Count) PatientsOf(int segment)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(segment);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(segment, Segments);
        var first = (long)segment * SegmentPatients;
        return ((ulong)first, (int)Math.Min(SegmentPatients, Scenario.Patients - first));
    }

    /// <summary>The plan as bytes: little endian, the same on every machine.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Reads a plan from its bytes.</summary>
    /// <param name="bytes">What <see cref="Bytes"/> gave.</param>
    /// <exception cref="InvalidDataException">The bytes are no plan.</exception>
    public static RunPlan Read(ReadOnlySpan<byte> bytes)
    {
        var (modelVersion, scenario, population) = PlanFormat.Read(bytes);
        return new RunPlan(scenario, population, modelVersion);
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
