using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Cohort.Physiology.Events;
using Cohort.Physiology.State;

namespace Cohort.Simulation.Outcomes;

// The fold of a block into the table, in two steps. First each measure's column is quantised and turned, a tile of patients at a
// time, so that a patient's integers lie side by side. Then the patients of a stratum, chained together, are summed in registers
// and added to the stratum's row at once: a row in memory far away is fetched once a block instead of once a patient.
public sealed partial class OutcomeTable
{
    private const int Tile = 64;
    private const int End = -1;
    private const int CacheLine = 64;
    private const uint EventMask = (1u << RowLayout.Events) - 1;

    // 2^23 + v rounds v in [0, 2^22] half to even into the low bits of the float, by IEEE addition alone.
    private const float Rounder = 1 << 23;

    private static readonly Variable[] MeasuredVariables = [.. Measures.All.Select(measure => measure.Variable)];
    private static readonly float[] Maxima = [.. Measures.All.Select(measure => (float)measure.Maximum)];
    private static readonly float[] Scales = [.. Measures.All.Select(measure => (float)measure.StepsPerUnit)];

    private readonly int[] _columns = new int[Measures.Count * Tile];
    private readonly int[] _rows = new int[Measures.Count * PatientBlock.Capacity];
    private readonly uint[] _flags = new uint[PatientBlock.Capacity + Tile];
    private readonly int[] _groups = new int[PatientBlock.Capacity];

    // The living of each stratum as a chain: its first patient and from each patient the next.
    private readonly int[] _first;
    private readonly int[] _next = new int[PatientBlock.Capacity];
    private readonly int[] _met = new int[PatientBlock.Capacity];

    // Those to whom something happened in the year: an event or death.
    private readonly int[] _struck = new int[PatientBlock.Capacity];

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

        strata = strata[..block.Count];
        var slab = Touch(arm, year);
        var piece = year > 0 ? TouchPiece(Shape.Tree.PieceAt(arm, year)) : null;
        var (met, struck) = Chain(block, strata);
        Fetch(slab, piece, block, strata, met, struck);

        for (var start = 0; start < strata.Length; start += Tile)
        {
            var count = Math.Min(Tile, strata.Length - start);
            Quantise(block, start, strata.Slice(start, count));
            Turn(ref _columns[0], ref _rows[start * Measures.Count], count);
            Flag(block, start, count);
        }

        for (var k = 0; k < met; k++)
        {
            var stratum = _met[k];
            AddLiving(ref MemoryMarshal.GetArrayDataReference(slab.Row(stratum)), _first[stratum]);
            _first[stratum] = End;
        }

        AddHeadlines(slab, strata);
        if (piece != null)
        {
            AddEvents(slab, piece, year, block, strata, _struck.AsSpan(0, struck));
            if (year == Shape.Years)
            {
                AddHorizon(piece, block, strata);
            }
        }

        _custom.Fold(arm, year, block, strata, _groups);
    }

    // Chains the living of each stratum, first to last, and lists those to whom something happened; returns how many strata were met
    // and how many patients are listed.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (int Met, int Struck) Chain(PatientBlock block, ReadOnlySpan<int> strata)
    {
        var (met, struck) = (0, 0);
        ref var alive = ref First(block, Variable.Alive, 0);
        ref var events = ref First(block, Variable.Events, 0);
        ref var low = ref block.IdLow;
        ref var high = ref block.IdHigh;
        ref var groups = ref MemoryMarshal.GetArrayDataReference(_groups);
        ref var next = ref MemoryMarshal.GetArrayDataReference(_next);
        ref var firsts = ref MemoryMarshal.GetArrayDataReference(_first);
        for (var i = strata.Length - 1; i >= 0; i--)
        {
            var id = ((ulong)Unsafe.Add(ref high, i) << 32) | Unsafe.Add(ref low, i);
            Unsafe.Add(ref groups, i) = (int)(id % RowLayout.ReplicateGroups);
            var stratum = strata[i];
            if (stratum < 0)
            {
                continue;
            }

            var lives = Unsafe.Add(ref alive, i) == 1f;
            if (!lives || Unsafe.Add(ref events, i) != 0f)
            {
                _struck[struck++] = i;
            }

            if (!lives)
            {
                continue;
            }

            ref var first = ref Unsafe.Add(ref firsts, stratum);
            if (first == End)
            {
                _met[met++] = stratum;
            }

            Unsafe.Add(ref next, i) = first;
            first = i;
        }

        return (met, struck);
    }

    // Asks for a year's sums ahead: 40 years of them do not fit the second-level cache, and to wait for line after line costs more
    // than the sums themselves.
    private void Fetch(SegmentYear slab, SegmentPiece? piece, PatientBlock block, ReadOnlySpan<int> strata, int met, int struck)
    {
        foreach (var stratum in _met.AsSpan(0, met))
        {
            Fetch<long>(slab.Row(stratum));
        }

        Fetch<uint>(slab.HeadlineSums);
        Fetch<ushort>(slab.HeadlineConditions);
        if (piece == null)
        {
            return;
        }

        foreach (var i in _struck.AsSpan(0, struck))
        {
            Fetch<long>(slab.Row(strata[i]).AsSpan(RowLayout.Counts, 1));
            Fetch<ushort>(slab.EventsOf(_groups[i]));
            Fetch<uint>(piece.DonorEvents(DonorGroup(block, i)));
            Fetch<ushort>(piece.CellEvents(Cell(block, i), _groups[i]));
        }
    }

    private static unsafe void Fetch<T>(ReadOnlySpan<T> values) where T : unmanaged
    {
        if (!Sse.IsSupported)
        {
            return;
        }

        fixed (T* first = values)
        {
            for (var at = 0; at < values.Length * sizeof(T); at += CacheLine)
            {
                Sse.Prefetch1((byte*)first + at);
            }
        }
    }

    // Sums and squares of all measures, counts of conditions and scores of a chain.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddLiving(ref long row, int first)
    {
        ref var values = ref MemoryMarshal.GetArrayDataReference(_rows);
        ref var counts = ref Unsafe.As<long, ushort>(ref Unsafe.Add(ref row, RowLayout.Counts));
        if (Vector512.IsHardwareAccelerated)
        {
            AddMeasures512(ref row, ref values, first);
        }
        else
        {
            AddMeasures256(ref row, ref values, first);
        }

        ref var cac = ref Unsafe.Add(ref counts, RowLayout.Scores);
        ref var avc = ref Unsafe.Add(ref cac, ScoreBins.Count);
        var masks = Vector256.Create((ushort)(1 << 0), 1 << 1, 1 << 2, 1 << 3, 1 << 4, 1 << 5, 1 << 6, 1 << 7,
            1 << 8, 1 << 9, 1 << 10, 1 << 11, 1 << 12, 1 << 13, 1 << 14, 1 << 15);

        // Where a bit is set the comparison gives -1, which is taken away.
        var conditions = Vector256<ushort>.Zero;
        ref var next = ref MemoryMarshal.GetArrayDataReference(_next);
        ref var flags = ref MemoryMarshal.GetArrayDataReference(_flags);
        ref var slots = ref ScoreBins.Slots;
        for (var i = first; i != End; i = Unsafe.Add(ref next, i))
        {
            conditions -= Vector256.Equals(Vector256.Create((ushort)Unsafe.Add(ref flags, i)) & masks, masks);
            ref var value = ref Unsafe.Add(ref values, i * Measures.Count);
            Unsafe.Add(ref cac, ScoreBins.Index(ref slots, Unsafe.Add(ref value, Measures.Cac)))++;
            Unsafe.Add(ref avc, ScoreBins.Index(ref slots, Unsafe.Add(ref value, Measures.Avc)))++;
        }

        AddTo(ref counts, RowLayout.Conditions, conditions);
    }

    // Sums and conditions of the living by replicate group.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddHeadlines(SegmentYear slab, ReadOnlySpan<int> strata)
    {
        ref var sums = ref MemoryMarshal.GetArrayDataReference(slab.HeadlineSums);
        ref var living = ref MemoryMarshal.GetArrayDataReference(slab.HeadlineConditions);
        ref var values = ref MemoryMarshal.GetArrayDataReference(_rows);
        var masks = Vector128.Create((ushort)(1 << 0), 1 << 1, 1 << 2, 1 << 3, 1 << 4, 1 << 5, 1 << 6, 1 << 7);
        ref var flags = ref MemoryMarshal.GetArrayDataReference(_flags);
        ref var groups = ref MemoryMarshal.GetArrayDataReference(_groups);
        for (var i = 0; i < strata.Length; i++)
        {
            var flag = Unsafe.Add(ref flags, i);
            if (flag == 0 || strata[i] < 0)
            {
                continue;
            }

            var group = (nuint)Unsafe.Add(ref groups, i) * Measures.HeadlineCount;
            (Vector256.LoadUnsafe(ref sums, group) + Vector256.LoadUnsafe(ref values, (nuint)(i * Measures.Count)).AsUInt32()).StoreUnsafe(ref sums, group);
            (Vector128.LoadUnsafe(ref living, group) - Vector128.Equals(Vector128.Create((ushort)flag) & masks, masks)).StoreUnsafe(ref living, group);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddMeasures512(ref long row, ref int values, int first)
    {
        var (sum0, sum1, sum2) = (Vector512<long>.Zero, Vector512<long>.Zero, Vector512<long>.Zero);
        var (square0, square1, square2) = (Vector512<long>.Zero, Vector512<long>.Zero, Vector512<long>.Zero);
        ref var next = ref MemoryMarshal.GetArrayDataReference(_next);
        for (var i = first; i != End; i = Unsafe.Add(ref next, i))
        {
            var at = (nuint)(i * Measures.Count);
            var value = Widen(ref values, at);
            sum0 += value;
            square0 += value * value;
            value = Widen(ref values, at + 8);
            sum1 += value;
            square1 += value * value;
            value = Widen(ref values, at + 16);
            sum2 += value;
            square2 += value * value;
        }

        AddTo(ref row, RowLayout.Sums, sum0);
        AddTo(ref row, RowLayout.Sums + 8, sum1);
        AddTo(ref row, RowLayout.Sums + 16, sum2);
        AddTo(ref row, RowLayout.Squares, square0);
        AddTo(ref row, RowLayout.Squares + 8, square1);
        AddTo(ref row, RowLayout.Squares + 16, square2);

        static Vector512<long> Widen(ref int values, nuint at) => Vector512.WidenLower(Vector256.LoadUnsafe(ref values, at).ToVector512Unsafe());
    }

    private void AddMeasures256(ref long row, ref int values, int first)
    {
        for (var m = 0; m < Measures.Count; m += Vector256<long>.Count)
        {
            var (sum, square) = (Vector256<long>.Zero, Vector256<long>.Zero);
            for (var i = first; i != End; i = _next[i])
            {
                var value = Vector256.WidenLower(Vector128.LoadUnsafe(ref values, (nuint)((i * Measures.Count) + m)).ToVector256Unsafe());
                sum += value;
                square += value * value;
            }

            AddTo(ref row, RowLayout.Sums + m, sum);
            AddTo(ref row, RowLayout.Squares + m, square);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTo<T>(ref T first, int at, Vector512<T> addend) =>
        (Vector512.LoadUnsafe(ref first, (nuint)at) + addend).StoreUnsafe(ref first, (nuint)at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTo<T>(ref T first, int at, Vector256<T> addend) =>
        (Vector256.LoadUnsafe(ref first, (nuint)at) + addend).StoreUnsafe(ref first, (nuint)at);

    // Events and deaths of those who were alive at the start of the year.
    private void AddEvents(SegmentYear slab, SegmentPiece piece, int year, PatientBlock block, ReadOnlySpan<int> strata, ReadOnlySpan<int> struck)
    {
        PatientYears += strata.Length - strata.Count(-1);
        var events = block.Values(Variable.Events);
        foreach (var i in struck)
        {
            var group = _groups[i];
            var headline = slab.EventsOf(group);
            var donor = piece.DonorEvents(DonorGroup(block, i));
            var cell = piece.CellEvents(Cell(block, i), group);
            var counts = MemoryMarshal.Cast<long, ushort>(slab.Row(strata[i]).AsSpan(RowLayout.Counts));
            for (var rest = (uint)events[i] & EventMask; rest != 0; rest &= rest - 1)
            {
                var kind = BitOperations.TrailingZeroCount(rest);
                counts[RowLayout.NewEvents + kind]++;
                var at = HeadlineOf((EventKind)kind);
                if (at >= 0)
                {
                    Count(headline, donor, cell, at);
                }
            }

            if (_flags[i] != 0)
            {
                continue;
            }

            var cause = (int)block.Values(Variable.Cause)[i];
            if (cause is < 1 or > RowLayout.Causes)
            {
                throw new InvalidOperationException($"Patient {block.GetId(i)} died in year {year} of no known cause ({cause}).");
            }

            counts[RowLayout.Deaths + cause - 1]++;
            Count(headline, donor, cell, (int)Headline.Deaths);
            if ((CauseOfDeath)cause is CauseOfDeath.IschaemicHeart or CauseOfDeath.Stroke or CauseOfDeath.HeartFailure or CauseOfDeath.AorticStenosis)
            {
                Count(headline, donor, cell, (int)Headline.CardiovascularDeaths);
            }

            // The half-years of a whole life, counted when it ends. In a year's headlines they follow from the living and the deaths.
            donor[SegmentPiece.HalfYears] += (uint)((2 * year) - 1);
            cell[SegmentPiece.HalfYears] += (ushort)((2 * year) - 1);
        }
    }

    internal static int HeadlineOf(EventKind kind) => kind switch
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

    private static void Count(Span<ushort> headline, Span<uint> donor, Span<ushort> cell, int at)
    {
        at -= (int)Headline.Deaths;
        headline[at]++;
        donor[at]++;
        cell[at]++;
    }

    // The state of those who reach the horizon.
    private void AddHorizon(SegmentPiece piece, PatientBlock block, ReadOnlySpan<int> strata)
    {
        for (var i = 0; i < strata.Length; i++)
        {
            if (strata[i] >= 0 && _flags[i] != 0)
            {
                piece.AddState(DonorGroup(block, i), Cell(block, i), _groups[i], _rows.AsSpan(i * Measures.Count, Measures.HeadlineCount), _flags[i]);
            }
        }
    }

    private int DonorGroup(PatientBlock block, int i) => (int)block.Values(Variable.Donor)[i] % Shape.DonorGroups;

    private static int Cell(PatientBlock block, int i) => BaselineStrata.CellOf((int)block.Values(Variable.BaselineStrata)[i]);

    // Column-major integers of a tile. Values of the dead and of padding need not make sense: they are never added.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Quantise(PatientBlock block, int start, ReadOnlySpan<int> strata)
    {
        var count = strata.Length;
        for (var m = 0; m < Measures.Count; m++)
        {
            ref var value = ref First(block, MeasuredVariables[m], start);
            ref var column = ref _columns[m * Tile];
            var maximum = Vector512.Create(Maxima[m]);
            var scale = Vector512.Create(Scales[m]);
            var rounder = Vector512.Create(Rounder);
            var inside = Vector512<float>.AllBitsSet;

            // Columns are padded by 16 values, so that a vector may run past the last patient.
            for (var i = 0; i < count; i += Vector512<float>.Count)
            {
                var x = Vector512.LoadUnsafe(ref value, (nuint)i);
                inside &= Vector512.GreaterThanOrEqual(x, Vector512<float>.Zero) & Vector512.LessThanOrEqual(x, maximum);
                x = Vector512.MinNative(Vector512.MaxNative(x, Vector512<float>.Zero), maximum);
                (((x * scale) + rounder).AsInt32() - rounder.AsInt32()).StoreUnsafe(ref column, (nuint)i);
            }

            if (inside.AsInt32() != Vector512<int>.AllBitsSet)
            {
                CheckRange(m, block, start, strata);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void CheckRange(int m, PatientBlock block, int start, ReadOnlySpan<int> strata)
    {
        var measure = Measures.All[m];
        var values = block.Values(measure.Variable).Slice(start, strata.Length);
        var alive = block.Values(Variable.Alive).Slice(start, strata.Length);
        for (var i = 0; i < values.Length; i++)
        {
            if (alive[i] != 1f || strata[i] < 0)
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
            (bits & lives).AsUInt32().StoreUnsafe(ref _flags[start], at);
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
