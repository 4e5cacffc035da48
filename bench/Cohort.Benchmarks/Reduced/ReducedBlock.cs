using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Cohort.Physiology.State;

namespace Cohort.Benchmarks.Reduced;

/// <summary>State of a block of patients of the reduced model, one column a variable.</summary>
internal sealed class ReducedBlock
{
    /// <summary>Patients of a block.</summary>
    public const int Count = 512;

    // No power of two, for the sake of the cache's sets.
    private const int Stride = Count + 16;

    private readonly float[] _values = new float[Enum.GetValues<ReducedVariable>().Length * Stride];
    private readonly uint[] _low = new uint[Count];
    private readonly uint[] _high = new uint[Count];

    /// <summary>Low words of the patients' numbers.</summary>
    public ref uint IdLow => ref MemoryMarshal.GetArrayDataReference(_low);

    /// <summary>High words of the patients' numbers.</summary>
    public ref uint IdHigh => ref MemoryMarshal.GetArrayDataReference(_high);

    /// <summary>The column of a variable.</summary>
    public Column this[ReducedVariable variable]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_values), (int)variable * Stride));
    }

    /// <summary>Values of a variable.</summary>
    public ReadOnlySpan<float> Values(ReducedVariable variable) => _values.AsSpan((int)variable * Stride, Count);

    /// <summary>Numbers the patients from <paramref name="first"/>.</summary>
    public void Number(ulong first)
    {
        for (var i = 0; i < Count; i++)
        {
            _low[i] = (uint)(first + (ulong)i);
            _high[i] = (uint)((first + (ulong)i) >> 32);
        }
    }
}
