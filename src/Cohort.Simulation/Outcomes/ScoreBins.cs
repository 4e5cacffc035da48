using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Cohort.Simulation.Outcomes;

/// <summary>
/// The classes in which calcium scores (coronary and aortic valve) are counted. Class 0 holds scores under 1 AU, which count as
/// zero; above, each decade from 1 to 100,000 AU has the twelve preferred numbers 1, 1.2, 1.5, 1.8, 2.2, 2.7, 3.3, 3.9, 4.7, 5.6,
/// 6.8, 8.2 (ratio about 1.21) as lower edges, with "above 400" in place of 390. Edges are integers of 1/32 AU.
/// </summary>
public static class ScoreBins
{
    /// <summary>Number of classes.</summary>
    public const int Count = 62;

    /// <summary>Steps to one Agatston unit.</summary>
    public const int StepsPerUnit = 32;

    /// <summary>Smallest integer of "above 0", that is of at least 1 AU.</summary>
    public const int Positive = StepsPerUnit;

    /// <summary>Smallest integer of "at least 100".</summary>
    public const int AtLeast100 = 100 * StepsPerUnit;

    /// <summary>Smallest integer of "above 400".</summary>
    public const int Over400 = (400 * StepsPerUnit) + 1;

    private static readonly int[] Edges = MakeEdges();

    // A slot holds the scores that, raised by 8, share a float's exponent and three leading bits of its fraction: the class of the
    // least of them, and above its 8 bits the edge of the next class. Classes are wider than slots, so that no other edge lies in one.
    private static readonly int[] SlotClasses = MakeSlots();

    /// <summary>What <see cref="Index(ref int, int)"/> looks up.</summary>
    internal static ref int Slots => ref MemoryMarshal.GetArrayDataReference(SlotClasses);

    /// <summary>Smallest integer of a class; of <see cref="Count"/>: one more than the largest score.</summary>
    public static int LowerEdge(int bin) => Edges[bin];

    /// <summary>The class of a quantised score.</summary>
    public static int Index(int score) => Index(ref Slots, score);

    /// <summary>The class of a quantised score: without branches, which scores of chance would mislead.</summary>
    /// <param name="slots">The first of <see cref="Slots"/>.</param>
    /// <param name="score">The score.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Index(ref int slots, int score)
    {
        var found = Unsafe.Add(ref slots, Slot(score));
        return (found & byte.MaxValue) + (score >= found >> 8 ? 1 : 0);
    }

    /// <summary>A percentile of the scores counted, interpolated linearly within its class; 0 in class 0.</summary>
    /// <param name="counts">Number of scores in each class.</param>
    /// <param name="share">Share of scores below the percentile, 0 to 1.</param>
    /// <returns>The percentile in AU; not a number if there are no scores.</returns>
    public static double Percentile(ReadOnlySpan<long> counts, double share)
    {
        var total = 0L;
        foreach (var count in counts)
        {
            total += count;
        }

        var rank = share * total;
        var below = 0L;
        for (var bin = 0; bin < Count; bin++)
        {
            if (counts[bin] > 0 && below + counts[bin] >= rank)
            {
                var from = Edges[bin];
                return bin == 0 ? 0 : (from + ((Edges[bin + 1] - from) * ((rank - below) / counts[bin]))) / StepsPerUnit;
            }

            below += counts[bin];
        }

        return double.NaN;
    }

    /// <summary>Number of scores in the classes from the one with a given lower edge on.</summary>
    /// <param name="counts">Number of scores in each class.</param>
    /// <param name="edge">Lower edge of a class.</param>
    public static long CountFrom(ReadOnlySpan<long> counts, int edge)
    {
        var bin = Array.BinarySearch(Edges, edge);
        ArgumentOutOfRangeException.ThrowIfNegative(bin, nameof(edge));
        var sum = 0L;
        foreach (var count in counts[bin..])
        {
            sum += count;
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Slot(int score)
    {
        var raised = (uint)score + 8;
        var octave = 28 - BitOperations.LeadingZeroCount(raised);
        return (octave << 3) + (int)(raised >> octave) - 8;
    }

    private static int[] MakeEdges()
    {
        int[] tenths = [10, 12, 15, 18, 22, 27, 33, 39, 47, 56, 68, 82];
        var edges = new List<int> { 0 };
        for (var decade = 1; decade <= 10_000; decade *= 10)
        {
            foreach (var tenth in tenths)
            {
                var edge = (tenth * decade * StepsPerUnit + 5) / 10;
                edges.Add(tenth == 39 && decade == 100 ? Over400 : edge);
            }
        }

        edges.Add(100_000 * StepsPerUnit);
        edges.Add(Measure.Steps + 1);
        return [.. edges];
    }

    private static int[] MakeSlots()
    {
        var slots = new int[Slot(Measure.Steps) + 1];
        for (var slot = 0; slot < slots.Length; slot++)
        {
            var least = ((8 + (slot & 7)) << (slot >> 3)) - 8;
            var found = Array.BinarySearch(Edges, least);
            var bin = found >= 0 ? found : ~found - 1;
            slots[slot] = bin | (Edges[bin + 1] << 8);
        }

        return slots;
    }
}
