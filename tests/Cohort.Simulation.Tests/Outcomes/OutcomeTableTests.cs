using Cohort.Physiology.Events;
using Cohort.Physiology.State;
using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Running;
using Cohort.Simulation.Tests.Running;

namespace Cohort.Simulation.Tests.Outcomes;

public sealed class OutcomeTableTests
{
    private static readonly RunPlan Plan = Plans.Plan;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void OrderAndPartitionOfPatientsDoNotMatter(int seed)
    {
        const int Patients = 1500;
        var expected = new OutcomeTable(Plan.Shape);
        FakeSimulator.RunBlock(Plan, 0, 512, expected);
        FakeSimulator.RunBlock(Plan, 512, 512, expected);
        FakeSimulator.RunBlock(Plan, 1024, Patients - 1024, expected);
        var whole = new RunTable(Plan.Shape);
        whole.Add(expected);

        // The same patients cut at random into blocks, the blocks in random order spread over tables, the tables added in trees.
        var random = new Random(seed);
        var cuts = new List<int> { 0, Patients };
        while (cuts.Count < 12 || cuts.Order().Zip(cuts.Order().Skip(1)).Any(pair => pair.Second - pair.First > PatientBlock.Capacity))
        {
            cuts.Add(random.Next(1, Patients));
        }

        var sorted = cuts.Distinct().Order().ToArray();
        var blocks = sorted.Zip(sorted.Skip(1)).ToArray();
        random.Shuffle(blocks);
        var tables = Enumerable.Range(0, 3).Select(_ => new OutcomeTable(Plan.Shape)).ToArray();
        foreach (var (from, to) in blocks)
        {
            FakeSimulator.RunBlock(Plan, (ulong)from, to - from, tables[random.Next(3)]);
        }

        random.Shuffle(tables);
        var left = new RunTable(Plan.Shape);
        left.Add(tables[0]);
        var right = new RunTable(Plan.Shape);
        right.Add(tables[1]);
        right.Add(tables[2]);
        right.Add(left);
        Assert.Equal(TableBytes.Of(whole), TableBytes.Of(right));
    }

    [Fact]
    public void AClearedTableIsAsGoodAsNew()
    {
        var used = new OutcomeTable(Plan.Shape);
        FakeSimulator.RunBlock(Plan, 900, 300, used);
        used.Clear();
        FakeSimulator.RunBlock(Plan, 0, 300, used);
        var fresh = new OutcomeTable(Plan.Shape);
        FakeSimulator.RunBlock(Plan, 0, 300, fresh);
        Assert.Equal(TableBytes.Of(Sum(fresh)), TableBytes.Of(Sum(used)));
    }

    [Fact]
    public void NobodyIsLostOrCountedTwice()
    {
        const int Patients = 500;
        var table = Sum(Run(Patients));
        for (var arm = 0; arm < Plan.Tree.Arms; arm++)
        {
            var alive = (long)Patients;
            var deaths = 0L;
            var halfYears = 0L;
            for (var year = 0; year <= Plan.Tree.Years; year++)
            {
                var rows = Rows(table, arm, year);
                Assert.Equal(alive, rows.Alive + rows.Deaths);
                Assert.Equal(rows.Alive, rows.CacScores);
                alive = rows.Alive;
                deaths += rows.Deaths;
                halfYears += year == 0 ? 0 : (2 * rows.Alive) + rows.Deaths;
                var headlines = SumGroups(table.Headlines(arm, year));
                Assert.Equal(alive, headlines[(int)Headline.Alive]);
                Assert.Equal(deaths, headlines[(int)Headline.Deaths]);
                Assert.Equal(halfYears, headlines[(int)Headline.HalfYears]);
                Assert.Equal(rows.CacSum, headlines[(int)Headline.CacSum]);
            }

            Assert.True(deaths > 0);
            Assert.Equal(Patients, alive + deaths);
        }
    }

    [Fact]
    public void HorizonTablesAgreeWithTheYearlyOnes()
    {
        var table = Sum(Run(500));
        var perStratum = RunTable.ReplicateGroups * RunTable.HeadlineWidth;
        for (var arm = 0; arm < Plan.Tree.Arms; arm++)
        {
            var expected = SumGroups(table.Headlines(arm, Plan.Tree.Years));
            Assert.Equal(expected, SumGroups(table.DonorHeadlines(arm)));
            var baseline = table.BaselineHeadlines(arm);
            int[][] dimensions = [[0, 1], [2, 3], [4, 5], [6, 7], [8, 9, 10]];
            foreach (var dimension in dimensions)
            {
                var sum = new long[perStratum];
                foreach (var stratum in dimension)
                {
                    for (var i = 0; i < perStratum; i++)
                    {
                        sum[i] += baseline[(stratum * perStratum) + i];
                    }
                }

                Assert.Equal(table.Headlines(arm, Plan.Tree.Years), sum);
            }
        }
    }

    [Fact]
    public void ArmsThatShareATrunkCountAsIfSimulatedAlone()
    {
        // The arm "statin" alone is the comparator's patients up to the fork. Simulated under its own number throughout, the fake
        // gives other draws, so its shared years are compared with the source's and its own with the rest.
        var table = Sum(Run(500));
        Assert.Equal([0, 0, 0, 1, 1], Enumerable.Range(0, 5).Select(year => Plan.Tree.Source(1, year)));
        Assert.Equal(table.Headlines(0, 2), table.Headlines(1, 2));
        Assert.NotEqual(table.Headlines(0, 3), table.Headlines(1, 3));
        var cumulative = SumGroups(table.Headlines(1, 4));
        var deaths = Enumerable.Range(1, 4).Sum(year => Rows(table, 1, year).Deaths);
        Assert.Equal(deaths, cumulative[(int)Headline.Deaths]);
    }

    [Fact]
    public void EveryNumberOfARowIsWhatItSays()
    {
        var block = RandomBlocks.Baseline(0, 8, 50);
        BaselineStrata.Mark(block);
        var strata = new int[8];
        var shape = new TableShape(Plan.Tree, new Strata([]), 50);
        shape.Strata.Index(block, strata);
        strata[7] = -1;
        Fill(block, Variable.Events, 0);
        Fill(block, Variable.Cac, 0);
        block.Values(Variable.Cac)[1] = 1;
        block.Values(Variable.Cac)[2] = 100;
        block.Values(Variable.Cac)[3] = 400;
        block.Values(Variable.Cac)[4] = 400.5f;
        block.Values(Variable.Cac)[5] = 0.9f;
        Fill(block, Variable.StenosisStage, 0);
        block.Values(Variable.StenosisStage)[0] = 1;
        block.Values(Variable.StenosisStage)[1] = 2;
        block.Values(Variable.StenosisStage)[2] = 3;
        block.Values(Variable.StenosisStage)[3] = 3;
        block.Values(Variable.ValveReplaced)[3] = 1;
        block.Values(Variable.Events)[0] = (1 << (int)EventKind.Stroke) | (1 << (int)EventKind.CacOnset);
        block.Values(Variable.Alive)[6] = 0;
        block.Values(Variable.Cause)[6] = (int)CauseOfDeath.AorticStenosis;
        block.Values(Variable.Cac)[6] = float.NaN;
        block.Values(Variable.Events)[6] = (1 << (int)EventKind.Death) | (1 << (int)EventKind.MyocardialInfarction);
        var table = new OutcomeTable(shape);
        table.Fold(0, 1, block, strata);
        var run = Sum(table);

        Assert.True(run.TryGetRow(0, 1, 0, out var row));
        Assert.Equal(6, row.Alive);
        Assert.Equal(1, row.Deaths);
        Assert.Equal(1, row.DeathsOf(CauseOfDeath.AorticStenosis));
        Assert.Equal(13, row.HalfYears);
        Assert.Equal(1, row.New(EventKind.Stroke));
        Assert.Equal(1, row.New(EventKind.CacOnset));
        Assert.Equal(1, row.New(EventKind.MyocardialInfarction));
        Assert.Equal(4, row.Number(Condition.CacPositive));
        Assert.Equal(1, row.Number(Condition.CacOver400));
        Assert.Equal(3, ScoreBins.CountFrom(row.CacScores, ScoreBins.AtLeast100));
        Assert.Equal(1, ScoreBins.CountFrom(row.CacScores, ScoreBins.Over400));
        Assert.Equal(2, row.Number(Condition.StenosisModerateOrSevere));
        Assert.Equal(1, row.Number(Condition.StenosisSevere));
        Assert.Equal(1, row.Number(Condition.StenosisMild));
        Assert.Equal(1, row.Number(Condition.ValveReplaced));
        Assert.Equal(32 * 901 + 16 + 29, row.Sum(Measures.Cac));
        for (var m = 0; m < Measures.Count; m++)
        {
            var values = Enumerable.Range(0, 6).Select(i => Measures.All[m].Quantise(block.Values(Measures.All[m].Variable)[i])).ToArray();
            Assert.Equal(values.Sum(value => (long)value), row.Sum(m));
            Assert.Equal(values.Sum(value => (long)value * value), (long)row.SumOfSquares(m));
        }

        Assert.Equal(7, run.PatientYears);
        var headline = SumGroups(run.Headlines(0, 1));
        Assert.Equal(1, headline[(int)Headline.Deaths]);
        Assert.Equal(1, headline[(int)Headline.CardiovascularDeaths]);
        Assert.Equal(1, headline[(int)Headline.Strokes]);
        Assert.Equal(1, headline[(int)Headline.MyocardialInfarctions]);
    }

    [Fact]
    public void ClampsAreCountedAndValuesClamped()
    {
        var block = RandomBlocks.Baseline(0, 20, 50);
        BaselineStrata.Mark(block);
        var strata = new int[20];
        Plan.Shape.Strata.Index(block, strata);
        block.Values(Variable.Egfr)[3] = 300;
        block.Values(Variable.Egfr)[19] = -1;
        block.Values(Variable.Pth)[10] = float.PositiveInfinity;
        var table = new OutcomeTable(Plan.Shape);
        table.Fold(0, 0, block, strata);
        Assert.Equal(2, table.Clamps[IndexOf(Variable.Egfr)]);
        Assert.Equal(1, table.Clamps[IndexOf(Variable.Pth)]);
        Assert.Equal(3, Total(table.Clamps));
        var expected = Enumerable.Range(0, 20).Sum(i => (long)Measures.All[IndexOf(Variable.Egfr)].Quantise(block.Values(Variable.Egfr)[i]));
        Assert.Equal(expected, SumGroups(Sum(table).Headlines(0, 0))[(int)Headline.EgfrSum]);
    }

    [Fact]
    public void ALivingValueThatIsNoNumberThrows()
    {
        var block = RandomBlocks.Baseline(0, 20, 50);
        BaselineStrata.Mark(block);
        var strata = new int[20];
        Plan.Shape.Strata.Index(block, strata);
        block.Values(Variable.Ppi)[17] = float.NaN;
        var failure = Assert.Throws<InvalidOperationException>(() => new OutcomeTable(Plan.Shape).Fold(0, 1, block, strata));
        Assert.Contains("ppi of patient 17", failure.Message);
    }

    [Fact]
    public void ADeathWithoutACauseThrows()
    {
        var block = RandomBlocks.Baseline(0, 20, 50);
        BaselineStrata.Mark(block);
        var strata = new int[20];
        Plan.Shape.Strata.Index(block, strata);
        block.Values(Variable.Alive)[5] = 0;
        Assert.Throws<InvalidOperationException>(() => new OutcomeTable(Plan.Shape).Fold(0, 1, block, strata));
    }

    [Fact]
    public void AnArmThatIsNotSimulatedItselfIsRefused() =>
        Assert.Throws<ArgumentException>(() => new OutcomeTable(Plan.Shape).Fold(1, 1, new PatientBlock(), []));

    [Fact]
    public void NoSumCanOverflow()
    {
        const long MostPatients = 10_000_000_000;
        const long MostYears = 100;
        var largest = new Int128(0, Measure.Steps);
        Assert.Equal(Measure.Steps, Measures.All.Max(measure => measure.Quantise(float.MaxValue)));
        Assert.All(Measures.All, measure => Assert.Equal(Measure.Steps, measure.Quantise(measure.Maximum)));
        Assert.Equal(OutcomeTable.MaxPatients, RunPlan.MaxShardsPerSegment * RunPlan.ShardPatients);
        Assert.True(largest * largest * OutcomeTable.MaxPatients < long.MaxValue);
        Assert.True(OutcomeTable.MaxPatients <= ushort.MaxValue);
        Assert.True(Measure.Steps * ((OutcomeTable.MaxPatients / RunTable.ReplicateGroups) + 1L) <= uint.MaxValue);
        Assert.True(largest * MostPatients * MostYears < long.MaxValue);

        // A variance needs n * sum of squares; resampling multiplies sums by small weights, at most a donor group's share of 2^20.
        Assert.True(largest * largest * MostPatients < Int128.MaxValue / MostPatients);

        // And the table itself, at its fullest: every patient of a segment at the top of every range.
        var block = RandomBlocks.Baseline(0, PatientBlock.Capacity, 50);
        foreach (var measure in Measures.All)
        {
            Fill(block, measure.Variable, measure.Maximum);
        }

        var shape = new TableShape(Plan.Tree, new Strata([]), 50);
        BaselineStrata.Mark(block);
        var table = new OutcomeTable(shape);
        var strata = new int[PatientBlock.Capacity];
        for (var done = 0; done < OutcomeTable.MaxPatients; done += PatientBlock.Capacity)
        {
            for (var i = 0; i < PatientBlock.Capacity; i++)
            {
                block.SetId(i, (ulong)(done + i));
            }

            table.Fold(0, 0, block, strata);
        }

        var run = Sum(table);
        Assert.True(run.TryGetRow(0, 0, 0, out var row));
        Assert.Equal(OutcomeTable.MaxPatients, row.Alive);
        Assert.Equal(OutcomeTable.MaxPatients, row.CacScores[ScoreBins.Count - 1]);
        Assert.Equal((long)Measure.Steps * OutcomeTable.MaxPatients, SumGroups(run.Headlines(0, 0))[(int)Headline.CacSum]);
        for (var m = 0; m < Measures.Count; m++)
        {
            Assert.Equal(largest * largest * OutcomeTable.MaxPatients, row.SumOfSquares(m));
            Assert.Equal((long)Measure.Steps * OutcomeTable.MaxPatients, row.Sum(m));
        }
    }

    [Fact]
    public void TablesRoundTripThroughTheirBytes()
    {
        var bytes = TableBytes.Of(Sum(Run(300)));
        using var reader = new BinaryReader(new MemoryStream(bytes));
        Assert.Equal(bytes, TableBytes.Of(RunTable.ReadFrom(reader, Plan.Shape)));
    }

    [Fact]
    public void CountsBeyond32BitsAreKept()
    {
        const int Doublings = 30;
        var table = Sum(Run(300));
        var (first, before) = (Rows(table, 0, 0), table.Copy());
        var copy = new RunTable(Plan.Shape);
        for (var k = 0; k < Doublings; k++)
        {
            table.CopyTo(copy);
            table.Add(copy);
        }

        // And a segment on top of a row that has been carried out of.
        table.Add(Run(300));
        Assert.Equal(300, first.Alive);
        var times = (1L << Doublings) + 1;
        for (var stratum = 0; stratum < Plan.Shape.Strata.Count; stratum++)
        {
            if (!before.TryGetRow(0, 1, stratum, out var once))
            {
                continue;
            }

            Assert.True(table.TryGetRow(0, 1, stratum, out var often));
            Assert.Equal((once.Alive * times, once.Deaths * times), (often.Alive, often.Deaths));
            Assert.Equal(once.CacScores.ToArray().Select(number => number * times), often.CacScores.ToArray());
            Assert.Equal(once.Sum(Measures.Cac) * times, often.Sum(Measures.Cac));
        }

        var bytes = TableBytes.Of(table);
        using var reader = new BinaryReader(new MemoryStream(bytes));
        Assert.Equal(bytes, TableBytes.Of(RunTable.ReadFrom(reader, Plan.Shape)));
        table.CopyTo(copy);
        Assert.Equal(bytes, TableBytes.Of(copy));
    }

    [Fact]
    public void ACopyStaysAsItIs()
    {
        var table = Sum(Run(300));
        var copy = table.Copy();
        var bytes = TableBytes.Of(copy);
        Assert.Equal(TableBytes.Of(table), bytes);
        table.Add(Run(200));
        Assert.Equal(bytes, TableBytes.Of(copy));
    }

    private static OutcomeTable Run(int patients)
    {
        var table = new OutcomeTable(Plan.Shape);
        FakeSimulator.RunBlock(Plan, 0, patients, table);
        return table;
    }

    private static RunTable Sum(OutcomeTable segment)
    {
        var table = new RunTable(segment.Shape);
        table.Add(segment);
        return table;
    }

    private static (long Alive, long Deaths, long CacSum, long CacScores) Rows(RunTable table, int arm, int year)
    {
        var (alive, deaths, cac, scores) = (0L, 0L, 0L, 0L);
        for (var stratum = 0; stratum < table.Shape.Strata.Count; stratum++)
        {
            if (table.TryGetRow(arm, year, stratum, out var row))
            {
                alive += row.Alive;
                deaths += row.Deaths;
                cac += row.Sum(Measures.Cac);
                scores += Total(row.CacScores);
            }
        }

        return (alive, deaths, cac, scores);
    }

    private static long[] SumGroups(long[] headlines)
    {
        var sum = new long[RunTable.HeadlineWidth];
        for (var i = 0; i < headlines.Length; i++)
        {
            sum[i % sum.Length] += headlines[i];
        }

        return sum;
    }

    private static long Total(ReadOnlySpan<long> values)
    {
        var sum = 0L;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum;
    }

    private static int IndexOf(Variable variable) => Measures.All.Select(measure => measure.Variable).ToList().IndexOf(variable);

    private static void Fill(PatientBlock block, Variable variable, float value) => block.Values(variable).Fill(value);
}
