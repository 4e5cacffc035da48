using Cohort.Physiology.Numerics;
using Cohort.Physiology.Rates;

namespace Cohort.Simulation.Population;

/// <summary>Disorders that raise calcium, assigned given the measured calcium at published prevalence.</summary>
/// <remarks>
/// Before the measurement: primary hyperparathyroidism in proportion to its incidence by age, scaled so that the US adults of 2019 show the
/// published prevalence by sex; hypercalcaemia of malignancy doubling every 12 years of age; hypercalcaemic sarcoidosis at one
/// prevalence. The measured calcium multiplies the odds by the ratio of two normal densities, people with and without such
/// a disorder. One factor by sex and age group (20-49, 50-64, 65 or more) then makes the survey population show the prevalence.
/// </remarks>
internal sealed class DisorderModel
{
    private const int AgeGroups = 3;

    private readonly double[][] _adenoma = new double[2][];
    private readonly double[] _malignancy = new double[RateTable.Ages];
    private readonly double _sarcoidosis;
    private readonly double[] _factor = [1, 1, 1, 1, 1, 1];
    private readonly MineralReference _reference;

    public DisorderModel(RespondentTable survey, MineralReference reference)
    {
        _reference = reference;
        var facts = FactTable.Load("rare_disorders.csv");
        var people = UsPopulation.Load();
        Rise = facts.One("adenoma_calcium_rise").Value;
        Spread = facts.One("adenoma_calcium_sd").Value;
        SetPoint = facts.One("adenoma_set_point").Value;
        GlandMass = facts.One("adenoma_gland_mass").Value;
        Calcitriol = facts.One("granuloma_calcitriol").Value;
        Lysis = facts.One("bone_lysis").Value;
        _sarcoidosis = facts.Of("sarcoidosis_prevalence").Single(f => f.Sex == "both").Scaled * facts.One("sarcoidosis_hypercalcaemic").Scaled;
        var doubling = ElementaryDouble.Log(2) / facts.One("malignant_hypercalcaemia_doubling").Value;
        var (cancer, adults) = (0.0, 0.0);
        for (var s = 0; s < 2; s++)
        {
            var incidence = AgeCurve.Logarithmic(facts.Of("hyperparathyroidism_incidence").Where(f => f.Holds(s == 1)));
            var (cases, total) = (0.0, 0.0);
            for (var age = 20; age < RateTable.Ages; age++)
            {
                var n = people.At(s == 1, age);
                cases += n * incidence[age];
                total += n;
                cancer += n * ElementaryDouble.Exp(doubling * (age - 60));
            }

            adults += total;
            var published = facts.Of("hyperparathyroidism_prevalence").Single(f => f.Holds(s == 1)).Scaled;
            _adenoma[s] = [.. incidence.Select(i => published * i * total / cases)];
        }

        var malignancy = facts.One("malignant_hypercalcaemia_prevalence").Scaled;
        for (var age = 0; age < RateTable.Ages; age++)
        {
            _malignancy[age] = malignancy * ElementaryDouble.Exp(doubling * (age - 60)) * adults / cancer;
        }

        Calibrate(survey);
    }

    /// <summary>How far measured corrected calcium of those affected lies above that of others (mmol/L).</summary>
    public double Rise { get; }

    /// <summary>SD of measured corrected calcium among those affected (mmol/L).</summary>
    public double Spread { get; }

    /// <summary>Median set-point shift of an adenoma (mmol/L).</summary>
    public double SetPoint { get; }

    /// <summary>Median gland mass with an adenoma.</summary>
    public double GlandMass { get; }

    /// <summary>Median calcitriol made by granulomas (pmol/L).</summary>
    public double Calcitriol { get; }

    /// <summary>Median calcium freed from bone in malignancy (mmol/d).</summary>
    public double Lysis { get; }

    /// <summary>Published prevalence of adenoma by age and sex.</summary>
    public double AdenomaPrevalence(bool female, int age) => _adenoma[female ? 1 : 0][age];

    /// <summary>Probabilities of adenoma, malignant hypercalcaemia and hypercalcaemic sarcoidosis given the measured calcium.</summary>
    /// <param name="female">True for women.</param>
    /// <param name="age">Age.</param>
    /// <param name="group">Group of <see cref="MineralReference"/>.</param>
    /// <param name="calcium">Measured calcium corrected for albumin (mmol/L).</param>
    public (double Adenoma, double Malignancy, double Sarcoidosis) Probabilities(bool female, int age, int group, double calcium)
    {
        var (adenoma, malignancy) = (_adenoma[female ? 1 : 0][age], _malignancy[age]);
        var odds = LikelihoodRatio(group, calcium) * _factor[Cell(female, age)];
        var scale = odds / (1 + ((adenoma + malignancy + _sarcoidosis) * (odds - 1)));
        return (adenoma * scale, malignancy * scale, _sarcoidosis * scale);
    }

    private static int Cell(bool female, int age) => (female ? AgeGroups : 0) + (age >= 65 ? 2 : age >= 50 ? 1 : 0);

    private double LikelihoodRatio(int group, double calcium)
    {
        var (mean, variance) = _reference.Calcium(group);
        var spread = Math.Max(Spread * Spread, 1.2 * variance);
        // Below the lowest point of the ratio it would rise again: a very low calcium does not speak for the disorder.
        var lowest = -Rise * variance / (spread - variance);
        var x = Math.Max(lowest, calcium - mean);
        return Single.Exp((0.5 * x * x / variance) - (0.5 * (x - Rise) * (x - Rise) / spread)) * Math.Sqrt(variance / spread);
    }

    private void Calibrate(RespondentTable survey)
    {
        for (var round = 0; round < 60; round++)
        {
            var (expected, got) = (new double[2 * AgeGroups], new double[2 * AgeGroups]);
            foreach (ref readonly var r in survey.Rows)
            {
                var (age, egfr) = ((int)r.Age, r.EgfrAt(r.Age));
                var cell = Cell(r.Female, age);
                expected[cell] += r.Weight * AdenomaPrevalence(r.Female, age);
                got[cell] += r.Weight * Probabilities(r.Female, age,
                    MineralReference.Group(r.Female, age, egfr, egfr < Respondent.DialysisEgfr), r.CorrectedCalcium).Adenoma;
            }

            for (var c = 0; c < expected.Length; c++)
            {
                _factor[c] *= got[c] > 0 ? expected[c] / got[c] : 1;
            }
        }
    }
}
