using Cohort.Physiology.Mechanisms;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;

namespace Cohort.Physiology.Tests.Mechanisms;

public class ObservationTests
{
    private static readonly ObservationParameters P = ModelParameters.Default.Observation;

    [Fact]
    public void Without_mineral_few_scans_see_a_lesion_of_the_least_size()
    {
        // Chung 2008: 4.1 % of pairs of scans disagree on presence, half of whom have none.
        foreach (var (scanner, artefact) in new (Scanner, float)[] { (Observation.Cac, P.CacArtefact), (Observation.Avc, P.AvcArtefact) })
        {
            var seen = Scans(0, scanner);
            Assert.Equal(artefact, seen.Count(score => score > 0) / 1000f, 0.001f);
            Assert.InRange(seen.Max(), 1, 4);
        }

        Assert.InRange(P.CacArtefact, 0.01f, 0.035f);
        Assert.All(Draws(u => Observation.Cac<Lane1>(0, u, 1, P with { CacArtefact = 0 })), score => Assert.Equal(0, score));
    }

    [Fact]
    public void A_zero_score_does_not_mean_zero_mineral()
    {
        // A speck of 1 AU is missed by nearly half of scans; 10 AU by hardly any (root 3.2 of spread 0.9).
        Assert.InRange(Scans(1, Observation.Cac).Count(seen => seen == 0) / 1000.0, 0.35, 0.65);
        Assert.InRange(Scans(10, Observation.Cac).Count(seen => seen == 0) / 1000.0, 0, 0.03);
    }

    [Fact]
    public void Nothing_is_reported_under_the_floor()
    {
        Assert.All(Scans(2, Observation.Cac), seen => Assert.True(seen is 0 or >= 1));
        Assert.True(Scans(6, Observation.Cac, 5).Count(seen => seen == 0) > Scans(6, Observation.Cac).Count(seen => seen == 0));
    }

    [Fact]
    public void Two_scans_differ_as_published_and_are_right_in_the_middle()
    {
        // Chung 2008: the difference of two scans has the 95 % limit 4.89 sqrt A + 0.17 A, that is an SD of a scan of 24 AU at 100 and
        // 112 AU at 1,000, less in the mean of two scans; valve 8 % at high scores.
        var coronary = Scans(100, Observation.Cac).Order().ToArray();
        Assert.InRange(coronary[500], 99, 101);
        Assert.InRange((coronary[841] - coronary[158]) / 2, 17, 24);
        var high = Scans(1000, Observation.Cac).Order().ToArray();
        Assert.InRange((high[841] - high[158]) / 2, 79, 112);
        var valve = Scans(2000, Observation.Avc).Order().ToArray();
        Assert.InRange(valve[500], 1980, 2020);
        Assert.InRange((valve[841] - valve[158]) / 2 / 2000, 0.06, 0.1);
    }

    [Fact]
    public void Assays_err_in_proportion_and_measurements_by_an_amount()
    {
        var phosphate = Draws(u => Observation.Assay<Lane1>(1.2f, u, 0.08f)).Order().ToArray();
        Assert.Equal(1.2f, phosphate[500], 0.005f);
        Assert.InRange(phosphate[841] / phosphate[500], 1.07f, 1.09f);
        var velocity = Draws(u => Observation.Measure<Lane1>(4, u, 0.15f)).Order().ToArray();
        Assert.Equal(4, velocity[500], 0.005f);
        Assert.InRange(velocity[841] - velocity[500], 0.14f, 0.16f);
    }

    [Fact]
    public void Noise_parameters_widen_the_scans()
    {
        Assert.True(Spread(100, Observation.Cac, P with { CacNoise = 1.25f }) > 1.2 * Spread(100, Observation.Cac, P));
        Assert.True(Spread(10, Observation.Avc, P with { AvcNoise = 2 }) > 1.4 * Spread(10, Observation.Avc, P with { AvcNoise = 1.2f }));
        Assert.True(Spread(1000, Observation.Cac, P with { CacRelativeNoise = 0.09f }) > 1.3 * Spread(1000, Observation.Cac, P));
        Assert.True(Spread(2000, Observation.Avc, P with { AvcRelativeNoise = 0.1f }) > 1.4 * Spread(2000, Observation.Avc, P with { AvcRelativeNoise = 0.02f }));

        static double Spread(float score, Scanner scanner, ObservationParameters p)
        {
            var seen = Draws(u => scanner(score, u, 0, p)).Order().ToArray();
            return seen[841] - seen[158];
        }
    }

    private delegate Lane1 Scanner(Lane1 score, Lane1 uniform, float floor, ObservationParameters p);

    /// <summary>A thousand scans of the same score, at evenly spread luck.</summary>
    private static float[] Scans(float score, Scanner scanner, float floor = 1) => Draws(u => scanner(score, u, floor, P));

    private static float[] Draws(Func<Lane1, Lane1> observe)
    {
        var seen = new float[1000];
        for (var k = 0; k < seen.Length; k++)
        {
            Lane1.Store(observe((k + 0.5f) / seen.Length), ref seen[k]);
        }

        return seen;
    }
}
