using Cohort.Simulation.Output;

namespace Cohort.Simulation.Experiments;

/// <summary>psa.csv: every summary outcome with what is uncertain in it.</summary>
public static class PsaCsv
{
    private const int ShareDigits = 4;

    /// <summary>Writes the file.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="experiment">The experiment.</param>
    /// <param name="results">Results of its points.</param>
    public static void Write(Stream stream, Experiment experiment, IReadOnlyList<PointResult> results)
    {
        var arms = experiment.Points[0].Scenario.Arms;
        using var csv = new CsvTableWriter(stream, ExperimentTables.Psa.Columns);
        foreach (var contrast in ArmContrast.Of(arms.Count))
        {
            for (var stratum = 0; stratum < experiment.Strata; stratum++)
            {
                for (var k = 0; k < experiment.Outcomes.Count; k++)
                {
                    var (outcome, found) = (experiment.Outcomes[k], ProbabilisticSensitivity.Of(results, contrast, stratum, k));
                    csv.Text(arms[contrast.Arm].Name);
                    csv.Text(contrast.IsDifference ? arms[0].Name : "");
                    csv.Text(HorizonEstimates.Name(stratum));
                    csv.Text(outcome.Name);
                    csv.Text(outcome.Unit);
                    foreach (var number in new[]
                    {
                        found.Value, found.Median, found.ParameterSd, found.Parameter.Low, found.Parameter.High,
                        found.MonteCarloSd, found.TotalSd, found.Total.Low, found.Total.High,
                    })
                    {
                        csv.Number(number, outcome.Digits);
                    }

                    csv.Number(found.ChanceShare, ShareDigits);
                    csv.End();
                }
            }
        }
    }
}
