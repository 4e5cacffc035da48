using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Cohort.Physiology.State;

/// <summary>
/// The state of up to <see cref="Capacity"/> patients as a structure of arrays: one column a variable, sized so that a year of
/// all mechanisms stays in the second-level cache.
/// </summary>
public sealed class PatientBlock
{
    /// <summary>Most patients a block can hold.</summary>
    public const int Capacity = 512;

    // A stride that is no power of two keeps equal rows of different columns out of the same cache set; the padding
    // also lets the widest lane run past the last patient.
    private const int Stride = Capacity + 16;

    private readonly float[] _values = new float[Variables.Count * Stride];
    private readonly uint[] _idLow = new uint[Stride];
    private readonly uint[] _idHigh = new uint[Stride];

    /// <summary>Number of patients held (those behind are padding).</summary>
    public int Count { get; set; }

    /// <summary>The column of a variable.</summary>
    public Column this[Variable variable]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_values), (int)variable * Stride));
    }

    /// <summary>The values of a variable, one a patient.</summary>
    public Span<float> Values(Variable variable) => _values.AsSpan((int)variable * Stride, Count);

    /// <summary>Low words of the patients' numbers.</summary>
    public ref uint IdLow => ref MemoryMarshal.GetArrayDataReference(_idLow);

    /// <summary>High words of the patients' numbers.</summary>
    public ref uint IdHigh => ref MemoryMarshal.GetArrayDataReference(_idHigh);

    /// <summary>Number of the patient in a row: its identity in the run and in every draw.</summary>
    public ulong GetId(int row) => ((ulong)_idHigh[row] << 32) | _idLow[row];

    /// <summary>Sets the number of the patient in a row.</summary>
    public void SetId(int row, ulong id)
    {
        _idLow[row] = (uint)id;
        _idHigh[row] = (uint)(id >> 32);
    }

    /// <summary>Sets every value of every row to 0.</summary>
    public void Clear() => _values.AsSpan().Clear();

    /// <summary>Makes this block an exact copy of another.</summary>
    public void CopyFrom(PatientBlock other)
    {
        other._values.AsSpan().CopyTo(_values);
        other._idLow.AsSpan().CopyTo(_idLow);
        other._idHigh.AsSpan().CopyTo(_idHigh);
        Count = other.Count;
    }

    /// <summary>Copies one patient from a row of another block.</summary>
    public void CopyRow(int row, PatientBlock other, int otherRow)
    {
        for (var v = 0; v < Variables.Count; v++)
        {
            _values[(v * Stride) + row] = other._values[(v * Stride) + otherRow];
        }

        SetId(row, other.GetId(otherRow));
    }

    /// <summary>Copies consecutive patients from the same rows of another block.</summary>
    public void CopyRows(Range rows, PatientBlock other)
    {
        var (first, count) = rows.GetOffsetAndLength(Capacity);
        for (var v = 0; v < Variables.Count; v++)
        {
            other._values.AsSpan((v * Stride) + first, count).CopyTo(_values.AsSpan((v * Stride) + first));
        }

        other._idLow.AsSpan(rows).CopyTo(_idLow.AsSpan(first));
        other._idHigh.AsSpan(rows).CopyTo(_idHigh.AsSpan(first));
    }

    /// <summary>
    /// Keeps the rows listed, in their order, and closes the gaps. Draws do not move: each row carries its patient's number.
    /// </summary>
    /// <param name="rows">Rows to keep, ascending.</param>
    public void Keep(ReadOnlySpan<int> rows)
    {
        // Eight rows at a time: which of them stay, moved to the front of a vector, and where that goes. A vector's tail is
        // overwritten by the next one, or lies behind the last patient; what it overwrites has been moved already.
        Span<Vector256<int>> kept = stackalloc Vector256<int>[Capacity / Vector256<int>.Count];
        Span<int> places = stackalloc int[kept.Length];
        var groups = (Count + Vector256<int>.Count - 1) / Vector256<int>.Count;
        var k = 0;
        for (var group = 0; group < groups; group++)
        {
            places[group] = k;
            var first = group * Vector256<int>.Count;
            for (var place = 0; k < rows.Length && rows[k] < first + Vector256<int>.Count; k++)
            {
                kept[group] = kept[group].WithElement(place++, rows[k] - first);
            }
        }

        for (var v = 0; v < Variables.Count; v++)
        {
            Keep(ref _values[v * Stride], kept[..groups], places);
        }

        Keep(ref Unsafe.As<uint, float>(ref IdLow), kept[..groups], places);
        Keep(ref Unsafe.As<uint, float>(ref IdHigh), kept[..groups], places);
        Count = rows.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Keep(ref float column, ReadOnlySpan<Vector256<int>> kept, ReadOnlySpan<int> places)
    {
        for (var group = 0; group < kept.Length; group++)
        {
            var values = Vector256.LoadUnsafe(ref column, (nuint)(group * Vector256<float>.Count));
            Vector256.ShuffleNative(values, kept[group]).StoreUnsafe(ref column, (nuint)places[group]);
        }
    }

    /// <inheritdoc cref="Variable.Age"/>
    public Column Age => this[Variable.Age];

    /// <inheritdoc cref="Variable.Female"/>
    public Column Female => this[Variable.Female];

    /// <inheritdoc cref="Variable.Bmi"/>
    public Column Bmi => this[Variable.Bmi];

    /// <inheritdoc cref="Variable.Smoker"/>
    public Column Smoker => this[Variable.Smoker];

    /// <inheritdoc cref="Variable.SmokingYears"/>
    public Column SmokingYears => this[Variable.SmokingYears];

    /// <inheritdoc cref="Variable.Systolic"/>
    public Column Systolic => this[Variable.Systolic];

    /// <inheritdoc cref="Variable.Ldl"/>
    public Column Ldl => this[Variable.Ldl];

    /// <inheritdoc cref="Variable.Lpa"/>
    public Column Lpa => this[Variable.Lpa];

    /// <inheritdoc cref="Variable.Coronary"/>
    public Column Coronary => this[Variable.Coronary];

    /// <inheritdoc cref="Variable.Stroke"/>
    public Column Stroke => this[Variable.Stroke];

    /// <inheritdoc cref="Variable.HeartFailure"/>
    public Column HeartFailure => this[Variable.HeartFailure];

    /// <inheritdoc cref="Variable.Inflammation"/>
    public Column Inflammation => this[Variable.Inflammation];

    /// <inheritdoc cref="Variable.Frailty"/>
    public Column Frailty => this[Variable.Frailty];

    /// <inheritdoc cref="Variable.Alive"/>
    public Column Alive => this[Variable.Alive];

    /// <inheritdoc cref="Variable.Cause"/>
    public Column Cause => this[Variable.Cause];

    /// <inheritdoc cref="Variable.Events"/>
    public Column Events => this[Variable.Events];

    /// <inheritdoc cref="Variable.Egfr"/>
    public Column Egfr => this[Variable.Egfr];

    /// <inheritdoc cref="Variable.Slope"/>
    public Column Slope => this[Variable.Slope];

    /// <inheritdoc cref="Variable.Albuminuria"/>
    public Column Albuminuria => this[Variable.Albuminuria];

    /// <inheritdoc cref="Variable.Dialysis"/>
    public Column Dialysis => this[Variable.Dialysis];

    /// <inheritdoc cref="Variable.DialysisYears"/>
    public Column DialysisYears => this[Variable.DialysisYears];

    /// <inheritdoc cref="Variable.Transplant"/>
    public Column Transplant => this[Variable.Transplant];

    /// <inheritdoc cref="Variable.CkdStage"/>
    public Column CkdStage => this[Variable.CkdStage];

    /// <inheritdoc cref="Variable.Phosphate"/>
    public Column Phosphate => this[Variable.Phosphate];

    /// <inheritdoc cref="Variable.IonisedCalcium"/>
    public Column IonisedCalcium => this[Variable.IonisedCalcium];

    /// <inheritdoc cref="Variable.Calcium"/>
    public Column Calcium => this[Variable.Calcium];

    /// <inheritdoc cref="Variable.Magnesium"/>
    public Column Magnesium => this[Variable.Magnesium];

    /// <inheritdoc cref="Variable.Pth"/>
    public Column Pth => this[Variable.Pth];

    /// <inheritdoc cref="Variable.Fgf23"/>
    public Column Fgf23 => this[Variable.Fgf23];

    /// <inheritdoc cref="Variable.VitaminD25"/>
    public Column VitaminD25 => this[Variable.VitaminD25];

    /// <inheritdoc cref="Variable.Calcitriol"/>
    public Column Calcitriol => this[Variable.Calcitriol];

    /// <inheritdoc cref="Variable.GlandMass"/>
    public Column GlandMass => this[Variable.GlandMass];

    /// <inheritdoc cref="Variable.CalciumSetPoint"/>
    public Column CalciumSetPoint => this[Variable.CalciumSetPoint];

    /// <inheritdoc cref="Variable.PhosphateThreshold"/>
    public Column PhosphateThreshold => this[Variable.PhosphateThreshold];

    /// <inheritdoc cref="Variable.PhosphateIntake"/>
    public Column PhosphateIntake => this[Variable.PhosphateIntake];

    /// <inheritdoc cref="Variable.Adenoma"/>
    public Column Adenoma => this[Variable.Adenoma];

    /// <inheritdoc cref="Variable.Granuloma"/>
    public Column Granuloma => this[Variable.Granuloma];

    /// <inheritdoc cref="Variable.VitaminDDose"/>
    public Column VitaminDDose => this[Variable.VitaminDDose];

    /// <inheritdoc cref="Variable.BoneLysis"/>
    public Column BoneLysis => this[Variable.BoneLysis];

    /// <inheritdoc cref="Variable.Diabetes"/>
    public Column Diabetes => this[Variable.Diabetes];

    /// <inheritdoc cref="Variable.DiabetesYears"/>
    public Column DiabetesYears => this[Variable.DiabetesYears];

    /// <inheritdoc cref="Variable.Hba1c"/>
    public Column Hba1c => this[Variable.Hba1c];

    /// <inheritdoc cref="Variable.AgeBurden"/>
    public Column AgeBurden => this[Variable.AgeBurden];

    /// <inheritdoc cref="Variable.AtrialFibrillation"/>
    public Column AtrialFibrillation => this[Variable.AtrialFibrillation];

    /// <inheritdoc cref="Variable.Anticoagulant"/>
    public Column Anticoagulant => this[Variable.Anticoagulant];

    /// <inheritdoc cref="Variable.WarfarinYears"/>
    public Column WarfarinYears => this[Variable.WarfarinYears];

    /// <inheritdoc cref="Variable.DoacExcluded"/>
    public Column DoacExcluded => this[Variable.DoacExcluded];

    /// <inheritdoc cref="Variable.VitaminK"/>
    public Column VitaminK => this[Variable.VitaminK];

    /// <inheritdoc cref="Variable.Mgp"/>
    public Column Mgp => this[Variable.Mgp];

    /// <inheritdoc cref="Variable.Tnap"/>
    public Column Tnap => this[Variable.Tnap];

    /// <inheritdoc cref="Variable.Enpp1"/>
    public Column Enpp1 => this[Variable.Enpp1];

    /// <inheritdoc cref="Variable.Ppi"/>
    public Column Ppi => this[Variable.Ppi];

    /// <inheritdoc cref="Variable.Fetuin"/>
    public Column Fetuin => this[Variable.Fetuin];

    /// <inheritdoc cref="Variable.Osteogenic"/>
    public Column Osteogenic => this[Variable.Osteogenic];

    /// <inheritdoc cref="Variable.Vesicles"/>
    public Column Vesicles => this[Variable.Vesicles];

    /// <inheritdoc cref="Variable.Apoptosis"/>
    public Column Apoptosis => this[Variable.Apoptosis];

    /// <inheritdoc cref="Variable.MedialCalcium"/>
    public Column MedialCalcium => this[Variable.MedialCalcium];

    /// <inheritdoc cref="Variable.Plaque"/>
    public Column Plaque => this[Variable.Plaque];

    /// <inheritdoc cref="Variable.Cac"/>
    public Column Cac => this[Variable.Cac];

    /// <inheritdoc cref="Variable.PulseWaveVelocity"/>
    public Column PulseWaveVelocity => this[Variable.PulseWaveVelocity];

    /// <inheritdoc cref="Variable.PulsePressure"/>
    public Column PulsePressure => this[Variable.PulsePressure];

    /// <inheritdoc cref="Variable.CacTempo"/>
    public Column CacTempo => this[Variable.CacTempo];

    /// <inheritdoc cref="Variable.ValvePhenotype"/>
    public Column ValvePhenotype => this[Variable.ValvePhenotype];

    /// <inheritdoc cref="Variable.LeafletInjury"/>
    public Column LeafletInjury => this[Variable.LeafletInjury];

    /// <inheritdoc cref="Variable.Fibrosis"/>
    public Column Fibrosis => this[Variable.Fibrosis];

    /// <inheritdoc cref="Variable.Avc"/>
    public Column Avc => this[Variable.Avc];

    /// <inheritdoc cref="Variable.ValveFlow"/>
    public Column ValveFlow => this[Variable.ValveFlow];

    /// <inheritdoc cref="Variable.PeakVelocity"/>
    public Column PeakVelocity => this[Variable.PeakVelocity];

    /// <inheritdoc cref="Variable.MeanGradient"/>
    public Column MeanGradient => this[Variable.MeanGradient];

    /// <inheritdoc cref="Variable.ValveArea"/>
    public Column ValveArea => this[Variable.ValveArea];

    /// <inheritdoc cref="Variable.ValveSymptoms"/>
    public Column ValveSymptoms => this[Variable.ValveSymptoms];

    /// <inheritdoc cref="Variable.StenosisStage"/>
    public Column StenosisStage => this[Variable.StenosisStage];

    /// <inheritdoc cref="Variable.ValveReplaced"/>
    public Column ValveReplaced => this[Variable.ValveReplaced];

    /// <inheritdoc cref="Variable.AvcTempo"/>
    public Column AvcTempo => this[Variable.AvcTempo];

    /// <inheritdoc cref="Variable.LungDeposit"/>
    public Column LungDeposit => this[Variable.LungDeposit];

    /// <inheritdoc cref="Variable.GastricDeposit"/>
    public Column GastricDeposit => this[Variable.GastricDeposit];

    /// <inheritdoc cref="Variable.KidneyDeposit"/>
    public Column KidneyDeposit => this[Variable.KidneyDeposit];

    /// <inheritdoc cref="Variable.InjuredSite"/>
    public Column InjuredSite => this[Variable.InjuredSite];

    /// <inheritdoc cref="Variable.DystrophicDeposit"/>
    public Column DystrophicDeposit => this[Variable.DystrophicDeposit];

    /// <inheritdoc cref="Variable.BoneTurnover"/>
    public Column BoneTurnover => this[Variable.BoneTurnover];

    /// <inheritdoc cref="Variable.BoneDensity"/>
    public Column BoneDensity => this[Variable.BoneDensity];

    /// <inheritdoc cref="Variable.Fractures"/>
    public Column Fractures => this[Variable.Fractures];

    /// <inheritdoc cref="Variable.Statin"/>
    public Column Statin => this[Variable.Statin];

    /// <inheritdoc cref="Variable.BpDrug"/>
    public Column BpDrug => this[Variable.BpDrug];

    /// <inheritdoc cref="Variable.Binder"/>
    public Column Binder => this[Variable.Binder];

    /// <inheritdoc cref="Variable.CalciumLoad"/>
    public Column CalciumLoad => this[Variable.CalciumLoad];

    /// <inheritdoc cref="Variable.ActiveVitaminD"/>
    public Column ActiveVitaminD => this[Variable.ActiveVitaminD];

    /// <inheritdoc cref="Variable.Calcimimetic"/>
    public Column Calcimimetic => this[Variable.Calcimimetic];

    /// <inheritdoc cref="Variable.Bisphosphonate"/>
    public Column Bisphosphonate => this[Variable.Bisphosphonate];

    /// <inheritdoc cref="Variable.GrowthInhibitor"/>
    public Column GrowthInhibitor => this[Variable.GrowthInhibitor];

    /// <inheritdoc cref="Variable.MagnesiumRise"/>
    public Column MagnesiumRise => this[Variable.MagnesiumRise];

    /// <inheritdoc cref="Variable.Sglt2"/>
    public Column Sglt2 => this[Variable.Sglt2];

    /// <inheritdoc cref="Variable.BaseAge"/>
    public Column BaseAge => this[Variable.BaseAge];

    /// <inheritdoc cref="Variable.BaseEgfr"/>
    public Column BaseEgfr => this[Variable.BaseEgfr];

    /// <inheritdoc cref="Variable.BaseSystolic"/>
    public Column BaseSystolic => this[Variable.BaseSystolic];

    /// <inheritdoc cref="Variable.BaseLdl"/>
    public Column BaseLdl => this[Variable.BaseLdl];

    /// <inheritdoc cref="Variable.BaseHba1c"/>
    public Column BaseHba1c => this[Variable.BaseHba1c];

    /// <inheritdoc cref="Variable.BaseSmoker"/>
    public Column BaseSmoker => this[Variable.BaseSmoker];

    /// <inheritdoc cref="Variable.SmokingFrom"/>
    public Column SmokingFrom => this[Variable.SmokingFrom];

    /// <inheritdoc cref="Variable.SmokingUntil"/>
    public Column SmokingUntil => this[Variable.SmokingUntil];

    /// <inheritdoc cref="Variable.DiabetesFrom"/>
    public Column DiabetesFrom => this[Variable.DiabetesFrom];

    /// <inheritdoc cref="Variable.AfFrom"/>
    public Column AfFrom => this[Variable.AfFrom];

    /// <inheritdoc cref="Variable.WarfarinFrom"/>
    public Column WarfarinFrom => this[Variable.WarfarinFrom];

    /// <inheritdoc cref="Variable.WarfarinUntil"/>
    public Column WarfarinUntil => this[Variable.WarfarinUntil];

    /// <inheritdoc cref="Variable.DialysisFrom"/>
    public Column DialysisFrom => this[Variable.DialysisFrom];

    /// <inheritdoc cref="Variable.BaseVitaminD25"/>
    public Column BaseVitaminD25 => this[Variable.BaseVitaminD25];

    /// <inheritdoc cref="Variable.BasePhosphate"/>
    public Column BasePhosphate => this[Variable.BasePhosphate];

    /// <inheritdoc cref="Variable.BaseIonisedCalcium"/>
    public Column BaseIonisedCalcium => this[Variable.BaseIonisedCalcium];

    /// <inheritdoc cref="Variable.BaseMagnesium"/>
    public Column BaseMagnesium => this[Variable.BaseMagnesium];

    /// <inheritdoc cref="Variable.PastHazard"/>
    public Column PastHazard => this[Variable.PastHazard];

    /// <inheritdoc cref="Variable.Donor"/>
    public Column Donor => this[Variable.Donor];

    /// <inheritdoc cref="Variable.VitaminKDose"/>
    public Column VitaminKDose => this[Variable.VitaminKDose];

    /// <inheritdoc cref="Variable.ReplaceFrom"/>
    public Column ReplaceFrom => this[Variable.ReplaceFrom];

    /// <inheritdoc cref="Variable.BaselineStrata"/>
    public Column BaselineStrata => this[Variable.BaselineStrata];

    /// <inheritdoc cref="Variable.MineralDrive"/>
    public Column MineralDrive => this[Variable.MineralDrive];

    /// <inheritdoc cref="Variable.MineralGrowth"/>
    public Column MineralGrowth => this[Variable.MineralGrowth];

    /// <inheritdoc cref="Variable.Treated"/>
    public Column Treated => this[Variable.Treated];

    /// <inheritdoc cref="Variable.GlandStimulus"/>
    public Column GlandStimulus => this[Variable.GlandStimulus];

    /// <inheritdoc cref="Variable.SiteKind"/>
    public Column SiteKind => this[Variable.SiteKind];

    /// <inheritdoc cref="Variable.SiteFrom"/>
    public Column SiteFrom => this[Variable.SiteFrom];

    /// <inheritdoc cref="Variable.SiteActive"/>
    public Column SiteActive => this[Variable.SiteActive];

    /// <inheritdoc cref="Variable.MedialActive"/>
    public Column MedialActive => this[Variable.MedialActive];

    /// <inheritdoc cref="Variable.Denosumab"/>
    public Column Denosumab => this[Variable.Denosumab];

    /// <inheritdoc cref="Variable.ScreenFound"/>
    public Column ScreenFound => this[Variable.ScreenFound];

    /// <inheritdoc cref="Variable.PthTrait"/>
    public Column PthTrait => this[Variable.PthTrait];

    /// <inheritdoc cref="Variable.CalcitriolTrait"/>
    public Column CalcitriolTrait => this[Variable.CalcitriolTrait];

    /// <inheritdoc cref="Variable.Fgf23Trait"/>
    public Column Fgf23Trait => this[Variable.Fgf23Trait];

    /// <inheritdoc cref="Variable.StiffnessTrait"/>
    public Column StiffnessTrait => this[Variable.StiffnessTrait];

    /// <inheritdoc cref="Variable.CalciumRetained"/>
    public Column CalciumRetained => this[Variable.CalciumRetained];
}
