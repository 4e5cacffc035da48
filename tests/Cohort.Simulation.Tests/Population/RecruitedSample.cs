using Cohort.Physiology.State;
using Cohort.Simulation.Population;

namespace Cohort.Simulation.Tests.Population;

/// <summary>200,000 patients recruited from NHANES in 2018, shared by the tests of marginals.</summary>
public sealed class RecruitedSample
{
    public const int Size = 200_000;

    private readonly float[][] _columns = [.. Enumerable.Range(0, Variables.Count).Select(_ => new float[Size])];

    public RecruitedSample()
    {
        var (table, rates, block) = (Nhanes.Load(), RateTables.Load(), new PatientBlock { Count = PatientBlock.Capacity });
        for (var first = 0; first < Size; first += PatientBlock.Capacity)
        {
            var count = Math.Min(PatientBlock.Capacity, Size - first);
            for (var row = 0; row < count; row++)
            {
                Recruitment.Recruit(table, rates, 2018, 2018, (ulong)(first + row), block, row);
            }

            for (var v = 0; v < Variables.Count; v++)
            {
                block.Values((Variable)v)[..count].CopyTo(_columns[v].AsSpan(first));
            }
        }
    }

    public float[] this[Variable variable] => _columns[(int)variable];

    public int[] Where(Func<int, bool> who) => [.. Enumerable.Range(0, Size).Where(who)];

    public int[] Aged(int low, int high, bool? female = null) => Where(i =>
        this[Variable.BaseAge][i] >= low && this[Variable.BaseAge][i] <= high && (female is null || this[Variable.Female][i] == 1 == female));

    public bool Diabetic(int i) => this[Variable.DiabetesFrom][i] < Recruitment.Never;
}
