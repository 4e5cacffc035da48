using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Running;

namespace Cohort.Simulation.Output;

/// <summary>Outcomes at the horizon with their intervals: what summary.csv and comparisons.csv print.</summary>
public sealed class HorizonResults
{
    private readonly RunPlan _plan;
    private readonly HorizonEstimates[] _arms;
    private readonly long[][][] _resamples;

    /// <summary>The results of a run.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="table">Its outcomes.</param>
    public HorizonResults(RunPlan plan, RunTable table)
    {
        _plan = plan;
        var arms = Enumerable.Range(0, plan.Scenario.Arms.Count).ToArray();
        _arms = [.. arms.Select(arm => new HorizonEstimates(table.BaselineHeadlines(arm)))];
        var width = RunTable.HeadlineWidth;
        var donors = arms.Select(table.DonorHeadlines).ToArray();
        var patients = new long[plan.Shape.DonorGroups];
        for (var donor = 0; donor < patients.Length; donor++)
        {
            patients[donor] = HorizonEstimates.People(donors[0].AsSpan(donor * width, width));
        }

        var bootstrap = new SurveyBootstrap(patients);
        EffectiveDonors = bootstrap.EffectiveDonors;
        _resamples = [.. donors.Select(rows => bootstrap.Resample(rows))];
    }

    /// <summary>Respondents behind the patients, as a number of equal contributors.</summary>
    public double EffectiveDonors { get; }

    /// <summary>Columns of summary.csv.</summary>
    public static IReadOnlyList<Column> SummaryColumns { get; } =
    [
        new("arm", "", "Name of the arm"),
        new("stratum", "", "Stratum by the baseline; `all` is everybody"),
        new("outcome", "", "Name of the outcome"),
        new("value", "as `unit` says", "The outcome at the horizon"),
        new("unit", "", "Unit of the value and its intervals"),
        new("ci_low", "as `unit` says", "Lower end of the 95 % interval of Monte Carlo error"),
        new("ci_high", "as `unit` says", "Upper end of the same"),
        new("survey_ci_low", "as `unit` says", "Lower end of the 95 % interval of survey error; `all` only"),
        new("survey_ci_high", "as `unit` says", "Upper end of the same"),
        new("effective_donors", "respondents", "Respondents behind the patients, as a number of equal contributors (Kish); `all` only"),
    ];

    /// <summary>Columns of comparisons.csv.</summary>
    public static IReadOnlyList<Column> ComparisonColumns { get; } =
    [
        new("arm", "", "Name of the arm"),
        new("comparator", "", "Name of the first arm, which it is compared with"),
        new("stratum", "", "Stratum by the baseline; `all` is everybody"),
        new("outcome", "", "Name of the outcome"),
        new("unit", "", "Unit of the difference and its intervals"),
        new("difference", "as `unit` says", "Outcome in the arm minus outcome in the comparator"),
        new("difference_ci_low", "as `unit` says", "Lower end of the 95 % interval of Monte Carlo error, patients paired"),
        new("difference_ci_high", "as `unit` says", "Upper end of the same"),
        new("ratio", "ratio", "Outcome in the arm divided by outcome in the comparator"),
        new("ratio_ci_low", "ratio", "Lower end of the 95 % interval of Monte Carlo error, patients paired"),
        new("ratio_ci_high", "ratio", "Upper end of the same"),
        new("survey_difference_ci_low", "as `unit` says", "Lower end of the 95 % interval of survey error; `all` only"),
        new("survey_difference_ci_high", "as `unit` says", "Upper end of the same"),
    ];

    private const string Patients = "patients";
    private const string PatientsUnit = "persons";
    private const int RatioDigits = 6;
    private const int DonorDigits = 1;

    /// <summary>Meaning of the outcome that says how many patients a stratum has.</summary>
    internal static (string Name, string Unit, string Meaning) PatientsOutcome { get; } =
        (Patients, PatientsUnit, "Patients at baseline");

    /// <summary>An outcome of everybody in an arm.</summary>
    /// <param name="arm">The arm.</param>
    /// <param name="outcome">The outcome.</param>
    public double Value(int arm, Outcome outcome) => outcome.Of(_arms[arm].Total(0));

    /// <summary>An outcome of everybody in an arm minus that in the first.</summary>
    /// <param name="arm">The arm.</param>
    /// <param name="outcome">The outcome.</param>
    /// <returns>The difference and its 95 % interval of Monte Carlo error, patients paired.</returns>
    public (double Difference, Interval MonteCarlo) Difference(int arm, Outcome outcome) => Difference(arm, 0, outcome);

    /// <summary>Writes summary.csv.</summary>
    /// <param name="stream">Where to.</param>
    public void WriteSummary(Stream stream)
    {
        using var csv = new CsvTableWriter(stream, SummaryColumns);
        for (var arm = 0; arm < _arms.Length; arm++)
        {
            for (var stratum = 0; stratum < HorizonEstimates.Strata; stratum++)
            {
                var total = _arms[arm].Total(stratum);
                if (HorizonEstimates.People(total) == 0)
                {
                    continue;
                }

                Begin(csv, arm, stratum, Patients);
                csv.Integer(HorizonEstimates.People(total));
                csv.Text(PatientsUnit);
                End(csv, Interval.Undefined, Interval.Undefined, 0, stratum);
                foreach (var outcome in Outcome.All)
                {
                    var value = outcome.Of(total);
                    Begin(csv, arm, stratum, outcome.Name);
                    csv.Number(value, outcome.Digits);
                    csv.Text(outcome.Unit);
                    End(csv, Jackknife.Symmetric(value, _arms[arm].LeftOut(stratum, outcome)), SurveyOf(arm, stratum, outcome), outcome.Digits, stratum);
                }
            }
        }
    }

    /// <summary>Writes comparisons.csv.</summary>
    /// <param name="stream">Where to.</param>
    public void WriteComparisons(Stream stream)
    {
        using var csv = new CsvTableWriter(stream, ComparisonColumns);
        for (var arm = 1; arm < _arms.Length; arm++)
        {
            for (var stratum = 0; stratum < HorizonEstimates.Strata; stratum++)
            {
                if (HorizonEstimates.People(_arms[0].Total(stratum)) == 0)
                {
                    continue;
                }

                foreach (var outcome in Outcome.All)
                {
                    var (value, reference) = (outcome.Of(_arms[arm].Total(stratum)), outcome.Of(_arms[0].Total(stratum)));
                    var (values, references) = (_arms[arm].LeftOut(stratum, outcome), _arms[0].LeftOut(stratum, outcome));
                    csv.Text(_plan.Scenario.Arms[arm].Name);
                    csv.Text(_plan.Scenario.Arms[0].Name);
                    csv.Text(HorizonEstimates.Name(stratum));
                    csv.Text(outcome.Name);
                    csv.Text(outcome.Unit);
                    var (difference, interval) = Difference(arm, stratum, outcome);
                    csv.Number(difference, outcome.Digits);
                    Write(csv, interval, outcome.Digits);
                    csv.Number(value / reference, RatioDigits);
                    Write(csv, Jackknife.OfRatio(value / reference, [.. values.Zip(references, (a, b) => a / b)]), RatioDigits);
                    Write(csv, SurveyDifference(arm, stratum, outcome), outcome.Digits);
                    csv.End();
                }
            }
        }
    }

    private (double Difference, Interval MonteCarlo) Difference(int arm, int stratum, Outcome outcome)
    {
        var difference = outcome.Of(_arms[arm].Total(stratum)) - outcome.Of(_arms[0].Total(stratum));
        var leftOut = _arms[arm].LeftOut(stratum, outcome).Zip(_arms[0].LeftOut(stratum, outcome), (a, b) => a - b);
        return (difference, Jackknife.Symmetric(difference, [.. leftOut]));
    }

    private static void Write(CsvTableWriter csv, Interval interval, int digits)
    {
        csv.Number(interval.Low, digits);
        csv.Number(interval.High, digits);
    }

    private void Begin(CsvTableWriter csv, int arm, int stratum, string outcome)
    {
        csv.Text(_plan.Scenario.Arms[arm].Name);
        csv.Text(HorizonEstimates.Name(stratum));
        csv.Text(outcome);
    }

    private void End(CsvTableWriter csv, Interval monteCarlo, Interval survey, int digits, int stratum)
    {
        Write(csv, monteCarlo, digits);
        Write(csv, survey, digits);
        csv.Number(stratum == 0 ? EffectiveDonors : double.NaN, DonorDigits);
        csv.End();
    }

    private Interval SurveyOf(int arm, int stratum, Outcome outcome) => stratum > 0
        ? Interval.Undefined
        : SurveyBootstrap.Middle(_resamples[arm].Select(headline => outcome.Of(headline)).ToArray());

    private Interval SurveyDifference(int arm, int stratum, Outcome outcome) => stratum > 0
        ? Interval.Undefined
        : SurveyBootstrap.Middle(_resamples[arm].Zip(_resamples[0], (a, b) => outcome.Of(a) - outcome.Of(b)).ToArray());
}
