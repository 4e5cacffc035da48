using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Running;

namespace Cohort.Simulation.Experiments;

/// <summary>How far an experiment has come: the results of finished points, and the tables of batches in the making.</summary>
internal sealed class ExperimentState
{
    private const uint Magic = 0x58454843; // "CHEX"
    private const int FormatVersion = 2;

    private readonly Experiment _experiment;

    public ExperimentState(Experiment experiment)
    {
        _experiment = experiment;
        Results = new PointResult?[experiment.Points.Count];
    }

    /// <summary>The results of finished points, null for the others.</summary>
    public PointResult?[] Results { get; }

    /// <summary>Shards done and their sum, by the number of the batch.</summary>
    public Dictionary<int, (SegmentSet Done, HorizonTable Table)> InTheMaking { get; } = [];

    /// <summary>Patients simulated, each counted once a point.</summary>
    public long PatientsDone
    {
        get
        {
            var done = 0L;
            for (var batch = 0; batch < _experiment.BatchCount; batch++)
            {
                var points = _experiment.Batches[batch];
                var shards = IsFinished(batch) ? Enumerable.Range(0, points.Shards)
                    : InTheMaking.TryGetValue(batch, out var sum) ? Enumerable.Range(0, points.Shards).Where(sum.Done.Contains)
                    : [];
                done += points.Numbers.Count * shards.Sum(shard => (long)points.PatientsOf(shard).Count);
            }

            return done;
        }
    }

    public bool IsFinished(int batch) => Results[_experiment.Batches[batch].Numbers[0]] != null;

    /// <summary>Adds a shard's table and empties it; the last shard of a batch finishes its points.</summary>
    public void Add(int batch, int shard, HorizonTable table)
    {
        var points = _experiment.Batches[batch];
        if (!InTheMaking.TryGetValue(batch, out var sum))
        {
            InTheMaking[batch] = sum = (new SegmentSet(points.Shards), new HorizonTable(points.Tree));
        }

        sum.Done.Add(shard);
        sum.Table.Take(table);
    }

    /// <summary>The table of a batch whose last shard was added; it is no longer kept. Null if shards are missing.</summary>
    public HorizonTable? TakeComplete(int batch) =>
        InTheMaking[batch].Done.Count == _experiment.Batches[batch].Shards && InTheMaking.Remove(batch, out var sum) ? sum.Table : null;

    public void WriteTo(Stream stream) => Checksummed.Write(stream, writer =>
    {
        writer.Write(Magic);
        writer.Write(FormatVersion);
        writer.Write(_experiment.Id);
        foreach (var result in Results)
        {
            writer.Write(result != null);
            result?.WriteTo(writer);
        }

        writer.Write(InTheMaking.Count);
        foreach (var (batch, (done, table)) in InTheMaking)
        {
            writer.Write(batch);
            done.WriteTo(writer);
            table.WriteTo(writer);
        }
    });

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are damaged.</exception>
    /// <exception cref="OtherRunException">They are of another experiment.</exception>
    public static ExperimentState ReadFrom(Stream stream, Experiment experiment) => Checksummed.Read(stream, reader =>
    {
        if (reader.ReadUInt32() != Magic || reader.ReadInt32() != FormatVersion)
        {
            throw new InvalidDataException("it is no state of an experiment of this program's format");
        }

        if (reader.ReadString() != experiment.Id)
        {
            throw new OtherRunException("is of another experiment");
        }

        var state = new ExperimentState(experiment);
        for (var point = 0; point < state.Results.Length; point++)
        {
            if (reader.ReadBoolean())
            {
                state.Results[point] = PointResult.ReadFrom(reader, experiment.Points[point].Scenario.Arms.Count, experiment.Strata, experiment.Outcomes.Count, experiment.KeepsParts);
            }
        }

        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var batch = reader.ReadInt32();
            var done = SegmentSet.ReadFrom(reader);
            var table = new HorizonTable(experiment.Batches[batch].Tree);
            table.ReadFrom(reader);
            state.InTheMaking[batch] = (done, table);
        }

        return state;
    });
}
