using Cohort.Simulation.Outcomes;

namespace Cohort.Simulation.Running;

/// <summary>Simulates parts of a plan. Called from several threads at once.</summary>
public interface ISegmentSimulator
{
    /// <summary>Simulates all arms of a segment and folds its outcomes.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="segment">The segment.</param>
    /// <param name="table">An empty table that receives the outcomes.</param>
    /// <param name="cancellationToken">Looked at several times a second.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled; the table is incomplete.</exception>
    void Run(RunPlan plan, int segment, OutcomeTable table, CancellationToken cancellationToken);

    /// <summary>The histories of some patients in every arm, as the run has them.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="patients">Numbers of the patients.</param>
    /// <returns>One history an arm and patient, by arm, then patient.</returns>
    IReadOnlyList<PatientHistory> Histories(RunPlan plan, IReadOnlyList<ulong> patients);
}
