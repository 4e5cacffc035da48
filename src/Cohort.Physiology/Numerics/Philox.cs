using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cohort.Physiology.Numerics;

/// <summary>
/// Philox 4x32-10, a counter-based generator: a draw is a pure function of who (patient), when (year), what for
/// (purpose) and the run's seed, so that anyone's draws can be had again in any order and nothing is stored.
/// </summary>
/// <remarks>
/// Counter words: patient's low and high 32 bits, year (the bits of an int32), purpose; key words: the seed's low and
/// high 32 bits. A word x gives the uniform ((x >>> 9) + 0.5) * 2^-23, which is exact in a float and never 0 or 1.
/// Algorithm: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
/// </remarks>
public static class Philox
{
    /// <summary>Low bits of a word that a uniform leaves unused.</summary>
    internal const int DroppedBits = 9;

    /// <summary>Distance between neighbouring uniforms, 2^-23.</summary>
    internal const float UniformStep = 1f / (1 << 23);

    private const int Rounds = 10;
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;

    /// <summary>One block: four words of output for a counter of four words under a key of two.</summary>
    /// <param name="c0">Counter word 0.</param>
    /// <param name="c1">Counter word 1.</param>
    /// <param name="c2">Counter word 2.</param>
    /// <param name="c3">Counter word 3.</param>
    /// <param name="k0">Key word 0.</param>
    /// <param name="k1">Key word 1.</param>
    /// <param name="r0">Output word 0.</param>
    /// <param name="r1">Output word 1.</param>
    /// <param name="r2">Output word 2.</param>
    /// <param name="r3">Output word 3.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Block(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, out uint r0, out uint r1, out uint r2, out uint r3)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var p0 = (ulong)c0 * Multiplier0;
            var p1 = (ulong)c2 * Multiplier1;
            c0 = (uint)(p1 >> 32) ^ c1 ^ k0;
            c1 = (uint)p1;
            c2 = (uint)(p0 >> 32) ^ c3 ^ k1;
            c3 = (uint)p0;
            k0 += Weyl0;
            k1 += Weyl1;
        }

        r0 = c0;
        r1 = c1;
        r2 = c2;
        r3 = c3;
    }

    /// <summary>The four words of one patient's block.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="patient">The patient's number.</param>
    /// <param name="year">Year relative to baseline.</param>
    /// <param name="purpose">What the draw is for.</param>
    /// <returns>Words 0 to 3.</returns>
    public static (uint Word0, uint Word1, uint Word2, uint Word3) Words(ulong seed, ulong patient, int year, uint purpose)
    {
        Block((uint)patient, (uint)(patient >> 32), (uint)year, purpose, (uint)seed, (uint)(seed >> 32),
            out var r0, out var r1, out var r2, out var r3);
        return (r0, r1, r2, r3);
    }

    /// <summary>One uniform in (0, 1): the same bits that the lanes give for this patient, year, purpose and word.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="patient">The patient's number.</param>
    /// <param name="year">Year relative to baseline.</param>
    /// <param name="purpose">What the draw is for.</param>
    /// <param name="word">Which of the block's words, 0 to 3.</param>
    /// <returns>(k + 0.5) * 2^-23 for an integer k in [0, 2^23).</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="word"/> is not 0 to 3.</exception>
    public static float Uniform(ulong seed, ulong patient, int year, uint purpose, int word)
    {
        var (word0, word1, word2, word3) = Words(seed, patient, year, purpose);
        return word switch
        {
            0 => Uniform(word0),
            1 => Uniform(word1),
            2 => Uniform(word2),
            3 => Uniform(word3),
            _ => throw new ArgumentOutOfRangeException(nameof(word), word, "A block has words 0 to 3."),
        };
    }

    /// <summary>The uniform in (0, 1) of a word x: ((x >>> 9) + 0.5) * 2^-23, exact in a float.</summary>
    /// <param name="word">A word of a block.</param>
    /// <returns>(k + 0.5) * 2^-23 for an integer k in [0, 2^23).</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Uniform(uint word) => ((word >>> DroppedBits) + 0.5f) * UniformStep;

    // The vector forms work on even and odd elements apart, each in the low half of a 64-bit slot: the even-element
    // multiply ignores the high halves, so whatever stands there (the other elements, high words of products) may stay.

    /// <summary>Four blocks at once, element by element the scalar block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Block(Vector128<uint> c0, Vector128<uint> c1, Vector128<uint> c2, Vector128<uint> c3, uint k0, uint k1,
        out Vector128<uint> r0, out Vector128<uint> r1, out Vector128<uint> r2, out Vector128<uint> r3)
    {
        var multiplier0 = Vector128.Create(Multiplier0);
        var multiplier1 = Vector128.Create(Multiplier1);
        var weyl0 = Vector128.Create(Weyl0);
        var weyl1 = Vector128.Create(Weyl1);
        var key0 = Vector128.Create(k0);
        var key1 = Vector128.Create(k1);
        var (e0, e1, e2, e3) = (c0, c1, c2, c3);
        var (o0, o1, o2, o3) = (OddToEven(c0), OddToEven(c1), OddToEven(c2), OddToEven(c3));
        for (var round = 0; round < Rounds; round++)
        {
            var evenProduct0 = MultiplyEven(e0, multiplier0);
            var evenProduct1 = MultiplyEven(e2, multiplier1);
            var oddProduct0 = MultiplyEven(o0, multiplier0);
            var oddProduct1 = MultiplyEven(o2, multiplier1);
            e0 = OddToEven(evenProduct1) ^ e1 ^ key0;
            o0 = OddToEven(oddProduct1) ^ o1 ^ key0;
            e1 = evenProduct1;
            o1 = oddProduct1;
            e2 = OddToEven(evenProduct0) ^ e3 ^ key1;
            o2 = OddToEven(oddProduct0) ^ o3 ^ key1;
            e3 = evenProduct0;
            o3 = oddProduct0;
            key0 += weyl0;
            key1 += weyl1;
        }

        r0 = Interleave(e0, o0);
        r1 = Interleave(e1, o1);
        r2 = Interleave(e2, o2);
        r3 = Interleave(e3, o3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> OddToEven(Vector128<uint> a) => (a.AsUInt64() >>> 32).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Interleave(Vector128<uint> even, Vector128<uint> odd) =>
        Vector128.ConditionalSelect(Vector128.Create((ulong)uint.MaxValue).AsUInt32(), even, (odd.AsUInt64() << 32).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> MultiplyEven(Vector128<uint> a, Vector128<uint> b) => Sse2.IsSupported
        ? Sse2.Multiply(a, b).AsUInt32()
        : ((a.AsUInt64() & Vector128.Create((ulong)uint.MaxValue)) * (b.AsUInt64() & Vector128.Create((ulong)uint.MaxValue))).AsUInt32();

    /// <summary>Eight blocks at once, element by element the scalar block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Block(Vector256<uint> c0, Vector256<uint> c1, Vector256<uint> c2, Vector256<uint> c3, uint k0, uint k1,
        out Vector256<uint> r0, out Vector256<uint> r1, out Vector256<uint> r2, out Vector256<uint> r3)
    {
        var multiplier0 = Vector256.Create(Multiplier0);
        var multiplier1 = Vector256.Create(Multiplier1);
        var weyl0 = Vector256.Create(Weyl0);
        var weyl1 = Vector256.Create(Weyl1);
        var key0 = Vector256.Create(k0);
        var key1 = Vector256.Create(k1);
        var (e0, e1, e2, e3) = (c0, c1, c2, c3);
        var (o0, o1, o2, o3) = (OddToEven(c0), OddToEven(c1), OddToEven(c2), OddToEven(c3));
        for (var round = 0; round < Rounds; round++)
        {
            var evenProduct0 = MultiplyEven(e0, multiplier0);
            var evenProduct1 = MultiplyEven(e2, multiplier1);
            var oddProduct0 = MultiplyEven(o0, multiplier0);
            var oddProduct1 = MultiplyEven(o2, multiplier1);
            e0 = OddToEven(evenProduct1) ^ e1 ^ key0;
            o0 = OddToEven(oddProduct1) ^ o1 ^ key0;
            e1 = evenProduct1;
            o1 = oddProduct1;
            e2 = OddToEven(evenProduct0) ^ e3 ^ key1;
            o2 = OddToEven(oddProduct0) ^ o3 ^ key1;
            e3 = evenProduct0;
            o3 = oddProduct0;
            key0 += weyl0;
            key1 += weyl1;
        }

        r0 = Interleave(e0, o0);
        r1 = Interleave(e1, o1);
        r2 = Interleave(e2, o2);
        r3 = Interleave(e3, o3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> OddToEven(Vector256<uint> a) => (a.AsUInt64() >>> 32).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Interleave(Vector256<uint> even, Vector256<uint> odd) =>
        Vector256.ConditionalSelect(Vector256.Create((ulong)uint.MaxValue).AsUInt32(), even, (odd.AsUInt64() << 32).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> MultiplyEven(Vector256<uint> a, Vector256<uint> b) => Avx2.IsSupported
        ? Avx2.Multiply(a, b).AsUInt32()
        : ((a.AsUInt64() & Vector256.Create((ulong)uint.MaxValue)) * (b.AsUInt64() & Vector256.Create((ulong)uint.MaxValue))).AsUInt32();

    /// <summary>Sixteen blocks at once, element by element the scalar block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Block(Vector512<uint> c0, Vector512<uint> c1, Vector512<uint> c2, Vector512<uint> c3, uint k0, uint k1,
        out Vector512<uint> r0, out Vector512<uint> r1, out Vector512<uint> r2, out Vector512<uint> r3)
    {
        var multiplier0 = Vector512.Create(Multiplier0);
        var multiplier1 = Vector512.Create(Multiplier1);
        var weyl0 = Vector512.Create(Weyl0);
        var weyl1 = Vector512.Create(Weyl1);
        var key0 = Vector512.Create(k0);
        var key1 = Vector512.Create(k1);
        var (e0, e1, e2, e3) = (c0, c1, c2, c3);
        var (o0, o1, o2, o3) = (OddToEven(c0), OddToEven(c1), OddToEven(c2), OddToEven(c3));
        for (var round = 0; round < Rounds; round++)
        {
            var evenProduct0 = MultiplyEven(e0, multiplier0);
            var evenProduct1 = MultiplyEven(e2, multiplier1);
            var oddProduct0 = MultiplyEven(o0, multiplier0);
            var oddProduct1 = MultiplyEven(o2, multiplier1);
            e0 = OddToEven(evenProduct1) ^ e1 ^ key0;
            o0 = OddToEven(oddProduct1) ^ o1 ^ key0;
            e1 = evenProduct1;
            o1 = oddProduct1;
            e2 = OddToEven(evenProduct0) ^ e3 ^ key1;
            o2 = OddToEven(oddProduct0) ^ o3 ^ key1;
            e3 = evenProduct0;
            o3 = oddProduct0;
            key0 += weyl0;
            key1 += weyl1;
        }

        r0 = Interleave(e0, o0);
        r1 = Interleave(e1, o1);
        r2 = Interleave(e2, o2);
        r3 = Interleave(e3, o3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> OddToEven(Vector512<uint> a) => (a.AsUInt64() >>> 32).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Interleave(Vector512<uint> even, Vector512<uint> odd) =>
        Vector512.ConditionalSelect(Vector512.Create((ulong)uint.MaxValue).AsUInt32(), even, (odd.AsUInt64() << 32).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> MultiplyEven(Vector512<uint> a, Vector512<uint> b) => Avx512F.IsSupported
        ? Avx512F.Multiply(a, b).AsUInt32()
        : ((a.AsUInt64() & Vector512.Create((ulong)uint.MaxValue)) * (b.AsUInt64() & Vector512.Create((ulong)uint.MaxValue))).AsUInt32();
}
