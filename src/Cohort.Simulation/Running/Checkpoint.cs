using Cohort.Simulation.Outcomes;

namespace Cohort.Simulation.Running;

/// <summary>How far a run has come: which segments are folded and the table of them all. In the news of a run it is what the run still adds to.</summary>
/// <param name="PlanId">Id of the plan.</param>
/// <param name="Part">The part of the run that is to be simulated.</param>
/// <param name="Folded">The segments folded.</param>
/// <param name="Table">Their sum.</param>
public sealed record Checkpoint(string PlanId, RunPart Part, SegmentSet Folded, RunTable Table)
{
    private const uint Magic = 0x50434843; // "CHCP"
    private const int FormatVersion = 2;

    /// <summary>The checkpoint of a run of which nothing is done yet.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="part">The part that is to be simulated.</param>
    public static Checkpoint Start(RunPlan plan, RunPart part) => new(plan.Id, part, new SegmentSet(plan.Segments), new RunTable(plan.Shape));

    /// <summary>Writes the checkpoint, with a checksum at the end.</summary>
    /// <param name="stream">Where to.</param>
    public void WriteTo(Stream stream) => Checksummed.Write(stream, writer =>
    {
        writer.Write(Magic);
        writer.Write(FormatVersion);
        writer.Write(PlanId);
        writer.Write(Part.Number);
        writer.Write(Part.Of);
        Folded.WriteTo(writer);
        Table.WriteTo(writer);
    });

    /// <summary>Reads a checkpoint of a part of a plan.</summary>
    /// <param name="stream">What <see cref="WriteTo"/> wrote; it must be able to seek.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="part">The part.</param>
    /// <exception cref="InvalidDataException">The bytes are damaged.</exception>
    /// <exception cref="OtherRunException">The checkpoint is of another plan or part.</exception>
    public static Checkpoint ReadFrom(Stream stream, RunPlan plan, RunPart part) => Checksummed.Read(stream, reader =>
    {
        if (reader.ReadUInt32() != Magic || reader.ReadInt32() != FormatVersion)
        {
            throw new InvalidDataException("it is no checkpoint of this program's format");
        }

        var planId = reader.ReadString();
        if (planId != plan.Id)
        {
            throw new OtherRunException($"is of another plan ({planId[..12]}...) than the run ({plan.Id[..12]}...)");
        }

        var found = new RunPart(reader.ReadInt32(), reader.ReadInt32());
        if (found != part)
        {
            throw new OtherRunException($"is of part {found} of the run, not of {part}");
        }

        return new Checkpoint(planId, part, SegmentSet.ReadFrom(reader), RunTable.ReadFrom(reader, plan.Shape));
    });
}
