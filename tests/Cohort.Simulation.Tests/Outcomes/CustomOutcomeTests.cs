using System.Globalization;
using System.Text;
using Cohort.Physiology.Events;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.State;
using Cohort.Physiology.Treatments;
using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Outcomes.Custom;
using Cohort.Simulation.Output;
using Cohort.Simulation.Population;
using Cohort.Simulation.Running;
using Cohort.Simulation.Scenarios;
using Cohort.Simulation.Scenarios.Expressions;
using Cohort.Simulation.Tests.Scenarios;
using FsCheck;
using FsCheck.Fluent;

namespace Cohort.Simulation.Tests.Outcomes;

/// <summary>Custom outcomes of real patients, against what their histories say, patient by patient.</summary>
public sealed class CustomOutcomeTests
{
    private static readonly RespondentTable Population = Nhanes.Load();

    private static readonly Eligibility Kidney = new([new(Variable.Egfr, 0, 75)], []);

    private static readonly Eligibility OldWomen = new([new(Variable.Female, 1, 1), new(Variable.Anticoagulant, 1, 1, Negated: true)], [CkdStage.G2, CkdStage.G3a]);

    // What each formula is, once in the language and once by hand.
    private static readonly (CustomOutcome Custom, Func<float[], int, double> ByHand)[] Outcomes =
    [
        (Of("calcified", "cac > 100 and egfr < 60", CustomStatistic.Ever, years: (3, 8)), (v, _) => Number(Value(v, Variable.Cac) > 100 && Value(v, Variable.Egfr) < 60)),
        (Of("attacks", "new_stroke or new_myocardial_infarction", CustomStatistic.Ever, ages: (60, 85)), (v, year) => Number(Happened(v, year, EventKind.Stroke) || Happened(v, year, EventKind.MyocardialInfarction))),
        (Of("deaths", "death and not stroke", CustomStatistic.Ever, Kidney), (v, _) => Number(Value(v, Variable.Alive) != 1 && Value(v, Variable.Stroke) != 1)),
        (Of("phosphate", "phosphate > 1.2", CustomStatistic.PersonYears, years: (0, 7)), (v, _) => Number(Value(v, Variable.Phosphate) > 1.2f)),
        (Of("later", "phosphate > 1.2", CustomStatistic.PersonYears, ages: (70, 80)), (v, _) => Number(Value(v, Variable.Phosphate) > 1.2f)),
        (Of("share", "ckd_stage >= 2", CustomStatistic.Share, OldWomen, ages: (50, 120)), (v, _) => Number(Value(v, Variable.CkdStage) >= 2)),
        (Of("mean", "max(cac, 2 * avc) / 100 - phosphate", CustomStatistic.Mean, years: (2, 10)), (v, _) => (MathF.Max(Value(v, Variable.Cac), 2 * Value(v, Variable.Avc)) / 100) - Value(v, Variable.Phosphate)),
        (Of("undefined", "pth / dialysis_years", CustomStatistic.Mean), (v, _) => Value(v, Variable.Pth) / Value(v, Variable.DialysisYears)),
        (Of("log", "log(cac)", CustomStatistic.Mean, Kidney), (v, _) => Value(v, Variable.Cac) > 0 ? Math.Log(Value(v, Variable.Cac)) : double.NaN),
    ];

    private static readonly Scenario Small = new(
        "small",
        "",
        new PopulationSource(PopulationKind.Nhanes),
        Patients: 1300,
        Years: 10,
        StartYear: 2018,
        Seed: 5,
        [
            new Arm("usual-care", []),
            new Arm("late-binder", [new(InterventionKind.PhosphateBinder, 2023, 2025, Eligibility.Everybody, 0.8, 0.7, 0.3)]),
            new Arm("statin", [new(InterventionKind.Statin, 2018, null, Eligibility.Everybody, 1, 1, 0.4)]),
            new Arm("twin", []),
        ],
        new OutcomeSettings([], 0) { Custom = [.. Outcomes.Select(one => one.Custom)] });

    private static readonly RunPlan Plan = RunPlan.Create(Small, Population);

    [Fact]
    public void ValuesAreThoseOfTheHistories()
    {
        var table = Sum(Plan, SegmentSimulator.Create());
        var histories = SegmentSimulator.Create().Histories(Plan, [.. Enumerable.Range(0, (int)Small.Patients).Select(patient => (ulong)patient)]);
        for (var arm = 0; arm < Small.Arms.Count; arm++)
        {
            var lives = histories.Where(history => history.Arm == arm).ToArray();
            for (var k = 0; k < Outcomes.Length; k++)
            {
                for (var year = Outcomes[k].Custom.FirstYear; year <= Math.Min(Outcomes[k].Custom.LastYear, Small.Years); year++)
                {
                    var (sum, people, undefined) = ByHand(Outcomes[k].Custom, Outcomes[k].ByHand, lives, year);
                    var row = table.Custom.Of(arm, year, k);
                    Assert.Equal((people, undefined), (row[200..400].Sum(), row[400]));
                    var tolerance = Outcomes[k].Custom.Statistic == CustomStatistic.Mean ? 1e-5 * Math.Max(1, people) : 0;
                    Assert.Equal(sum, row[..200].Sum() / Scale(Outcomes[k].Custom), tolerance);
                }
            }
        }

        // The test is of something: everything happens to somebody, and the arms differ.
        for (var k = 0; k < Outcomes.Length; k++)
        {
            var last = Math.Min(Outcomes[k].Custom.LastYear, Small.Years);
            Assert.NotEqual(0, table.Custom.Of(0, last, k)[..200].Sum());
        }

        Assert.NotEqual(table.Custom.Of(0, 10, 4), table.Custom.Of(1, 10, 4));
        Assert.Equal(table.Custom.Of(0, 10, 4), table.Custom.Of(3, 10, 4));
        Assert.True(table.Custom.Of(0, 10, 7)[400] > 1000);
    }

    [Fact]
    public void LanesThreadsOrderAndWayOfTravelDoNotMatter()
    {
        var plan = RunPlan.Create(Small with { Patients = (2 * RunPlan.ShardPatients) + 100, Years = 6 }, Population);
        var reference = TableBytes.Of(Sum(plan, new SegmentSimulator<Lane1>(Model.Default)));
        Assert.Equal(reference, TableBytes.Of(Sum(plan, new SegmentSimulator<Lane16>(Model.Default))));

        // One table used for all segments, each simulated twice, from the last to the first, arm by arm as bytes.
        var (used, together) = (new OutcomeTable(plan.Shape), new RunTable(plan.Shape));
        for (var segment = plan.Segments - 1; segment >= 0; segment--)
        {
            for (var time = 0; time < 2; time++)
            {
                used.Clear();
                SegmentSimulator.Create().Run(plan, segment, used, default);
            }

            var arrived = new OutcomeTable(plan.Shape);
            for (var arm = 0; arm < plan.Tree.Arms; arm++)
            {
                using var stream = new MemoryStream();
                used.WriteTo(new BinaryWriter(stream), arm);
                stream.Position = 0;
                arrived.ReadFrom(new BinaryReader(stream), arm);
                Assert.Equal(stream.Length, stream.Position);
            }

            together.Add(arrived);
        }

        Assert.Equal(reference, TableBytes.Of(together));
        Assert.Equal(reference, TableBytes.Of(together.Copy()));
        Assert.Equal(reference, TableBytes.Of(RunTable.ReadFrom(new BinaryReader(new MemoryStream(reference)), plan.Shape)));
        Assert.Equal(Csv(plan, together), Csv(plan, Sum(plan, SegmentSimulator.Create())));
    }

    [Fact]
    public void AnArmThatSharesItsPastIsTheArmSimulatedAlone()
    {
        var together = Sum(Plan, SegmentSimulator.Create());
        for (var arm = 0; arm < Small.Arms.Count; arm++)
        {
            var alone = Sum(RunPlan.Create(Small with { Arms = [Small.Arms[arm]] }, Population), SegmentSimulator.Create());
            for (var k = 0; k < Outcomes.Length; k++)
            {
                for (var year = 0; year <= Small.Years; year++)
                {
                    Assert.Equal(alone.Custom.Of(0, year, k), together.Custom.Of(arm, year, k));
                }
            }
        }
    }

    [Fact]
    public void NothingIsAllocatedForAPatientOrAYear()
    {
        var (simulator, table) = (SegmentSimulator.Create(), new OutcomeTable(Plan.Shape));
        for (var warmUp = 0; warmUp < 3; warmUp++)
        {
            table.Clear();
            simulator.Run(Plan, 0, table, default);
        }

        table.Clear();
        var before = GC.GetAllocatedBytesForCurrentThread();
        simulator.Run(Plan, 0, table, default);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 256);
    }

    [Fact]
    public void TheFileHasQuotientsAndPairedDifferencesWithTheJackknife()
    {
        var table = Sum(Plan, SegmentSimulator.Create());
        var lines = Csv(Plan, table).Split('\n').Where(line => line.Length > 0).Select(line => line.Split(',')).ToArray();
        Assert.Equal(CustomCsv.Columns.Select(column => column.Name), lines[0]);
        Assert.Equal(4 * (6 + 11 + 11 + 8 + 11 + 11 + 9 + 11 + 11), lines.Length - 1);

        // late-binder, later, year 10, worked out anew.
        var cells = lines.Single(line => line[0] == "late-binder" && line[1] == "later" && line[3] == "10");
        var (own, first) = (table.Custom.Of(1, 10, 4), table.Custom.Of(0, 10, 4));
        var value = own[..200].Sum() / 2.0 / own[200..400].Sum();
        Assert.Equal("person_years", cells[2]);
        Assert.Equal(value, Read(cells[4]), 6e-7);
        Assert.Equal(own[200..400].Sum(), long.Parse(cells[7], CultureInfo.InvariantCulture));
        int[] groups = [.. Enumerable.Range(0, 200).Where(g => own[200 + g] > 0)];
        Assert.Equal(groups, Enumerable.Range(0, 200).Where(g => first[200 + g] > 0));
        double[] leftOut = [.. groups.Select(g => Without(own, g))];
        double[] differences = [.. groups.Select(g => Without(own, g) - Without(first, g))];
        Assert.Equal(value - (1.96 * Error(leftOut)), Read(cells[5]), 1e-5);
        Assert.Equal(value + (1.96 * Error(leftOut)), Read(cells[6]), 1e-5);
        Assert.Equal(value - (first[..200].Sum() / 2.0 / first[200..400].Sum()), Read(cells[9]), 2e-6);
        Assert.Equal(Read(cells[9]) - (1.96 * Error(differences)), Read(cells[10]), 1e-5);
        Assert.True(Error(differences) < Error(leftOut) / 2);

        // The first arm has nothing to differ from, its twin nothing in which it differs.
        Assert.All(lines.Where(line => line[0] == "usual-care"), line => Assert.Equal(["", "", ""], line[9..]));
        Assert.All(lines.Where(line => line[0] == "twin" && line[4] != ""), line => Assert.Equal("0.000000", line[9]));

        static double Without(long[] sums, int group) => (sums[..200].Sum() - sums[group]) / 2.0 / (sums[200..400].Sum() - sums[200 + group]);
        static double Error(double[] values) => Math.Sqrt(values.Sum(one => (one - values.Average()) * (one - values.Average())) * (values.Length - 1) / values.Length);
        static double Read(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void EveryFormulaHasTheSameBitsOnEveryLaneAndTheValueOfItsOperators()
    {
        var block = new PatientBlock { Count = 37 };
        var random = new Random(3);
        foreach (var variable in new[] { Variable.Cac, Variable.Egfr, Variable.Phosphate })
        {
            foreach (ref var value in block.Values(variable))
            {
                value = random.Next(4) == 0 ? 0 : (random.NextSingle() * 500) - 100;
            }
        }

        foreach (var variable in new[] { Variable.Dialysis, Variable.Diabetes, Variable.Alive })
        {
            foreach (ref var value in block.Values(variable))
            {
                value = random.Next(2);
            }
        }

        foreach (ref var value in block.Values(Variable.Events))
        {
            value = random.Next(1 << 16);
        }

        FormulaColumns[] lanes = [new FormulaColumns<Lane1>(), new FormulaColumns<Lane4>(), new FormulaColumns<Lane8>(), new FormulaColumns<Lane16>()];
        Prop.ForAll(Arb.From(Gen.OneOf(ExpressionTests.Trees(true), ExpressionTests.Trees(false))), formula =>
        {
            var values = lanes.Select(lane => lane.Of(formula, block, 1).ToArray()).ToArray();
            return values.All(one => one.Zip(values[0]).All(pair => Same(pair.First, pair.Second)))
                && Enumerable.Range(0, block.Count).All(row => Same(Evaluate(formula, block, row), values[0][row]));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

        // Not one undefined number need have the bits of another.
        static bool Same(float a, float b) => BitConverter.SingleToInt32Bits(a) == BitConverter.SingleToInt32Bits(b) || (float.IsNaN(a) && float.IsNaN(b));
    }

    [Fact]
    public void AtBaselineNothingHasHappened()
    {
        var block = new PatientBlock { Count = 3 };
        block.Values(Variable.Events).Fill(1 << (int)EventKind.Stroke);
        Assert.Equal([0f, 0, 0], new FormulaColumns<Lane8>().Of(new EventOfYear(EventKind.Stroke), block, 0).ToArray());
        Assert.Equal([1f, 1, 1], new FormulaColumns<Lane8>().Of(new EventOfYear(EventKind.Stroke), block, 1).ToArray());
    }

    // A formula, patient by patient.
    private static float Evaluate(Expression formula, PatientBlock block, int row)
    {
        return formula switch
        {
            Constant constant => constant.Value,
            StateValue value => block.Values(value.Variable)[row],
            EventOfYear { Kind: EventKind.Death } => 1 - block.Values(Variable.Alive)[row],
            EventOfYear happened => ((int)block.Values(Variable.Events)[row] >> (int)happened.Kind) & 1,
            Choice choice => Evaluate(choice.Condition, block, row) == 1 ? Evaluate(choice.Then, block, row) : Evaluate(choice.Otherwise, block, row),
            Unary unary => One(unary.Operator, Evaluate(unary.Operand, block, row)),
            Binary binary => Two(binary.Operator, Evaluate(binary.Left, block, row), Evaluate(binary.Right, block, row)),
            _ => throw new InvalidOperationException(),
        };

        static float One(UnaryOperator done, float a) => done switch
        {
            UnaryOperator.Negate => -a,
            UnaryOperator.Not => a == 1 ? 0 : 1,
            UnaryOperator.Abs => MathF.Abs(a),
            UnaryOperator.Sqrt => MathF.Sqrt(a),
            UnaryOperator.Log => a > 0 ? Store(Elementary.Log(Lane1.Load(ref a))) : float.NaN,
            _ => Store(Elementary.Exp(Lane1.Load(ref a))),
        };

        static float Two(BinaryOperator done, float a, float b) => done switch
        {
            BinaryOperator.Or => a == 1 || b == 1 ? 1 : 0,
            BinaryOperator.And => a == 1 && b == 1 ? 1 : 0,
            BinaryOperator.Less => a < b ? 1 : 0,
            BinaryOperator.AtMost => a <= b ? 1 : 0,
            BinaryOperator.Greater => a > b ? 1 : 0,
            BinaryOperator.AtLeast => a >= b ? 1 : 0,
            BinaryOperator.Equal => a == b ? 1 : 0,
            BinaryOperator.Different => a < b || a > b ? 1 : 0,
            BinaryOperator.Add => a + b,
            BinaryOperator.Subtract => a - b,
            BinaryOperator.Multiply => a * b,
            BinaryOperator.Divide => a / b,
            BinaryOperator.Min => float.IsNaN(b) ? b : b < a ? b : a,
            _ => float.IsNaN(b) ? b : b > a ? b : a,
        };

        static float Store(Lane1 lane)
        {
            var value = 0f;
            Lane1.Store(lane, ref value);
            return value;
        }
    }

    private static (double Sum, long People, long Undefined) ByHand(CustomOutcome custom, Func<float[], int, double> formula, PatientHistory[] lives, int year)
    {
        var (sum, people, undefined) = (0.0, 0L, 0L);
        foreach (var life in lives.Where(life => Qualifies(custom.Who, life.Rows[0].Values)))
        {
            var inWindow = life.Rows.Where(row => row.Year >= custom.FirstYear && row.Year <= year
                && Value(row.Values, Variable.Age) >= custom.FirstAge && Value(row.Values, Variable.Age) <= custom.LastAge).ToArray();
            if (custom.IsCumulative)
            {
                people += inWindow.Length > 0 ? 1 : 0;
                var held = inWindow.Where(row => formula(row.Values, row.Year) == 1).ToArray();
                sum += custom.Statistic == CustomStatistic.Ever
                    ? held.Length > 0 ? 1 : 0
                    : held.Sum(row => row.Year == 0 ? 0 : Value(row.Values, Variable.Alive) == 1 ? 1 : 0.5);
                continue;
            }

            foreach (var value in inWindow.Where(row => row.Year == year && Value(row.Values, Variable.Alive) == 1).Select(row => formula(row.Values, year)))
            {
                var isDefined = double.IsFinite(value);
                sum += isDefined ? value : 0;
                people += isDefined ? 1 : 0;
                undefined += isDefined ? 0 : 1;
            }
        }

        return (sum, people, undefined);
    }

    private static bool Qualifies(Eligibility who, float[] values) =>
        (who.CkdStages.Count == 0 || who.CkdStages.Contains((CkdStage)(int)Value(values, Variable.CkdStage)))
        && who.Criteria.All(one => (Value(values, one.Variable) >= one.Low && Value(values, one.Variable) <= one.High) != one.Negated);

    private static double Scale(CustomOutcome custom) => custom.Statistic switch
    {
        CustomStatistic.Mean => 65536,
        CustomStatistic.PersonYears => 2,
        _ => 1,
    };

    private static CustomOutcome Of(string name, string text, CustomStatistic statistic, Eligibility? who = null, (int First, int Last)? years = null, (int First, int Last)? ages = null) => new(
        name, "", ExpressionParser.Parse(text, statistic != CustomStatistic.Mean), statistic, years?.First ?? 0, years?.Last ?? 100, ages?.First ?? 0, ages?.Last ?? 150, who ?? Eligibility.Everybody);

    private static RunTable Sum(RunPlan plan, ISegmentSimulator simulator)
    {
        var sum = new RunTable(plan.Shape);
        for (var segment = 0; segment < plan.Segments; segment++)
        {
            var table = new OutcomeTable(plan.Shape);
            simulator.Run(plan, segment, table, default);
            sum.Add(table);
        }

        return sum;
    }

    private static string Csv(RunPlan plan, RunTable table)
    {
        using var stream = new MemoryStream();
        CustomCsv.Write(stream, plan, table);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static float Value(float[] values, Variable variable) => values[(int)variable];

    private static bool Happened(float[] values, int year, EventKind kind) => year > 0 && ((int)Value(values, Variable.Events) >> (int)kind & 1) == 1;

    private static double Number(bool holds) => holds ? 1 : 0;
}
