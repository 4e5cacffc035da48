using Cohort.Physiology.Rates;

namespace Cohort.Simulation.Population;

/// <summary>Prevalence of atrial fibrillation at baseline given age, sex, eGFR and albuminuria, by calendar year.</summary>
/// <remarks>
/// Published prevalence of 1996-97 by age and sex, rising linearly to 1.6 times by 2018; within age and sex it is shared out by the
/// hazard ratios of eGFR and albuminuria, divided by their survey mean at that age and sex, so that the published prevalence comes back.
/// </remarks>
internal sealed class FibrillationModel
{
    private const int FirstYear = 1997;
    private const int LastYear = 2018;
    private const double MaxProbability = 0.9;

    private readonly double[][] _prevalence = new double[2][];
    private readonly double[][] _meanRatio = [new double[RateTable.Ages], new double[RateTable.Ages]];
    private readonly double _growth;
    private readonly double _egfr60;
    private readonly double _egfr30;
    private readonly double _egfr15;
    private readonly double _acr30;
    private readonly double _acr300;

    public FibrillationModel(RespondentTable survey, AlbuminuriaModel albuminuria)
    {
        var facts = FactTable.Load("atrial_fibrillation.csv");
        double Ratio(string condition) => facts.One("hazard_ratio", condition).Value;
        (_egfr60, _egfr30, _egfr15) = (Ratio("egfr 60-89"), Ratio("egfr 30-59"), Ratio("egfr 15-29"));
        (_acr30, _acr300) = (Ratio("acr 30-299"), Ratio("acr >=300"));
        _growth = facts.One("prevalence_ratio_2018").Value - 1;
        MeanDuration = facts.One("mean_duration").Value;
        for (var s = 0; s < 2; s++)
        {
            _prevalence[s] = AgeCurve.Logarithmic(facts.Of("prevalence").Where(f => f.Holds(s == 1)));
            var sum = new double[RateTable.Ages];
            var total = new double[RateTable.Ages];
            foreach (ref readonly var r in survey.Rows)
            {
                if (r.Female == (s == 1))
                {
                    var age = (int)r.Age;
                    var egfr = r.EgfrAt(age);
                    var (over30, over300) = albuminuria.Shares(age, egfr, r.Diabetes);
                    sum[age] += r.Weight * OfEgfr(egfr) * (1 + ((over30 - over300) * (_acr30 - 1)) + (over300 * (_acr300 - 1)));
                    total[age] += r.Weight;
                }
            }

            // Mean over 11 ages: one year of age has some forty respondents.
            for (var age = 0; age < RateTable.Ages; age++)
            {
                var (low, high) = (Math.Clamp(age - 5, 20, 75), Math.Clamp(age + 5, 25, 80));
                _meanRatio[s][age] = sum.AsSpan(low, high - low + 1).ToArray().Sum() / total.AsSpan(low, high - low + 1).ToArray().Sum();
            }
        }
    }

    /// <summary>Mean duration of prevalent fibrillation (a).</summary>
    public double MeanDuration { get; }

    /// <summary>Published prevalence by age and sex in a calendar year.</summary>
    public double Prevalence(bool female, int age, int year) =>
        _prevalence[female ? 1 : 0][age] * (1 + (_growth * Math.Clamp((year - FirstYear) / (double)(LastYear - FirstYear), 0, 1)));

    /// <summary>Probability that a person has fibrillation at baseline.</summary>
    public double Probability(bool female, int age, int year, double egfr, double albuminuria) => Math.Min(MaxProbability,
        Prevalence(female, age, year) * OfEgfr(egfr) * (albuminuria >= 300 ? _acr300 : albuminuria >= 30 ? _acr30 : 1)
        / _meanRatio[female ? 1 : 0][age]);

    private double OfEgfr(double egfr) => egfr >= 90 ? 1 : egfr >= 60 ? _egfr60 : egfr >= 30 ? _egfr30 : _egfr15;
}
