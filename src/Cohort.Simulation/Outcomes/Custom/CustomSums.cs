namespace Cohort.Simulation.Outcomes.Custom;

/// <summary>Sums of custom outcomes by source arm, year and replicate group: integers, of a segment as of a run, so that any order of addition gives the same bytes.</summary>
/// <remarks>
/// A row of an outcome holds a sum and a count a group, then one count of values that were undefined. A value adds at most 2^36 to a sum; a run of 10^10
/// patients has 5 x 10^7 in a group, so that a sum stays under 2^62.
/// </remarks>
internal sealed class CustomSums(TableShape shape)
{
    /// <summary>Numbers of an outcome in a row.</summary>
    public const int Width = (2 * RowLayout.ReplicateGroups) + 1;

    private readonly long[]?[] _rows = new long[]?[shape.Custom.Count == 0 ? 0 : shape.Tree.Arms * (shape.Years + 1)];

    /// <summary>Bytes of the sums of a shape, every year of every source arm occupied.</summary>
    public static long EstimateBytes(TableShape shape, long armYears) => armYears * shape.Custom.Count * Width * sizeof(long);

    /// <summary>The row of a source arm and year, added if it is new.</summary>
    public long[] Touch(int arm, int year) => _rows[At(arm, year)] ??= new long[shape.Custom.Count * Width];

    /// <summary>The sums of an outcome in an arm: of the year, or, where years add up, of all until then.</summary>
    /// <param name="arm">The arm, source or not.</param>
    /// <param name="year">Year since baseline.</param>
    /// <param name="outcome">The outcome.</param>
    /// <returns>The row, see above.</returns>
    public long[] Of(int arm, int year, int outcome)
    {
        var sums = new long[Width];
        for (var y = shape.Custom[outcome].IsCumulative ? 0 : year; y <= year; y++)
        {
            if (_rows[At(shape.Tree.Source(arm, y), y)] is { } row)
            {
                LongSums.Add(sums, row.AsSpan(outcome * Width, Width));
            }
        }

        return sums;
    }

    public void Clear()
    {
        foreach (var row in _rows)
        {
            row?.AsSpan().Clear();
        }
    }

    public void Add(CustomSums other)
    {
        for (var at = 0; at < _rows.Length; at++)
        {
            if (other._rows[at] is { } row)
            {
                LongSums.Add(_rows[at] ??= new long[row.Length], row);
            }
        }
    }

    /// <summary>Makes another, empty or an earlier copy, the same as this one.</summary>
    public void CopyTo(CustomSums copy)
    {
        for (var at = 0; at < _rows.Length; at++)
        {
            _rows[at]?.CopyTo(copy._rows[at] ??= new long[_rows[at]!.Length], 0);
        }
    }

    /// <summary>Writes what belongs to a source arm; nothing where no outcome is asked for.</summary>
    public void WriteTo(BinaryWriter writer, int arm)
    {
        for (var year = 0; year <= shape.Years && _rows.Length > 0; year++)
        {
            // A table that was cleared is the same as a new one.
            var row = _rows[At(arm, year)];
            var isOccupied = row.AsSpan().ContainsAnyExcept(0);
            writer.Write(isOccupied);
            if (isOccupied)
            {
                LongSums.Write(writer, row);
            }
        }
    }

    /// <summary>Reads into an empty table what <see cref="WriteTo"/> wrote.</summary>
    public void ReadFrom(BinaryReader reader, int arm)
    {
        for (var year = 0; year <= shape.Years && _rows.Length > 0; year++)
        {
            if (reader.ReadBoolean())
            {
                LongSums.Read(reader, Touch(arm, year));
            }
        }
    }

    private int At(int arm, int year) => (arm * (shape.Years + 1)) + year;
}
