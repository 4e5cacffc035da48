using Cohort.Simulation.Outcomes.Custom;

namespace Cohort.Simulation.Outcomes;

/// <summary>
/// The outcomes of a run so far: the sum of its segments' tables. All integers, so that any order of addition gives the same
/// bytes. Arms are read along their source arms: asking for an arm and year gives what its source has.
/// </summary>
public sealed class RunTable
{
    private readonly RunYear?[] _years;
    private readonly long[]?[] _donors;
    private readonly long[]?[] _baseline;
    private readonly long[] _clamps = new long[Measures.Count];

    /// <summary>An empty table.</summary>
    /// <param name="shape">Its size and meaning.</param>
    public RunTable(TableShape shape)
    {
        Shape = shape;
        _years = new RunYear?[shape.Tree.Arms * (shape.Years + 1)];
        _donors = new long[]?[shape.Tree.Pieces.Count];
        _baseline = new long[]?[shape.Tree.Pieces.Count];
        Custom = new CustomSums(shape);
    }

    /// <summary>Number of replicate groups: patients are in the group of their number modulo this.</summary>
    public static int ReplicateGroups => RowLayout.ReplicateGroups;

    /// <summary>Numbers in a headline row; see <see cref="Headline"/>.</summary>
    public static int HeadlineWidth => RowLayout.HeadlineWidth;

    /// <summary>Size and meaning of the table.</summary>
    public TableShape Shape { get; }

    /// <summary>Patient-years simulated in source arms.</summary>
    public long PatientYears { get; private set; }

    /// <summary>Values of living patients that lay outside their measure's range, by measure.</summary>
    public ReadOnlySpan<long> Clamps => _clamps;

    /// <summary>Sums of the outcomes that the scenario defines itself.</summary>
    internal CustomSums Custom { get; }

    /// <summary>Adds a segment.</summary>
    /// <param name="segment">Its table.</param>
    public void Add(OutcomeTable segment)
    {
        for (var arm = 0; arm < Shape.Tree.Arms; arm++)
        {
            for (var year = 0; year <= Shape.Years; year++)
            {
                if (segment.At(arm, year) is { } rows)
                {
                    (_years[At(arm, year)] ??= new RunYear(Shape.Strata.Count)).Add(rows);
                }
            }
        }

        for (var piece = 0; piece < _donors.Length; piece++)
        {
            if (segment.PieceOf(piece) is { } sums)
            {
                sums.AddTo(
                    _donors[piece] ??= new long[Shape.DonorGroups * RowLayout.HeadlineWidth],
                    _baseline[piece] ??= new long[BaselineStrata.Count * RowLayout.ReplicateGroups * RowLayout.HeadlineWidth],
                    Shape.Years);
            }
        }

        Custom.Add(segment.Custom);
        LongSums.Add(_clamps, segment.Clamps);
        PatientYears += segment.PatientYears;
    }

    /// <summary>Adds the table of other segments of the same run.</summary>
    /// <param name="other">The other table.</param>
    public void Add(RunTable other)
    {
        for (var i = 0; i < _years.Length; i++)
        {
            if (other._years[i] is { } rows)
            {
                (_years[i] ??= new RunYear(Shape.Strata.Count)).Add(rows);
            }
        }

        for (var piece = 0; piece < _donors.Length; piece++)
        {
            Add(ref _donors[piece], other._donors[piece]);
            Add(ref _baseline[piece], other._baseline[piece]);
        }

        Custom.Add(other.Custom);
        LongSums.Add(_clamps, other._clamps);
        PatientYears += other.PatientYears;
    }

    /// <summary>Makes another table the same as this one.</summary>
    /// <param name="copy">An empty table of the same shape, or an earlier copy, whose memory is used again.</param>
    public void CopyTo(RunTable copy)
    {
        for (var i = 0; i < _years.Length; i++)
        {
            _years[i]?.CopyTo(copy._years[i] ??= new RunYear(Shape.Strata.Count));
        }

        for (var piece = 0; piece < _donors.Length; piece++)
        {
            Copy(_donors[piece], ref copy._donors[piece]);
            Copy(_baseline[piece], ref copy._baseline[piece]);
        }

        Custom.CopyTo(copy.Custom);
        _clamps.CopyTo(copy._clamps, 0);
        copy.PatientYears = PatientYears;
    }

    /// <summary>A copy that later additions leave as it is.</summary>
    public RunTable Copy()
    {
        var copy = new RunTable(Shape);
        CopyTo(copy);
        return copy;
    }

    /// <summary>The outcomes of an arm, year and stratum.</summary>
    /// <param name="arm">The arm, source or not.</param>
    /// <param name="year">Year since baseline.</param>
    /// <param name="stratum">The stratum.</param>
    /// <param name="row">The outcomes; undefined if there are none.</param>
    /// <returns>False if no patient was in the stratum at the start of the year.</returns>
    public bool TryGetRow(int arm, int year, int stratum, out OutcomeRow row)
    {
        if (_years[At(Shape.Tree.Source(arm, year), year)] is { } rows)
        {
            return rows.TryFind(stratum, year, out row);
        }

        row = default;
        return false;
    }

    /// <summary>
    /// Headline sums of an arm at the end of a year by replicate group: sums and counts of the living as they are then, events,
    /// deaths and half-years since baseline.
    /// </summary>
    /// <param name="arm">The arm, source or not.</param>
    /// <param name="year">Year since baseline.</param>
    /// <returns><see cref="ReplicateGroups"/> rows of <see cref="HeadlineWidth"/> numbers.</returns>
    public long[] Headlines(int arm, int year)
    {
        var sums = new long[RowLayout.ReplicateGroups * RowLayout.HeadlineWidth];
        for (var y = 0; y <= year; y++)
        {
            if (_years[At(Shape.Tree.Source(arm, y), y)] is not { } rows)
            {
                continue;
            }

            for (var group = 0; group < RowLayout.ReplicateGroups; group++)
            {
                var sum = sums.AsSpan(group * RowLayout.HeadlineWidth, RowLayout.HeadlineWidth);
                var added = rows.Headlines.AsSpan(group * RowLayout.HeadlineWidth, RowLayout.HeadlineWidth);
                added[..(int)Headline.Deaths].CopyTo(sum);
                LongSums.Add(sum[(int)Headline.Deaths..], added[(int)Headline.Deaths..]);
                sum[(int)Headline.HalfYears] += y == 0 ? 0 : (2 * added[(int)Headline.Alive]) + added[(int)Headline.Deaths];
            }
        }

        return sums;
    }

    /// <summary>Headline sums of an arm at the horizon by baseline stratum and replicate group.</summary>
    /// <param name="arm">The arm, source or not.</param>
    /// <returns>For each stratum of <see cref="BaselineStrata"/>, <see cref="ReplicateGroups"/> rows of <see cref="HeadlineWidth"/> numbers.</returns>
    public long[] BaselineHeadlines(int arm) =>
        AlongPath(arm, _baseline, BaselineStrata.Count * RowLayout.ReplicateGroups * RowLayout.HeadlineWidth);

    /// <summary>Headline sums of an arm at the horizon by group of respondents.</summary>
    /// <param name="arm">The arm, source or not.</param>
    /// <returns>A row of <see cref="HeadlineWidth"/> numbers a group.</returns>
    public long[] DonorHeadlines(int arm) => AlongPath(arm, _donors, Shape.DonorGroups * RowLayout.HeadlineWidth);

    /// <summary>Writes the table: equal tables give equal bytes.</summary>
    /// <param name="writer">Where to.</param>
    public void WriteTo(BinaryWriter writer)
    {
        writer.Write(PatientYears);
        LongSums.Write(writer, _clamps);
        foreach (var rows in _years)
        {
            writer.Write(rows != null);
            rows?.WriteTo(writer);
        }

        foreach (var rows in _donors.Concat(_baseline))
        {
            writer.Write(rows != null);
            if (rows != null)
            {
                LongSums.Write(writer, rows);
            }
        }

        for (var arm = 0; arm < Shape.Tree.Arms; arm++)
        {
            Custom.WriteTo(writer, arm);
        }
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    /// <param name="reader">Where from.</param>
    /// <param name="shape">Shape of the table written.</param>
    /// <exception cref="EndOfStreamException">The bytes end early.</exception>
    public static RunTable ReadFrom(BinaryReader reader, TableShape shape)
    {
        var table = new RunTable(shape) { PatientYears = reader.ReadInt64() };
        LongSums.Read(reader, table._clamps);
        for (var i = 0; i < table._years.Length; i++)
        {
            if (reader.ReadBoolean())
            {
                table._years[i] = new RunYear(shape.Strata.Count);
                table._years[i]!.ReadFrom(reader);
            }
        }

        ReadRows(table._donors, shape.DonorGroups * RowLayout.HeadlineWidth);
        ReadRows(table._baseline, BaselineStrata.Count * RowLayout.ReplicateGroups * RowLayout.HeadlineWidth);
        for (var arm = 0; arm < shape.Tree.Arms; arm++)
        {
            table.Custom.ReadFrom(reader, arm);
        }

        return table;

        void ReadRows(long[]?[] rows, int length)
        {
            for (var i = 0; i < rows.Length; i++)
            {
                if (reader.ReadBoolean())
                {
                    rows[i] = new long[length];
                    LongSums.Read(reader, rows[i]);
                }
            }
        }
    }

    private static void Add(ref long[]? sums, long[]? addends)
    {
        if (addends != null)
        {
            sums ??= new long[addends.Length];
            LongSums.Add(sums, addends);
        }
    }

    private static void Copy(long[]? sums, ref long[]? copy)
    {
        if (sums != null)
        {
            copy ??= new long[sums.Length];
            sums.CopyTo(copy, 0);
        }
    }

    private int At(int arm, int year) => (arm * (Shape.Years + 1)) + year;

    private long[] AlongPath(int arm, long[]?[] pieces, int length)
    {
        var sums = new long[length];
        foreach (var piece in Shape.Tree.Path(arm))
        {
            if (pieces[piece] is { } rows)
            {
                LongSums.Add(sums, rows);
            }
        }

        return sums;
    }
}
