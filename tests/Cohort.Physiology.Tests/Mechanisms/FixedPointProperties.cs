using Cohort.Physiology.State;
using Cohort.Physiology.Tests.Kit;
using FsCheck;
using FsCheck.Fluent;

namespace Cohort.Physiology.Tests.Mechanisms;

/// <summary>How many fixed points the loop has: one, wherever the search starts; and the corner of the box where there may be two.</summary>
public class FixedPointProperties
{
    // As in EndocrineProperties: far above the rounding of floats, far under any assay.
    private const double Same = 0.003;

    private static readonly Config Some = Config.QuickThrowOnFailure.WithMaxTest(6).WithReplay(20260402, 1);
    private static readonly Arbitrary<int> Seeds = Arb.From(Gen.Choose(0, int.MaxValue));

    // Every corner of a range wider than any patient's: phosphate, ionised calcium (mmol/L), calcitriol (pmol/L).
    private static readonly (float Phosphate, float Calcium, float Calcitriol)[] Starts =
        [.. from phosphate in new[] { 0.3f, 6 } from calcium in new[] { 0.7f, 2.6f } from calcitriol in new[] { 5f, 2000 } select (phosphate, calcium, calcitriol)];

    [Fact]
    public void From_the_corners_of_all_chemistry_the_search_ends_at_one_point()
    {
        Check.One(Some, Prop.ForAll(Seeds, seed =>
        {
            var points = Points(Box.Loops(seed));
            Assert.Equal([], points.Where(Differ));

            // Some extremes have no point at all within the bounds of the search: overdoses of vitamin D with calcium in failing kidneys.
            Assert.InRange(points.Count(point => point.Count == 0), 0, 2);
        }));
    }

    [Fact]
    public void Bone_destruction_has_one_point_as_long_as_kidneys_work()
    {
        Check.One(Some, Prop.ForAll(Seeds, seed => Assert.Equal([], Points(Destroyed(seed, 20, 140)).Where(Differ))));
    }

    [Fact]
    public void Bone_destruction_with_failed_kidneys_may_have_two_points_rarely_and_one_of_them_has_suppressed_pth_and_turnover()
    {
        // Suppressed turnover takes up little of the calcium that destruction releases, and so keeps itself suppressed: a second, hypercalcaemic
        // point. Which one a patient has is a matter of history, since each year starts at the last.
        var (two, all) = (0, 0);
        Check.One(Some, Prop.ForAll(Seeds, seed =>
        {
            var points = Points(Destroyed(seed, 4, 16));
            all += points.Count;
            foreach (var point in points.Where(Differ))
            {
                two++;
                var (low, high) = (point.MinBy(chemistry => chemistry.Calcium), point.MaxBy(chemistry => chemistry.Calcium));
                Assert.True(high.Pth < 0.5f * low.Pth);
                Assert.True(high.Turnover < low.Turnover);
            }
        }));
        Assert.InRange(two, 0, all / 50);
    }

    /// <summary>Malignant bone destruction without other disorders, vitamin D low to normal, eGFR between two bounds.</summary>
    private static PatientBlock Destroyed(int seed, float lowest, float highest)
    {
        var random = new Random(seed);
        var block = Box.Loops(seed, dialysis: false, plain: true);
        for (var i = 0; i < block.Count; i++)
        {
            block.Values(Variable.Egfr)[i] = lowest + ((highest - lowest) * random.NextSingle());
            block.Values(Variable.BoneLysis)[i] = 2 + (13 * random.NextSingle());
        }

        return block;
    }

    /// <summary>The solved points of each patient from every start.</summary>
    private static List<List<Chemistry>> Points(PatientBlock block)
    {
        List<List<Chemistry>> points = [.. Enumerable.Range(0, block.Count).Select(_ => new List<Chemistry>())];
        foreach (var (phosphate, calcium, calcitriol) in Starts)
        {
            var from = Simulate.Copy(block);
            from.Values(Variable.Phosphate).Fill(phosphate);
            from.Values(Variable.IonisedCalcium).Fill(calcium);
            from.Values(Variable.Calcitriol).Fill(calcitriol);
            Simulate.Solve(from, 150);
            for (var i = 0; i < block.Count; i++)
            {
                var end = Chemistry.At(from, i);
                if (end.IsSolved)
                {
                    points[i].Add(end);
                }
            }
        }

        return points;
    }

    private static bool Differ(List<Chemistry> points) => points.Exists(point =>
        Math.Abs(Math.Log(point.Calcium / points[0].Calcium)) > Same || Math.Abs(Math.Log(point.Phosphate / points[0].Phosphate)) > Same);
}
