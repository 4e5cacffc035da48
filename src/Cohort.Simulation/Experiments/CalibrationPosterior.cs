using System.Globalization;
using Cohort.Simulation.Population;

namespace Cohort.Simulation.Experiments;

/// <summary>How far the targets of calibration narrow the fitted parameters (<c>data/calibration_posterior.csv</c>), by the parameters' full names.</summary>
/// <param name="Sds">SD of each fitted parameter in the posterior, in its unit.</param>
/// <param name="Correlations">Correlations worth knowing; a pair that is not listed counts as independent.</param>
internal sealed record CalibrationPosterior(IReadOnlyDictionary<string, double> Sds, IReadOnlyList<(string A, string B, double Correlation)> Correlations)
{
    public const string Name = "calibration_posterior.csv";

    public static CalibrationPosterior Load()
    {
        var (sds, correlations) = (new Dictionary<string, double>(), new List<(string, string, double)>());
        foreach (var record in CsvTable.ReadEmbedded(Name).Skip(1))
        {
            if (record[2].Length == 0)
            {
                sds.Add(record[0], double.Parse(record[1], CultureInfo.InvariantCulture));
            }
            else
            {
                correlations.Add((record[0], record[2], double.Parse(record[3], CultureInfo.InvariantCulture)));
            }
        }

        return new(sds, correlations);
    }
}
