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
    private readonly int _length;

    private ArmTable(OutcomeTable? table, int arm, byte[]? bytes, int length) => (Table, Arm, _bytes, _length) = (table, arm, bytes, length);

    /// <summary>The whole table where it has not left its silo; null where it came as bytes.</summary>
    public OutcomeTable? Table { get; }

    /// <summary>The arm.</summary>
    public int Arm { get; }

    /// <summary>The part of a table on this silo, which must not change any more.</summary>
    /// <param name="table">The table.</param>
    /// <param name="arm">The arm.</param>
    /// <param name="length">How many bytes it makes.</param>
    public static ArmTable Of(OutcomeTable table, int arm, int length) => new(table, arm, null, length);

    /// <summary>The part that came as bytes.</summary>
    /// <param name="bytes">What <see cref="ToBytes"/> gave.</param>
    /// <param name="arm">The arm.</param>
    public static ArmTable Of(byte[] bytes, int arm) => new(null, arm, bytes, bytes.Length);

    /// <summary>The part as bytes.</summary>
    public byte[] ToBytes()
    {
        if (_bytes != null)
        {
            return _bytes;
        }

        var bytes = new byte[_length];
        using var writer = new BinaryWriter(new MemoryStream(bytes));
        Table!.WriteTo(writer, Arm);
        return bytes;
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

/// <summary>The outcomes of a segment.</summary>
/// <param name="Table">All of them.</param>
/// <param name="Hash">Their hash.</param>
/// <param name="Lengths">Bytes that the part of an arm makes, by arm.</param>
internal sealed record SegmentTable(OutcomeTable Table, string Hash, IReadOnlyDictionary<int, int> Lengths)
{
    /// <summary>Hashes and measures the whole of a table.</summary>
    public static SegmentTable Of(OutcomeTable table)
    {
        var hash = new HashedBytes();
        using var writer = new BinaryWriter(hash);
        var lengths = new Dictionary<int, int>();
        foreach (var arm in SourceArms(table.Shape.Tree))
        {
            var before = hash.Length;
            table.WriteTo(writer, arm);
            lengths.Add(arm, (int)(hash.Length - before));
        }

        return new(table, hash.ToText(), lengths);
    }

    /// <summary>The part of an arm.</summary>
    public ArmTable Of(int arm) => ArmTable.Of(Table, arm, Lengths[arm]);

    /// <summary>The arms that are simulated themselves in some year.</summary>
    public static int[] SourceArms(ArmTree tree) => [.. tree.Pieces.Select(piece => piece.Arm).Distinct().Order()];
}
