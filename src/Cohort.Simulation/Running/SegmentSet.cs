using System.Numerics;

namespace Cohort.Simulation.Running;

/// <summary>A set of segments of a plan.</summary>
public sealed class SegmentSet
{
    private readonly ulong[] _bits;

    /// <summary>The empty set.</summary>
    /// <param name="segments">Number of segments of the plan.</param>
    public SegmentSet(int segments)
    {
        Segments = segments;
        _bits = new ulong[(segments + 63) / 64];
    }

    /// <summary>Number of segments of the plan.</summary>
    public int Segments { get; }

    /// <summary>Number of segments in the set.</summary>
    public int Count { get; private set; }

    /// <summary>Whether a segment is in the set.</summary>
    /// <param name="segment">The segment.</param>
    public bool Contains(int segment) => (_bits[segment / 64] >> (segment % 64) & 1) != 0;

    /// <summary>Adds a segment.</summary>
    /// <param name="segment">The segment.</param>
    /// <exception cref="InvalidOperationException">It is in the set already.</exception>
    public void Add(int segment)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(segment, Segments);
        if (Contains(segment))
        {
            throw new InvalidOperationException($"Segment {segment} is folded already.");
        }

        _bits[segment / 64] |= 1UL << (segment % 64);
        Count++;
    }

    /// <summary>A copy that later additions leave as it is.</summary>
    public SegmentSet Copy()
    {
        var copy = new SegmentSet(Segments) { Count = Count };
        _bits.CopyTo(copy._bits, 0);
        return copy;
    }

    /// <summary>Writes the set.</summary>
    /// <param name="writer">Where to.</param>
    public void WriteTo(BinaryWriter writer)
    {
        writer.Write(Segments);
        foreach (var word in _bits)
        {
            writer.Write(word);
        }
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    /// <param name="reader">Where from.</param>
    public static SegmentSet ReadFrom(BinaryReader reader)
    {
        var set = new SegmentSet(reader.ReadInt32());
        for (var i = 0; i < set._bits.Length; i++)
        {
            set._bits[i] = reader.ReadUInt64();
            set.Count += BitOperations.PopCount(set._bits[i]);
        }

        return set;
    }
}
