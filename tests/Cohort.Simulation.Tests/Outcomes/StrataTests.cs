using Cohort.Physiology.State;
using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Scenarios;

namespace Cohort.Simulation.Tests.Outcomes;

public sealed class StrataTests
{
    [Fact]
    public void IndexAndDescriptionAgree()
    {
        Stratum[] all = [Stratum.AgeBand, Stratum.Sex, Stratum.CkdStage, Stratum.Diabetes, Stratum.Warfarin];
        for (var subset = 0; subset < 32; subset++)
        {
            Stratum[] dimensions = [.. all.Where((_, i) => (subset >> i & 1) != 0).Reverse()];
            var strata = new Strata(dimensions);
            var block = RandomBlocks.Baseline(0, 300, 5);
            block.Values(Variable.Alive)[7] = 0;
            var index = new int[300];
            strata.Index(block, index);
            for (var i = 0; i < index.Length; i++)
            {
                if (i == 7)
                {
                    Assert.Equal(-1, index[i]);
                    continue;
                }

                var expected = new StratumKey(
                    dimensions.Contains(Stratum.AgeBand) ? (int)(block.Values(Variable.Age)[i] - 20) / 10 : null,
                    dimensions.Contains(Stratum.Sex) ? block.Values(Variable.Female)[i] == 1 : null,
                    dimensions.Contains(Stratum.CkdStage) ? (CkdStage)block.Values(Variable.CkdStage)[i] : null,
                    dimensions.Contains(Stratum.Diabetes) ? block.Values(Variable.Diabetes)[i] == 1 : null,
                    dimensions.Contains(Stratum.Warfarin) ? block.Values(Variable.Anticoagulant)[i] == 1 : null);
                Assert.Equal(expected, strata.Describe(index[i]));
            }

            Assert.Equal(strata.Count, Enumerable.Range(0, strata.Count).Select(strata.Describe).Distinct().Count());
        }
    }

    [Theory]
    [InlineData(18, "20-29")]
    [InlineData(29, "20-29")]
    [InlineData(30, "30-39")]
    [InlineData(89.9f, "80-89")]
    [InlineData(90, "90+")]
    [InlineData(120, "90+")]
    public void AgeBands(float age, string name)
    {
        var block = RandomBlocks.Baseline(0, 1, 5);
        block.Values(Variable.Age)[0] = age;
        var index = new int[1];
        new Strata([Stratum.AgeBand]).Index(block, index);
        Assert.Equal(name, Strata.AgeBandName(index[0]));
    }

    [Fact]
    public void APatientIsInOneBaselineStratumOfEachDimension()
    {
        var block = RandomBlocks.Baseline(0, 300, 5);
        BaselineStrata.Mark(block);
        for (var i = 0; i < 300; i++)
        {
            var bits = (int)block.Values(Variable.BaselineStrata)[i];
            Assert.Equal(BaselineStrata.Dimensions, int.PopCount(bits));
            Assert.Equal(block.Values(Variable.Female)[i] == 1, (bits & 2) != 0);
            Assert.Equal(block.Values(Variable.Diabetes)[i] == 1, (bits & 8) != 0);
            Assert.Equal(block.Values(Variable.CkdStage)[i] >= 2, (bits & 32) != 0);
            Assert.Equal(block.Values(Variable.Anticoagulant)[i] == 1, (bits & 128) != 0);
            Assert.Equal(block.Values(Variable.Age)[i] >= 70, (bits & 1024) != 0);
            Assert.Equal(block.Values(Variable.Age)[i] < 50, (bits & 256) != 0);
        }
    }
}
