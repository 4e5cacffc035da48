using Cohort.Simulation.Population;
using FsCheck;
using FsCheck.Fluent;

namespace Cohort.Simulation.Tests.Population;

public class RespondentTableTests
{
    private static RespondentTable Weighted(params float[] weights) =>
        new(weights.Select((w, i) => new Respondent { Id = i, Weight = w, Age = 50, Creatinine = 1 }));

    [Fact]
    public void Draws_in_proportion_to_weight()
    {
        var table = Weighted(1, 2.5f, 0.5f, 6);
        var counts = new int[4];
        const int n = 200_000;
        for (ulong patient = 0; patient < n; patient++)
        {
            counts[table.Pick(42, patient)]++;
        }

        foreach (var (count, share) in counts.Zip([0.1, 0.25, 0.05, 0.6]))
        {
            Assert.Equal(share, count / (double)n, 4 * Math.Sqrt(share * (1 - share) / n));
        }
    }

    [Fact]
    public void Shares_are_the_weights() =>
        Check.QuickThrowOnFailure(Prop.ForAll(
            Gen.Choose(1, 1_000_000).Select(w => w / 7f).ArrayOf().Where(a => a.Length > 0).ToArbitrary(),
            weights =>
            {
                var table = Weighted(weights);
                var sum = weights.Sum(w => (double)w);
                for (var i = 0; i < weights.Length; i++)
                {
                    Assert.Equal(weights[i] / sum, table.Share(i), 1e-9);
                }
            }));

    [Fact]
    public void A_single_row_is_always_drawn() => Assert.Equal(0, Weighted(3).Pick(ulong.MaxValue, ulong.MaxValue));

    [Theory]
    [InlineData(0f)]
    [InlineData(-1f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_weight_must_be_above_zero(float weight) => Assert.Throws<ArgumentException>(() => Weighted(1, weight));

    [Fact]
    public void A_table_must_have_rows() => Assert.Throws<ArgumentException>(() => new RespondentTable([]));

    [Fact]
    public void Bytes_give_the_same_table_back()
    {
        foreach (var table in new[] { Nhanes.Load(), SyntheticUsDialysis.Load() })
        {
            var bytes = Bytes(table);
            var copy = RespondentTable.ReadFrom(new BinaryReader(new MemoryStream(bytes)));
            Assert.Equal(table.Rows.ToArray(), copy.Rows.ToArray());
            Assert.Equal(bytes, Bytes(copy));
            Assert.Equal(table.Pick(7, 12345), copy.Pick(7, 12345));
        }
    }

    private static byte[] Bytes(RespondentTable table)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        table.WriteTo(writer);
        writer.Flush();
        return stream.ToArray();
    }
}
