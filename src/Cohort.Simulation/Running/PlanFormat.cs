using System.Text;
using Cohort.Physiology.State;
using Cohort.Physiology.Treatments;
using Cohort.Simulation.Population;
using Cohort.Simulation.Scenarios;

namespace Cohort.Simulation.Running;

/// <summary>The canonical bytes of a plan: little endian, strings in UTF-8 with their length, lists with their count.</summary>
internal static class PlanFormat
{
    private const uint Magic = 0x54524843; // "CHRT"
    private const int FormatVersion = 1;

    public static byte[] Write(RunPlan plan)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Magic);
            writer.Write(FormatVersion);
            writer.Write(plan.ModelVersion);
            Write(writer, plan.Scenario);
            plan.Population.WriteTo(writer);
        }

        return stream.ToArray();
    }

    public static byte[] Write(RespondentTable population)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            population.WriteTo(writer);
        }

        return stream.ToArray();
    }

    public static (int ModelVersion, Scenario Scenario, RespondentTable Population) Read(ReadOnlySpan<byte> bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes.ToArray()), Encoding.UTF8);
        try
        {
            if (reader.ReadUInt32() != Magic || reader.ReadInt32() != FormatVersion)
            {
                throw new InvalidDataException("The bytes are not a run plan of this format.");
            }

            return (reader.ReadInt32(), ReadScenario(reader), RespondentTable.ReadFrom(reader));
        }
        catch (EndOfStreamException exception)
        {
            throw new InvalidDataException("The run plan ends early.", exception);
        }
    }

    public static void Write(BinaryWriter writer, Scenario scenario)
    {
        writer.Write(scenario.Name);
        writer.Write(scenario.Question);
        writer.Write((int)scenario.Population.Kind);
        writer.Write(scenario.Population.Path != null);
        writer.Write(scenario.Population.Path ?? "");
        writer.Write(scenario.Patients);
        writer.Write(scenario.Years);
        writer.Write(scenario.StartYear);
        writer.Write(scenario.Seed);
        Write(writer, scenario.Arms, (w, arm) =>
        {
            w.Write(arm.Name);
            Write(w, arm.Interventions, Write);
        });
        Write(writer, scenario.Outcomes.Strata, (w, stratum) => w.Write((int)stratum));
        writer.Write(scenario.Outcomes.Trajectories);
    }

    public static Scenario ReadScenario(BinaryReader reader) => new(
        reader.ReadString(),
        reader.ReadString(),
        ReadPopulation(reader),
        reader.ReadInt64(),
        reader.ReadInt32(),
        reader.ReadInt32(),
        reader.ReadUInt64(),
        ReadList(reader, r => new Arm(r.ReadString(), ReadList(r, ReadIntervention))),
        new OutcomeSettings(ReadList(reader, r => (Stratum)r.ReadInt32()), reader.ReadInt32()));

    private static PopulationSource ReadPopulation(BinaryReader reader)
    {
        var kind = (PopulationKind)reader.ReadInt32();
        var hasPath = reader.ReadBoolean();
        var path = reader.ReadString();
        return new PopulationSource(kind, hasPath ? path : null);
    }

    private static void Write(BinaryWriter writer, Intervention one)
    {
        writer.Write((int)one.Kind);
        writer.Write(one.From);
        writer.Write(one.Until != null);
        writer.Write(one.Until ?? 0);
        Write(writer, one.Who.Criteria, (w, criterion) =>
        {
            w.Write((int)criterion.Variable);
            w.Write(criterion.Low);
            w.Write(criterion.High);
            w.Write(criterion.Negated);
        });
        Write(writer, one.Who.CkdStages, (w, stage) => w.Write((int)stage));
        writer.Write(one.Coverage);
        writer.Write(one.Adherence);
        writer.Write(one.Dose);
    }

    private static Intervention ReadIntervention(BinaryReader reader)
    {
        var kind = (InterventionKind)reader.ReadInt32();
        var from = reader.ReadInt32();
        var hasUntil = reader.ReadBoolean();
        var until = reader.ReadInt32();
        var criteria = ReadList(reader, r => new Criterion((Variable)r.ReadInt32(), r.ReadSingle(), r.ReadSingle(), r.ReadBoolean()));
        var stages = ReadList(reader, r => (CkdStage)r.ReadInt32());
        return new Intervention(
            kind,
            from,
            hasUntil ? until : null,
            new Eligibility(criteria, stages),
            reader.ReadDouble(),
            reader.ReadDouble(),
            reader.ReadDouble());
    }

    private static void Write<T>(BinaryWriter writer, IReadOnlyList<T> list, Action<BinaryWriter, T> write)
    {
        writer.Write(list.Count);
        foreach (var item in list)
        {
            write(writer, item);
        }
    }

    private static T[] ReadList<T>(BinaryReader reader, Func<BinaryReader, T> read)
    {
        var items = new T[reader.ReadInt32()];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = read(reader);
        }

        return items;
    }
}
