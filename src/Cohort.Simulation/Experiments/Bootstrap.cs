using Cohort.Physiology.Numerics;
using Cohort.Simulation.Output;

namespace Cohort.Simulation.Experiments;

/// <summary>Resamples of the rows of a design, with replacement: always the same for a number of rows.</summary>
internal sealed class Bootstrap
{
    private const int Resamples = 500;

    // A key of its own, so that the draws meet no others.
    private const ulong Key = 0x424F_4F54;
    private const uint DrawPurpose = 0xB008;

    private readonly int[][] _rows;

    /// <param name="rows">Number of rows.</param>
    public Bootstrap(int rows) => _rows =
    [
        .. Enumerable.Range(0, Resamples).Select(resample => Enumerable.Range(0, rows)
            .Select(draw => (int)(((ulong)Philox.Words(Key, (ulong)draw, resample, DrawPurpose).Word0 * (ulong)rows) >> 32)).ToArray()),
    ];

    /// <summary>The middle 95 % of a statistic.</summary>
    /// <param name="statistic">Its value for some rows.</param>
    public Interval Middle(Func<IReadOnlyList<int>, double> statistic) => SurveyBootstrap.Middle(_rows.Select(statistic).ToArray());
}
