using Cohort.Physiology.Rates;
using Cohort.Physiology.State;
using Cohort.Simulation.Population;
using FsCheck;
using FsCheck.Fluent;

namespace Cohort.Simulation.Tests.Population;

public class RecruitmentTests
{
    private static readonly RateTable Rates = RateTables.Load();

    private static readonly Dictionary<Variable, (float Low, float High)> Ranges = new()
    {
        [Variable.BaseAge] = (20, 110),
        [Variable.Female] = (0, 1),
        [Variable.Bmi] = (10, 100),
        [Variable.BaseSmoker] = (0, 1),
        [Variable.SmokingFrom] = (15, 200),
        [Variable.SmokingUntil] = (15, 200),
        [Variable.BaseSystolic] = (60, 280),
        [Variable.BaseLdl] = (0.1f, 15),
        [Variable.Lpa] = (0.5f, 400),
        [Variable.Coronary] = (0, 1),
        [Variable.Stroke] = (0, 1),
        [Variable.HeartFailure] = (0, 1),
        [Variable.BaseEgfr] = (5, 140),
        [Variable.Albuminuria] = (0.99f, 12001),
        [Variable.DialysisFrom] = (0, 200),
        [Variable.BaseHba1c] = (3, 20),
        [Variable.DiabetesFrom] = (15, 200),
        [Variable.AfFrom] = (19.9f, 200),
        [Variable.WarfarinFrom] = (19.9f, 200),
        [Variable.WarfarinUntil] = (19.9f, 200),
        [Variable.Anticoagulant] = (0, 2),
        [Variable.DoacExcluded] = (0, 1),
        [Variable.BaseVitaminD25] = (8, 250),
        [Variable.BasePhosphate] = (0.4f, 3.5f),
        [Variable.BaseIonisedCalcium] = (0.7f, 1.7f),
        [Variable.BaseMagnesium] = (0.5f, 1.4f),
        [Variable.VitaminK] = (0.1f, 10),
        [Variable.Fetuin] = (0.2f, 1.6f),
        [Variable.Inflammation] = (0.7f, 6),
        [Variable.Statin] = (0, 1),
        [Variable.BpDrug] = (0, 1),
        [Variable.Adenoma] = (0, 1.5f),
        [Variable.GlandMass] = (0.2f, 20),
        [Variable.Granuloma] = (0, 600),
        [Variable.BoneLysis] = (0, 80),
        [Variable.ValvePhenotype] = (0, 2),
        [Variable.PhosphateIntake] = (1, 1),
    };

    [Fact]
    public void Every_value_is_in_range_and_the_rest_is_zero()
    {
        var tables = new[] { Nhanes.Load(), SyntheticUs2019.Load(), SyntheticUsDialysis.Load() };
        var block = new PatientBlock { Count = 1 };
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000), Prop.ForAll(
            (from seed in Gen.Choose(int.MinValue, int.MaxValue)
             from patient in Gen.Choose(0, int.MaxValue)
             from year in Gen.Choose(1950, 2100)
             from t in Gen.Choose(0, 2)
             select (seed, patient, year, t)).ToArbitrary(),
            x =>
            {
                Dirty(block);
                var donor = Recruitment.Recruit(tables[x.t], Rates, unchecked((ulong)x.seed), x.year, (ulong)x.patient * 7919, block, 0);
                Assert.InRange(donor, 0, tables[x.t].Count - 1);
                foreach (var variable in Enum.GetValues<Variable>())
                {
                    var value = block.Values(variable)[0];
                    var (low, high) = Ranges.GetValueOrDefault(variable);
                    Assert.True(value >= low && value <= high, $"{variable} {value} is not in {low} to {high}; {x}");
                }

                float V(Variable v) => block.Values(v)[0];
                Assert.Equal(V(Variable.BaseAge), MathF.Floor(V(Variable.BaseAge)));
                foreach (var onset in new[] { Variable.SmokingFrom, Variable.DiabetesFrom, Variable.AfFrom, Variable.WarfarinFrom, Variable.WarfarinUntil, Variable.DialysisFrom })
                {
                    Assert.True(V(onset) == Recruitment.Never || V(onset) <= V(Variable.BaseAge), $"{onset} lies after baseline; {x}");
                }

                Assert.True(V(Variable.SmokingUntil) == Recruitment.Never || V(Variable.SmokingUntil) >= V(Variable.SmokingFrom));
                Assert.True(V(Variable.WarfarinUntil) == Recruitment.Never || V(Variable.WarfarinUntil) >= V(Variable.WarfarinFrom));
                Assert.True(x.year > 1985 || V(Variable.Anticoagulant) == 0);
            }));
    }

    [Fact]
    public void A_patient_does_not_depend_on_the_others()
    {
        var (together, alone) = (new PatientBlock { Count = PatientBlock.Capacity }, new PatientBlock { Count = 1 });
        for (var row = 0; row < PatientBlock.Capacity; row++)
        {
            Recruitment.Recruit(Nhanes.Load(), Rates, 99, 2018, 5_000_000_000 + (ulong)row, together, row);
        }

        foreach (var row in new[] { 511, 3, 200 })
        {
            Dirty(alone);
            Recruitment.Recruit(Nhanes.Load(), Rates, 99, 2018, 5_000_000_000 + (ulong)row, alone, 0);
            Assert.Equal(together.GetId(row), alone.GetId(0));
            foreach (var variable in Enum.GetValues<Variable>())
            {
                Assert.Equal(together.Values(variable)[row], alone.Values(variable)[0]);
            }
        }
    }

    [Fact]
    public void Start_years_share_their_draws()
    {
        // Who has fibrillation in 2000 has it in 2018, and what the survey measured does not move.
        var (early, late) = (new PatientBlock { Count = 1 }, new PatientBlock { Count = 1 });
        for (ulong patient = 0; patient < 5000; patient++)
        {
            Assert.Equal(
                Recruitment.Recruit(Nhanes.Load(), Rates, 1, 2000, patient, early, 0),
                Recruitment.Recruit(Nhanes.Load(), Rates, 1, 2018, patient, late, 0));
            Assert.True(late.Values(Variable.AfFrom)[0] <= early.Values(Variable.AfFrom)[0]);
            Assert.Equal(early.Values(Variable.Albuminuria)[0], late.Values(Variable.Albuminuria)[0]);
        }
    }

    [Fact]
    public void Allocates_nothing()
    {
        var block = new PatientBlock { Count = PatientBlock.Capacity };
        var table = Nhanes.Load();
        for (ulong patient = 0; patient < 1000; patient++)
        {
            Recruitment.Recruit(table, Rates, 3, 2018, patient, block, (int)patient % PatientBlock.Capacity);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (ulong patient = 0; patient < 20_000; patient++)
        {
            Recruitment.Recruit(table, Rates, 3, 2018, patient, block, (int)patient % PatientBlock.Capacity);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void What_the_population_gives_is_kept()
    {
        var block = new PatientBlock { Count = 1 };
        var person = Nhanes.Load()[0] with
        {
            Age = 71,
            Egfr = 41.5f,
            Albuminuria = 123,
            VitaminD25 = 44,
            Magnesium = 0.77f,
            Lpa = 88,
            AtrialFibrillation = 1,
            Anticoagulant = 1,
            WarfarinYears = 6,
            Statin = 1,
            DiabetesTold = true,
            DiabetesYears = 12,
        };
        Recruitment.Recruit(new RespondentTable([person]), Rates, 1, 2018, 0, block, 0);
        float V(Variable v) => block.Values(v)[0];
        Assert.Equal((71f, 41.5f, 123f, 44f), (V(Variable.BaseAge), V(Variable.BaseEgfr), V(Variable.Albuminuria), V(Variable.BaseVitaminD25)));
        Assert.Equal((0.77f, 88f, 1f, 65f), (V(Variable.BaseMagnesium), V(Variable.Lpa), V(Variable.Anticoagulant), V(Variable.WarfarinFrom)));
        Assert.Equal((1f, 59f, 200f), (V(Variable.Statin), V(Variable.DiabetesFrom), V(Variable.DialysisFrom)));
        Assert.True(V(Variable.AfFrom) < 71);

        Recruitment.Recruit(new RespondentTable([person with { AtrialFibrillation = 0, Anticoagulant = 0, WarfarinYears = 0, DialysisYears = 3 }]),
            Rates, 1, 2018, 0, block, 0);
        Assert.Equal((200f, 0f, 200f, 68f), (V(Variable.AfFrom), V(Variable.Anticoagulant), V(Variable.WarfarinFrom), V(Variable.DialysisFrom)));
    }

    [Fact]
    public void Measured_minerals_are_drawn_towards_their_group()
    {
        var block = new PatientBlock { Count = 1 };
        var person = Nhanes.Load()[0] with { Age = 50, Female = true, Egfr = 95, Albumin = 40, Calcium = 2.35f };
        double Phosphate(float measured)
        {
            Recruitment.Recruit(new RespondentTable([person with { Phosphate = measured }]), Rates, 1, 2018, 0, block, 0);
            return block.Values(Variable.BasePhosphate)[0];
        }

        // A line of a slope between 0.5 and 0.9: the reliability of one measurement.
        Assert.InRange(Phosphate(1.5f) - Phosphate(1.0f), 0.25, 0.45);
        Assert.InRange(Phosphate(1.6f), 1.35, 1.55);
    }

    private static void Dirty(PatientBlock block)
    {
        foreach (var variable in Enum.GetValues<Variable>())
        {
            block.Values(variable)[0] = float.NaN;
        }
    }
}
