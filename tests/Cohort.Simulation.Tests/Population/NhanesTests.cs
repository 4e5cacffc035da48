using Cohort.Simulation.Population;

namespace Cohort.Simulation.Tests.Population;

public class NhanesTests
{
    [Fact]
    public void Holds_every_respondent()
    {
        Assert.Equal(4916, Nhanes.Load().Count);
        Assert.Equal(225.9e6, Nhanes.Load().Rows.ToArray().Sum(r => (double)r.Weight), 1e6);
        Assert.Equal(93705, Nhanes.Load()[0].Id);
    }

    [Theory]
    [InlineData("phosphate_mmol_l", 2)]
    [InlineData("calcium_mmol_l", 2)]
    [InlineData("albumin_g_l", 0)]
    [InlineData("alkaline_phosphatase_iu_l", 1)]
    [InlineData("hba1c_percent", 4)]
    [InlineData("bmi_kg_m2", 77)]
    [InlineData("diabetes_told", 4)]
    [InlineData("insulin", 1)]
    [InlineData("coronary_disease", 34)]
    [InlineData("heart_failure", 15)]
    [InlineData("stroke", 8)]
    [InlineData("systolic_mmhg", 232)]
    [InlineData("diastolic_mmhg", 244)]
    [InlineData("ldl_mmol_l", 2557)]
    public void Fills_empty_cells_and_says_how_many(string column, int cells) => Assert.Equal(cells, Nhanes.FilledCells(column));

    [Fact]
    public void Nothing_measured_is_left_empty() => Assert.All(Nhanes.Load().Rows.ToArray(), r =>
    {
        foreach (var value in new[] { r.Weight, r.Creatinine, r.Phosphate, r.Calcium, r.Albumin, r.AlkalinePhosphatase, r.Cholesterol, r.Ldl,
            r.Hba1c, r.Bmi, r.Systolic, r.Diastolic })
        {
            Assert.True(float.IsFinite(value) && value > 0);
        }

        Assert.True(float.IsNaN(r.Egfr) && float.IsNaN(r.DialysisYears));
        Assert.Equal(r.Age == 80, r.TopCoded);
    });

    [Fact]
    public void Filled_ldl_keeps_its_bond_with_total_cholesterol()
    {
        var rows = Nhanes.Load().Rows.ToArray();
        var (x, y) = (rows.Average(r => r.Cholesterol), rows.Average(r => r.Ldl));
        var covariance = rows.Average(r => (r.Cholesterol - x) * (r.Ldl - y));
        var correlation = covariance / Math.Sqrt(rows.Average(r => (r.Cholesterol - x) * (r.Cholesterol - x)) * rows.Average(r => (r.Ldl - y) * (r.Ldl - y)));
        Assert.InRange(correlation, 0.85, 0.98);
        Assert.InRange(y, 2.7, 3.0);
    }
}
