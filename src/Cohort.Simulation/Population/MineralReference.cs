namespace Cohort.Simulation.Population;

/// <summary>
/// Mean and spread of measured phosphate and albumin-corrected calcium in groups of like people, and how far a single measurement is
/// drawn towards them.
/// </summary>
/// <remarks>
/// A single value holds assay error and day-to-day variation within the person. Reliability = between-person variance / total variance, the
/// error taken from coefficients of variation within persons (phosphate 8 %, calcium 1.9 %) and of the assay (2 %, 1.2 %). Groups:
/// women and men of 20-39, 40-59 and 60 or more with eGFR of 60 or more; eGFR 30-59; eGFR under 30; dialysis (published mean and
/// SD of 2017-19).
/// </remarks>
internal sealed class MineralReference
{
    private const int Groups = 9;
    private const int Advanced = 7;
    private const int Dialysis = 8;
    private const double PhosphateError = (0.08 * 0.08) + (0.02 * 0.02);
    private const double CalciumError = (0.019 * 0.019) + (0.012 * 0.012);
    private const double LeastReliability = 0.2;
    private const double PhosphateUnit = 0.3229; // mmol/L per mg/dL
    private const double CalciumUnit = 0.2495;

    private readonly (double Mean, double Variance)[] _phosphate = new (double, double)[Groups];
    private readonly (double Mean, double Variance)[] _calcium = new (double, double)[Groups];

    public MineralReference(RespondentTable survey)
    {
        for (var g = 0; g < Dialysis; g++)
        {
            _phosphate[g] = Moments(survey, g, r => r.Phosphate);
            _calcium[g] = Moments(survey, g, r => r.CorrectedCalcium);
        }

        var dialysis = FactTable.Load("dialysis.csv");
        double Mean(string key) => dialysis.Of(key).Average(f => f.Value);
        double Squared(double x) => x * x;
        _phosphate[Dialysis] = (PhosphateUnit * Mean("phosphate_mg_dl"), Squared(PhosphateUnit * Mean("phosphate_sd_mg_dl")));
        _calcium[Dialysis] = ((CalciumUnit * Mean("calcium_mg_dl")) + (0.02 * (40 - Mean("albumin_g_l"))), Squared(CalciumUnit * Mean("calcium_sd_mg_dl")));
    }

    /// <summary>The group of a person.</summary>
    public static int Group(bool female, int age, double egfr, bool dialysis) =>
        dialysis ? Dialysis : egfr < 30 ? Advanced : egfr < 60 ? Advanced - 1 : (female ? 3 : 0) + (age >= 60 ? 2 : age >= 40 ? 1 : 0);

    /// <summary>Mean and total variance of measured corrected calcium in a group.</summary>
    public (double Mean, double Variance) Calcium(int group) => _calcium[group];

    /// <summary>Mean and total variance of measured phosphate in a group.</summary>
    public (double Mean, double Variance) Phosphate(int group) => _phosphate[group];

    /// <summary>Phosphate drawn towards its group.</summary>
    public double ShrunkPhosphate(int group, double measured) =>
        Shrunk(measured, _phosphate[group].Mean, _phosphate[group].Variance, PhosphateError);

    /// <summary>Corrected calcium drawn towards its group, or towards that of people with a disorder that raises calcium.</summary>
    public double ShrunkCalcium(int group, double measured, double rise = 0, double sd = 0) =>
        Shrunk(measured, _calcium[group].Mean + rise, rise == 0 ? _calcium[group].Variance : sd * sd, CalciumError);

    private static double Shrunk(double measured, double mean, double variance, double error) =>
        mean + ((measured - mean) * Math.Max(LeastReliability, 1 - (error * mean * mean / variance)));

    private static (double Mean, double Variance) Moments(RespondentTable survey, int group, Func<Respondent, double> value)
    {
        var (sum, squares, total) = (0.0, 0.0, 0.0);
        foreach (ref readonly var r in survey.Rows)
        {
            var egfr = r.EgfrAt(r.Age);
            if (Group(r.Female, (int)r.Age, egfr, egfr < Respondent.DialysisEgfr) == group)
            {
                var v = value(r);
                sum += r.Weight * v;
                squares += r.Weight * v * v;
                total += r.Weight;
            }
        }

        var mean = sum / total;
        return (mean, (squares / total) - (mean * mean));
    }
}
