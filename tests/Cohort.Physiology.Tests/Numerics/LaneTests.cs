using Cohort.Physiology.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Cohort.Physiology.Tests.Numerics;

public class LaneTests
{
    private static readonly float[] Special =
    [
        0f, -0f, 1f, -1f, 0.5f, -0.5f, 1.5f, 2.5f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, float.MinValue,
        Elementary.SmallestNormal, -Elementary.SmallestNormal, float.Epsilon, -float.Epsilon, 0.70710677f, 0.7071068f, 1.4142135f, 1.4142137f, 87f,
        -87f, 88f, 89f, -104f, 5.9604645e-8f, 0.99999994f, 1e-3f, 3.1415927f,
    ];

    public static TheoryData<string> Names => new(LaneOperation.All.Select(operation => operation.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_float_lane_gives_the_bits_of_one_float_for_special_values(string name)
    {
        var triples = (from a in Special from b in Special from c in (float[])[2f, -0f, float.NaN] select (a, b, c)).ToList();
        while (triples.Count % 16 != 0)
        {
            triples.Add(triples[0]);
        }

        AssertSameBits(name, [.. triples.Select(t => t.a)], [.. triples.Select(t => t.b)], [.. triples.Select(t => t.c)]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_float_lane_gives_the_bits_of_one_float_for_any_floats(string name)
    {
        // Half of the floats have any bits at all, half are of the size that equations meet.
        var any = Gen.Choose(int.MinValue, int.MaxValue).Select(BitConverter.Int32BitsToSingle);
        var ordinary = Gen.Choose(-2_000_000, 2_000_000).Select(i => i / 20_000f);
        var values = Gen.OneOf(any, ordinary).ArrayOf(16);
        var property = Prop.ForAll(Arb.From(values), Arb.From(values), Arb.From(values), (float[] a, float[] b, float[] c) => AssertSameBits(name, a, b, c));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), property);
    }

    [Fact]
    public void Min_and_max_are_selects_also_for_nan_and_signed_zeros()
    {
        foreach (var a in Special)
        {
            foreach (var b in Special)
            {
                Assert.Equal(Bits(a < b ? a : b), Bits(LaneOperation.Of<Min>().One<Lane1>(a, b)));
                Assert.Equal(Bits(a > b ? a : b), Bits(LaneOperation.Of<Max>().One<Lane1>(a, b)));
            }
        }
    }

    [Fact]
    public void Comparisons_are_all_ones_or_all_zeros()
    {
        foreach (var a in Special)
        {
            foreach (var b in Special)
            {
                AssertMask(a < b, LaneOperation.Of<Less>().One<Lane1>(a, b));
                AssertMask(a > b, LaneOperation.Of<Greater>().One<Lane1>(a, b));
                AssertMask(a <= b, LaneOperation.Of<LessOrEqual>().One<Lane1>(a, b));
                AssertMask(a >= b, LaneOperation.Of<GreaterOrEqual>().One<Lane1>(a, b));
                AssertMask(a == b, LaneOperation.Of<Equal>().One<Lane1>(a, b));
                AssertMask(!(a < b), LaneOperation.Of<Not>().One<Lane1>(a, b));
            }
        }

        static void AssertMask(bool expected, float mask) => Assert.Equal(expected ? uint.MaxValue : 0, Bits(mask));
    }

    [Fact]
    public void Round_takes_ties_to_even()
    {
        for (var i = -40_000; i <= 40_000; i++)
        {
            var x = i / 8f;
            Assert.Equal(MathF.Round(x, MidpointRounding.ToEven), LaneOperation.Of<Round>().One<Lane1>(x));
        }
    }

    [Fact]
    public void Power_of_two_covers_the_normal_exponents()
    {
        for (var n = -126; n <= 127; n++)
        {
            Assert.Equal(MathF.ScaleB(1f, n), LaneOperation.Of<PowerOfTwo>().One<Lane1>(n));
            Assert.Equal(MathF.ScaleB(1f, n), LaneOperation.Of<PowerOfTwo>().One<LaneReference>(n));
        }
    }

    [Fact]
    public void Mantissa_and_exponent_make_up_the_number()
    {
        for (var bits = 0x00800000; bits < 0x7F800000; bits += 9973)
        {
            var x = BitConverter.Int32BitsToSingle(bits);
            var mantissa = LaneOperation.Of<Mantissa>().One<Lane1>(x);
            var exponent = LaneOperation.Of<Exponent>().One<Lane1>(x);
            Assert.InRange(mantissa, 0.70710677f, 1.4142135f);
            Assert.Equal((double)x, Math.ScaleB(mantissa, (int)exponent));
        }
    }

    [Fact]
    public void Any_sees_a_single_element()
    {
        AssertAny<Lane1>();
        AssertAny<Lane4>();
        AssertAny<Lane8>();
        AssertAny<Lane16>();
        AssertAny<LaneReference>();

        static void AssertAny<T>() where T : struct, ILane<T>
        {
            var values = new float[T.Count];
            Assert.False(T.Any(T.Load(in values[0]) > 0.5f));
            for (var i = 0; i < T.Count; i++)
            {
                values[i] = 1;
                Assert.True(T.Any(T.Load(in values[0]) > 0.5f));
                values[i] = 0;
            }
        }
    }

    [Fact]
    public void The_reference_agrees_with_floats_within_their_rounding()
    {
        foreach (var operation in (LaneOperation[])
            [LaneOperation.Of<Exp>(), LaneOperation.Of<Log>(), LaneOperation.Of<OneMinusExp>(), LaneOperation.Of<Pow>(), LaneOperation.Of<Logistic>()])
        {
            for (var i = 1; i < 1000; i++)
            {
                var x = i * 0.03f;
                Assert.InRange(Ulps.Between(operation.One<Lane1>(x, 1.7f), operation.One<LaneReference>(x, 1.7f)), 0, 6);
            }
        }
    }

    private static bool AssertSameBits(string name, float[] a, float[] b, float[] c)
    {
        var operation = LaneOperation.All.Single(candidate => candidate.Name == name);
        var expected = operation.Run<Lane1>(a, b, c);
        Compare(operation.Run<Lane4>(a, b, c));
        Compare(operation.Run<Lane8>(a, b, c));
        Compare(operation.Run<Lane16>(a, b, c));
        return true;

        void Compare(float[] actual)
        {
            for (var i = 0; i < expected.Length; i++)
            {
                // Which of two NaN operands lives on is the processor's choice; that it is NaN is not.
                var bothNaN = float.IsNaN(expected[i]) && float.IsNaN(actual[i]) && name is not ("Less" or "Greater" or "LessOrEqual"
                    or "GreaterOrEqual" or "Equal" or "And" or "Or" or "Not" or "Select" or "Min" or "Max");
                Assert.True(bothNaN || Bits(expected[i]) == Bits(actual[i]), $"{name}({a[i]:R}, {b[i]:R}, {c[i]:R}): {actual[i]:R} is not {expected[i]:R}");
            }
        }
    }

    private static uint Bits(float value) => BitConverter.SingleToUInt32Bits(value);
}
