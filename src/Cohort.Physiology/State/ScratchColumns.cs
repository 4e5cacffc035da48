using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Cohort.Physiology.State;

/// <summary>Columns as long as those of a block that hold what passes of one year tell each other: no state of a patient, never written to a file.</summary>
/// <param name="count">Number of columns.</param>
public abstract class ScratchColumns(int count)
{
    private const int Stride = PatientBlock.Capacity + 16;

    private readonly float[] _values = new float[count * Stride];

    /// <summary>A column by its number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected Column ColumnOf(int number) => new(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_values), number * Stride));

    /// <summary>The values of a column, one a row of a block.</summary>
    protected Span<float> ValuesOf(int number) => _values.AsSpan(number * Stride, PatientBlock.Capacity);
}
