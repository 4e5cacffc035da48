using Cohort.Physiology.Rates;
using Cohort.Simulation.Population;

namespace Cohort.Simulation.Tests.Population;

public class RateTablesTests
{
    private static readonly RateTable Table = RateTables.Load();
    private static readonly Rate[] Shares =
    [
        Rate.ShareIschaemic, Rate.ShareStroke, Rate.ShareCardiac, Rate.ShareStenosis, Rate.ShareCancer, Rate.ShareKidney, Rate.ShareOther,
    ];

    [Fact]
    public void Every_value_is_a_rate_for_every_age()
    {
        foreach (var rate in Enum.GetValues<Rate>())
        {
            Assert.All(Table[rate], v => Assert.True(float.IsFinite(v) && v >= 0 && v < 3, $"{rate} {v}"));
            Assert.True(Table.Get(rate, false, 50) > 0 && Table.Get(rate, true, 50) > 0, $"{rate} is empty");
        }
    }

    [Fact]
    public void Shares_of_deaths_sum_to_one()
    {
        for (var age = 0; age < RateTable.Ages; age++)
        {
            Assert.Equal(1, Shares.Sum(s => Table.Get(s, false, age)), 1e-5);
            Assert.Equal(1, Shares.Sum(s => Table.Get(s, true, age)), 1e-5);
        }
    }

    [Fact]
    public void Death_hazard_is_the_life_table_and_rises_from_30()
    {
        Assert.Equal(-Math.Log(1 - 0.001865), Table.Get(Rate.Death, false, 30), 1e-8);
        Assert.Equal(-Math.Log(1 - 0.000833), Table.Get(Rate.Death, true, 30), 1e-8);
        for (var age = 31; age < RateTable.Ages; age++)
        {
            Assert.True(Table.Get(Rate.Death, false, age) >= Table.Get(Rate.Death, false, age - 1), $"men {age}");
            Assert.True(Table.Get(Rate.Death, true, age) >= Table.Get(Rate.Death, true, age - 1), $"women {age}");
        }
    }

    // The value of a band stands at its middle.
    [Theory]
    [InlineData(Rate.Infarction, false, 50, 0.0025)]
    [InlineData(Rate.Infarction, true, 80, 0.0072)]
    [InlineData(Rate.Infarction, true, 91, 0.012)]
    [InlineData(Rate.Stroke, false, 60, 0.0028)]
    [InlineData(Rate.Stroke, true, 32, 0.00024)]
    [InlineData(Rate.HeartFailure, true, 70, 0.0082)]
    [InlineData(Rate.AtrialFibrillation, false, 70, 0.0176)]
    [InlineData(Rate.AtrialFibrillation, true, 60, 0.0019)]
    [InlineData(Rate.Diabetes, true, 55, 0.0100)]
    [InlineData(Rate.Fracture, true, 65, 0.018)]
    [InlineData(Rate.Fracture, false, 86, 0.025)]
    [InlineData(Rate.Transplant, false, 55, 0.045)]
    [InlineData(Rate.DialysisDeath, true, 67, 0.183 / 1.05)]
    [InlineData(Rate.DialysisDeath, false, 42, 0.067 / 1.05)]
    public void Published_values_come_back(Rate rate, bool female, int age, double value) =>
        Assert.Equal(1, Table.Get(rate, female, age) / value, 1e-4);

    [Theory]
    [InlineData(Rate.ShareIschaemic, false, 65, 0.1652)]
    [InlineData(Rate.ShareCancer, true, 55, 0.3432)]
    [InlineData(Rate.ShareStenosis, true, 96, 0.01256)]
    public void Published_shares_come_back(Rate share, bool female, int age, double value) =>
        Assert.Equal(1, Table.Get(share, female, age) / value, 2e-3);

    [Theory]
    [InlineData(1960, 0, 1)]
    [InlineData(1985, 0, 1)]
    [InlineData(1995, 0.325, 1)]
    [InlineData(2009, 0.519, 1)]
    [InlineData(2011, 0.563, 0.918)]
    [InlineData(2018, 0.6283, 0.36)]
    [InlineData(2024, 0.647, 0.15)]
    [InlineData(2100, 0.647, 0.15)]
    public void Anticoagulation_follows_the_calendar(int year, double any, double warfarin)
    {
        Assert.Equal(any, Table.AnticoagulatedShare[year - RateTable.FirstYear], 1e-3);
        Assert.Equal(warfarin, Table.WarfarinShare[year - RateTable.FirstYear], 1e-3);
    }

    [Fact]
    public void Anticoagulation_only_rises_and_warfarin_only_falls()
    {
        for (var i = 1; i < Table.WarfarinShare.Length; i++)
        {
            Assert.True(Table.AnticoagulatedShare[i] >= Table.AnticoagulatedShare[i - 1]);
            Assert.True(Table.WarfarinShare[i] <= Table.WarfarinShare[i - 1]);
        }
    }
}
