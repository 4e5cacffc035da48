using Cohort.Physiology.Numerics;

namespace Cohort.Simulation.Population;

/// <summary>Albumin to creatinine ratio given age, eGFR and diabetes.</summary>
/// <remarks>
/// The odds of a ratio over 30 and over 300 mg/g are products of a factor of eGFR class and diabetes, one of the decade of age and one
/// of age band and diabetes, fitted once so that the published shares of all three tables come back in the survey population; the median
/// likewise. Between the median and these points, and beyond, the logarithm of the ratio is a straight line in the logit of the rank: a
/// log-logistic law in pieces. Limits 1 to 12,000 mg/g.
/// </remarks>
internal sealed class AlbuminuriaModel
{
    private const int EgfrClasses = 6;
    private const int Decades = 7;
    private const int Bands = 4;
    private const double LogMin = 0;
    private const double LogMax = 9.392662; // ln 12000
    private const double Log30 = 3.4011973816621555;
    private const double Log300 = 5.703782474656201;

    // Slope of the logarithm on the logit below the median: with it the SD of the whole comes near the published.
    private const double LowerSlope = 0.36;
    private const double UpperSlopeMin = 0.4;
    private const double UpperSlopeMax = 1.2;
    private const double NearestKnots = 0.15;

    private readonly double[] _over30ByClass;
    private readonly double[] _over30ByDecade;
    private readonly double[] _over30ByBand;
    private readonly double[] _over300ByClass;
    private readonly double[] _over300ByDecade;
    private readonly double[] _over300ByBand;
    private readonly double[] _medianByClass;
    private readonly double[] _medianByBand;

    public AlbuminuriaModel(RespondentTable survey)
    {
        var facts = FactTable.Load("albuminuria.csv");
        var n = survey.Count;
        var weights = new double[n];
        var (byClass, byDecade, byBand) = (new int[n], new int[n], new int[n]);
        for (var i = 0; i < n; i++)
        {
            ref readonly var r = ref survey[i];
            weights[i] = r.Weight;
            byClass[i] = Class(r.EgfrAt(r.Age), r.Diabetes);
            byDecade[i] = Decade((int)r.Age);
            byBand[i] = Band((int)r.Age, r.Diabetes);
        }

        double[] ByClass(Func<string, Fact, double> value) =>
        [
            .. from diabetes in new[] { "no", "yes" }
               from low in new[] { 0, 15, 30, 45, 60, 90 }
               select value("", facts.Facts.First(f => f.Quantity == "share_over_300" && f.EgfrLow == low && (f.Diabetes == diabetes || f.Diabetes == "any"))),
        ];
        double Share(Fact over300, bool from30) => Math.Clamp(
            over300.Scaled + (from30 ? Same(facts, over300, "share_30_300").Scaled : 0), 0.001, 0.995);
        Fact[] decades = [.. facts.Of("share_over_300").Where(f => double.IsNaN(f.EgfrLow) && f.Diabetes == "any").OrderBy(f => f.AgeLow)];
        Fact[] bands = [.. facts.Of("share_over_300").Where(f => double.IsNaN(f.EgfrLow) && f.Diabetes != "any")
            .OrderBy(f => f.Diabetes, StringComparer.Ordinal).ThenBy(f => f.AgeLow)];

        double[][] Fit(bool from30) => Raking.Fit(weights, new double[n],
        [
            (byDecade, [.. decades.Select(f => Share(f, from30))]),
            (byBand, [.. bands.Select(f => Share(f, from30))]),
            (byClass, ByClass((_, f) => Share(f, from30))),
        ], sweeps: 30);
        (_over30ByDecade, _over30ByBand, _over30ByClass) = Fit(from30: true) switch { var p => (p[0], p[1], p[2]) };
        (_over300ByDecade, _over300ByBand, _over300ByClass) = Fit(from30: false) switch { var p => (p[0], p[1], p[2]) };

        // Medians: class and age band add up on the logarithm.
        double LogMedian(Fact f) => ElementaryDouble.Log(Same(facts, f, "median").Value);
        var classMedians = ByClass((_, f) => LogMedian(f));
        double[] bandMedians = [.. bands.Select(LogMedian)];
        (_medianByClass, _medianByBand) = (new double[2 * EgfrClasses], new double[2 * Bands]);
        for (var sweep = 0; sweep < 10; sweep++)
        {
            Centre(weights, byBand, bandMedians, _medianByBand, i => _medianByBand[byBand[i]] + _medianByClass[byClass[i]]);
            Centre(weights, byClass, classMedians, _medianByClass, i => _medianByBand[byBand[i]] + _medianByClass[byClass[i]]);
        }
    }

    /// <summary>Probabilities of a ratio over 30 and over 300 mg/g.</summary>
    public (double Over30, double Over300) Shares(int age, double egfr, bool diabetes)
    {
        var (x30, x300) = Logits(age, egfr, diabetes);
        var over30 = Raking.Logistic(x30);
        return (over30, Math.Min(over30, Raking.Logistic(x300)));
    }

    /// <summary>The ratio at a rank.</summary>
    /// <param name="age">Age.</param>
    /// <param name="egfr">eGFR.</param>
    /// <param name="diabetes">Diabetes.</param>
    /// <param name="rank">Rank in (0, 1), higher for a higher ratio.</param>
    /// <returns>Ratio (mg/g).</returns>
    public double At(int age, double egfr, bool diabetes, double rank)
    {
        var (over30, over300) = Logits(age, egfr, diabetes);
        var x30 = -over30;
        var x300 = Math.Max(-over300, x30 + NearestKnots);
        var median = _medianByClass[Class(egfr, diabetes)] + _medianByBand[Band(age, diabetes)];
        var x = Single.Log(rank / (1 - rank));
        var middle = (Log300 - Log30) / (x300 - x30);
        double y;
        if (x >= x300)
        {
            // Above 300: towards the median where it is higher still, else on at a bounded slope.
            var slope = x300 < -NearestKnots && median > Log300 ? (median - Log300) / -x300 : Math.Clamp(middle, UpperSlopeMin, UpperSlopeMax);
            y = x <= 0 || slope <= UpperSlopeMax
                ? Log300 + (slope * (x - x300))
                : median + (UpperSlopeMax * x);
        }
        else if (x >= x30)
        {
            y = x300 > NearestKnots && x30 < -NearestKnots && median > Log30 && median < Log300
                ? x < 0 ? median + ((median - Log30) / -x30 * x) : median + ((Log300 - median) / x300 * x)
                : Log30 + (middle * (x - x30));
        }
        else if (x30 > NearestKnots && median < Log30)
        {
            y = x >= 0 ? median + ((Log30 - median) / x30 * x) : median + (LowerSlope * x);
        }
        else
        {
            y = Log30 + (LowerSlope * (x - x30));
        }

        return Single.Exp(Math.Clamp(y, LogMin, LogMax));
    }

    private static Fact Same(FactTable facts, Fact like, string quantity) => facts.Facts.First(f => f.Quantity == quantity
        && f.AgeLow == like.AgeLow && f.AgeHigh == like.AgeHigh && f.Diabetes == like.Diabetes && f.EgfrLow.Equals(like.EgfrLow));

    private static void Centre(double[] weights, int[] group, double[] target, double[] parameters, Func<int, double> value)
    {
        var mean = new double[target.Length];
        var total = new double[target.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            mean[group[i]] += weights[i] * value(i);
            total[group[i]] += weights[i];
        }

        for (var g = 0; g < target.Length; g++)
        {
            parameters[g] += total[g] > 0 ? target[g] - (mean[g] / total[g]) : target[g] - parameters[g];
        }
    }

    private (double Over30, double Over300) Logits(int age, double egfr, bool diabetes)
    {
        var (c, d, b) = (Class(egfr, diabetes), Decade(age), Band(age, diabetes));
        return (_over30ByClass[c] + _over30ByDecade[d] + _over30ByBand[b], _over300ByClass[c] + _over300ByDecade[d] + _over300ByBand[b]);
    }

    private static int Class(double egfr, bool diabetes) =>
        (diabetes ? EgfrClasses : 0) + (egfr >= 90 ? 5 : egfr >= 60 ? 4 : egfr >= 45 ? 3 : egfr >= 30 ? 2 : egfr >= 15 ? 1 : 0);

    private static int Decade(int age) => Math.Clamp((age / 10) - 2, 0, Decades - 1);

    private static int Band(int age, bool diabetes) => (diabetes ? Bands : 0) + (age >= 75 ? 3 : age >= 60 ? 2 : age >= 40 ? 1 : 0);
}
