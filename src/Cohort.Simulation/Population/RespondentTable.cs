namespace Cohort.Simulation.Population;

/// <summary>Respondents that patients are drawn from.</summary>
public sealed class RespondentTable
{
    private readonly byte[] _bytes;

    /// <summary>A table of opaque bytes.</summary>
    public RespondentTable(int count, byte[] bytes)
    {
        Count = count;
        _bytes = bytes;
    }

    /// <summary>Number of respondents.</summary>
    public int Count { get; }

    /// <summary>Writes the table.</summary>
    public void WriteTo(BinaryWriter writer)
    {
        writer.Write(Count);
        writer.Write(_bytes.Length);
        writer.Write(_bytes);
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    public static RespondentTable ReadFrom(BinaryReader reader)
    {
        var count = reader.ReadInt32();
        return new RespondentTable(count, reader.ReadBytes(reader.ReadInt32()));
    }
}
