using Cohort.Physiology.Numerics;
using Cohort.Physiology.Rates;
using Cohort.Physiology.State;
using Cohort.Physiology.Treatments;
using Cohort.Simulation.Population;
using Cohort.Simulation.Running;

namespace Cohort.Simulation.Tests.Running;

/// <summary>What baseline, past and death promise: the survey is kept, nothing jumps, the life table comes back.</summary>
public class NaturalHistoryTests
{
    private const int Patients = 12_288;
    private const int Years = 20;

    private static readonly Lazy<History> Run = new(() => new History());

    [Fact]
    public void LifeTableIsReproduced()
    {
        // Men and women apart; decades with enough deaths for a standard error under 8 %.
        for (var sex = 0; sex < 2; sex++)
        {
            for (var decade = 60; decade < 90; decade += 10)
            {
                var (died, expected) = Run.Value.Deaths(sex == 1, decade);
                Assert.True(expected > 150, $"only {expected:0} deaths expected at {decade}");
                Assert.InRange(died / expected, 0.85, 1.15);
            }
        }
    }

    [Theory]
    [InlineData(Variable.Phosphate, 0.01)]
    [InlineData(Variable.Calcium, 0.003)]
    [InlineData(Variable.Pth, 0.03)]
    [InlineData(Variable.Fgf23, 0.04)]
    [InlineData(Variable.Calcitriol, 0.02)]
    public void NothingJumpsInTheFirstYear(Variable variable, double tolerance)
    {
        var before = Run.Value.GeometricMean(0, variable);
        Assert.InRange(Run.Value.GeometricMean(1, variable) / before, 1 - tolerance, 1 + tolerance);
    }

    [Fact]
    public void MeasuredBaselineHolds()
    {
        var block = Run.Value.Baseline;
        var phosphate = block.Values(Variable.Phosphate);
        var measured = block.Values(Variable.BasePhosphate);
        var calcium = block.Values(Variable.IonisedCalcium);
        var measuredCalcium = block.Values(Variable.BaseIonisedCalcium);
        for (var i = 0; i < block.Count; i++)
        {
            Assert.Equal(measured[i], phosphate[i], 0.002);
            Assert.Equal(measuredCalcium[i], calcium[i], 0.002);
        }
    }

    [Fact]
    public void KidneyFunctionByAgeStaysThatOfTheSurvey()
    {
        for (var decade = 50; decade < 90; decade += 10)
        {
            Assert.InRange(Run.Value.MeanEgfr(Years, decade) - Run.Value.MeanEgfr(0, decade), -8, 8); // Cohorts followed up (ARIC) lose faster than the survey's ages differ: the slope is between the two.
        }
    }

    [Fact]
    public void TheLivingAreSurvivors()
    {
        // Without the choice between pasts the oldest would be as susceptible as the young.
        Assert.True(Run.Value.MeanLogFrailty(80) < Run.Value.MeanLogFrailty(30) - 0.05);
    }

    private sealed class History
    {
        private readonly double[,] _deaths = new double[2, RateTable.Ages];
        private readonly double[,] _expected = new double[2, RateTable.Ages];
        private readonly Dictionary<(int Year, Variable Variable), (double Sum, int Count)> _means = [];
        private readonly Dictionary<(int Year, int Decade), (double Sum, int Count)> _egfr = [];
        private readonly Dictionary<int, (double Sum, int Count)> _frailty = [];

        public History()
        {
            var model = Model.Default;
            var group = new PatientGroup<Lane8>(model, Nhanes.Load(), 5, 2018);
            for (var first = 0; first < Patients; first += PatientBlock.Capacity)
            {
                var block = new PatientBlock { Count = PatientBlock.Capacity };
                for (var i = 0; i < block.Count; i++)
                {
                    group.Recruit((ulong)(first + i), block, i);
                }

                group.RunPast(block);
                if (first == 0)
                {
                    Baseline.CopyFrom(block);
                }

                Note(block, 0);
                for (var year = 1; year <= Years; year++)
                {
                    var age = block.Values(Variable.Age).ToArray();
                    group.Advance(block, year, ArmPolicy.UsualCare);
                    Register(block, age, model);
                    group.Compact(block, always: true);
                    Note(block, year);
                }
            }
        }

        public PatientBlock Baseline { get; } = new();

        public (double Died, double Expected) Deaths(bool female, int decade)
        {
            var (died, expected) = (0.0, 0.0);
            for (var age = decade; age < decade + 10; age++)
            {
                died += _deaths[female ? 1 : 0, age];
                expected += _expected[female ? 1 : 0, age];
            }

            return (died, expected);
        }

        public double GeometricMean(int year, Variable variable) => Math.Exp(_means[(year, variable)].Sum / _means[(year, variable)].Count);

        public double MeanEgfr(int year, int decade) => _egfr[(year, decade)].Sum / _egfr[(year, decade)].Count;

        public double MeanLogFrailty(int decade) => _frailty[decade].Sum / _frailty[decade].Count;

        private void Register(PatientBlock block, float[] age, Model model)
        {
            var female = block.Values(Variable.Female);
            var alive = block.Values(Variable.Alive);
            for (var i = 0; i < block.Count; i++)
            {
                var sex = female[i] > 0.5f ? 1 : 0;
                _expected[sex, (int)age[i]] += 1 - Math.Exp(-model.Rates.Get(Rate.Death, sex == 1, (int)age[i]));
                _deaths[sex, (int)age[i]] += alive[i] < 0.5f ? 1 : 0;
            }
        }

        private void Note(PatientBlock block, int year)
        {
            var age = block.Values(Variable.Age);
            for (var i = 0; i < block.Count; i++)
            {
                Add(_egfr, (year, (int)age[i] / 10 * 10), block.Values(Variable.Egfr)[i]);
                if (year == 0)
                {
                    Add(_frailty, (int)age[i] / 10 * 10, Math.Log(block.Values(Variable.Frailty)[i]) - (0.3 * Math.Log(block.Values(Variable.Slope)[i])));
                }

                if (year <= 1)
                {
                    foreach (var variable in new[] { Variable.Phosphate, Variable.Calcium, Variable.Pth, Variable.Fgf23, Variable.Calcitriol })
                    {
                        Add(_means, (year, variable), Math.Log(block.Values(variable)[i]));
                    }
                }
            }
        }

        private static void Add<TKey>(Dictionary<TKey, (double Sum, int Count)> into, TKey key, double value) where TKey : notnull
        {
            var (sum, count) = into.GetValueOrDefault(key);
            into[key] = (sum + value, count + 1);
        }
    }
}
