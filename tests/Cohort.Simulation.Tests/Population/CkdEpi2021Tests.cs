using Cohort.Simulation.Population;

namespace Cohort.Simulation.Tests.Population;

public class CkdEpi2021Tests
{
    [Theory]
    [InlineData(1.0, 40, false, 97.58)]
    [InlineData(1.0, 60, false, 86.16)]
    [InlineData(0.8, 50, true, 89.71)]
    [InlineData(1.0, 60, true, 64.5)]
    [InlineData(2.0, 65, false, 36.36)]
    [InlineData(3.5, 70, true, 13.48)]
    [InlineData(0.6, 30, true, 123.76)]
    public void Gives_the_published_values(double creatinine, double age, bool female, double egfr) =>
        Assert.Equal(egfr, CkdEpi2021.Egfr(creatinine, age, female), 0.006);

    [Fact]
    public void Falls_with_creatinine_and_age()
    {
        Assert.True(CkdEpi2021.Egfr(0.9001, 50, false) < CkdEpi2021.Egfr(0.8999, 50, false));
        Assert.True(CkdEpi2021.Egfr(1.2, 51, true) < CkdEpi2021.Egfr(1.2, 50, true));
    }
}
