using Cohort.Physiology.State;
using Cohort.Physiology.Tests.Kit;
using FsCheck;
using FsCheck.Fluent;

namespace Cohort.Physiology.Tests.Mechanisms;

/// <summary>
/// Arrows of the loop that never point the other way, over random patients; beside those of <see cref="EndocrineProperties"/>. Where
/// physiology itself turns an arrow round, the test says where.
/// </summary>
public class MonotoneProperties
{
    private static readonly Config Some = Config.QuickThrowOnFailure.WithMaxTest(3).WithReplay(20260403, 1);
    private static readonly Arbitrary<int> Seeds = Arb.From(Gen.Choose(0, int.MaxValue));

    [Theory]
    [InlineData(Variable.PhosphateIntake, 1.2f, Variable.Fgf23, 1)]
    [InlineData(Variable.PhosphateIntake, 1.2f, Variable.Pth, 1)]
    [InlineData(Variable.PhosphateThreshold, 1.1f, Variable.Fgf23, 1)]
    [InlineData(Variable.Egfr, 0.8f, Variable.Calcitriol, -1)]
    [InlineData(Variable.PthTrait, 1.3f, Variable.Pth, 1)]
    [InlineData(Variable.PthTrait, 1.3f, Variable.Calcitriol, 1)]
    [InlineData(Variable.PthTrait, 1.3f, Variable.BoneTurnover, 1)]
    [InlineData(Variable.CalcitriolTrait, 1.3f, Variable.Calcium, 1)]
    [InlineData(Variable.CalcitriolTrait, 1.3f, Variable.Pth, -1)]
    [InlineData(Variable.Fgf23Trait, 1.3f, Variable.Fgf23, 1)]
    [InlineData(Variable.Fgf23Trait, 1.3f, Variable.Phosphate, -1)]
    [InlineData(Variable.Fgf23Trait, 1.3f, Variable.Calcitriol, -1)]
    [InlineData(Variable.VitaminD25, 1.3f, Variable.Pth, -1)]
    public void In_the_whole_box_a_larger_cause_never_moves_its_effect_the_other_way(Variable cause, float factor, Variable effect, int sign) =>
        AssertMonotone(cause, factor, 0, effect, sign, plain: false, _ => true);

    [Theory]
    [InlineData(Variable.CalciumLoad, 10, Variable.Pth, -1)]
    [InlineData(Variable.CalciumLoad, 10, Variable.Calcitriol, -1)]
    [InlineData(Variable.Binder, 0.1f, Variable.Fgf23, -1)]
    [InlineData(Variable.Binder, 0.1f, Variable.Pth, -1)]
    [InlineData(Variable.Granuloma, 30, Variable.Pth, -1)]
    [InlineData(Variable.Granuloma, 30, Variable.Calcitriol, 1)]
    [InlineData(Variable.BoneLysis, 3, Variable.Calcitriol, -1)]
    [InlineData(Variable.Calcimimetic, 0.03f, Variable.BoneTurnover, -1)]
    public void In_the_whole_box_a_disease_or_drug_never_moves_its_effect_the_other_way(Variable cause, float more, Variable effect, int sign) =>
        AssertMonotone(cause, 1, more, effect, sign, plain: false, _ => true);

    [Theory]
    [InlineData(Variable.BoneLysis, 1, 3, Variable.Pth, -1)]
    [InlineData(Variable.CalcitriolTrait, 1.3f, 0, Variable.Calcitriol, 1)]
    [InlineData(Variable.CalcitriolTrait, 1.3f, 0, Variable.Fgf23, 1)]
    [InlineData(Variable.ActiveVitaminD, 1, 10, Variable.Fgf23, 1)]
    [InlineData(Variable.CalciumSetPoint, 1, 0.03f, Variable.Calcium, 1)]
    [InlineData(Variable.PthTrait, 1.3f, 0, Variable.Calcium, 1)]
    public void Without_dialysis_or_other_disorders_neither_do_these(Variable cause, float factor, float more, Variable effect, int sign) =>
        AssertMonotone(cause, factor, more, effect, sign, plain: true, _ => true);

    [Theory]
    [InlineData(Variable.PthTrait, 1.3f, 0)]
    [InlineData(Variable.GlandMass, 1.3f, 0)]
    [InlineData(Variable.Adenoma, 1, 0.05f)]
    public void Pth_lowers_phosphate_while_kidneys_can_excrete_it(Variable cause, float factor, float more) =>
        // In kidney failure, with its threshold at the floor, PTH frees phosphate of bone and raises it.
        AssertMonotone(cause, factor, more, Variable.Phosphate, -1, plain: true, egfr => egfr > 15);

    [Fact]
    public void Phosphate_rises_as_the_last_nephrons_are_lost() =>
        // Earlier FGF23 may more than make up for them (Fgf23Nephron).
        AssertMonotone(Variable.Egfr, 0.8f, 0, Variable.Phosphate, 1, plain: true, egfr => egfr < 11);

    [Fact]
    public void In_the_reference_patient_phosphate_rises_steadily_below_an_egfr_of_40()
    {
        var course = new[] { 40f, 35, 30, 25, 20, 15, 12, 10, 8, 6, 4 }.Select(egfr => Chemistry.Of(Patient.Healthy.AtEgfr(egfr)).Phosphate).ToList();
        Assert.Equal(course.Order(), course);
        Assert.True(course[^1] > 2 * course[0]);
    }

    private static void AssertMonotone(Variable cause, float factor, float more, Variable effect, int sign, bool plain, Func<float, bool> egfr)
    {
        var tested = 0;
        Check.One(Some, Prop.ForAll(Seeds, seed =>
        {
            var before = Box.Loops(seed, dialysis: !plain, plain: plain);
            var after = Simulate.Copy(before);
            foreach (ref var value in after.Values(cause))
            {
                value = (value * factor) + more;
            }

            Simulate.Solve(before);
            Simulate.Solve(after);
            for (var i = 0; i < before.Count; i++)
            {
                if (egfr(before.Values(Variable.Egfr)[i]) && Judged(before, i) && Judged(after, i))
                {
                    // A thousandth is left to the rounding of floats.
                    tested++;
                    Assert.InRange((after.Values(effect)[i] / before.Values(effect)[i] - 1) * sign, -0.001f, float.MaxValue);
                }
            }
        }));
        Assert.True(tested > 80);
    }

    /// <summary>Solved, and not beyond the hypercalcaemia that patients survive.</summary>
    private static bool Judged(PatientBlock block, int i) => block.Values(Variable.Calcium)[i] < 3 && Chemistry.At(block, i).IsSolved;
}
