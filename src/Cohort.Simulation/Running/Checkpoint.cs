using System.Security.Cryptography;
using System.Text;
using Cohort.Simulation.Outcomes;

namespace Cohort.Simulation.Running;

/// <summary>How far a run has come: which segments are folded and the table of them all. Nothing in it changes later.</summary>
/// <param name="PlanId">Id of the plan.</param>
/// <param name="Folded">The segments folded.</param>
/// <param name="Table">Their sum.</param>
public sealed record Checkpoint(string PlanId, SegmentSet Folded, RunTable Table)
{
    private const uint Magic = 0x50434843; // "CHCP"
    private const int HashBytes = 32;

    /// <summary>The checkpoint as bytes, with a checksum at the end.</summary>
    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(Magic);
        writer.Write(PlanId);
        Folded.WriteTo(writer);
        Table.WriteTo(writer);
        writer.Flush();
        writer.Write(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
        return stream.ToArray();
    }

    /// <summary>Reads a checkpoint of a plan.</summary>
    /// <param name="bytes">What <see cref="ToBytes"/> gave.</param>
    /// <param name="plan">The plan.</param>
    /// <exception cref="InvalidDataException">The bytes are damaged or of another plan.</exception>
    public static Checkpoint FromBytes(byte[] bytes, RunPlan plan)
    {
        if (bytes.Length < HashBytes || !SHA256.HashData(bytes.AsSpan(0, bytes.Length - HashBytes)).AsSpan().SequenceEqual(bytes.AsSpan(bytes.Length - HashBytes)))
        {
            throw new InvalidDataException("The checkpoint is damaged.");
        }

        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        if (reader.ReadUInt32() != Magic || reader.ReadString() != plan.Id)
        {
            throw new InvalidDataException("The checkpoint is of another plan.");
        }

        return new Checkpoint(plan.Id, SegmentSet.ReadFrom(reader), RunTable.ReadFrom(reader, plan.Shape));
    }
}
