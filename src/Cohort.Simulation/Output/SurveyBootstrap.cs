using Cohort.Physiology.Numerics;
using Cohort.Simulation.Outcomes;

namespace Cohort.Simulation.Output;

/// <summary>
/// Survey error by a bootstrap of respondents: as many groups of patients of one respondent as there are are drawn with
/// replacement, 200 times, the same in every arm, and an outcome's interval is the middle 95 % of its values. Groups drawn bring
/// all their patients, so that the interval holds what chance their patients had, too.
/// </summary>
public sealed class SurveyBootstrap
{
    /// <summary>Number of resamples.</summary>
    public const int Resamples = 200;

    // The draws have a key and a counter word of their own, so that they meet no patient's and no other run's differ.
    private const ulong Key = 0x5355_5256_4559;
    private const uint DrawPurpose = 0xB007;

    private readonly int[][] _weights;

    /// <summary>The resamples of some donors.</summary>
    /// <param name="patients">Number of patients of each donor; donors of none are left out.</param>
    public SurveyBootstrap(ReadOnlySpan<long> patients)
    {
        var donors = new List<int>();
        double sum = 0, squares = 0;
        for (var donor = 0; donor < patients.Length; donor++)
        {
            if (patients[donor] > 0)
            {
                donors.Add(donor);
                sum += patients[donor];
                squares += (double)patients[donor] * patients[donor];
            }
        }

        Donors = donors.Count;
        EffectiveDonors = squares > 0 ? sum * sum / squares : 0;
        _weights = new int[Donors < 2 ? 0 : Resamples][];
        for (var r = 0; r < _weights.Length; r++)
        {
            _weights[r] = new int[patients.Length];
            for (var draw = 0; draw < donors.Count; draw++)
            {
                var (word, _, _, _) = Philox.Words(Key, (ulong)draw, r, DrawPurpose);
                _weights[r][donors[(int)(((ulong)word * (ulong)donors.Count) >> 32)]]++;
            }
        }
    }

    /// <summary>Number of donors with patients.</summary>
    public int Donors { get; }

    /// <summary>Number of donors of equal numbers of patients that would vary as much (Kish): (sum n)^2 / sum n^2.</summary>
    public double EffectiveDonors { get; }

    /// <summary>The headline sums of each resample.</summary>
    /// <param name="donorHeadlines">A row of headline sums a donor.</param>
    public long[][] Resample(ReadOnlySpan<long> donorHeadlines)
    {
        var width = RunTable.HeadlineWidth;
        var sums = new long[_weights.Length][];
        for (var r = 0; r < sums.Length; r++)
        {
            var sum = sums[r] = new long[width];
            var weights = _weights[r];
            for (var donor = 0; donor < weights.Length; donor++)
            {
                var weight = weights[donor];
                if (weight != 0)
                {
                    var row = donorHeadlines.Slice(donor * width, width);
                    for (var h = 0; h < width; h++)
                    {
                        sum[h] += weight * row[h];
                    }
                }
            }
        }

        return sums;
    }

    /// <summary>The middle 95 % of some values: their 2.5th and 97.5th percentiles, interpolated.</summary>
    /// <param name="values">The values; sorted on return.</param>
    /// <returns>The interval; undefined if a value is, or there are fewer than two.</returns>
    public static Interval Middle(Span<double> values)
    {
        values.Sort();
        return values.Length < 2 || double.IsNaN(values[0]) ? Interval.Undefined : new Interval(At(values, 0.025), At(values, 0.975));

        static double At(ReadOnlySpan<double> sorted, double share)
        {
            var rank = share * (sorted.Length - 1);
            var below = (int)rank;
            var next = Math.Min(below + 1, sorted.Length - 1);
            return sorted[below] + ((rank - below) * (sorted[next] - sorted[below]));
        }
    }
}
