using Cohort.Benchmarks.Passes;
using Cohort.Physiology.Mechanisms;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.State;
using Cohort.Physiology.Years;
using Cohort.Simulation.Running;

namespace Cohort.Benchmarks.Profile;

/// <summary>
/// The passes of <see cref="SimulatedPast{TLane}"/> over as many years and candidates as it runs, each with a clock. Only their cost is
/// right: candidates are not told apart, and what leads into the past and out of it is left out. Passes skip lanes that they do not
/// concern; one state that lives the years of all candidates calcifies sooner, so that calcium and valve cost somewhat more here.
/// </summary>
/// <param name="model">The model.</param>
/// <typeparam name="TLane">Lane on which the equations run.</typeparam>
internal sealed class PastProfile<TLane>(Model model) where TLane : struct, ILane<TLane>
{
    private readonly Workbench<TLane> _bench = new(model);

    /// <summary>Time of each pass.</summary>
    public PassTimes Times { get; } = new("of the simulated past");

    /// <summary>Years of the past that were simulated, by row of a block.</summary>
    public long RowYears { get; private set; }

    /// <summary>Runs the past of recruited patients, who are left as they are.</summary>
    public void Run(PatientBlock recruited, ulong seed, int startYear)
    {
        var block = _bench.Block;
        block.CopyFrom(recruited);
        var baseline = new YearContext(seed, 0, startYear - 1, 0, 0, 0);
        MineralMetabolism.DrawTraits<TLane>(block, baseline, model.Parameters);
        MineralMetabolism.Infer<TLane>(block, model.Parameters);
        RelativeRisk.DrawSusceptibility<TLane>(block, baseline, model.Parameters);
        RiskHistory.Begin(block, model.Parameters);

        var oldest = RiskHistory.FirstAge;
        foreach (var age in block.Values(Variable.BaseAge))
        {
            oldest = MathF.Max(oldest, age);
        }

        for (var year = -(int)(oldest - RiskHistory.FirstAge); year <= 0; year++)
        {
            _bench.Year = baseline with { Year = year, CalendarYear = startYear + year - 1 };
            block.Count = recruited.Values(Variable.BaseAge).LastIndexOfAnyInRange(RiskHistory.FirstAge - year + 1, float.MaxValue) + 1;
            Times.Run(PassList<TLane>.Past, _bench);
            for (var candidate = 0; candidate < SimulatedPast<TLane>.Candidates; candidate++)
            {
                Times.Run(PassList<TLane>.Candidate, _bench);
            }

            RowYears += block.Count;
        }
    }
}
