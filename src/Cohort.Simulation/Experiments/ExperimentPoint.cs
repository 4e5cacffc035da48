using System.Globalization;
using Cohort.Physiology.Parameters;
using Cohort.Simulation.Population;
using Cohort.Simulation.Scenarios;

namespace Cohort.Simulation.Experiments;

/// <summary>One point of an experiment: what is simulated there.</summary>
/// <param name="Values">The values of the variations, as text.</param>
/// <param name="Scenario">The scenario with them.</param>
/// <param name="Population">Its respondents.</param>
/// <param name="Settings">Parameters that differ from the committed ones, with their values.</param>
public sealed record ExperimentPoint(
    IReadOnlyList<string> Values, Scenario Scenario, RespondentTable Population, IReadOnlyList<(ParameterInfo Parameter, float Value)> Settings)
{
    /// <summary>Parameters of the mechanisms at this point.</summary>
    public ModelParameters Parameters => Settings.Aggregate(ModelParameters.Default, (all, setting) => setting.Parameter.Set(all, setting.Value));

    /// <summary>What two points must have in common to share patients and their past, as text.</summary>
    internal string Past => string.Create(
        CultureInfo.InvariantCulture,
        $"{Scenario.Population}|{Scenario.Patients}|{Scenario.Years}|{Scenario.StartYear}|{Scenario.Seed}|{string.Join('|', Settings.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Parameter.FullName}={one.Value:R}")))}");

    /// <summary>The points of a scenario file.</summary>
    /// <param name="file">The scenario file.</param>
    /// <param name="variations">What is varied.</param>
    /// <param name="design">For each point the place in each variation, from 0 to under 1.</param>
    /// <param name="overrides">Settings that go before those of the file at every point.</param>
    /// <exception cref="RefusedInputException">File, path, value or population is refused, or points differ in the names of their arms.</exception>
    public static IReadOnlyList<ExperimentPoint> Of(
        string file, IReadOnlyList<Variation> variations, IReadOnlyList<double[]> design, ScenarioOverrides overrides)
    {
        var tree = ScenarioTree.Read(file);
        var populations = new Dictionary<PopulationSource, RespondentTable>();
        var points = design.Select(places => Read(variations.Select((one, axis) => one.At(places[axis])).ToArray())).ToArray();
        var arms = points[0].Scenario.Arms.Select(arm => arm.Name).ToArray();
        return points.All(point => point.Scenario.Arms.Select(arm => arm.Name).SequenceEqual(arms))
            ? points
            : throw new RefusedInputException("--vary", "the points of an experiment must have the same arms; the name of an arm cannot be varied.");

        ExperimentPoint Read(string[] values)
        {
            var settings = variations.Zip(values).Where(one => one.First.Parameter is null).Select(one => (one.First.Path, one.Second)).ToArray();
            var scenario = overrides.Apply(tree.With(settings));
            if (!populations.TryGetValue(scenario.Population, out var population))
            {
                population = PopulationLoader.Load(scenario, Path.GetDirectoryName(file) ?? "");
                populations.Add(scenario.Population, population);
            }

            return new ExperimentPoint(values, scenario, population,
            [
                .. variations.Zip(values).Where(one => one.First.Parameter is not null)
                    .Select(one => (one.First.Parameter!, (float)decimal.Parse(one.Second, NumberStyles.Float, CultureInfo.InvariantCulture))),
            ]);
        }
    }
}
