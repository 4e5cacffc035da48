using Cohort.Physiology.State;
using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Running;
using Cohort.Simulation.Tests.Outcomes;

namespace Cohort.Simulation.Tests.Running;

/// <summary>Runs invented patients through a plan's arms, as the real simulator does.</summary>
internal sealed class FakeSimulator : ISegmentSimulator
{
    public Action<int, CancellationToken>? BeforeSegment { get; init; }

    public int PatientsPerBlock { get; init; } = PatientBlock.Capacity;

    public void Run(RunPlan plan, int segment, OutcomeTable table, CancellationToken cancellationToken)
    {
        BeforeSegment?.Invoke(segment, cancellationToken);
        var (first, count) = plan.PatientsOf(segment);
        for (var done = 0; done < count; done += PatientsPerBlock)
        {
            cancellationToken.ThrowIfCancellationRequested();
            RunBlock(plan, first + (ulong)done, Math.Min(PatientsPerBlock, count - done), table);
        }
    }

    public IReadOnlyList<PatientHistory> Histories(RunPlan plan, IReadOnlyList<ulong> patients) =>
        [.. Enumerable.Range(0, plan.Tree.Arms).SelectMany(arm => patients.Select(patient => History(plan, arm, patient)))];

    public static void RunBlock(RunPlan plan, ulong first, int count, OutcomeTable table)
    {
        var strata = new int[PatientBlock.Capacity];
        var blocks = new PatientBlock[plan.Tree.Arms];
        blocks[0] = RandomBlocks.Baseline(first, count, plan.Population.Count);
        BaselineStrata.Mark(blocks[0]);
        plan.Shape.Strata.Index(blocks[0], strata);
        table.Fold(0, 0, blocks[0], strata);
        for (var year = 1; year <= plan.Tree.Years; year++)
        {
            foreach (var fork in plan.Tree.Forks.Where(fork => fork.Year == year))
            {
                blocks[fork.Arm] = new PatientBlock();
                blocks[fork.Arm].CopyFrom(blocks[fork.Parent]);
            }

            foreach (var arm in plan.Tree.SourcesAt(year))
            {
                plan.Shape.Strata.Index(blocks[arm], strata);
                RandomBlocks.Advance(blocks[arm], year, arm);
                table.Fold(arm, year, blocks[arm], strata);
                if (year % 2 == 0)
                {
                    RandomBlocks.KeepLiving(blocks[arm]);
                }
            }
        }
    }

    private static PatientHistory History(RunPlan plan, int arm, ulong patient)
    {
        var block = RandomBlocks.Baseline(patient, 1, plan.Population.Count);
        BaselineStrata.Mark(block);
        var rows = new List<HistoryRow> { Row(0) };
        for (var year = 1; year <= plan.Tree.Years && block.Values(Variable.Alive)[0] == 1f; year++)
        {
            RandomBlocks.Advance(block, year, plan.Tree.Source(arm, year));
            rows.Add(Row(year));
        }

        return new PatientHistory(arm, patient, rows);

        HistoryRow Row(int year) => new(year, [.. Enumerable.Range(0, Variables.Count).Select(v => block.Values((Variable)v)[0])]);
    }
}
