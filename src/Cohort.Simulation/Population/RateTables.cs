using Cohort.Physiology.Rates;

namespace Cohort.Simulation.Population;

/// <summary>Fills the <see cref="RateTable"/> of the model from the published tables.</summary>
/// <remarks>
/// Rates by age band stand at the middle of their band and are joined by straight lines on the logarithm, flat at the ends; under
/// 20 the rates of adult disease fall in proportion to age. Shares of deaths are joined by straight lines and scaled to sum to 1.
/// The hazard of death on dialysis is published for all vintages together; the first year, a fifth of the patients, has 1.25 times
/// the later hazard, so the later one is the published divided by 1.05.
/// </remarks>
public static class RateTables
{
    private static readonly (Rate Rate, string Key)[] Shares =
    [
        (Rate.ShareIschaemic, "ischaemic"), (Rate.ShareStroke, "stroke"), (Rate.ShareCardiac, "cardiac"),
        (Rate.ShareStenosis, "stenosis"), (Rate.ShareCancer, "cancer"), (Rate.ShareKidney, "kidney"), (Rate.ShareOther, "other"),
    ];

    /// <summary>The rates of the US population: one table, built anew on each call.</summary>
    public static RateTable Load()
    {
        var table = new RateTable();
        var causes = FactTable.Load("causes_of_death.csv");
        var events = FactTable.Load("events.csv");
        var fibrillation = FactTable.Load("atrial_fibrillation.csv");
        var diabetes = FactTable.Load("diabetes.csv");
        var dialysis = FactTable.Load("dialysis.csv");
        var life = LifeTable.Load();
        foreach (var female in new[] { false, true })
        {
            for (var age = 0; age < RateTable.Ages; age++)
            {
                table.Set(Rate.Death, female, age, (float)life.Hazard(female, age));
            }

            SetShares(table, causes, female);
            SetRate(table, Rate.Infarction, female, events.Of("infarction").Where(f => f.Condition != "dialysis"));
            SetRate(table, Rate.Stroke, female, events.Of("stroke").Where(f => f.Condition != "dialysis"));
            SetRate(table, Rate.HeartFailure, female, events.Of("heart_failure").Where(f => f.Condition != "dialysis"));
            SetRate(table, Rate.AtrialFibrillation, female, fibrillation.Of("incidence"));
            SetRate(table, Rate.Diabetes, female, diabetes.Of("incidence"));
            SetRate(table, Rate.Fracture, female, events.Of("fracture"), childhood: false);
            SetRate(table, Rate.Transplant, female, dialysis.Of("transplant"), childhood: false);
            var later = 1 + (dialysis.One("vintage", "<1 y").Scaled * (dialysis.One("first_year_ratio").Value - 1));
            SetRate(table, Rate.DialysisDeath, female, dialysis.Of("death"), childhood: false, divisor: later);
        }

        SetYears(table.AnticoagulatedShare, "anticoagulated");
        SetYears(table.WarfarinShare, "warfarin_share");
        return table;
    }

    private static void SetRate(RateTable table, Rate rate, bool female, IEnumerable<Fact> bands, bool childhood = true, double divisor = 1)
    {
        var curve = AgeCurve.Logarithmic(bands.Where(f => f.Holds(female)));
        for (var age = 0; age < curve.Length; age++)
        {
            var young = childhood && age < 20 ? (age + 1) / 21.0 : 1;
            table.Set(rate, female, age, (float)(curve[age] * young / divisor));
        }
    }

    private static void SetShares(RateTable table, FactTable causes, bool female)
    {
        var curves = Shares.Select(s => AgeCurve.Linear(causes.Of(s.Key).Where(f => f.Holds(female)))).ToArray();
        for (var age = 0; age < RateTable.Ages; age++)
        {
            var sum = curves.Sum(c => c[age]);
            for (var s = 0; s < Shares.Length; s++)
            {
                table.Set(Shares[s].Rate, female, age, (float)(curves[s][age] / sum));
            }
        }
    }

    private static void SetYears(float[] values, string quantity)
    {
        var points = FactTable.Load("anticoagulants.csv").Of(quantity)
            .Select(f => ((double)f.Year, f.Scaled)).OrderBy(p => p.Item1).ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)AgeCurve.At(points, RateTable.FirstYear + i);
        }
    }
}
