using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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

    /// <summary>Adds counts, most of which are zero.</summary>
    public static void Add(Span<uint> sums, ReadOnlySpan<ushort> addends)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(addends.Length, sums.Length);
        var i = 0;
        for (; i <= sums.Length - Vector128<ushort>.Count; i += Vector128<ushort>.Count)
        {
            var counts = Vector128.Create(addends[i..]);
            if (counts != Vector128<ushort>.Zero)
            {
                (Vector256.Create<uint>(sums[i..]) + Vector256.WidenLower(counts.ToVector256Unsafe())).CopyTo(sums[i..]);
            }
        }

        for (; i < sums.Length; i++)
        {
            sums[i] += addends[i];
        }
    }

    /// <summary>Adds counts.</summary>
    public static void Add(Span<uint> sums, ReadOnlySpan<uint> addends)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(addends.Length, sums.Length);
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += addends[i];
        }
    }

    /// <summary>Counts in 64 bits.</summary>
    /// <param name="counts">Their 32 bits.</param>
    /// <param name="carried">What stands beside them; empty if nothing does.</param>
    /// <param name="wide">Where the sums go.</param>
    public static void Widen(ReadOnlySpan<uint> counts, ReadOnlySpan<long> carried, Span<long> wide)
    {
        for (var i = 0; i < counts.Length; i++)
        {
            wide[i] = counts[i] + (carried.IsEmpty ? 0 : carried[i]);
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
