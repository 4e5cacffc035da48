using System.Runtime.CompilerServices;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.State;
using Cohort.Physiology.Years;

namespace Cohort.Physiology.Mechanisms;

/// <summary>Luck of first calcium: the draw of a year serves artery and valve.</summary>
public static class CalciumLuck
{
    /// <summary>Draws whether calcium begins this year in artery and valve, and with how much.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Draw<TLane>(PatientBlock block, in YearContext year, TermColumns terms) where TLane : struct, ILane<TLane>
    {
        for (var i = 0; i < block.Count; i += TLane.Count)
        {
            year.Draw<TLane>(block, i, Purpose.YearOnset, out var coronary, out var coronarySize, out var valve, out var valveSize);
            terms[YearTerm.CoronaryLuck].Store(i, coronary);
            terms[YearTerm.CoronarySize].Store(i, coronarySize);
            terms[YearTerm.ValveLuck].Store(i, valve);
            terms[YearTerm.ValveSize].Store(i, valveSize);
        }
    }
}
