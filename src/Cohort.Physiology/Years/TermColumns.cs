using System.Runtime.CompilerServices;
using Cohort.Physiology.State;

namespace Cohort.Physiology.Years;

/// <summary>One value for each <see cref="YearTerm"/> and patient of a block: scratch space of a year.</summary>
public sealed class TermColumns() : ScratchColumns(Enum.GetValues<YearTerm>().Length)
{
    /// <summary>The column of a term.</summary>
    public Column this[YearTerm term]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ColumnOf((int)term);
    }
}
