using System.Text;
using Cohort.Physiology.State;
using Cohort.Physiology.Treatments;
using Cohort.Simulation.Population;
using Cohort.Simulation.Scenarios;
using Cohort.Simulation.Scenarios.Expressions;

namespace Cohort.Simulation.Running;

/// <summary>The canonical bytes of a plan: little endian, strings in UTF-8 with their length, lists with their count.</summary>
internal static class PlanFormat
{
    private const uint Magic = 0x54524843; // "CHRT"

    /// <summary>The version of the format that a scenario is written in: plans without custom outcomes, which came later, keep their bytes and so their id.</summary>
    public static int VersionOf(Scenario scenario) => scenario.Outcomes.Custom.Count == 0 ? 1 : 2;

    public static byte[] Write(RunPlan plan)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Magic);
            writer.Write(VersionOf(plan.Scenario));
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
            var (magic, version) = (reader.ReadUInt32(), reader.ReadInt32());
            if (magic != Magic || version is not (1 or 2))
            {
                throw new InvalidDataException("The bytes are not a run plan of this format.");
            }

            return (reader.ReadInt32(), ReadScenario(reader, version), RespondentTable.ReadFrom(reader));
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
        if (VersionOf(scenario) > 1)
        {
            Write(writer, scenario.Outcomes.Custom, Write);
        }
    }

    public static Scenario ReadScenario(BinaryReader reader, int version) => new(
        reader.ReadString(),
        reader.ReadString(),
        ReadPopulation(reader),
        reader.ReadInt64(),
        reader.ReadInt32(),
        reader.ReadInt32(),
        reader.ReadUInt64(),
        ReadList(reader, r => new Arm(r.ReadString(), ReadList(r, ReadIntervention))),
        new OutcomeSettings(ReadList(reader, r => (Stratum)r.ReadInt32()), reader.ReadInt32()) { Custom = version > 1 ? ReadList(reader, ReadCustom) : [] });

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
        Write(writer, one.Who);
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
        return new Intervention(
            kind,
            from,
            hasUntil ? until : null,
            ReadWho(reader),
            reader.ReadDouble(),
            reader.ReadDouble(),
            reader.ReadDouble());
    }

    private static void Write(BinaryWriter writer, Eligibility who)
    {
        Write(writer, who.Criteria, (w, criterion) =>
        {
            w.Write((int)criterion.Variable);
            w.Write(criterion.Low);
            w.Write(criterion.High);
            w.Write(criterion.Negated);
        });
        Write(writer, who.CkdStages, (w, stage) => w.Write((int)stage));
    }

    private static Eligibility ReadWho(BinaryReader reader) => new(
        ReadList(reader, r => new Criterion((Variable)r.ReadInt32(), r.ReadSingle(), r.ReadSingle(), r.ReadBoolean())),
        ReadList(reader, r => (CkdStage)r.ReadInt32()));

    // A formula as its text: what it does not depend on is how it was typed.
    private static void Write(BinaryWriter writer, CustomOutcome one)
    {
        writer.Write(one.Name);
        writer.Write(one.Description);
        writer.Write((int)one.Statistic);
        writer.Write(one.Expression.ToString());
        writer.Write(one.FirstYear);
        writer.Write(one.LastYear);
        writer.Write(one.FirstAge);
        writer.Write(one.LastAge);
        Write(writer, one.Who);
    }

    private static CustomOutcome ReadCustom(BinaryReader reader)
    {
        var (name, description, statistic, text) = (reader.ReadString(), reader.ReadString(), (CustomStatistic)reader.ReadInt32(), reader.ReadString());
        try
        {
            var expression = ExpressionParser.Parse(text, wantsCondition: statistic != CustomStatistic.Mean);
            return new(name, description, expression, statistic, reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), ReadWho(reader));
        }
        catch (ExpressionException damage)
        {
            throw new InvalidDataException($"The run plan holds no formula where one must be: {damage.Message}.", damage);
        }
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
