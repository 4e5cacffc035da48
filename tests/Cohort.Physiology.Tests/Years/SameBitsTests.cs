using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;
using Cohort.Physiology.Rates;
using Cohort.Physiology.State;
using Cohort.Physiology.Tests.Kit;
using Cohort.Physiology.Treatments;
using Cohort.Physiology.Years;

namespace Cohort.Physiology.Tests.Years;

/// <summary>A patient's life is the same to the bit on every lane, in any company and in any row.</summary>
public class SameBitsTests
{
    private const ulong Seed = 77;
    private const int Count = 300;

    private static readonly HazardTable Hazards = HazardTable.Create(SimpleRates.Some, new RiskNorms());

    private static readonly ArmPolicy Policy = Simulate.Policy(
        Simulate.Give(InterventionKind.Warfarin, coverage: 0.3, adherence: 0.8),
        Simulate.Give(InterventionKind.WarfarinToDoac, coverage: 0.5),
        Simulate.Give(InterventionKind.VitaminK, coverage: 0.5, adherence: 0.7),
        Simulate.Give(InterventionKind.PhosphateBinder, null, new Eligibility([new Criterion(Variable.Phosphate, 1.4f, 9)], [])),
        Simulate.Give(InterventionKind.Bisphosphonate, null, new Eligibility([new Criterion(Variable.Female, 1, 1)], [CkdStage.G1, CkdStage.G2]), 0.4),
        Simulate.Give(InterventionKind.KidneyTransplant, coverage: 0.2, adherence: 0.3),
        Simulate.Give(InterventionKind.BloodPressureControl, 120, new Eligibility([new Criterion(Variable.Age, 0, 60, true)], [])),
        Simulate.Give(InterventionKind.Parathyroidectomy, coverage: 0.1));

    // Row by row: the identity of a patient and every value at the end.
    private static readonly Lazy<Dictionary<ulong, uint[]>> Expected = new(() => Lives<Lane8>(Box.Recruits(11, Count)));

    [Fact]
    public void A_life_is_long_enough_to_tell()
    {
        var alive = Expected.Value.Values.Count(bits => bits[(int)Variable.Alive] != 0);
        Assert.InRange(alive, 10, 200);
        Assert.Equal(Count, Expected.Value.Values.Select(bits => string.Join(",", bits)).Distinct().Count());
    }

    [Fact]
    public void One_float_gives_the_bits_of_eight() => AssertSame(Lives<Lane1>(Box.Recruits(11, Count)));

    [Fact]
    public void Four_floats_give_the_bits_of_eight() => AssertSame(Lives<Lane4>(Box.Recruits(11, Count)));

    [Fact]
    public void Sixteen_floats_give_the_bits_of_eight() => AssertSame(Lives<Lane16>(Box.Recruits(11, Count)));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    public void The_number_of_rows_does_not_matter(int size)
    {
        var all = Box.Recruits(11, Count);
        for (var from = 0; from < 64; from += size)
        {
            AssertSame(Lives<Lane8>(Rows(all, Enumerable.Range(from, size))));
        }
    }

    [Fact]
    public void The_order_of_rows_does_not_matter()
    {
        var order = Enumerable.Range(0, Count).ToArray();
        new Random(3).Shuffle(order);
        AssertSame(Lives<Lane8>(Rows(Box.Recruits(11, Count), order)));
    }

    [Fact]
    public void The_company_does_not_matter()
    {
        // Every third patient, among strangers.
        var block = Box.Recruits(99, 512, 1_000_000);
        var all = Box.Recruits(11, Count);
        for (var i = 0; i < 100; i++)
        {
            block.CopyRow(5 * i, all, 3 * i);
        }

        var lives = Lives<Lane8>(block);
        foreach (var (id, bits) in Expected.Value.Where(life => (life.Key - 1) % 3 == 0))
        {
            Assert.Equal(bits, lives[id]);
        }
    }

    [Fact]
    public void Dropping_the_dead_does_not_touch_the_living()
    {
        var lives = Lives<Lane8>(Box.Recruits(11, Count), keepTheDead: false);
        Assert.NotEmpty(lives);
        foreach (var (id, bits) in Expected.Value.Where(life => life.Value[(int)Variable.Alive] != 0))
        {
            Assert.Equal(bits, lives[id]);
        }
    }

    [Fact]
    public void Another_seed_gives_other_lives()
    {
        var lives = Lives<Lane8>(Box.Recruits(11, Count), seed: Seed + 1);
        Assert.All(Expected.Value, life => Assert.NotEqual(life.Value, lives[life.Key]));
    }

    [Fact]
    public void Doubles_agree_with_floats_in_healthy_patients()
    {
        // One year of people without onset: continuous variables to a relative 2e-5; hormones, which the loop's Newton step amplifies, to
        // 1e-4, and so growth; calcium kept, a small difference of large fluxes, to 1e-3 mmol/d.
        var block = Healthy();
        var floats = Simulate.Years<Lane8>(block, 1).End;
        var doubles = Simulate.Years<LaneReference>(block, 1).End;
        foreach (var variable in Enum.GetValues<Variable>())
        {
            var hormone = variable is >= Variable.Phosphate and <= Variable.Calcitriol or Variable.GlandStimulus or Variable.BoneTurnover or Variable.MineralDrive or Variable.MineralGrowth;
            var a = floats.Values(variable);
            var b = doubles.Values(variable);
            for (var i = 0; i < block.Count; i++)
            {
                var tolerance = variable == Variable.CalciumRetained ? 1e-3f : (hormone ? 1e-4f : 2e-5f) * Math.Max(Math.Abs(b[i]), 1e-3f);
                Assert.True(Math.Abs(a[i] - b[i]) <= tolerance, $"{variable}: {a[i]:R}, {b[i]:R}");
            }
        }

        // No onset falls between the two because of rounding at the threshold of a draw.
        static PatientBlock Healthy()
        {
            var block = Patient.Healthy.Times(256);
            var random = new Random(4);
            for (var i = 0; i < block.Count; i++)
            {
                var age = random.Next(30, 80);
                block.Values(Variable.Age)[i] = age;
                block.Values(Variable.Female)[i] = random.Next(2);
                block.Values(Variable.Egfr)[i] = 125 - age;
                block.Values(Variable.BaseSystolic)[i] = 110 + random.Next(30);
                block.Values(Variable.BaseLdl)[i] = 2 + (2 * random.NextSingle());
                block.Values(Variable.Cac)[i] = 300 * random.NextSingle();
                block.Values(Variable.Avc)[i] = 300 * random.NextSingle();
                block.Values(Variable.VitaminD25)[i] = 30 + (60 * random.NextSingle());
            }

            Simulate.Solve(block);
            return block;
        }
    }

    private static void AssertSame(Dictionary<ulong, uint[]> lives)
    {
        foreach (var (id, bits) in lives)
        {
            for (var v = 0; v < bits.Length; v++)
            {
                Assert.True(Expected.Value[id][v] == bits[v],
                    $"patient {id}, {(Variable)v}: {BitConverter.UInt32BitsToSingle(Expected.Value[id][v]):R}, {BitConverter.UInt32BitsToSingle(bits[v]):R}");
            }
        }
    }

    private static PatientBlock Rows(PatientBlock from, IEnumerable<int> rows)
    {
        var block = new PatientBlock();
        foreach (var row in rows)
        {
            block.CopyRow(block.Count, from, row);
            block.Count++;
        }

        return block;
    }

    /// <summary>The simulated past and thirty years under the policy; the bits of every value at the end, by patient.</summary>
    private static Dictionary<ulong, uint[]> Lives<TLane>(PatientBlock block, bool keepTheDead = true, ulong seed = Seed) where TLane : struct, ILane<TLane>
    {
        var step = new YearStep<TLane>(ModelParameters.Default, Hazards);
        new SimulatedPast<TLane>(ModelParameters.Default, step).Run(block, seed, Simulate.StartYear);
        for (var year = 1; year <= 30; year++)
        {
            step.Advance(block, Simulate.Context(year, seed, SimpleRates.Some), Policy);
            if (!keepTheDead)
            {
                block.Keep([.. Enumerable.Range(0, block.Count).Where(i => block.Values(Variable.Alive)[i] > 0)]);
            }
        }

        var lives = new Dictionary<ulong, uint[]>();
        for (var i = 0; i < block.Count; i++)
        {
            var row = i;
            lives.Add(block.GetId(i), Array.ConvertAll(Enum.GetValues<Variable>(), variable => BitConverter.SingleToUInt32Bits(block.Values(variable)[row])));
        }

        return lives;
    }
}
