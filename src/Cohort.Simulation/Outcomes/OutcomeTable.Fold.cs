using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
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

    private static readonly Variable[] MeasuredVariables = [.. Measures.All.Select(measure => measure.Variable)];
    private static readonly float[] Maxima = [.. Measures.All.Select(measure => (float)measure.Maximum)];
    private static readonly float[] Scales = [.. Measures.All.Select(measure => (float)measure.StepsPerUnit)];

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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FoldTile(SegmentYear slab, int piece, int year, PatientBlock block, int start, int count)
    {
        Quantise(block, start, count);
        Turn(ref _columns[0], ref _rows[0], count);
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
                ref var values = ref Unsafe.Add(ref firstValue, i * Measures.Count);
                AddLiving(ref row, ref headline, ref values, flags);
                ref var scores = ref Unsafe.As<long, int>(ref Unsafe.Add(ref row, RowLayout.Scores));
                Unsafe.Add(ref scores, ScoreBins.Index(Unsafe.Add(ref values, Measures.Cac)))++;
                Unsafe.Add(ref scores, ScoreBins.Count + ScoreBins.Index(Unsafe.Add(ref values, Measures.Avc)))++;
                if (isHorizon)
                {
                    AddHorizon(piece, block, start + i, group, ref values, flags);
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
            var value = Widen(ref values, 0);
            AddTo(ref headline, 0, value);
            AddTo(ref row, RowLayout.Sums, value);
            AddTo(ref row, RowLayout.Squares, value * value);
            value = Widen(ref values, 8);
            AddTo(ref row, RowLayout.Sums + 8, value);
            AddTo(ref row, RowLayout.Squares + 8, value * value);
            value = Widen(ref values, 16);
            AddTo(ref row, RowLayout.Sums + 16, value);
            AddTo(ref row, RowLayout.Squares + 16, value * value);
            var conditions = FirstConditions(flags);
            AddTo(ref headline, (int)Headline.Alive, conditions);
            AddTo(ref row, RowLayout.Flags, conditions);
            AddTo(ref row, RowLayout.Flags + 8, FirstConditions(flags >> 8));
        }
        else
        {
            for (var m = 0; m < Measures.Count; m += 4)
            {
                var value = Widen4(ref values, m);
                AddTo(ref row, RowLayout.Sums + m, value);
                AddTo(ref row, RowLayout.Squares + m, value * value);
                if (m < Measures.HeadlineCount)
                {
                    AddTo(ref headline, m, value);
                }
            }

            AddConditions(ref Unsafe.Add(ref row, RowLayout.Flags), flags, RowLayout.Conditions);
            AddConditions(ref Unsafe.Add(ref headline, (int)Headline.Alive), flags, 8);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<long> Widen(ref int values, int at) =>
        Vector512.WidenLower(Vector256.LoadUnsafe(ref values, (nuint)at).ToVector512Unsafe());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<long> Widen4(ref int values, int at) =>
        Vector256.WidenLower(Vector128.LoadUnsafe(ref values, (nuint)at).ToVector256Unsafe());

    // The lowest eight bits, each as 0 or 1.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<long> FirstConditions(uint flags)
    {
        var masks = Vector512.Create(1UL << 0, 1UL << 1, 1UL << 2, 1UL << 3, 1UL << 4, 1UL << 5, 1UL << 6, 1UL << 7);
        return Vector512.Equals(Vector512.Create((ulong)flags) & masks, masks).AsInt64() & Vector512<long>.One;
    }

    private static void AddConditions(ref long counts, uint flags, int number)
    {
        for (var c = 0; c < number; c += 4)
        {
            var masks = Vector256.Create(1UL << 0, 1UL << 1, 1UL << 2, 1UL << 3);
            AddTo(ref counts, c, Vector256.Equals(Vector256.Create((ulong)(flags >> c)) & masks, masks).AsInt64() & Vector256<long>.One);
        }
    }

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
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddHorizon(int piece, PatientBlock block, int i, int group, ref int values, uint flags)
    {
        AddHeadline(ref DonorRow(piece, block, i), ref values, flags);
        ref var baseline = ref MemoryMarshal.GetArrayDataReference(TouchBaseline(piece));
        for (var strata = (uint)block.Values(Variable.BaselineStrata)[i]; strata != 0; strata &= strata - 1)
        {
            AddHeadline(ref Unsafe.Add(ref baseline, BaselineRow(BitOperations.TrailingZeroCount(strata), group)), ref values, flags);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddHeadline(ref long headline, ref int values, uint flags)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            AddTo(ref headline, 0, Widen(ref values, 0));
            AddTo(ref headline, (int)Headline.Alive, FirstConditions(flags));
        }
        else
        {
            AddTo(ref headline, 0, Widen4(ref values, 0));
            AddTo(ref headline, 4, Widen4(ref values, 4));
            AddConditions(ref Unsafe.Add(ref headline, (int)Headline.Alive), flags, 8);
        }

        Unsafe.Add(ref headline, (int)Headline.HalfYears) += 2 * Shape.Years;
    }

    private static int BaselineRow(int stratum, int group) => ((stratum * RowLayout.ReplicateGroups) + group) * RowLayout.HeadlineWidth;

    private ref long DonorRow(int piece, PatientBlock block, int i) =>
        ref TouchDonors(piece)[(int)block.Values(Variable.Donor)[i] % Shape.DonorGroups * RowLayout.HeadlineWidth];

    // Column-major integers of a tile. Values of the dead and of padding need not make sense: they are never added.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Quantise(PatientBlock block, int start, int count)
    {
        for (var m = 0; m < Measures.Count; m++)
        {
            ref var value = ref First(block, MeasuredVariables[m], start);
            ref var column = ref _columns[m * Tile];
            var maximum = Vector256.Create(Maxima[m]);
            var scale = Vector256.Create(Scales[m]);
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

                (((x * scale) + rounder).AsInt32() - rounder.AsInt32()).StoreUnsafe(ref column, (nuint)i);
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

    // From column-major to patient-major, in squares of eight.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Turn(ref int columns, ref int rows, int count)
    {
        for (var m = 0; m < Measures.Count; m += 8)
        {
            for (var i = 0; i < count; i += 8)
            {
                Turn(ref Unsafe.Add(ref columns, (m * Tile) + i), ref Unsafe.Add(ref rows, (i * Measures.Count) + m));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(ref int columns, ref int rows)
    {
        if (!Avx2.IsSupported)
        {
            for (var i = 0; i < 8; i++)
            {
                for (var m = 0; m < 8; m++)
                {
                    Unsafe.Add(ref rows, (i * Measures.Count) + m) = Unsafe.Add(ref columns, (m * Tile) + i);
                }
            }

            return;
        }

        // Pairs of columns, then fours, then eights.
        var (a0, a1) = Zip(Column(ref columns, 0), Column(ref columns, 1));
        var (a2, a3) = Zip(Column(ref columns, 2), Column(ref columns, 3));
        var (a4, a5) = Zip(Column(ref columns, 4), Column(ref columns, 5));
        var (a6, a7) = Zip(Column(ref columns, 6), Column(ref columns, 7));
        var (b0, b1) = ZipPairs(a0, a2);
        var (b2, b3) = ZipPairs(a1, a3);
        var (b4, b5) = ZipPairs(a4, a6);
        var (b6, b7) = ZipPairs(a5, a7);
        Halves(b0, b4, ref rows, 0);
        Halves(b1, b5, ref rows, 1);
        Halves(b2, b6, ref rows, 2);
        Halves(b3, b7, ref rows, 3);

        static Vector256<int> Column(ref int columns, int m) => Vector256.LoadUnsafe(ref columns, (nuint)(m * Tile));

        static (Vector256<long>, Vector256<long>) Zip(Vector256<int> a, Vector256<int> b) =>
            (Avx2.UnpackLow(a, b).AsInt64(), Avx2.UnpackHigh(a, b).AsInt64());

        static (Vector256<int>, Vector256<int>) ZipPairs(Vector256<long> a, Vector256<long> b) =>
            (Avx2.UnpackLow(a, b).AsInt32(), Avx2.UnpackHigh(a, b).AsInt32());

        static void Halves(Vector256<int> a, Vector256<int> b, ref int rows, int row)
        {
            Avx2.Permute2x128(a, b, 0x20).StoreUnsafe(ref rows, (nuint)(row * Measures.Count));
            Avx2.Permute2x128(a, b, 0x31).StoreUnsafe(ref rows, (nuint)((row + 4) * Measures.Count));
        }
    }

    // The conditions of each patient of a tile as bits; none for the dead.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
