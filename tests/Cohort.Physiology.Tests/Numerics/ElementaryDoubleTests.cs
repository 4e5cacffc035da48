using Cohort.Physiology.Numerics;

namespace Cohort.Physiology.Tests.Numerics;

public class ElementaryDoubleTests
{
    private readonly Random _random = new(11);

    [Fact]
    public void Exp_agrees_with_the_platform()
    {
        for (var i = 0; i < 200_000; i++)
        {
            AssertRelative(5e-16, Math.Exp, ElementaryDouble.Exp, 1416 * _random.NextDouble() - 708);
        }
    }

    [Fact]
    public void Log_agrees_with_the_platform()
    {
        for (var i = 0; i < 200_000; i++)
        {
            AssertRelative(5e-16, Math.Log, ElementaryDouble.Log, Math.Exp(1400 * _random.NextDouble() - 700));
            AssertRelative(5e-16, Math.Log, ElementaryDouble.Log, 0.3 + 3 * _random.NextDouble());
        }

        AssertRelative(5e-16, Math.Log, ElementaryDouble.Log, double.Epsilon);
        AssertRelative(5e-16, Math.Log, ElementaryDouble.Log, double.MaxValue);
    }

    [Fact]
    public void Pow_agrees_with_the_platform_up_to_the_largest_results()
    {
        for (var i = 0; i < 200_000; i++)
        {
            var x = i % 2 == 0 ? 0.3 + 3 * _random.NextDouble() : Math.Exp(1400 * _random.NextDouble() - 700);
            var y = (1400 * _random.NextDouble() - 700) / Math.Log(x);
            AssertRelative(7e-15, v => Math.Pow(v, y), v => ElementaryDouble.Pow(v, y), x);
        }
    }

    [Fact]
    public void Known_constants()
    {
        Assert.Equal(1.0, ElementaryDouble.Exp(0));
        Assert.Equal(Math.E, ElementaryDouble.Exp(1), 1e-15);
        Assert.Equal(0.0, ElementaryDouble.Log(1));
        Assert.Equal(2.302585092994046, ElementaryDouble.Log(10), 1e-15);
        Assert.Equal(1024.0, ElementaryDouble.Pow(2, 10), 1e-12);
        Assert.Equal(0.5, ElementaryDouble.NormalCdf(0), 1e-15);
        Assert.Equal(0.8413447460685429, ElementaryDouble.NormalCdf(1), 1e-15);
        Assert.Equal(0.9750021048517795, ElementaryDouble.NormalCdf(1.96), 1e-15);
        Assert.Equal(7.619853024160527e-24, ElementaryDouble.NormalCdf(-10), 1e-37);
        Assert.Equal(1.959963984540054, ElementaryDouble.InverseNormal(0.975), 1e-14);
        Assert.Equal(-3.090232306167813, ElementaryDouble.InverseNormal(0.001), 1e-14);
        Assert.Equal(0.0, ElementaryDouble.InverseNormal(0.5), 1e-15);
    }

    [Theory]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(-746, 0)]
    [InlineData(710, double.PositiveInfinity)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NaN, double.NaN)]
    public void Exp_at_its_ends(double x, double expected) => Assert.Equal(expected, ElementaryDouble.Exp(x));

    [Theory]
    [InlineData(0, double.NegativeInfinity)]
    [InlineData(-1, double.NaN)]
    [InlineData(double.NegativeInfinity, double.NaN)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NaN, double.NaN)]
    public void Log_at_its_ends(double x, double expected) => Assert.Equal(expected, ElementaryDouble.Log(x));

    [Theory]
    [InlineData(0, 2)]
    [InlineData(0, -2)]
    [InlineData(0, 0)]
    [InlineData(1, double.NaN)]
    [InlineData(2, double.NaN)]
    [InlineData(double.NaN, 2)]
    [InlineData(0, double.NaN)]
    [InlineData(2, double.PositiveInfinity)]
    [InlineData(2, double.NegativeInfinity)]
    [InlineData(0.5, double.PositiveInfinity)]
    [InlineData(double.PositiveInfinity, 2)]
    [InlineData(double.PositiveInfinity, -2)]
    [InlineData(10, 400)]
    [InlineData(10, -400)]
    public void Pow_at_its_ends(double x, double y) => Assert.Equal(Math.Pow(x, y), ElementaryDouble.Pow(x, y));

    [Fact]
    public void Pow_of_a_negative_number_is_nan() => Assert.Equal(double.NaN, ElementaryDouble.Pow(-2, 2));

    [Fact]
    public void Normal_cdf_agrees_with_series_and_continued_fraction()
    {
        for (var z = -37.0; z <= 0; z += 0.00371)
        {
            var expected = NormalReference.LowerTail(z);
            Assert.Equal(expected, ElementaryDouble.NormalCdf(z), expected * 1e-12);
            Assert.Equal(1 - expected, ElementaryDouble.NormalCdf(-z), 1e-15);
        }

        Assert.Equal(0.0, ElementaryDouble.NormalCdf(double.NegativeInfinity));
        Assert.Equal(1.0, ElementaryDouble.NormalCdf(double.PositiveInfinity));
        Assert.Equal(double.NaN, ElementaryDouble.NormalCdf(double.NaN));
    }

    [Fact]
    public void Inverse_normal_agrees_with_newtons_method()
    {
        for (var i = 0; i < 20_000; i++)
        {
            var p = i % 2 == 0 ? _random.NextDouble() : Math.Exp(-690 * _random.NextDouble());
            Assert.Equal(NormalReference.Quantile(p), ElementaryDouble.InverseNormal(p), 1e-12);
        }

        Assert.Equal(double.NegativeInfinity, ElementaryDouble.InverseNormal(0));
        Assert.Equal(double.PositiveInfinity, ElementaryDouble.InverseNormal(1));
        Assert.Equal(double.NaN, ElementaryDouble.InverseNormal(1.5));
        Assert.Equal(double.NaN, ElementaryDouble.InverseNormal(double.NaN));
        Assert.Equal(ElementaryDouble.InverseNormal(1e-300), ElementaryDouble.InverseNormal(double.Epsilon));
    }

    private static void AssertRelative(double bound, Func<double, double> expected, Func<double, double> actual, double x)
    {
        var error = Math.Abs(actual(x) / expected(x) - 1);
        Assert.True(error <= bound || actual(x) == expected(x), $"at {x:R}: {actual(x):R}, not {expected(x):R}, relative error {error:E2}");
    }
}
