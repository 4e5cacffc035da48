using Cohort.Physiology.Numerics;

namespace Cohort.Physiology.Tests.Numerics;

public class ElementaryTests
{
    private const int Chunk = 4096;
    private const int UniformCount = 1 << 23;

    [Fact]
    public void Exp_is_within_1_ulp() => AssertWithin<Exp>(1.0, Even(-87, 88, 2_000_000), Math.Exp);

    [Fact]
    public void Log_is_within_1_and_a_half_ulp_at_every_exponent() =>
        AssertWithin<Log>(1.5, Floats(0x00800000, 0x7F7FFFFF, 1009).Concat(Even(0.4, 3, 500_000)), Math.Log);

    [Fact]
    public void Logistic_is_within_3_ulp() => AssertWithin<Logistic>(3, Even(-87, 87, 1_000_000), x => 1 / (1 + Math.Exp(-x)));

    [Fact]
    public void One_minus_exp_is_within_3_ulp_down_to_the_smallest_hazard() =>
        AssertWithin<OneMinusExp>(3, Floats(0x00800000, BitConverter.SingleToInt32Bits(87f), 1009), OneMinusExpReference);

    [Fact]
    public void Pow_is_within_8_ulp_while_the_result_stays_inside_2_to_the_120()
    {
        var pairs = new List<(float X, float Y)>();
        var random = new Random(20_240_601);
        var reach = 120 * Math.Log(2);

        void AddWithin(float x, double share)
        {
            var y = (float)(share * reach / Math.Log(x));
            if (float.IsFinite(y))
            {
                pairs.Add((x, y));
            }
        }

        for (var i = 0; i < 400_000; i++)
        {
            var near = (float)(0.3 + 3 * random.NextDouble());
            var far = (float)Math.Exp(170 * random.NextDouble() - 85);
            AddWithin(i % 2 == 0 ? near : far, 1.998 * random.NextDouble() - 0.999);
        }

        for (var bits = 0x3F000000; bits < 0x40000000; bits += 137)
        {
            AddWithin(BitConverter.Int32BitsToSingle(bits), 0.999);
        }

        for (var i = 1; i <= 100; i++)
        {
            for (var quarters = -16; quarters <= 16; quarters++)
            {
                pairs.Add((i * 0.25f, quarters * 0.25f));
            }
        }

        while (pairs.Count % 16 != 0)
        {
            pairs.Add((1, 1));
        }

        float[] x = [.. pairs.Select(pair => pair.X)];
        float[] y = [.. pairs.Select(pair => pair.Y)];
        var actual = LaneOperation.Of<Pow>().Run<Lane16>(x, y, y);
        for (var i = 0; i < actual.Length; i++)
        {
            AssertClose(8, actual[i], Math.Pow(x[i], y[i]), $"Pow({x[i]:R}, {y[i]:R})");
        }
    }

    [Fact]
    public void Inverse_normal_is_within_3_and_a_half_ulp_on_uniforms() =>
        AssertWithin<InverseNormal>(
            3.5,
            Uniforms(0, 1000, 1).Concat(Uniforms(1000, UniformCount - 1000, 41)).Concat(Uniforms(UniformCount - 1000, UniformCount, 1)),
            NormalReference.Quantile);

    [Fact]
    public void Inverse_normal_is_within_3_and_a_half_ulp_on_floats_between_the_uniforms() =>
        AssertWithin<InverseNormal>(3.5, Floats(0x33800000, 0x3F000000, 1009), NormalReference.Quantile);

    [Fact]
    public void Inverse_normal_is_antisymmetric_and_finite_at_the_extreme_uniforms()
    {
        Assert.Equal(-5.2947039f, Evaluate<InverseNormal>(0.5f / UniformCount), 1e-5f);
        Assert.Equal(0f, Evaluate<InverseNormal>(0.5f));
        foreach (var p in Uniforms(0, UniformCount / 2, 997))
        {
            Assert.Equal(-Evaluate<InverseNormal>(p), Evaluate<InverseNormal>(1 - p));
        }
    }

    [Theory]
    [InlineData(-87f, 1.6458115e-38f)]
    [InlineData(-1000f, 1.6458115e-38f)]
    [InlineData(float.NegativeInfinity, 1.6458115e-38f)]
    [InlineData(88f, 1.6516363e38f)]
    [InlineData(float.PositiveInfinity, 1.6516363e38f)]
    [InlineData(0f, 1f)]
    [InlineData(float.NaN, float.NaN)]
    public void Exp_stops_at_the_ends_of_its_domain(float x, float expected) => Assert.Equal(expected, Evaluate<Exp>(x));

    [Theory]
    [InlineData(0f)]
    [InlineData(-1f)]
    [InlineData(float.Epsilon)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(float.NaN)]
    public void Log_takes_what_has_no_normal_logarithm_as_the_smallest_normal(float x) =>
        Assert.Equal(Evaluate<Log>(Elementary.SmallestNormal), Evaluate<Log>(x));

    [Fact]
    public void Log_of_1_is_0() => Assert.Equal(0f, Evaluate<Log>(1f));

    [Theory]
    [InlineData(float.NegativeInfinity, 1.6458115e-38f)]
    [InlineData(-1000f, 1.6458115e-38f)]
    [InlineData(0f, 0.5f)]
    [InlineData(20f, 1f)]
    [InlineData(float.PositiveInfinity, 1f)]
    public void Logistic_neither_overflows_nor_reaches_0(float x, float expected) => Assert.Equal(expected, Evaluate<Logistic>(x));

    [Theory]
    [InlineData(0f, 0f)]
    [InlineData(-3f, 0f)]
    [InlineData(30f, 1f)]
    [InlineData(float.PositiveInfinity, 1f)]
    public void One_minus_exp_is_a_probability(float x, float expected) => Assert.Equal(expected, Evaluate<OneMinusExp>(x));

    [Theory]
    [InlineData(10f, 100f, 1.6516363e38f)]
    [InlineData(10f, -100f, 1.6458115e-38f)]
    [InlineData(10f, 3e38f, 1.6516363e38f)]
    [InlineData(0.001f, 3e38f, 1.6458115e-38f)]
    [InlineData(7f, 0f, 1f)]
    [InlineData(1f, 12345f, 1f)]
    [InlineData(2f, 10f, 1024f)]
    public void Pow_ends_where_exp_does(float x, float y, float expected) =>
        Assert.InRange(Ulps.Between(LaneOperation.Of<Pow>().One<Lane1>(x, y), expected), 0, 500);

    [Theory]
    [InlineData(0f, -5.2947f)]
    [InlineData(-3f, -5.2947f)]
    [InlineData(1f, 5.2947f)]
    [InlineData(2f, 5.2947f)]
    public void Inverse_normal_takes_what_is_no_probability_as_the_nearer_end(float p, float expected) =>
        Assert.Equal(expected, Evaluate<InverseNormal>(p), 1e-3f);

    [Fact]
    public void Exp_never_falls() => AssertMonotone<Exp>(
        Runs(-87, 88).Concat(Enumerable.Range(-125, 251).SelectMany(k => Around((float)((k + 0.5) * Math.Log(2)), 2000))));

    [Fact]
    public void Log_never_falls() => AssertMonotone<Log>(
        Runs(0, 10).Concat(Runs(0.6, 1.6)).Concat(Enumerable.Range(-125, 250).SelectMany(k => Around((float)Math.ScaleB(Math.Sqrt(0.5), k), 2000))));

    [Fact]
    public void Logistic_never_falls() => AssertMonotone<Logistic>(Runs(-87, 20).Concat(Runs(-2, 2)));

    [Fact]
    public void Inverse_normal_never_falls_over_all_uniforms() => AssertMonotone<InverseNormal>(Uniforms(0, UniformCount, 1));

    private static float Evaluate<TOperation>(float x) where TOperation : struct, IOperation => LaneOperation.Of<TOperation>().One<Lane1>(x);

    private static double OneMinusExpReference(double x) =>
        x > 0.01 ? 1 - Math.Exp(-x) : x * (1 - x / 2 * (1 - x / 3 * (1 - x / 4 * (1 - x / 5 * (1 - x / 6)))));

    private static IEnumerable<float> Even(double first, double last, int count) =>
        Enumerable.Range(0, count + 1).Select(i => (float)(first + (last - first) * i / count));

    private static IEnumerable<float> Floats(int firstBits, int lastBits, int step)
    {
        for (long bits = firstBits; bits <= lastBits; bits += step)
        {
            yield return BitConverter.Int32BitsToSingle((int)bits);
        }
    }

    private static IEnumerable<float> Uniforms(int first, int end, int step)
    {
        for (var k = first; k < end; k += step)
        {
            yield return (k + 0.5f) / UniformCount;
        }
    }

    /// <summary>Runs of neighbouring floats, each from a pseudo-random start.</summary>
    private static IEnumerable<float> Runs(double first, double last)
    {
        var random = new Random(7);
        return Enumerable.Range(0, 100).Select(_ => first + (last - first) * random.NextDouble()).Order().SelectMany(start => Around((float)start, 10_000));
    }

    private static IEnumerable<float> Around(float centre, int count)
    {
        var x = centre;
        for (var i = 0; i < count / 2; i++)
        {
            x = MathF.BitDecrement(x);
        }

        for (var i = 0; i < count; i++)
        {
            yield return x;
            x = MathF.BitIncrement(x);
        }
    }

    private static void AssertWithin<TOperation>(double bound, IEnumerable<float> arguments, Func<double, double> reference)
        where TOperation : struct, IOperation
    {
        foreach (var (x, y) in Apply<TOperation>(arguments))
        {
            AssertClose(bound, y, reference(x), $"{typeof(TOperation).Name}({x:R})");
        }
    }

    private static void AssertMonotone<TOperation>(IEnumerable<float> arguments) where TOperation : struct, IOperation
    {
        var (lastX, lastY) = (float.NaN, float.NaN);
        foreach (var (x, y) in Apply<TOperation>(arguments))
        {
            if (x > lastX && y < lastY)
            {
                Assert.Fail($"{typeof(TOperation).Name} falls from {lastY:R} to {y:R} between {lastX:R} and {x:R}.");
            }

            (lastX, lastY) = (x, y);
        }
    }

    private static IEnumerable<(float X, float Y)> Apply<TOperation>(IEnumerable<float> arguments) where TOperation : struct, IOperation
    {
        foreach (var chunk in arguments.Chunk(Chunk))
        {
            var x = chunk;
            Array.Resize(ref x, Chunk);
            var y = LaneOperation.Of<TOperation>().Run<Lane16>(x);
            for (var i = 0; i < chunk.Length; i++)
            {
                yield return (x[i], y[i]);
            }
        }
    }

    private static void AssertClose(double bound, float actual, double expected, string what)
    {
        var error = Ulps.Between(actual, expected);
        if (!(error <= bound))
        {
            Assert.Fail($"{what} = {actual:R} is {error:F2} ulp from {expected:R}.");
        }
    }
}
