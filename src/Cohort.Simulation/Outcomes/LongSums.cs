using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Cohort.Simulation.Outcomes;

/// <summary>Adds, writes and reads runs of 64-bit sums.</summary>
internal static class LongSums
{
    public static void Add(Span<long> sums, ReadOnlySpan<long> addends)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(addends.Length, sums.Length);
        var vectors = MemoryMarshal.Cast<long, Vector<long>>(sums);
        var vectorAddends = MemoryMarshal.Cast<long, Vector<long>>(addends);
        for (var i = 0; i < vectors.Length; i++)
        {
            vectors[i] += vectorAddends[i];
        }

        for (var i = vectors.Length * Vector<long>.Count; i < sums.Length; i++)
        {
            sums[i] += addends[i];
        }
    }

    public static void Add(Span<long> sums, ReadOnlySpan<int> addends)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(addends.Length, sums.Length);
        var vectors = MemoryMarshal.Cast<long, Vector<long>>(sums);
        var vectorAddends = MemoryMarshal.Cast<int, Vector<int>>(addends);
        for (var i = 0; i < vectorAddends.Length; i++)
        {
            Vector.Widen(vectorAddends[i], out var low, out var high);
            vectors[2 * i] += low;
            vectors[(2 * i) + 1] += high;
        }

        for (var i = vectorAddends.Length * Vector<int>.Count; i < sums.Length; i++)
        {
            sums[i] += addends[i];
        }
    }

    /// <summary>Writes the numbers, little endian.</summary>
    public static void Write(BinaryWriter writer, ReadOnlySpan<long> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            writer.Write(MemoryMarshal.AsBytes(values));
            return;
        }

        foreach (var value in values)
        {
            writer.Write(value);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="EndOfStreamException">The stream ends before the numbers do.</exception>
    public static void Read(BinaryReader reader, Span<long> values)
    {
        reader.ReadExactly(MemoryMarshal.AsBytes(values));
        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(values, values);
        }
    }
}
