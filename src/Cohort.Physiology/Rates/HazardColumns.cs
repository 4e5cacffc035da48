using System.Runtime.CompilerServices;
using Cohort.Physiology.State;

namespace Cohort.Physiology.Rates;

/// <summary>One value for each <see cref="Hazard"/> and patient of a block: scratch space of a year.</summary>
public sealed class HazardColumns() : ScratchColumns(Count)
{
    /// <summary>Number of hazards.</summary>
    public static readonly int Count = Enum.GetValues<Hazard>().Length;

    /// <summary>The column of a hazard.</summary>
    public Column this[Hazard hazard]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ColumnOf((int)hazard);
    }

    /// <summary>The values of a hazard, one a row of a block.</summary>
    public Span<float> Values(Hazard hazard) => ValuesOf((int)hazard);
}
