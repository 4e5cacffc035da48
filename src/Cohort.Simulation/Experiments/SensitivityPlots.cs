using System.Text;
using Cohort.Simulation.Output;
using Cohort.Simulation.Plots;

namespace Cohort.Simulation.Experiments;

/// <summary>A tornado plot of each outcome: one of the first arm, and one of each other arm's difference from it.</summary>
public static class SensitivityPlots
{
    private const int MostBars = 15;

    /// <summary>Plots of elementary effects: bars to the right where the outcome rises with the parameter, to the left where it falls.</summary>
    /// <param name="directory">Where to.</param>
    /// <param name="experiment">The experiment.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="effects">For a contrast and the place of an outcome the effects of the parameters.</param>
    public static void WriteMorris(
        RunDirectory directory, Experiment experiment, ParameterUncertainty parameters, Func<ArmContrast, int, IReadOnlyList<ElementaryEffect>> effects) =>
        Write(
            directory,
            experiment,
            outcome => $"Change of {outcome.Name} ({outcome.Unit}) by half of the parameter's distribution; line: 95 % interval",
            (contrast, k) =>
            [
                .. parameters.Parameters.Zip(effects(contrast, k)).Where(one => one.Second.MuStar > one.Second.ChanceMuStar).Select(one =>
                {
                    var (effect, sign) = (one.Second, one.Second.Mu < 0 ? -1 : 1);
                    return new TornadoBar(one.First.Parameter.FullName, sign * effect.MuStar, sign * effect.Interval.Low, sign * effect.Interval.High);
                }),
            ]);

    /// <summary>Plots of indices: the whole bar is the total index, its dark part the first-order index.</summary>
    /// <inheritdoc cref="WriteMorris"/>
    /// <param name="directory">Where to.</param>
    /// <param name="experiment">The experiment.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="indices">For a contrast and the place of an outcome the indices of the parameters.</param>
    public static void WriteSobol(
        RunDirectory directory,
        Experiment experiment,
        ParameterUncertainty parameters,
        Func<ArmContrast, int, (IReadOnlyList<SobolIndex> Indices, double Sd, double ChanceShare)> indices) =>
        Write(
            directory,
            experiment,
            outcome => $"Share of the variance of {outcome.Name}: total index, dark: first-order; line: 95 % interval of the total",
            (contrast, k) =>
            [
                .. parameters.Parameters.Zip(indices(contrast, k).Indices).Where(one => one.Second.Total > 0).Select(one => new TornadoBar(
                    one.First.Parameter.FullName, one.Second.Total, one.Second.TotalInterval.Low, one.Second.TotalInterval.High, Math.Max(one.Second.First, 0))),
            ]);

    private static void Write(RunDirectory directory, Experiment experiment, Func<Outcome, string> label, Func<ArmContrast, int, IReadOnlyList<TornadoBar>> bars)
    {
        var scenario = experiment.Points[0].Scenario;
        for (var k = 0; k < experiment.Outcomes.Count; k++)
        {
            var outcome = experiment.Outcomes[k];
            var plot = new TornadoPlot(
                $"{outcome.Name} after {scenario.Years} years: {scenario.Name}",
                [
                    .. ArmContrast.Of(scenario.Arms.Count).Where(one => one.Arm == 0 || one.IsDifference).Select(contrast => new TornadoPanel(
                        contrast.IsDifference ? $"{scenario.Arms[contrast.Arm].Name} minus {scenario.Arms[0].Name}" : scenario.Arms[contrast.Arm].Name,
                        label(outcome),
                        [.. bars(contrast, k).OrderByDescending(bar => Math.Abs(bar.Value)).Take(MostBars)])),
                ]);
            directory.Write($"tornado-{outcome.Name}.svg", stream => stream.Write(Encoding.UTF8.GetBytes(plot.Write())));
        }
    }
}
