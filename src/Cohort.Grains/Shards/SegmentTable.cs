using System.Text;
using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Running;

namespace Cohort.Grains.Shards;

/// <summary>
/// The part of a segment's outcomes that belongs to one source arm, as it goes from its coordinator to the run's: within a silo as the
/// table itself, between silos as bytes.
/// </summary>
public sealed class ArmTable
{
    private readonly byte[]? _bytes;

    private ArmTable(OutcomeTable? table, int arm, byte[]? bytes) => (Table, Arm, _bytes) = (table, arm, bytes);

    /// <summary>The whole table where it has not left its silo; null where it came as bytes.</summary>
    public OutcomeTable? Table { get; }

    /// <summary>The arm.</summary>
    public int Arm { get; }

    /// <summary>The part of a table on this silo, which must not change any more.</summary>
    /// <param name="table">The table.</param>
    /// <param name="arm">The arm.</param>
    public static ArmTable Of(OutcomeTable table, int arm) => new(table, arm, null);

    /// <summary>The part that came as bytes.</summary>
    /// <param name="bytes">What <see cref="ToBytes"/> gave.</param>
    /// <param name="arm">The arm.</param>
    public static ArmTable Of(byte[] bytes, int arm) => new(null, arm, bytes);

    /// <summary>The part as bytes.</summary>
    public byte[] ToBytes()
    {
        if (_bytes != null)
        {
            return _bytes;
        }

        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            Table!.WriteTo(writer, Arm);
        }

        return stream.ToArray();
    }

    /// <summary>Reads bytes into a table.</summary>
    /// <param name="into">A table without outcomes of this arm.</param>
    public void ReadInto(OutcomeTable into)
    {
        using var reader = new BinaryReader(new MemoryStream(ToBytes()));
        into.ReadFrom(reader, Arm);
    }
}

/// <summary>An <see cref="ArmTable"/> between silos.</summary>
[GenerateSerializer, Alias("cohort.arm-table")]
internal struct ArmTableSurrogate
{
    [Id(0)]
    public int Arm;

    [Id(1)]
    public byte[] Bytes;
}

/// <summary>Turns tables into bytes where they leave their silo, and only there.</summary>
[RegisterConverter]
internal sealed class ArmTableConverter : IConverter<ArmTable, ArmTableSurrogate>
{
    public ArmTable ConvertFromSurrogate(in ArmTableSurrogate surrogate) => ArmTable.Of(surrogate.Bytes, surrogate.Arm);

    public ArmTableSurrogate ConvertToSurrogate(in ArmTable value) => new() { Arm = value.Arm, Bytes = value.ToBytes() };
}

/// <summary>The outcomes of a segment and their hash.</summary>
internal sealed record SegmentTable(OutcomeTable Table, string Hash)
{
    /// <summary>Hashes the whole of a table.</summary>
    public static SegmentTable Of(OutcomeTable table)
    {
        var hash = new HashedBytes();
        using var writer = new BinaryWriter(hash);
        foreach (var arm in SourceArms(table.Shape.Tree))
        {
            table.WriteTo(writer, arm);
        }

        return new(table, hash.ToText());
    }

    /// <summary>The arms that are simulated themselves in some year.</summary>
    public static int[] SourceArms(ArmTree tree) => [.. tree.Pieces.Select(piece => piece.Arm).Distinct().Order()];
}
