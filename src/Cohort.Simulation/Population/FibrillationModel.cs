using Cohort.Physiology.Rates;

namespace Cohort.Simulation.Population;

/// <summary>Prevalence of atrial fibrillation at baseline given age, sex, eGFR and albuminuria, by calendar year.</summary>
/// <remarks>
/// Published prevalence of 1996-97 by age and sex, rising linearly to 1.6 times by 2018; within age and sex it is shared out by the
/// hazard ratios of eGFR and albuminuria, divided by their survey mean at that age and sex, so that the published prevalence comes back.
/// On dialysis only the ratio of eGFR counts (both together would give 24 % against a published 11 % of all patients).
/// </remarks>
internal sealed class FibrillationModel
{
    private const int FirstYear = 1997;
    private const int LastYear = 2018;
    private const double MaxProbability = 0.9;

    private static readonly int[] BandEnds = [39, 54, 59, 64, 69, 74, 79, 84, 120];

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
        var life = LifeTable.Load();
        for (var s = 0; s < 2; s++)
        {
            _prevalence[s] = AgeCurve.Logarithmic(facts.Of("prevalence").Where(f => f.Holds(s == 1)));
            var sum = new double[BandEnds.Length];
            var total = new double[BandEnds.Length];
            var survivors = life.Survivors(s == 1, BaselineModel.TopCodedLow, BaselineModel.TopCodedHigh);
            void Add(in Respondent r, int age, double weight)
            {
                var egfr = r.EgfrAt(age);
                var (over30, over300) = albuminuria.Shares(age, egfr, r.Diabetes);
                var ratio = OfEgfr(egfr) * (1 + ((over30 - over300) * (_acr30 - 1)) + (over300 * (_acr300 - 1)));
                sum[Band(age)] += weight * ratio;
                total[Band(age)] += weight;
            }

            foreach (ref readonly var r in survey.Rows)
            {
                if (r.Female != (s == 1))
                {
                    continue;
                }

                if (!r.TopCoded)
                {
                    Add(r, (int)r.Age, r.Weight);
                    continue;
                }

                for (var i = 0; i < survivors.Length; i++)
                {
                    Add(r, BaselineModel.TopCodedLow + i, r.Weight * (survivors[i] - (i == 0 ? 0 : survivors[i - 1])));
                }
            }

            for (var age = 20; age < RateTable.Ages; age++)
            {
                _meanRatio[s][age] = sum[Band(age)] / total[Band(age)];
            }
        }
    }

    /// <summary>Mean duration of prevalent fibrillation (a).</summary>
    public double MeanDuration { get; }

    /// <summary>Published prevalence by age and sex in a calendar year.</summary>
    public double Prevalence(bool female, int age, int year) =>
        _prevalence[female ? 1 : 0][age] * (1 + (_growth * Math.Clamp((year - FirstYear) / (double)(LastYear - FirstYear), 0, 1)));

    /// <summary>Probability that a person has fibrillation at baseline.</summary>
    public double Probability(bool female, int age, int year, double egfr, double albuminuria, bool dialysis) => Math.Min(MaxProbability,
        Prevalence(female, age, year) * OfEgfr(egfr) * (dialysis || albuminuria < 30 ? 1 : albuminuria >= 300 ? _acr300 : _acr30)
        / _meanRatio[female ? 1 : 0][age]);

    private static int Band(int age)
    {
        var band = 0;
        while (age > BandEnds[band])
        {
            band++;
        }

        return band;
    }

    private double OfEgfr(double egfr) => egfr >= 90 ? 1 : egfr >= 60 ? _egfr60 : egfr >= 30 ? _egfr30 : _egfr15;
}
