using Cohort.Physiology.Numerics;

namespace Cohort.Simulation.Population;

/// <summary>Everything that recruitment draws from beside the respondent: read and fitted once, on the survey population.</summary>
internal sealed class BaselineModel
{
    /// <summary>Youngest and oldest age that a top-coded respondent can have.</summary>
    public const int TopCodedLow = 80;

    /// <summary>Oldest age at baseline.</summary>
    public const int TopCodedHigh = 110;

    private static readonly Lazy<BaselineModel> Loaded = new(() => new BaselineModel());

    private BaselineModel()
    {
        var survey = Nhanes.Load();
        Albuminuria = new AlbuminuriaModel(survey);
        Fibrillation = new FibrillationModel(survey, Albuminuria);
        Statin = new StatinModel(survey);
        Mineral = new MineralReference(survey);
        Disorders = new DisorderModel(survey, Mineral);
        var life = LifeTable.Load();
        TopCoded = [life.Survivors(false, TopCodedLow, TopCodedHigh), life.Survivors(true, TopCodedLow, TopCodedHigh)];

        var vitaminD = FactTable.Load("vitamin_d.csv");
        VitaminD = [.. new[] { 20, 40, 60 }.Select(low => VitaminDCurve(vitaminD, low))];
        (DialysisVitaminDMean, DialysisVitaminDSpread) = LogNormal(
            vitaminD.One("mean", "dialysis").Value, vitaminD.One("sd", "dialysis").Value);

        var lipids = FactTable.Load("lipids.csv");
        Lpa = new QuantileCurve([.. new[] { 22, 66, 89, 95 }
            .Select(p => (p / 100.0, ElementaryDouble.Log(lipids.One($"lpa_p{p}").Value)))]);

        var diabetes = FactTable.Load("diabetes.csv");
        DiabetesDuration = [.. diabetes.Of("duration").OrderBy(f => f.AgeLow).Select(f => new QuantileCurve(
            (0.25, ElementaryDouble.Log(f.Low)), (0.5, ElementaryDouble.Log(f.Value)), (0.75, ElementaryDouble.Log(f.High))))];
        UndiagnosedDuration = diabetes.One("undiagnosed_duration").Value;

        var drugs = FactTable.Load("anticoagulants.csv");
        var shares = RateTables.Load();
        DialysisAnticoagulated = drugs.One("warfarin_dialysis").Scaled / shares.AnticoagulatedShare[2005 - Cohort.Physiology.Rates.RateTable.FirstYear];
        DialysisDirect = drugs.One("apixaban_share_of_starts_dialysis").Scaled
            / (1 - shares.WarfarinShare[2015 - Cohort.Physiology.Rates.RateTable.FirstYear]);
        LowRiskAnticoagulated = drugs.One("anticoagulated_low_risk").Scaled / (1 - drugs.One("not_anticoagulated_high_risk").Scaled);
        DoacExcluded = drugs.One("doac_excluded").Scaled;
        PastWarfarin = drugs.One("past_warfarin").Scaled;
        PastWarfarinYears = drugs.One("past_warfarin_years").Value;

        var dialysis = FactTable.Load("dialysis.csv");
        Vintage = new VintageModel(dialysis);

        var rare = FactTable.Load("rare_disorders.csv");
        var (bicuspid, ratio) = (rare.One("bicuspid_prevalence").Scaled, rare.One("bicuspid_male_to_female").Value);
        Bicuspid = [2 * bicuspid * ratio / (1 + ratio), 2 * bicuspid / (1 + ratio)];
        Rheumatic = rare.One("rheumatic_prevalence").Scaled;

        var inhibitors = FactTable.Load("inhibitors.csv");
        VitaminKSpread = inhibitors.One("vitamin_k_sd_ln").Value;
        var fetuin = inhibitors.One("fetuin", "healthy");
        (FetuinMean, FetuinSpread) = LogNormal(fetuin.Value, Sd(fetuin));
        FetuinCkd = inhibitors.One("fetuin_ratio", "CKD 3-4").Value;
        FetuinDialysis = inhibitors.One("fetuin", "dialysis").Value / fetuin.Value;
        Magnesium = [.. new[] { "healthy", "CKD 4-5", "dialysis" }.Select(c => inhibitors.One("magnesium", c)).Select(f => (f.Value, Sd(f)))];
        InflammationPerBmi = inhibitors.One("inflammation_per_bmi").Value;
        InflammationSmoking = inhibitors.One("inflammation_smoking").Value;
        InflammationCkd = inhibitors.One("inflammation_ckd").Value;
        InflammationDialysis = inhibitors.One("inflammation_dialysis").Value;
        InflammationSpread = inhibitors.One("inflammation_sd_ln").Value;
    }

    /// <summary>The model, built on first use.</summary>
    public static BaselineModel Instance => Loaded.Value;

    public AlbuminuriaModel Albuminuria { get; }

    public FibrillationModel Fibrillation { get; }

    public StatinModel Statin { get; }

    public MineralReference Mineral { get; }

    public DisorderModel Disorders { get; }

    public VintageModel Vintage { get; }

    public double[][] TopCoded { get; }

    public QuantileCurve[] VitaminD { get; }

    public double DialysisVitaminDMean { get; }

    public double DialysisVitaminDSpread { get; }

    public QuantileCurve Lpa { get; }

    public QuantileCurve[] DiabetesDuration { get; }

    public double UndiagnosedDuration { get; }

    public double DialysisAnticoagulated { get; }

    public double DialysisDirect { get; }

    public double LowRiskAnticoagulated { get; }

    public double DoacExcluded { get; }

    public double PastWarfarin { get; }

    public double PastWarfarinYears { get; }

    public double[] Bicuspid { get; }

    public double Rheumatic { get; }

    public double VitaminKSpread { get; }

    public double FetuinMean { get; }

    public double FetuinSpread { get; }

    public double FetuinCkd { get; }

    public double FetuinDialysis { get; }

    public (double Mean, double Sd)[] Magnesium { get; }

    public double InflammationPerBmi { get; }

    public double InflammationSmoking { get; }

    public double InflammationCkd { get; }

    public double InflammationDialysis { get; }

    public double InflammationSpread { get; }

    // Low and high are reference limits, 3.92 standard deviations apart.
    private static double Sd(Fact f) => (f.High - f.Low) / 3.92;

    // Mean and spread of the logarithm of a log-normal variable of this mean and SD.
    private static (double Mean, double Spread) LogNormal(double mean, double sd)
    {
        var variance = ElementaryDouble.Log(1 + (sd * sd / (mean * mean)));
        return (ElementaryDouble.Log(mean) - (0.5 * variance), Math.Sqrt(variance));
    }

    private static QuantileCurve VitaminDCurve(FactTable facts, int low)
    {
        double Of(string quantity) => facts.Of(quantity, "").Single(f => f.AgeLow == low && f.Sex == "both").Scaled;
        var under30 = Of("share_under_30");
        return new QuantileCurve(
            (under30, 30), (under30 + Of("share_30_50"), 50), (0.5, Of("p50")), (0.75, Of("p75")), (0.9, Of("p90")));
    }
}
