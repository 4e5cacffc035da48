using Cohort.Physiology.Numerics;

namespace Cohort.Simulation.Population;

/// <summary>US patients on dialysis, built from published tables because the survey has hardly any.</summary>
/// <remarks>
/// One row for each year of age 20-89, sex, diabetes and band of vintage, twice over, weighted by the published mix: shares by age
/// group (even in proportion to residents times prevalence of kidney failure within a group), 56 % men, diabetes by age, years on dialysis.
/// Phosphate and calcium are drawn from the published mean and SD on haemodialysis; eGFR is 6; diabetes began 8-20 years before dialysis.
/// Other risk factors come from one of the ten NHANES respondents nearest in age, of the same sex, with diabetes, or without it and
/// with eGFR under 60: prior heart disease is therefore rarer than among real dialysis patients. Age, sex, diabetes and
/// vintage are taken as independent but for diabetes by age. Draws: <see cref="Purpose.SyntheticAge"/> under the fixed key of the
/// hot deck, patient = row: year 0 word 0 donor, 1 phosphate, 2 calcium, 3 vintage; year 1 word 0 start of diabetes, 1 albumin.
/// </remarks>
public static class SyntheticUsDialysis
{
    private const int Youngest = 20;
    private const int Oldest = 89;
    private const int Copies = 2;
    private const int Nearest = 10;
    private const float ResidualEgfr = 6;
    private const float DialysisCreatinine = 8;
    private const double DiabetesBefore = 8;
    private const double DiabetesBeforeSpan = 12;
    private const double AlbuminSd = 4;
    private const double PhosphateUnit = 0.3229; // mmol/L per mg/dL
    private const double CalciumUnit = 0.2495;

    /// <summary>The patients, each on dialysis for some years.</summary>
    public static RespondentTable Load()
    {
        var facts = FactTable.Load("dialysis.csv");
        var people = UsPopulation.Load();
        var prevalence = AgeCurve.Logarithmic(facts.Of("prevalence").Where(f => f.AgeLow >= Youngest));
        var ages = facts.Of("share_of_prevalent").Where(f => f.Sex == "both").ToArray();
        var vintage = new VintageModel(facts);
        double Mean(string key) => facts.Of(key).Average(f => f.Value);
        var (men, women) = (facts.Of("share_of_prevalent").Single(f => f.Sex == "male").Scaled, facts.Of("share_of_prevalent").Single(f => f.Sex == "female").Scaled);
        double Residents(int age) => (people.At(false, age) + people.At(true, age)) * prevalence[age];

        var survey = Nhanes.Load().Rows.ToArray();
        var rows = new List<Respondent>();
        foreach (var group in ages)
        {
            var high = Math.Min(Oldest, group.AgeHigh);
            var span = Enumerable.Range(group.AgeLow, high - group.AgeLow + 1).ToArray();
            var total = span.Sum(Residents);
            var diabetic = facts.Of("diabetes_by_age").Single(f => f.AgeLow == group.AgeLow).Scaled;
            foreach (var age in span)
            {
                foreach (var female in new[] { false, true })
                {
                    foreach (var diabetes in new[] { false, true })
                    {
                        var pool = Pool(survey, age, female, diabetes);
                        for (var band = 0; band < VintageModel.BandCount; band++)
                        {
                            var weight = 1e6 * group.Scaled * Residents(age) / total * (female ? women : men) / (men + women)
                                * (diabetes ? diabetic : 1 - diabetic) * vintage.Share(band) / Copies;
                            for (var copy = 0; copy < Copies; copy++)
                            {
                                rows.Add(Row(rows.Count + 1, age, band, weight, diabetes, pool));
                            }
                        }
                    }
                }
            }
        }

        return new RespondentTable(rows);

        Respondent Row(int id, int age, int band, double weight, bool diabetes, Respondent[] pool)
        {
            var (w0, w1, w2, w3) = Philox.Words(HotDeck.Key, (ulong)id, 0, (uint)Purpose.SyntheticAge);
            var (v0, v1, _, _) = Philox.Words(HotDeck.Key, (ulong)id, 1, (uint)Purpose.SyntheticAge);
            double Normal(uint word) => ElementaryDouble.InverseNormal(Philox.Uniform(word));
            var years = Math.Min(age, VintageModel.Within(band, Philox.Uniform(w3)));
            var albumin = Math.Clamp(Mean("albumin_g_l") + (AlbuminSd * Normal(v1)), 20, 50);
            return pool[(int)(((ulong)w0 * (ulong)pool.Length) >> 32)] with
            {
                Id = id,
                Weight = (float)weight,
                Age = age,
                TopCoded = false,
                Creatinine = DialysisCreatinine,
                Egfr = ResidualEgfr,
                Phosphate = (float)Math.Clamp(PhosphateUnit * (Mean("phosphate_mg_dl") + (Mean("phosphate_sd_mg_dl") * Normal(w1))), 0.5, 3.5),
                Calcium = (float)Math.Clamp(CalciumUnit * (Mean("calcium_mg_dl") + (Mean("calcium_sd_mg_dl") * Normal(w2))), 1.6, 2.9),
                Albumin = (float)albumin,
                DialysisYears = (float)years,
                DiabetesTold = diabetes,
                DiabetesYears = diabetes
                    ? (float)Math.Clamp(years + DiabetesBefore + (DiabetesBeforeSpan * Philox.Uniform(v0)), 0, age - 15)
                    : float.NaN,
            };
        }
    }

    private static Respondent[] Pool(Respondent[] survey, int age, bool female, bool diabetes) =>
    [
        .. survey.Where(r => r.Female == female && r.Diabetes == diabetes && (diabetes || r.EgfrAt(r.Age) < 60))
            .OrderBy(r => Math.Abs(r.Age - age)).ThenBy(r => r.Id).Take(Nearest),
    ];
}
