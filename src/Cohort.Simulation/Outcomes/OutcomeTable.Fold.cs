using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Cohort.Physiology.Events;
using Cohort.Physiology.State;

namespace Cohort.Simulation.Outcomes;

// The fold of a block into the table. Patients are taken a tile at a time: each measure's column is quantised and turned, so that
// a patient's integers lie side by side like the sums they are added to.
public sealed partial class OutcomeTable
{
    private const int Tile = 64;
    private const uint EventMask = (1u << RowLayout.Events) - 1;

    // 2^23 + v rounds v in [0, 2^22] half to even into the low bits of the float, by IEEE addition alone.
    private const float Rounder = 1 << 23;

    private readonly int[] _offsets = new int[PatientBlock.Capacity];
    private readonly int[] _columns = new int[Measures.Count * Tile];
    private readonly int[] _rows = new int[Measures.Count * Tile];
    private readonly uint[] _flags = new uint[Tile];

    /// <summary>Adds a year of a block's patients.</summary>
    /// <param name="arm">The arm; a source arm of that year.</param>
    /// <param name="year">Year since baseline; 0 adds the baseline, without person-years or events.</param>
    /// <param name="block">The patients at the end of the year, those who died in it included.</param>
    /// <param name="strata">Stratum of each patient at the start of the year, -1 for those dead by then.</param>
    /// <exception cref="InvalidOperationException">A living patient's measure is not a number, or a death has no cause.</exception>
    public void Fold(int arm, int year, PatientBlock block, ReadOnlySpan<int> strata)
    {
        if (!Shape.Tree.IsSource(arm, year))
        {
            throw new ArgumentException($"Arm {arm} is not simulated itself in year {year}.", nameof(arm));
        }

        var count = block.Count;
        var slab = Touch(arm, year);
        slab.Locate(strata[..count], _offsets);
        var piece = Shape.Tree.PieceAt(arm, year);
        for (var start = 0; start < count; start += Tile)
        {
            FoldTile(slab, piece, year, block, start, Math.Min(Tile, count - start));
        }
    }

    private void FoldTile(SegmentYear slab, int piece, int year, PatientBlock block, int start, int count)
    {
        Quantise(block, start, count);
        Turn(_columns, _rows);
        Flag(block, start, count);
        var events = block.Values(Variable.Events).Slice(start, count);
        var isHorizon = year == Shape.Years;
        ref var firstWord = ref MemoryMarshal.GetArrayDataReference(slab.Words);
        ref var firstHeadline = ref MemoryMarshal.GetArrayDataReference(slab.Headlines);
        ref var firstValue = ref MemoryMarshal.GetArrayDataReference(_rows);
        var offsets = _offsets.AsSpan(start, count);
        var folded = 0;
        for (var i = 0; i < offsets.Length; i++)
        {
            var offset = offsets[i];
            if (offset < 0)
            {
                continue;
            }

            folded++;
            var flags = _flags[i];
            ref var row = ref Unsafe.Add(ref firstWord, offset);
            var group = (int)(block.GetId(start + i) % RowLayout.ReplicateGroups);
            ref var headline = ref Unsafe.Add(ref firstHeadline, group * RowLayout.HeadlineWidth);
            if (flags != 0)
            {
                AddLiving(ref row, ref headline, ref Unsafe.Add(ref firstValue, i * Measures.Count), flags);
                ref var scores = ref Unsafe.As<long, int>(ref Unsafe.Add(ref row, RowLayout.Scores));
                Unsafe.Add(ref scores, ScoreBins.Index(_columns[(Measures.Cac * Tile) + i]))++;
                Unsafe.Add(ref scores, ScoreBins.Count + ScoreBins.Index(_columns[(Measures.Avc * Tile) + i]))++;
                if (isHorizon)
                {
                    AddHorizon(piece, block, start + i, group, i, flags);
                }
            }

            if (year > 0 && (events[i] != 0f || flags == 0))
            {
                AddEvents(piece, year, block, start + i, group, (uint)events[i], flags != 0, ref row, ref headline);
            }
        }

        PatientYears += year > 0 ? folded : 0;
    }

    // Sums and squares of all measures, counts of conditions, and the same for headlines, which begin like a row.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddLiving(ref long row, ref long headline, ref int values, uint flags)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            for (var m = 0; m < Measures.Count; m += 8)
            {
                var value = Vector512.WidenLower(Vector256.LoadUnsafe(ref values, (nuint)m).ToVector512Unsafe());
                AddTo(ref row, RowLayout.Sums + m, value);
                AddTo(ref row, RowLayout.Squares + m, value * value);
                if (m < Measures.HeadlineCount)
                {
                    AddTo(ref headline, m, value);
                }
            }

            var bits = Vector512.Create((ulong)flags);
            var low = Expand(bits, Vector512.Create(1UL << 0, 1UL << 1, 1UL << 2, 1UL << 3, 1UL << 4, 1UL << 5, 1UL << 6, 1UL << 7));
            AddTo(ref row, RowLayout.Flags, low);
            AddTo(ref headline, (int)Headline.Alive, low);
            AddTo(ref row, RowLayout.Flags + 8, Expand(bits, Vector512.Create(1UL << 8, 1UL << 9, 1UL << 10, 1UL << 11, 1UL << 12, 1UL << 13, 1UL << 14, 1UL << 15)));
        }
        else
        {
            for (var m = 0; m < Measures.Count; m += 4)
            {
                var value = Vector256.WidenLower(Vector128.LoadUnsafe(ref values, (nuint)m).ToVector256Unsafe());
                AddTo(ref row, RowLayout.Sums + m, value);
                AddTo(ref row, RowLayout.Squares + m, value * value);
                if (m < Measures.HeadlineCount)
                {
                    AddTo(ref headline, m, value);
                }
            }

            for (var c = 0; c < RowLayout.Conditions; c++)
            {
                Unsafe.Add(ref row, RowLayout.Flags + c) += (flags >> c) & 1;
            }

            for (var c = 0; c < 8; c++)
            {
                Unsafe.Add(ref headline, (int)Headline.Alive + c) += (flags >> c) & 1;
            }
        }
    }

    // 1 where the bit is set, else 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<long> Expand(Vector512<ulong> bits, Vector512<ulong> masks) =>
        Vector512.Equals(bits & masks, masks).AsInt64() & Vector512<long>.One;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTo(ref long first, int at, Vector512<long> addend) =>
        (Vector512.LoadUnsafe(ref first, (nuint)at) + addend).StoreUnsafe(ref first, (nuint)at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTo(ref long first, int at, Vector256<long> addend) =>
        (Vector256.LoadUnsafe(ref first, (nuint)at) + addend).StoreUnsafe(ref first, (nuint)at);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddEvents(int piece, int year, PatientBlock block, int i, int group, uint events, bool lives, ref long row, ref long headline)
    {
        ref var donor = ref DonorRow(piece, block, i);
        var baseline = TouchBaseline(piece);
        var strata = (uint)block.Values(Variable.BaselineStrata)[i];
        for (var rest = events & EventMask; rest != 0; rest &= rest - 1)
        {
            var kind = BitOperations.TrailingZeroCount(rest);
            Unsafe.Add(ref row, RowLayout.NewEvents + kind)++;
            var at = HeadlineOf((EventKind)kind);
            if (at >= 0)
            {
                Count(ref headline, ref donor, baseline, strata, group, at, 1);
            }
        }

        if (lives)
        {
            return;
        }

        var cause = (int)block.Values(Variable.Cause)[i];
        if (cause is < 1 or > RowLayout.Causes)
        {
            throw new InvalidOperationException($"Patient {block.GetId(i)} died in year {year} of no known cause ({cause}).");
        }

        Unsafe.Add(ref row, RowLayout.Deaths + cause - 1)++;
        Count(ref headline, ref donor, baseline, strata, group, (int)Headline.Deaths, 1);
        if ((CauseOfDeath)cause is CauseOfDeath.IschaemicHeart or CauseOfDeath.Stroke or CauseOfDeath.HeartFailure or CauseOfDeath.AorticStenosis)
        {
            Count(ref headline, ref donor, baseline, strata, group, (int)Headline.CardiovascularDeaths, 1);
        }

        // The half-years of a whole life, counted when it ends. In a year's headlines they follow from the living and the deaths.
        CountHorizon(ref donor, baseline, strata, group, (int)Headline.HalfYears, (2 * year) - 1);
    }

    private static int HeadlineOf(EventKind kind) => kind switch
    {
        EventKind.MyocardialInfarction => (int)Headline.MyocardialInfarctions,
        EventKind.Stroke => (int)Headline.Strokes,
        EventKind.HeartFailure => (int)Headline.HeartFailures,
        EventKind.DialysisStart => (int)Headline.DialysisStarts,
        EventKind.ValveReplacement => (int)Headline.ValveReplacements,
        EventKind.Fracture => (int)Headline.Fractures,
        EventKind.MajorBleeding => (int)Headline.MajorBleedings,
        _ => -1,
    };

    private static void Count(ref long headline, ref long donor, long[] baseline, uint strata, int group, int at, int number)
    {
        Unsafe.Add(ref headline, at) += number;
        CountHorizon(ref donor, baseline, strata, group, at, number);
    }

    private static void CountHorizon(ref long donor, long[] baseline, uint strata, int group, int at, int number)
    {
        Unsafe.Add(ref donor, at) += number;
        for (; strata != 0; strata &= strata - 1)
        {
            baseline[BaselineRow(BitOperations.TrailingZeroCount(strata), group) + at] += number;
        }
    }

    // Those who reach the horizon: their state there and their half-years.
    private void AddHorizon(int piece, PatientBlock block, int i, int group, int inTile, uint flags)
    {
        var values = _rows.AsSpan(inTile * Measures.Count, Measures.HeadlineCount);
        AddHeadline(MemoryMarshal.CreateSpan(ref DonorRow(piece, block, i), RowLayout.HeadlineWidth), values, flags);
        var baseline = TouchBaseline(piece);
        for (var strata = (uint)block.Values(Variable.BaselineStrata)[i]; strata != 0; strata &= strata - 1)
        {
            AddHeadline(baseline.AsSpan(BaselineRow(BitOperations.TrailingZeroCount(strata), group), RowLayout.HeadlineWidth), values, flags);
        }
    }

    private void AddHeadline(Span<long> headline, ReadOnlySpan<int> values, uint flags)
    {
        for (var m = 0; m < values.Length; m++)
        {
            headline[m] += values[m];
        }

        for (var c = 0; c < 8; c++)
        {
            headline[(int)Headline.Alive + c] += (flags >> c) & 1;
        }

        headline[(int)Headline.HalfYears] += 2 * Shape.Years;
    }

    private static int BaselineRow(int stratum, int group) => ((stratum * RowLayout.ReplicateGroups) + group) * RowLayout.HeadlineWidth;

    private ref long DonorRow(int piece, PatientBlock block, int i) =>
        ref TouchDonors(piece)[(int)block.Values(Variable.Donor)[i] % Shape.DonorGroups * RowLayout.HeadlineWidth];

    // Column-major integers of a tile. Values of the dead and of padding need not make sense: they are never added.
    private void Quantise(PatientBlock block, int start, int count)
    {
        for (var m = 0; m < Measures.Count; m++)
        {
            var measure = Measures.All[m];
            ref var value = ref Unsafe.Add(ref MemoryMarshal.GetReference(block.Values(measure.Variable)), start);
            ref var column = ref _columns[m * Tile];
            var maximum = Vector256.Create((float)measure.Maximum);
            var scale = Vector256.Create((float)measure.StepsPerUnit);
            var rounder = Vector256.Create(Rounder);

            // Columns are padded by 16 values, so that a vector may run past the last patient.
            for (var i = 0; i < count; i += Vector256<float>.Count)
            {
                var x = Vector256.LoadUnsafe(ref value, (nuint)i);
                if (!Vector256.GreaterThanOrEqualAll(x, Vector256<float>.Zero) || !Vector256.LessThanOrEqualAll(x, maximum))
                {
                    CheckRange(m, block, start + i, Math.Min(Vector256<float>.Count, count - i));
                    x = Vector256.ConditionalSelect(Vector256.GreaterThan(x, Vector256<float>.Zero), x, Vector256<float>.Zero);
                    x = Vector256.ConditionalSelect(Vector256.LessThan(x, maximum), x, maximum);
                }

                ((x * scale) + rounder).AsInt32().StoreUnsafe(ref column, (nuint)i);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void CheckRange(int m, PatientBlock block, int start, int count)
    {
        var measure = Measures.All[m];
        var values = block.Values(measure.Variable).Slice(start, count);
        var alive = block.Values(Variable.Alive).Slice(start, count);
        for (var i = 0; i < values.Length; i++)
        {
            if (alive[i] != 1f || _offsets[start + i] < 0)
            {
                continue;
            }

            if (float.IsNaN(values[i]))
            {
                throw new InvalidOperationException($"{measure.Name} of patient {block.GetId(start + i)} is not a number.");
            }

            _clamps[m] += values[i] < 0 || values[i] > measure.Maximum ? 1 : 0;
        }
    }

    // From column-major to patient-major; the rounding float's exponent is taken off on the way.
    private static void Turn(int[] columns, int[] rows)
    {
        const int One = 0x4B000000;
        for (var m = 0; m < Measures.Count; m++)
        {
            var column = columns.AsSpan(m * Tile, Tile);
            ref var to = ref rows[m];
            for (var i = 0; i < column.Length; i++)
            {
                var value = column[i] - One;
                column[i] = value;
                Unsafe.Add(ref to, i * Measures.Count) = value;
            }
        }
    }

    // The conditions of each patient of a tile as bits; none for the dead.
    private void Flag(PatientBlock block, int start, int count)
    {
        ref var alive = ref First(block, Variable.Alive, start);
        ref var dialysis = ref First(block, Variable.Dialysis, start);
        ref var transplant = ref First(block, Variable.Transplant, start);
        ref var replaced = ref First(block, Variable.ValveReplaced, start);
        ref var stenosis = ref First(block, Variable.StenosisStage, start);
        ref var diabetes = ref First(block, Variable.Diabetes, start);
        ref var fibrillation = ref First(block, Variable.AtrialFibrillation, start);
        ref var anticoagulant = ref First(block, Variable.Anticoagulant, start);
        ref var calcium = ref First(block, Variable.Calcium, start);
        ref var phosphate = ref First(block, Variable.Phosphate, start);
        ref var cac = ref _columns[Measures.Cac * Tile];
        ref var avc = ref _columns[Measures.Avc * Tile];
        for (var i = 0; i < count; i += Vector256<float>.Count)
        {
            var at = (nuint)i;
            var one = Vector256<float>.One;
            var cacScore = Vector256.LoadUnsafe(ref cac, at);
            var avcScore = Vector256.LoadUnsafe(ref avc, at);
            var isReplaced = Vector256.Equals(Vector256.LoadUnsafe(ref replaced, at), one).AsInt32();
            var stage = Vector256.LoadUnsafe(ref stenosis, at);
            var drug = Vector256.LoadUnsafe(ref anticoagulant, at);
            var stenosed =
                Bit(Vector256.GreaterThanOrEqual(stage, Vector256.Create(2f)), Condition.StenosisModerateOrSevere)
                | Bit(Vector256.Equals(stage, Vector256.Create(3f)), Condition.StenosisSevere)
                | Bit(Vector256.Equals(stage, one), Condition.StenosisMild);
            var bits =
                Vector256.Create(1 << (int)Condition.Alive)
                | Bit(Vector256.GreaterThanOrEqual(cacScore, Vector256.Create(ScoreBins.Positive)), Condition.CacPositive)
                | Bit(Vector256.GreaterThanOrEqual(cacScore, Vector256.Create(ScoreBins.Over400)), Condition.CacOver400)
                | Bit(Vector256.GreaterThanOrEqual(avcScore, Vector256.Create(ScoreBins.Positive)), Condition.AvcPositive)
                | Vector256.AndNot(stenosed, isReplaced)
                | Bit(isReplaced, Condition.ValveReplaced)
                | Bit(Vector256.Equals(Vector256.LoadUnsafe(ref dialysis, at), one), Condition.Dialysis)
                | Bit(Vector256.Equals(Vector256.LoadUnsafe(ref transplant, at), one), Condition.Transplant)
                | Bit(Vector256.Equals(Vector256.LoadUnsafe(ref diabetes, at), one), Condition.Diabetes)
                | Bit(Vector256.Equals(Vector256.LoadUnsafe(ref fibrillation, at), one), Condition.AtrialFibrillation)
                | Bit(Vector256.Equals(drug, one), Condition.Warfarin)
                | Bit(Vector256.Equals(drug, Vector256.Create(2f)), Condition.Doac)
                | Bit(Vector256.GreaterThan(Vector256.LoadUnsafe(ref calcium, at), Vector256.Create(2.60f)), Condition.Hypercalcaemia)
                | Bit(Vector256.GreaterThan(Vector256.LoadUnsafe(ref phosphate, at), Vector256.Create(1.45f)), Condition.Hyperphosphataemia);
            var lives = Vector256.Equals(Vector256.LoadUnsafe(ref alive, at), one).AsInt32();
            (bits & lives).AsUInt32().StoreUnsafe(ref _flags[0], at);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref float First(PatientBlock block, Variable variable, int start) =>
        ref Unsafe.Add(ref MemoryMarshal.GetReference(block.Values(variable)), start);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Bit(Vector256<float> mask, Condition condition) => Bit(mask.AsInt32(), condition);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Bit(Vector256<int> mask, Condition condition) => mask & Vector256.Create(1 << (int)condition);
}
