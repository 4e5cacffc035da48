using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Cohort.Physiology.State;

namespace Cohort.Physiology.Rates;

/// <summary>One value for each <see cref="Hazard"/> and patient of a block: scratch space of a year.</summary>
public sealed class HazardColumns
{
    private const int Stride = PatientBlock.Capacity + 16;

    /// <summary>Number of hazards.</summary>
    public static readonly int Count = Enum.GetValues<Hazard>().Length;

    private readonly float[] _values = new float[Count * Stride];

    /// <summary>The column of a hazard.</summary>
    public Column this[Hazard hazard]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_values), (int)hazard * Stride));
    }

    /// <summary>The values of a hazard, one a row of a block.</summary>
    public Span<float> Values(Hazard hazard) => _values.AsSpan((int)hazard * Stride, PatientBlock.Capacity);
}
