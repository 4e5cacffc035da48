using Cohort.Physiology.Numerics;

namespace Cohort.Simulation.Population;

/// <summary>Respondents and their weights. Drawing is exact: weights are integers, and a row's number is its patients' donor.</summary>
public sealed class RespondentTable
{
    // Largest weight as an integer: with up to 2^24 rows the sum stays under 2^63.
    private const int WeightBits = 38;

    private readonly Respondent[] _rows;
    private readonly ulong[] _cumulative;
    private readonly float[] _egfr;

    /// <summary>A table of respondents.</summary>
    /// <param name="rows">At least one row, at most 2^24, each of a weight above 0.</param>
    /// <exception cref="ArgumentException">No or too many rows, or a weight that is not a number above 0.</exception>
    public RespondentTable(IEnumerable<Respondent> rows)
    {
        _rows = [.. rows];
        if (_rows.Length is 0 or > 1 << 24 || Array.Exists(_rows, r => !(r.Weight > 0) || !float.IsFinite(r.Weight)))
        {
            throw new ArgumentException("A table needs 1 to 2^24 rows of weights above 0.", nameof(rows));
        }

        _egfr = [.. _rows.Select(r => (float)r.EgfrAt(r.Age))];
        var exponent = WeightBits - Math.ILogB(_rows.Max(r => r.Weight));
        _cumulative = new ulong[_rows.Length];
        ulong sum = 0;
        for (var i = 0; i < _rows.Length; i++)
        {
            // Scaling by a power of two is exact; what lies below 2^-39 of the largest weight counts as 1.
            sum += Math.Max(1, (ulong)Math.Round(Math.ScaleB((double)_rows[i].Weight, exponent)));
            _cumulative[i] = sum;
        }
    }

    /// <summary>Number of rows.</summary>
    public int Count => _rows.Length;

    /// <summary>A respondent.</summary>
    /// <param name="row">Row from 0, the donor of its patients.</param>
    public ref readonly Respondent this[int row] => ref _rows[row];

    /// <summary>Every respondent, in the order of rows.</summary>
    public ReadOnlySpan<Respondent> Rows => _rows;

    /// <summary>eGFR of a row at the age it gives (mL/min/1.73m2).</summary>
    /// <param name="row">Row from 0.</param>
    public float Egfr(int row) => _egfr[row];

    /// <summary>The share of patients drawn from a row.</summary>
    /// <param name="row">Row from 0.</param>
    public double Share(int row) => (double)(_cumulative[row] - (row == 0 ? 0 : _cumulative[row - 1])) / _cumulative[^1];

    /// <summary>The row that a patient is drawn from, with probability proportional to weight.</summary>
    /// <remarks>Words 0 and 1 of <see cref="Purpose.Donor"/> are the low and high half of 64 random bits.</remarks>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="patient">Number of the patient.</param>
    public int Pick(ulong seed, ulong patient)
    {
        var (low, high, _, _) = Philox.Words(seed, patient, 0, (uint)Purpose.Donor);
        var at = Math.BigMul(((ulong)high << 32) | low, _cumulative[^1], out _);
        var (first, last) = (0, _cumulative.Length - 1);
        while (first < last)
        {
            var middle = (first + last) >>> 1;
            if (_cumulative[middle] > at)
            {
                last = middle;
            }
            else
            {
                first = middle + 1;
            }
        }

        return first;
    }

    /// <summary>Writes the canonical bytes of the table: the same rows give the same bytes on every machine.</summary>
    /// <param name="writer">Where to.</param>
    public void WriteTo(BinaryWriter writer)
    {
        writer.Write(_rows.Length);
        foreach (ref readonly var r in _rows.AsSpan())
        {
            writer.Write(r.Id);
            writer.Write((byte)((r.TopCoded ? 1 : 0) | (r.Female ? 2 : 0) | (r.DiabetesTold ? 4 : 0) | (r.Insulin ? 8 : 0)
                | (r.Coronary ? 16 : 0) | (r.HeartFailure ? 32 : 0) | (r.Stroke ? 64 : 0) | (r.BpMedication ? 128 : 0)));
            writer.Write(r.Smoking);
            Write(writer, r.Weight, r.Age, r.Creatinine, r.Phosphate, r.Calcium, r.Albumin, r.AlkalinePhosphatase, r.Cholesterol, r.Ldl,
                r.Hba1c, r.Bmi, r.Systolic, r.Diastolic, r.Egfr, r.Albuminuria, r.VitaminD25, r.Magnesium, r.Lpa, r.AtrialFibrillation,
                r.Anticoagulant, r.WarfarinYears, r.Statin, r.DialysisYears, r.DiabetesYears);
        }
    }

    /// <summary>Reads a table that <see cref="WriteTo"/> wrote.</summary>
    /// <param name="reader">Where from.</param>
    public static RespondentTable ReadFrom(BinaryReader reader)
    {
        var rows = new Respondent[reader.ReadInt32()];
        for (var i = 0; i < rows.Length; i++)
        {
            var id = reader.ReadInt64();
            var flags = reader.ReadByte();
            var smoking = reader.ReadByte();
            rows[i] = new Respondent
            {
                Id = id,
                TopCoded = (flags & 1) != 0,
                Female = (flags & 2) != 0,
                DiabetesTold = (flags & 4) != 0,
                Insulin = (flags & 8) != 0,
                Coronary = (flags & 16) != 0,
                HeartFailure = (flags & 32) != 0,
                Stroke = (flags & 64) != 0,
                BpMedication = (flags & 128) != 0,
                Smoking = smoking,
                Weight = reader.ReadSingle(),
                Age = reader.ReadSingle(),
                Creatinine = reader.ReadSingle(),
                Phosphate = reader.ReadSingle(),
                Calcium = reader.ReadSingle(),
                Albumin = reader.ReadSingle(),
                AlkalinePhosphatase = reader.ReadSingle(),
                Cholesterol = reader.ReadSingle(),
                Ldl = reader.ReadSingle(),
                Hba1c = reader.ReadSingle(),
                Bmi = reader.ReadSingle(),
                Systolic = reader.ReadSingle(),
                Diastolic = reader.ReadSingle(),
                Egfr = reader.ReadSingle(),
                Albuminuria = reader.ReadSingle(),
                VitaminD25 = reader.ReadSingle(),
                Magnesium = reader.ReadSingle(),
                Lpa = reader.ReadSingle(),
                AtrialFibrillation = reader.ReadSingle(),
                Anticoagulant = reader.ReadSingle(),
                WarfarinYears = reader.ReadSingle(),
                Statin = reader.ReadSingle(),
                DialysisYears = reader.ReadSingle(),
                DiabetesYears = reader.ReadSingle(),
            };
        }

        return new RespondentTable(rows);
    }

    private static void Write(BinaryWriter writer, params ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            // One bit pattern for every NaN.
            writer.Write(float.IsNaN(value) ? float.NaN : value);
        }
    }
}
