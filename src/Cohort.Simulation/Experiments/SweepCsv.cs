using Cohort.Simulation.Output;

namespace Cohort.Simulation.Experiments;

/// <summary>sweep.csv: one row a point.</summary>
public static class SweepCsv
{
    /// <summary>Name of the file.</summary>
    public const string Name = "sweep.csv";

    /// <summary>The columns of an experiment: the values varied, then the outcomes of each arm.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="variations">What is varied.</param>
    public static IReadOnlyList<Column> Columns(Experiment experiment, IReadOnlyList<Variation> variations)
    {
        var arms = experiment.Points[0].Scenario.Arms;
        return
        [
            new("point", "", "Number of the point, from 1"),
            .. variations.Select(one => new Column(one.Path, one.Parameter?.Plausible.Unit ?? "", "Value at the point")),
            .. arms.SelectMany((arm, number) => experiment.Outcomes.SelectMany(outcome => Of(arm.Name, number, outcome))),
        ];

        IEnumerable<Column> Of(string arm, int number, Outcome outcome)
        {
            yield return new($"{arm}.{outcome.Name}", outcome.Unit, outcome.Meaning);
            yield return new($"{arm}.{outcome.Name}.se", outcome.Unit, "Its Monte Carlo standard error");
            if (number > 0)
            {
                yield return new($"{arm}.{outcome.Name}.difference", outcome.Unit, $"The same minus that of {arms[0].Name}");
                yield return new($"{arm}.{outcome.Name}.difference_se", outcome.Unit, "Monte Carlo standard error of the difference, patients paired");
            }
        }
    }

    /// <summary>Writes the file.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="experiment">The experiment.</param>
    /// <param name="variations">What is varied.</param>
    /// <param name="results">The results of its points.</param>
    public static void Write(Stream stream, Experiment experiment, IReadOnlyList<Variation> variations, IReadOnlyList<PointResult> results)
    {
        using var csv = new CsvTableWriter(stream, Columns(experiment, variations));
        for (var point = 0; point < results.Count; point++)
        {
            csv.Integer(point + 1);
            foreach (var value in experiment.Points[point].Values)
            {
                csv.Text(value);
            }

            for (var arm = 0; arm < experiment.Points[point].Scenario.Arms.Count; arm++)
            {
                for (var k = 0; k < experiment.Outcomes.Count; k++)
                {
                    Write(results[point].Value(arm, 0, k), experiment.Outcomes[k].Digits);
                    if (arm > 0)
                    {
                        Write(results[point].Difference(arm, 0, k), experiment.Outcomes[k].Digits);
                    }
                }
            }

            csv.End();
        }

        void Write(Estimate estimate, int digits)
        {
            csv.Number(estimate.Value, digits);
            csv.Number(estimate.Error, digits);
        }
    }
}
