using Cohort.Physiology.State;
using Cohort.Simulation.Population;

namespace Cohort.Simulation.Tests.Population;

/// <summary>What recruitment draws shows the published marginals, within sampling error (of donors as of patients).</summary>
public class RecruitmentMarginalTests(RecruitedSample sample) : IClassFixture<RecruitedSample>
{
    [Theory]
    [InlineData(20, 29, 5.15, 0.62)]
    [InlineData(30, 39, 5.62, 0.88)]
    [InlineData(40, 49, 6.66, 1.05)]
    [InlineData(50, 59, 8.82, 1.94)]
    [InlineData(60, 69, 11.29, 2.11)]
    [InlineData(70, 79, 15.15, 2.83)]
    [InlineData(80, 110, 23.18, 5.88)]
    public void Albuminuria_by_age(int low, int high, double moderate, double severe)
    {
        var who = sample.Aged(low, high);
        ShareIs(who, i => sample[Variable.Albuminuria][i] is >= 30 and < 300, moderate, 0.5);
        ShareIs(who, i => sample[Variable.Albuminuria][i] >= 300, severe, 0.8);
    }

    [Theory]
    [InlineData(15, 30, false, 22.96, 37.94)]
    [InlineData(30, 45, false, 23.01, 4.83)]
    [InlineData(45, 60, false, 14.9, 3.11)]
    [InlineData(60, 90, false, 7.45, 0.65)]
    [InlineData(90, 200, false, 6.01, 0.51)]
    [InlineData(15, 30, true, 26.69, 55.65)]
    [InlineData(30, 45, true, 31.71, 25.62)]
    [InlineData(45, 60, true, 29.1, 11.56)]
    [InlineData(60, 90, true, 19.89, 5.05)]
    [InlineData(90, 200, true, 19.51, 4.84)]
    public void Albuminuria_by_kidney_function_and_diabetes(double low, double high, bool diabetes, double moderate, double severe)
    {
        var who = sample.Where(i => sample[Variable.BaseEgfr][i] >= low && sample[Variable.BaseEgfr][i] < high && sample.Diabetic(i) == diabetes);
        ShareIs(who, i => sample[Variable.Albuminuria][i] is >= 30 and < 300, moderate, 0.5);
        ShareIs(who, i => sample[Variable.Albuminuria][i] >= 300, severe, 0.5);
    }

    [Theory]
    [InlineData(20, 39, false, 5.8, 0.86)]
    [InlineData(40, 59, false, 6.2, 0.87)]
    [InlineData(60, 74, false, 7.8, 0.95)]
    [InlineData(75, 110, false, 12.9, 1.14)]
    [InlineData(40, 59, true, 11.9, 1.54)]
    [InlineData(60, 74, true, 11.6, 1.48)]
    [InlineData(75, 110, true, 19.6, 1.6)]
    public void Albuminuria_median_and_spread(int low, int high, bool diabetes, double median, double sd)
    {
        var logs = sample.Aged(low, high).Where(i => sample.Diabetic(i) == diabetes)
            .Select(i => Math.Log(sample[Variable.Albuminuria][i])).Order().ToArray();
        Assert.InRange(Math.Exp(logs[logs.Length / 2]) / median, 0.85, 1.15);
        var mean = logs.Average();
        Assert.InRange(Math.Sqrt(logs.Average(x => (x - mean) * (x - mean))) / sd, 0.85, 1.15);
    }

    // The table of 1996-97 times 1.6 in 2018.
    [Theory]
    [InlineData(55, 59, false, 0.9)]
    [InlineData(60, 64, false, 1.7)]
    [InlineData(65, 69, false, 3.0)]
    [InlineData(70, 74, false, 5.0)]
    [InlineData(75, 79, false, 7.3)]
    [InlineData(80, 84, false, 10.3)]
    [InlineData(85, 110, false, 11.1)]
    [InlineData(55, 59, true, 0.4)]
    [InlineData(60, 64, true, 1.0)]
    [InlineData(65, 69, true, 1.7)]
    [InlineData(70, 74, true, 3.4)]
    [InlineData(75, 79, true, 5.0)]
    [InlineData(80, 84, true, 7.2)]
    [InlineData(85, 110, true, 9.1)]
    public void Atrial_fibrillation_by_age_and_sex(int low, int high, bool female, double in1997) =>
        ShareIs(sample.Aged(low, high, female), i => sample[Variable.AfFrom][i] < Recruitment.Never, 1.6 * in1997, 0.1 * in1997);

    [Fact]
    public void Anticoagulants_of_2018()
    {
        var fibrillation = sample.Where(i => sample[Variable.AfFrom][i] < Recruitment.Never);
        var treated = fibrillation.Where(i => sample[Variable.Anticoagulant][i] > 0).ToArray();
        // 62.8 % of those at high risk of stroke, fewer of the others.
        ShareIs(fibrillation, i => sample[Variable.Anticoagulant][i] > 0, 60, 2.5);
        ShareIs(treated, i => sample[Variable.Anticoagulant][i] == 1, 36, 1.5);
        ShareIs(fibrillation, i => sample[Variable.DoacExcluded][i] == 1, 2.6, 0.3);
        Assert.All(treated.Where(i => sample[Variable.Anticoagulant][i] == 1), i => Assert.True(
            sample[Variable.WarfarinFrom][i] >= sample[Variable.AfFrom][i] - 1e-3f && sample[Variable.WarfarinFrom][i] <= sample[Variable.BaseAge][i]
            && sample[Variable.WarfarinUntil][i] == Recruitment.Never));
        Assert.All(sample.Where(i => sample[Variable.Anticoagulant][i] == 2), i => Assert.Equal(0, sample[Variable.DoacExcluded][i]));
    }

    [Theory]
    [InlineData(20, 39, 63, 25, 7.6)]
    [InlineData(40, 59, 69, 29, 5.7)]
    [InlineData(60, 110, 80, 32, 2.9)]
    public void Vitamin_d_by_age(int low, int high, double mean, double sd, double deficient)
    {
        var levels = sample.Aged(low, high).Where(i => sample[Variable.DialysisFrom][i] == Recruitment.Never)
            .Select(i => (double)sample[Variable.BaseVitaminD25][i]).ToArray();
        Assert.Equal(mean, levels.Average(), 1.0);
        Assert.InRange(Math.Sqrt(levels.Average(x => (x - mean) * (x - mean))) / sd, 0.9, 1.1);
        Assert.Equal(deficient, 100.0 * levels.Count(x => x < 30) / levels.Length, 0.5);
    }

    [Fact]
    public void Diabetes_is_that_of_the_survey()
    {
        var rows = Nhanes.Load().Rows.ToArray();
        var share = 100 * rows.Where(r => r.Diabetes).Sum(r => (double)r.Weight) / rows.Sum(r => (double)r.Weight);
        ShareIs(sample.Where(_ => true), sample.Diabetic, share, 0);
        Assert.InRange(share, 13, 15.5);
    }

    // Median years since diagnosis.
    [Theory]
    [InlineData(45, 64, 8)]
    [InlineData(65, 74, 11)]
    [InlineData(75, 110, 13)]
    public void Diabetes_duration_by_age(int low, int high, double median)
    {
        var years = sample.Aged(low, high).Where(sample.Diabetic)
            .Select(i => sample[Variable.BaseAge][i] - sample[Variable.DiabetesFrom][i]).Order().ToArray();
        // The never diagnosed, a seventh to a fifth, pull it down.
        Assert.InRange(years[years.Length / 2] / median, 0.65, 1.05);
    }

    [Fact]
    public void Valve_phenotypes()
    {
        ShareIs(sample.Where(_ => true), i => sample[Variable.ValvePhenotype][i] == 1, 1.0, 0.03);
        ShareIs(sample.Where(_ => true), i => sample[Variable.ValvePhenotype][i] == 2, 0.08, 0);
        var men = sample.Aged(20, 110, female: false);
        ShareIs(men, i => sample[Variable.ValvePhenotype][i] == 1, 1.43, 0);
    }

    [Theory]
    [InlineData(true, 233)]
    [InlineData(false, 85)]
    public void Adenoma_by_sex(bool female, double perHundredThousand)
    {
        // Survey weights and the population of 2019 differ in age: 10 % beyond sampling error.
        var who = sample.Aged(20, 110, female);
        ShareIs(who, i => sample[Variable.Adenoma][i] > 0, perHundredThousand / 1000, 0.1 * perHundredThousand / 1000);
        Assert.All(who, i => Assert.Equal(sample[Variable.Adenoma][i] > 0, sample[Variable.GlandMass][i] != 1));
    }

    [Fact]
    public void Adenoma_goes_with_high_calcium()
    {
        var adenoma = sample.Where(i => sample[Variable.Adenoma][i] > 0);
        Assert.InRange(adenoma.Average(i => sample[Variable.BaseIonisedCalcium][i]), 1.34, 1.45);
        var high = sample.Where(i => sample[Variable.BaseIonisedCalcium][i] > 1.36);
        Assert.True(adenoma.Count(i => sample[Variable.BaseIonisedCalcium][i] > 1.36) > 0.3 * high.Length);
    }

    [Theory]
    [InlineData(40, 49, false, 5.0)]
    [InlineData(60, 69, false, 45.1)]
    [InlineData(60, 69, true, 38.7)]
    [InlineData(70, 79, true, 54.4)]
    public void Statins_by_age_and_sex(int low, int high, bool female, double share) =>
        ShareIs(sample.Aged(low, high, female), i => sample[Variable.Statin][i] == 1, share, 1.5);

    [Fact]
    public void Lipoprotein_a_percentiles()
    {
        ShareIs(sample.Where(_ => true), i => sample[Variable.Lpa][i] < 5, 22, 0.1);
        ShareIs(sample.Where(_ => true), i => sample[Variable.Lpa][i] < 64.5, 89, 0.1);
    }

    [Fact]
    public void Top_coded_ages_are_spread_like_survivors()
    {
        var old = sample.Aged(80, 110, female: true);
        var life = LifeTable.Load().Survivors(true, 80, 110);
        ShareIs(old, i => sample[Variable.BaseAge][i] < 85, 100 * life[4], 0.5);
        ShareIs(old, i => sample[Variable.BaseAge][i] < 90, 100 * life[9], 0.5);
    }

    private static void ShareIs(int[] who, Func<int, bool> what, double percent, double slack)
    {
        var p = percent / 100;
        var share = who.Count(what) / (double)who.Length;
        Assert.True(Math.Abs(share - p) <= (4 * Math.Sqrt(p * (1 - p) / who.Length)) + (slack / 100),
            $"{100 * share:F3} % of {who.Length}, not {percent} %");
    }
}
