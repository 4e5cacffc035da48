using System.Runtime.Intrinsics;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.State;
using Cohort.Physiology.Treatments;
using Cohort.Simulation.Population;
using Cohort.Simulation.Running;

namespace Cohort.Simulation.Validation;

/// <summary>What a panel must record: the visits that targets need, by arm.</summary>
/// <param name="Panel">The people.</param>
/// <param name="Arms">Arms that share these people and their past, and the visits that each needs.</param>
internal sealed record PanelPlan(PanelBase Panel, IReadOnlyList<(PanelArm Arm, IReadOnlySet<Visit> Visits)> Arms);

/// <summary>Simulates panels. The same results whatever the threads: every shard writes its own arrays, joined in the order of shards.</summary>
internal static class PanelSimulator
{
    /// <summary>Key of the draws; one panel's people are numbered from 0.</summary>
    public const ulong Seed = 20_000_701;

    private const int ShardCandidates = 8192;

    /// <summary>Simulates a panel and its arms.</summary>
    /// <param name="model">The model.</param>
    /// <param name="plan">What to record.</param>
    /// <param name="candidates">People drawn.</param>
    /// <param name="threads">Most threads.</param>
    /// <returns>Records by text of the arm.</returns>
    public static IReadOnlyDictionary<string, PanelData> Run(Model model, PanelPlan plan, int candidates, int threads) =>
        Vector512.IsHardwareAccelerated ? Run<Lane16>(model, plan, candidates, threads)
        : Vector256.IsHardwareAccelerated ? Run<Lane8>(model, plan, candidates, threads)
        : Vector128.IsHardwareAccelerated ? Run<Lane4>(model, plan, candidates, threads)
        : Run<Lane1>(model, plan, candidates, threads);

    private static Dictionary<string, PanelData> Run<TLane>(Model model, PanelPlan plan, int candidates, int threads) where TLane : struct, ILane<TLane>
    {
        var shards = (candidates + ShardCandidates - 1) / ShardCandidates;
        var parts = new ShardRecord[shards];
        var population = plan.Panel.Population();
        Parallel.For(0, shards, new ParallelOptions { MaxDegreeOfParallelism = threads }, () => new Worker<TLane>(model, plan, population), (shard, _, worker) =>
        {
            var first = shard * ShardCandidates;
            parts[shard] = worker.Run(first, Math.Min(ShardCandidates, candidates - first));
            return worker;
        }, _ => { });

        var data = new Dictionary<string, PanelData>();
        for (var arm = 0; arm < plan.Arms.Count; arm++)
        {
            var columns = new Dictionary<Visit, float[]>();
            foreach (var visit in plan.Arms[arm].Visits)
            {
                columns[visit] = [.. parts.SelectMany(part => part.Arms[arm].Columns[visit])];
            }

            data[plan.Arms[arm].Arm.Text] = new PanelData(
                [.. parts.SelectMany(part => part.Patients)], [.. parts.SelectMany(part => part.Arms[arm].DeathYears)], columns);
        }

        return data;
    }

    private sealed record ArmRecord(int[] DeathYears, Dictionary<Visit, float[]> Columns);

    private sealed record ShardRecord(ulong[] Patients, ArmRecord[] Arms);

    /// <summary>The memory of one thread.</summary>
    private sealed class Worker<TLane> where TLane : struct, ILane<TLane>
    {
        private readonly PanelPlan _plan;
        private readonly PatientGroup<TLane> _group;
        private readonly Recorder _recorder;
        private readonly ArmPolicy[] _policies;
        private readonly ILookup<int, Visit>[] _visits;
        private readonly int[] _lastYears;
        private readonly PatientBlock _recruit = new() { Count = 1 };
        private readonly PatientBlock[] _shard = [.. Enumerable.Range(0, ShardCandidates / PatientBlock.Capacity).Select(_ => new PatientBlock())];
        private readonly PatientBlock _baseline = new();
        private readonly PatientBlock _block = new();

        public Worker(Model model, PanelPlan plan, RespondentTable population)
        {
            _plan = plan;
            _group = new PatientGroup<TLane>(model, population, Seed, plan.Panel.StartYear);
            _recorder = new Recorder(model.Parameters, Seed);
            _policies = [.. plan.Arms.Select(a => new ArmPolicy([.. a.Arm.Interventions.Select((one, slot) => new ActiveIntervention(one, slot))]))];
            _visits = [.. plan.Arms.Select(a => a.Visits.ToLookup(visit => visit.Year))];
            _lastYears = [.. plan.Arms.Select(a => a.Visits.Select(visit => visit.Year).DefaultIfEmpty(0).Max())];
        }

        public ShardRecord Run(int first, int candidates)
        {
            var kept = new List<ulong>();
            var ages = new List<int>();
            for (var k = 0; k < candidates; k++)
            {
                var patient = (ulong)(first + k);
                _group.Recruit(patient, _recruit, 0);
                if (_plan.Panel.Admits(_recruit, 0))
                {
                    var into = _shard[kept.Count / PatientBlock.Capacity];
                    var row = kept.Count % PatientBlock.Capacity;
                    into.Count = row + 1;
                    into.CopyRow(row, _recruit, 0);
                    kept.Add(patient);
                    ages.Add((int)_recruit.Values(Variable.BaseAge)[0]);
                }
            }

            var record = new ShardRecord([.. kept],
            [
                .. _plan.Arms.Select(a => new ArmRecord(
                    Enumerable.Repeat(PanelData.Alive, kept.Count).ToArray(), a.Visits.ToDictionary(visit => visit, _ => Unknown(kept.Count)))),
            ]);

            // Like ages together make the past short; people keep their place in the record.
            var order = Enumerable.Range(0, kept.Count).OrderBy(k => ages[k]).ToArray();
            var places = kept.Select((patient, k) => (patient, k)).ToDictionary(pair => pair.patient, pair => pair.k);
            foreach (var chunk in order.Chunk(PatientBlock.Capacity))
            {
                _baseline.Count = chunk.Length;
                for (var i = 0; i < chunk.Length; i++)
                {
                    _baseline.CopyRow(i, _shard[chunk[i] / PatientBlock.Capacity], chunk[i] % PatientBlock.Capacity);
                }

                _group.RunPast(_baseline);
                for (var arm = 0; arm < record.Arms.Length; arm++)
                {
                    Follow(arm, record.Arms[arm], places);
                }
            }

            return record;
        }

        private void Follow(int arm, ArmRecord record, Dictionary<ulong, int> places)
        {
            _block.CopyFrom(_baseline);
            var known = new HashSet<ulong>();
            Record(arm, 0, record, places, known);
            for (var year = 1; year <= _lastYears[arm] && _block.Count > 0; year++)
            {
                _group.Advance(_block, year, _policies[arm]);
                Record(arm, year, record, places, known);
                _group.Compact(_block, always: true);
            }
        }

        private void Record(int arm, int year, ArmRecord record, Dictionary<ulong, int> places, HashSet<ulong> known)
        {
            var alive = _block.Values(Variable.Alive);
            var visits = _visits[arm][year].ToArray();
            var stenosis = record.Columns.Keys.Any(visit => visit.Quantity.Name == Quantities.StenosisKnown);
            for (var i = 0; i < _block.Count; i++)
            {
                var patient = _block.GetId(i);
                var place = places[patient];
                if (alive[i] < 0.5f)
                {
                    record.DeathYears[place] = year;
                }

                if (stenosis && !known.Contains(patient) && _recorder.Diagnosed(_block, i, year))
                {
                    known.Add(patient);
                }

                foreach (var visit in visits)
                {
                    record.Columns[visit][place] = visit.Quantity.Name == Quantities.StenosisKnown
                        ? known.Contains(patient) ? 1 : 0
                        : _recorder.Read(visit.Quantity, _block, i, year);
                }
            }
        }

        private static float[] Unknown(int count)
        {
            var values = new float[count];
            Array.Fill(values, float.NaN);
            return values;
        }
    }
}
