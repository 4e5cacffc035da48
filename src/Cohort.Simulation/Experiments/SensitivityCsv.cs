using Cohort.Simulation.Output;

namespace Cohort.Simulation.Experiments;

/// <summary>morris.csv and sobol.csv: what each parameter does to each outcome of everybody at the horizon.</summary>
public static class SensitivityCsv
{
    private const int ShareDigits = 4;

    /// <summary>Writes morris.csv.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="experiment">The experiment at the points of a design.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="effects">For a contrast and the place of an outcome the effects of the parameters.</param>
    public static void WriteMorris(
        Stream stream, Experiment experiment, ParameterUncertainty parameters, Func<ArmContrast, int, IReadOnlyList<ElementaryEffect>> effects) =>
        Write(stream, ExperimentTables.Morris, experiment, parameters, (csv, contrast, k, begin) =>
        {
            var (found, digits) = (effects(contrast, k), experiment.Outcomes[k].Digits);
            var ranks = found.Select((effect, place) => (effect.MuStar, place)).OrderByDescending(one => one.MuStar).Select((one, rank) => (one.place, rank))
                .ToDictionary(one => one.place, one => one.rank + 1);
            for (var place = 0; place < found.Count; place++)
            {
                begin(place);
                csv.Integer(ranks[place]);
                var one = found[place];
                foreach (var number in new[] { one.MuStar, one.Interval.Low, one.Interval.High, one.Mu, one.Sigma, one.ChanceMuStar })
                {
                    csv.Number(number, digits);
                }

                csv.End();
            }
        });

    /// <summary>Writes sobol.csv.</summary>
    /// <inheritdoc cref="WriteMorris"/>
    /// <param name="stream">Where to.</param>
    /// <param name="experiment">The experiment at the points of a design.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="indices">For a contrast and the place of an outcome the indices of the parameters.</param>
    public static void WriteSobol(
        Stream stream,
        Experiment experiment,
        ParameterUncertainty parameters,
        Func<ArmContrast, int, (IReadOnlyList<SobolIndex> Indices, double Sd, double ChanceShare)> indices) =>
        Write(stream, ExperimentTables.Sobol, experiment, parameters, (csv, contrast, k, begin) =>
        {
            var (found, sd, chance) = indices(contrast, k);
            for (var place = 0; place < found.Count; place++)
            {
                begin(place);
                var one = found[place];
                foreach (var number in new[] { one.First, one.FirstInterval.Low, one.FirstInterval.High, one.Total, one.TotalInterval.Low, one.TotalInterval.High })
                {
                    csv.Number(number, ShareDigits);
                }

                csv.Number(sd, experiment.Outcomes[k].Digits);
                csv.Number(chance, ShareDigits);
                csv.End();
            }
        });

    private static void Write(
        Stream stream, OutputTable table, Experiment experiment, ParameterUncertainty parameters, Action<CsvTableWriter, ArmContrast, int, Action<int>> write)
    {
        var arms = experiment.Points[0].Scenario.Arms;
        using var csv = new CsvTableWriter(stream, table.Columns);
        foreach (var contrast in ArmContrast.Of(arms.Count))
        {
            for (var k = 0; k < experiment.Outcomes.Count; k++)
            {
                var outcome = experiment.Outcomes[k];
                write(csv, contrast, k, place =>
                {
                    csv.Text(arms[contrast.Arm].Name);
                    csv.Text(contrast.IsDifference ? arms[0].Name : "");
                    csv.Text(outcome.Name);
                    csv.Text(outcome.Unit);
                    csv.Text(parameters.Parameters[place].Parameter.FullName);
                });
            }
        }
    }
}
