using Cohort.Physiology.Events;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;
using Cohort.Physiology.Rates;
using Cohort.Physiology.State;
using Cohort.Physiology.Tests.Kit;
using Cohort.Physiology.Years;
using FsCheck;
using FsCheck.Fluent;

namespace Cohort.Physiology.Tests.Years;

/// <summary>What must hold for any admissible patient under any policy.</summary>
public class SanityProperties
{
    // The same cases in every run, so that a failure can be had again.
    private static readonly Config Some = Config.QuickThrowOnFailure.WithMaxTest(6).WithReplay(20260401, 3);
    private static readonly Arbitrary<int> Seeds = Arb.From(Gen.Choose(0, int.MaxValue));

    private static readonly Variable[] Flags = [.. Variables.All.Where(info => info.Unit == "0/1").Select(info => info.Variable)];

    [Fact]
    public void Every_variable_stays_finite_and_within_physical_bounds_for_sixty_years()
    {
        Check.One(Some, Prop.ForAll(Seeds, seed =>
        {
            var course = Simulate.Years(Box.States(seed, 300), 60, Box.Policy(seed), SimpleRates.Some, (ulong)seed);
            foreach (var year in (int[])[1, 60])
            {
                foreach (var variable in Enum.GetValues<Variable>())
                {
                    Assert.DoesNotContain(course.Years[year].Values(variable).ToArray(), value => !float.IsFinite(value));
                }

                Within(course.Years[year], Variable.Mgp, 0, 1);
                Within(course.Years[year], Variable.Osteogenic, 0, 1);
                Within(course.Years[year], Variable.Ppi, 0.01f, 5);
                Within(course.Years[year], Variable.Egfr, 3, 140);
                Within(course.Years[year], Variable.PeakVelocity, 1.2f, 7);
                Within(course.Years[year], Variable.BoneDensity, 0.3f, 1.3f);
                Within(course.Years[year], Variable.AgeBurden, 0, 10);
                Within(course.Years[year], Variable.Pth, 0.1f, 20_000);
                Within(course.Years[year], Variable.Hba1c, 4, 14);
                Within(course.Years[year], Variable.Binder, 0, 0.6f);
            }
        }));

        static void Within(PatientBlock block, Variable variable, float low, float high) =>
            Assert.All(block.Values(variable).ToArray(), value => Assert.InRange(value, low, high));
    }

    [Fact]
    public void Flags_are_0_or_1_and_codes_are_codes()
    {
        Check.One(Some, Prop.ForAll(Seeds, seed =>
        {
            var course = Simulate.Years(Box.States(seed, 200), 25, Box.Policy(seed), SimpleRates.Some, (ulong)seed);
            foreach (var block in course.Years)
            {
                foreach (var flag in Flags)
                {
                    Assert.DoesNotContain(block.Values(flag).ToArray(), value => value is not (0 or 1));
                }

                foreach (var (code, last) in (ReadOnlySpan<(Variable, int)>)[(Variable.CkdStage, 7), (Variable.Cause, 8), (Variable.Anticoagulant, 2), (Variable.StenosisStage, 3), (Variable.ValvePhenotype, 2)])
                {
                    Assert.DoesNotContain(block.Values(code).ToArray(), value => value != (int)value || value < 0 || value > last);
                }
            }
        }));
    }

    [Fact]
    public void Mineral_never_shrinks_and_counts_never_fall()
    {
        // No mechanism of the model dissolves mineral: not in media, coronaries, valve or soft tissue.
        Variable[] growing =
        [
            Variable.MedialCalcium, Variable.Cac, Variable.Avc, Variable.Plaque, Variable.LeafletInjury, Variable.Fibrosis, Variable.LungDeposit,
            Variable.GastricDeposit, Variable.KidneyDeposit, Variable.DystrophicDeposit, Variable.Fractures, Variable.WarfarinYears,
            Variable.DialysisYears, Variable.DiabetesYears, Variable.SmokingYears, Variable.Age, Variable.Coronary, Variable.Stroke,
            Variable.HeartFailure, Variable.AtrialFibrillation, Variable.Diabetes, Variable.ValveReplaced, Variable.Treated, Variable.Albuminuria,
        ];
        Check.One(Some, Prop.ForAll(Seeds, seed =>
        {
            var course = Simulate.Years(Box.States(seed, 300), 25, Box.Policy(seed), SimpleRates.Some, (ulong)seed);
            for (var year = 1; year < course.Years.Count; year++)
            {
                foreach (var variable in growing)
                {
                    var before = course.Years[year - 1].Values(variable);
                    var now = course.Years[year].Values(variable);
                    for (var i = 0; i < now.Length; i++)
                    {
                        Assert.True(now[i] >= before[i], $"{variable} {before[i]:R} -> {now[i]:R}, year {year}");
                    }
                }
            }
        }));
    }

    [Fact]
    public void Events_happen_to_the_living_alone_and_agree_with_what_they_leave_behind()
    {
        (EventKind Kind, Variable Flag)[] marks =
        [
            (EventKind.MyocardialInfarction, Variable.Coronary), (EventKind.Stroke, Variable.Stroke), (EventKind.HeartFailure, Variable.HeartFailure),
            (EventKind.AtrialFibrillation, Variable.AtrialFibrillation), (EventKind.Diabetes, Variable.Diabetes), (EventKind.ValveReplacement, Variable.ValveReplaced),
            (EventKind.CacOnset, Variable.Cac), (EventKind.AvcOnset, Variable.Avc), (EventKind.DialysisStart, Variable.Dialysis),
        ];
        Check.One(Some, Prop.ForAll(Seeds, seed =>
        {
            var course = Simulate.Years(Box.States(seed, 300), 25, Box.Policy(seed), SimpleRates.Some, (ulong)seed);
            for (var year = 1; year < course.Years.Count; year++)
            {
                var (before, now) = (course.Years[year - 1], course.Years[year]);
                for (var i = 0; i < now.Count; i++)
                {
                    var events = (int)now.Values(Variable.Events)[i];
                    Assert.Equal(now.Values(Variable.Events)[i], events);
                    Assert.InRange(events, 0, (1 << (Enum.GetValues<EventKind>().Length)) - 1);
                    if (before.Values(Variable.Alive)[i] == 0)
                    {
                        Assert.Equal(0, events);
                        continue;
                    }

                    foreach (var (kind, flag) in marks)
                    {
                        var happened = (events & (1 << (int)kind)) != 0;
                        Assert.False(happened && now.Values(flag)[i] == 0, $"{kind} without {flag}");
                        Assert.False(!happened && kind is not EventKind.DialysisStart && now.Values(flag)[i] > 0 && before.Values(flag)[i] == 0, $"{flag} without {kind}");
                    }
                }
            }
        }));
    }

    [Fact]
    public void Hazards_are_finite_and_not_negative_so_that_probabilities_lie_between_0_and_1()
    {
        Check.One(Some, Prop.ForAll(Seeds, seed =>
        {
            var block = Box.States(seed);
            var step = new YearStep<Lane8>(ModelParameters.Default, HazardTable.Create(SimpleRates.Some, new RiskNorms()));
            for (var year = 1; year <= 5; year++)
            {
                step.Advance(block, Simulate.Context(year, (ulong)seed, SimpleRates.Some), Box.Policy(seed));
                foreach (var hazard in Enum.GetValues<Hazard>())
                {
                    foreach (var risk in step.Risks.Values(hazard))
                    {
                        var probability = 0f;
                        Lane1.Store(Elementary.OneMinusExp<Lane1>(risk), ref probability);
                        Assert.True(float.IsFinite(risk) && risk >= 0, $"{hazard} {risk}");
                        Assert.InRange(probability, 0, 1);
                    }
                }
            }
        }));
    }

    [Fact]
    public void Alive_and_dead_make_up_those_who_started()
    {
        Check.One(Some, Prop.ForAll(Seeds, seed =>
        {
            var course = Simulate.Years(Box.States(seed, 300), 40, Box.Policy(seed), SimpleRates.Some, (ulong)seed);
            Assert.Equal(300, course.CountSet(Variable.Alive) + course.Count(EventKind.Death));
        }));
    }
}
