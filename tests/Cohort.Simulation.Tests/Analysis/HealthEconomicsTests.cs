using Cohort.Simulation.Analysis;
using Cohort.Simulation.Outcomes;

namespace Cohort.Simulation.Tests.Analysis;

public sealed class HealthEconomicsTests
{
    private const string Table = """
        kind,name,utility,cost
        state,alive,0.8,1000
        state,dialysis,-0.3,50000
        event,strokes,-0.2,20000
        arm,drug,,500

        """;

    // A Markov cohort by hand: 200 people, one a group, healthy -> dialysis -> dead.
    //            alive at end of year    on dialysis   strokes so far
    // usual      200, 180, 160           0, 20, 40     0, 10, 20
    // drug       200, 190, 180           0, 10, 20     0,  5, 10
    [Fact]
    public void AMarkovCohortGivesWhatIsWorkedOutByHand()
    {
        using var file = new TableFile(Table);
        var table = EconomicTable.Read(file.Path, ["usual", "drug"]);
        var economics = new HealthEconomics(["usual", "drug"], 2, Headlines, table, 0, 0);
        var results = economics.Results();

        // Life-years: (200 + 180) / 2 + (180 + 160) / 2 = 360 of 200 people.
        Assert.Equal(1.8, results[0].LifeYears, 1e-12);
        Assert.Equal((195 + 185) / 200.0, results[1].LifeYears, 1e-12);

        // QALYs: 0.8 x 360 - 0.3 x (10 + 30) - 0.2 x 20.
        Assert.Equal((288 - 12 - 4) / 200.0, results[0].Qalys, 1e-12);
        Assert.Equal(((0.8 * 380) - (0.3 * 20) - (0.2 * 10)) / 200.0, results[1].Qalys, 1e-12);

        // Costs: 1,000 x 360 + 50,000 x 40 + 20,000 x 20; the drug 500 a year beside.
        Assert.Equal((360_000 + 2_000_000 + 400_000) / 200.0, results[0].Cost, 1e-9);
        Assert.Equal(((1500 * 380) + (50_000 * 20) + (20_000 * 10)) / 200.0, results[1].Cost, 1e-9);
        Assert.Equal(("comparator", "dominates"), (results[0].Position, results[1].Position));
        Assert.Equal((results[1].Cost - results[0].Cost) / (results[1].Qalys - results[0].Qalys), results[1].Icer, 1e-9);
    }

    [Fact]
    public void DiscountingIsToTheMiddleOfTheYear()
    {
        using var file = new TableFile(Table);
        var table = EconomicTable.Read(file.Path, ["usual", "drug"]);
        var results = new HealthEconomics(["usual", "drug"], 2, Headlines, table, 0.05, 0.03).Results();
        Assert.Equal((190 / Math.Pow(1.03, 0.5) / 200) + (170 / Math.Pow(1.03, 1.5) / 200), results[0].LifeYears, 1e-9);
        var (first, second) = (190_000 + (50_000 * 10) + (20_000 * 10), 170_000 + (50_000 * 30) + (20_000 * 10));
        Assert.Equal((first / Math.Pow(1.05, 0.5) / 200) + (second / Math.Pow(1.05, 1.5) / 200), results[0].Cost, 1e-6);
    }

    [Fact]
    public void TheAcceptabilityCurveGoesToWhoIsCheapAtNoughtAndToWhoGainsAtTheEnd()
    {
        using var file = new TableFile(Table.Replace("arm,drug,,500", "arm,drug,,20000"));
        var table = EconomicTable.Read(file.Path, ["usual", "drug"]);
        var economics = new HealthEconomics(["usual", "drug"], 2, Headlines, table, 0, 0);
        var curve = economics.Acceptability([0, 10_000_000]);
        Assert.Equal([(0.0, "usual", 1.0), (0.0, "drug", 0.0), (10_000_000.0, "usual", 0.0), (10_000_000.0, "drug", 1.0)], curve.Select(one => (one.Threshold, one.Arm, one.Probability)));
        Assert.Equal(1000, economics.Plane().Count);
        var mean = economics.Plane().Average(point => point.QalyGain);
        Assert.Equal(economics.Results()[1].QalyGain, mean, 0.02);
    }

    // Per person without discounting all arms gain what their utility gives; costs are those of the arms. By hand:
    // A 0.0 for 0, B 0.1 for 300 (mix of A and D costs 250: dominated by it), C 0.1 for 900 (B is cheaper), D 0.2 for 500, E 0.3 for 1100.
    [Fact]
    public void TheFrontierPassesOverWhoIsDominatedAloneOrByAMix()
    {
        string[] arms = ["A", "B", "C", "D", "E"];
        using var file = new TableFile("kind,name,utility,cost\nstate,alive,0,0\nstate,dialysis,-1,0\narm,B,,300\narm,C,,900\narm,D,,500\narm,E,,1100\n");
        int[] onDialysis = [60, 40, 40, 20, 0];
        var results = new HealthEconomics(
            arms, 1, (arm, year) => Everybody(year, onDialysis[arm]), EconomicTable.Read(file.Path, arms), 0, 0).Results();

        // 60 of 200 on dialysis at both ends of the year: 0.3 QALYs lost.
        Assert.Equal([-0.3, -0.2, -0.2, -0.1, 0], results.Select(one => Math.Round(one.Qalys, 9)));
        Assert.Equal([double.NaN, double.NaN, double.NaN, 2500, 6000], results.Select(one => Math.Round(one.FrontierIcer, 6)));
    }

    [Fact]
    public void ArmsThatAreAlikeDoNotDominate()
    {
        using var file = new TableFile("kind,name,utility,cost\nstate,alive,0.8,1000\n");
        var results = new HealthEconomics(["usual", "same"], 1, (_, year) => Everybody(year, 0), EconomicTable.Read(file.Path, []), 0.03, 0.03).Results();
        Assert.Equal("no difference", results[1].Position);
        Assert.Equal(double.NaN, results[1].Icer);
    }

    [Theory]
    [InlineData("state,dialisis,-0.1,5", "did you mean 'dialysis'")]
    [InlineData("state,dialysis,0.1,5", "must be a number from -1 to 0")]
    [InlineData("place,dialysis,0,5", "'kind' must be state, event or arm")]
    [InlineData("event,strokes,0,many", "'cost' of strokes must be a number")]
    [InlineData("arm,other,0,5", "no arm is named 'other'")]
    public void AWrongRowIsRefusedWithItsLine(string row, string words)
    {
        using var file = new TableFile("kind,name,utility,cost\nstate,alive,0.8,0\n" + row + "\n");
        var refused = Assert.Throws<RefusedInputException>(() => EconomicTable.Read(file.Path, ["usual"]));
        Assert.Equal(3, refused.Problems[0].Line);
        Assert.Contains(words, refused.Message);
    }

    [Fact]
    public void ATableWithoutTheLivingIsRefused()
    {
        using var file = new TableFile("kind,name,utility,cost\nevent,strokes,-0.1,5\n");
        Assert.Contains("has no row 'state,alive'", Assert.Throws<RefusedInputException>(() => EconomicTable.Read(file.Path, [])).Message);
    }

    private static long[] Headlines(int arm, int year)
    {
        (int Alive, int Dialysis, int Strokes)[] counts = arm == 0 ? [(200, 0, 0), (180, 20, 10), (160, 40, 20)] : [(200, 0, 0), (190, 10, 5), (180, 20, 10)];
        var sums = new long[RunTable.ReplicateGroups * RunTable.HeadlineWidth];
        for (var group = 0; group < RunTable.ReplicateGroups; group++)
        {
            var row = sums.AsSpan(group * RunTable.HeadlineWidth, RunTable.HeadlineWidth);
            row[(int)Headline.Alive] = group < counts[year].Alive ? 1 : 0;
            row[(int)Headline.Deaths] = 1 - row[(int)Headline.Alive];
            row[(int)Headline.Dialysis] = group < counts[year].Dialysis ? 1 : 0;
            row[(int)Headline.Strokes] = group < counts[year].Strokes ? 1 : 0;
            for (var y = 1; y <= year; y++)
            {
                row[(int)Headline.HalfYears] += (group < counts[y - 1].Alive ? 1 : 0) + (group < counts[y].Alive ? 1 : 0);
            }
        }

        return sums;
    }

    private static long[] Everybody(int year, int onDialysis)
    {
        var sums = new long[RunTable.ReplicateGroups * RunTable.HeadlineWidth];
        for (var group = 0; group < RunTable.ReplicateGroups; group++)
        {
            var row = sums.AsSpan(group * RunTable.HeadlineWidth, RunTable.HeadlineWidth);
            row[(int)Headline.Alive] = 1;
            row[(int)Headline.Dialysis] = group < onDialysis ? 1 : 0;
            row[(int)Headline.HalfYears] = 2 * year;
        }

        return sums;
    }

    private sealed class TableFile : IDisposable
    {
        public TableFile(string text) => File.WriteAllText(Path, text);

        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Dispose() => File.Delete(Path);
    }
}
