using Cohort.Physiology.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Cohort.Physiology.Tests.Numerics;

public class PhiloxTests
{
    // The published known answers of Random123 for philox4x32 with 10 rounds.
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, 0u, 0u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Blocks_give_the_published_answers(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint e0, uint e1, uint e2, uint e3)
    {
        Philox.Block(c0, c1, c2, c3, k0, k1, out var r0, out var r1, out var r2, out var r3);
        Assert.Equal((e0, e1, e2, e3), (r0, r1, r2, r3));
        Assert.Equal((e0, e1, e2, e3), Philox.Words(k0 | (ulong)k1 << 32, c0 | (ulong)c1 << 32, (int)c2, c3));

        AssertAnswer<Lane1>();
        AssertAnswer<Lane4>();
        AssertAnswer<Lane8>();
        AssertAnswer<Lane16>();
        AssertAnswer<LaneReference>();

        void AssertAnswer<T>() where T : struct, ILane<T>
        {
            var uniforms = Uniforms<T>(k0 | (ulong)k1 << 32, Enumerable.Repeat(c0, 16).ToArray(), Enumerable.Repeat(c1, 16).ToArray(), c2, c3);
            for (var i = 0; i < 16; i++)
            {
                Assert.Equal((Philox.Uniform(e0), Philox.Uniform(e1), Philox.Uniform(e2), Philox.Uniform(e3)), uniforms[i]);
            }
        }
    }

    [Fact]
    public void Every_lane_draws_what_the_scalar_form_draws()
    {
        var word = Gen.Choose(int.MinValue, int.MaxValue).Select(i => (uint)i);
        var property = Prop.ForAll(
            Arb.From(word.ArrayOf(32)), Arb.From(word.ArrayOf(4)),
            (uint[] patients, uint[] rest) =>
            {
                var (low, high) = (patients[..16], patients[16..]);
                var seed = rest[0] | (ulong)rest[1] << 32;
                var expected = new (float, float, float, float)[16];
                for (var i = 0; i < 16; i++)
                {
                    float Draw(int index) => Philox.Uniform(seed, low[i] | (ulong)high[i] << 32, (int)rest[2], rest[3], index);
                    expected[i] = (Draw(0), Draw(1), Draw(2), Draw(3));
                }

                Assert.Equal(expected, Uniforms<Lane1>(seed, low, high, rest[2], rest[3]));
                Assert.Equal(expected, Uniforms<Lane4>(seed, low, high, rest[2], rest[3]));
                Assert.Equal(expected, Uniforms<Lane8>(seed, low, high, rest[2], rest[3]));
                Assert.Equal(expected, Uniforms<Lane16>(seed, low, high, rest[2], rest[3]));
                Assert.Equal(expected, Uniforms<LaneReference>(seed, low, high, rest[2], rest[3]));
            });
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), property);
    }

    [Fact]
    public void Uniforms_lie_between_0_and_1_and_have_their_moments()
    {
        Assert.Equal(0.5f / (1 << 23), Philox.Uniform(0u));
        Assert.Equal(1 - 0.5f / (1 << 23), Philox.Uniform(uint.MaxValue));
        Assert.True(Philox.Uniform(uint.MaxValue) < 1f);

        const int Count = 1 << 18;
        var (sum, squares) = (0.0, 0.0);
        for (var patient = 0ul; patient < Count; patient++)
        {
            double u = Philox.Uniform(1, patient, -30, 5, 2);
            sum += u;
            squares += u * u;
        }

        // Five standard errors.
        Assert.InRange(sum / Count, 0.5 - 5 * Math.Sqrt(1.0 / 12 / Count), 0.5 + 5 * Math.Sqrt(1.0 / 12 / Count));
        Assert.InRange(squares / Count, 1.0 / 3 - 5 * Math.Sqrt(4.0 / 45 / Count), 1.0 / 3 + 5 * Math.Sqrt(4.0 / 45 / Count));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    public void A_block_has_words_0_to_3(int word) => Assert.Throws<ArgumentOutOfRangeException>(() => Philox.Uniform(1, 2, 3, 4, word));

    private static (float U0, float U1, float U2, float U3)[] Uniforms<T>(ulong seed, uint[] low, uint[] high, uint year, uint purpose)
        where T : struct, ILane<T>
    {
        var (u0, u1, u2, u3) = (new float[16], new float[16], new float[16], new float[16]);
        for (var i = 0; i < 16; i += T.Count)
        {
            T.Uniforms(seed, in low[i], in high[i], year, purpose, out var v0, out var v1, out var v2, out var v3);
            T.Store(v0, ref u0[i]);
            T.Store(v1, ref u1[i]);
            T.Store(v2, ref u2[i]);
            T.Store(v3, ref u3[i]);
        }

        return [.. Enumerable.Range(0, 16).Select(i => (u0[i], u1[i], u2[i], u3[i]))];
    }
}
