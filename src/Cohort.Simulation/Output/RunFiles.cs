using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Running;

namespace Cohort.Simulation.Output;

/// <summary>Writes all files of a finished run.</summary>
public static class RunFiles
{
    /// <summary>Outcomes by arm, year and stratum.</summary>
    public const string Outcomes = "outcomes.csv";

    /// <summary>Outcomes at the horizon.</summary>
    public const string Summary = "summary.csv";

    /// <summary>Arms against the first.</summary>
    public const string Comparisons = "comparisons.csv";

    /// <summary>Headline sums by arm, year and group of patients.</summary>
    public const string Replicates = "replicates.csv";

    /// <summary>Histories of sampled patients.</summary>
    public const string Trajectories = "trajectories.csv";

    /// <summary>Events of sampled patients.</summary>
    public const string Events = "events.csv";

    /// <summary>Outcomes that the scenario defines itself; only where there are some.</summary>
    public const string Custom = "custom.csv";

    /// <summary>Clock, machine and speed.</summary>
    public const string Timings = "timings.json";

    /// <summary>Writes the files of a whole run, run.json last.</summary>
    /// <param name="directory">Where to.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="table">The complete outcomes.</param>
    /// <param name="histories">Histories of the sampled patients in every arm.</param>
    /// <param name="timings">How the run went.</param>
    /// <returns>The outcomes at the horizon, as summary.csv and comparisons.csv have them.</returns>
    /// <exception cref="RunDirectoryException">A file cannot be written.</exception>
    public static HorizonResults WriteAll(RunDirectory directory, RunPlan plan, RunTable table, IReadOnlyList<PatientHistory> histories, RunTimings timings)
    {
        var horizon = new HorizonResults(plan, table);
        WrittenFile[] files =
        [
            directory.Write(Outcomes, stream => OutcomesCsv.Write(stream, plan, table)),
            directory.Write(Summary, horizon.WriteSummary),
            directory.Write(Comparisons, horizon.WriteComparisons),
            directory.Write(Replicates, stream => ReplicatesCsv.Write(stream, plan, table)),
            .. plan.Scenario.Outcomes.Custom.Count == 0 ? [] : new[] { directory.Write(Custom, stream => CustomCsv.Write(stream, plan, table)) },
            directory.Write(Trajectories, stream => TrajectoryCsv.Write(stream, plan.Scenario, histories)),
            directory.Write(Events, stream => EventCsv.Write(stream, plan.Scenario, histories)),
        ];
        directory.Write(RunDirectory.Plan, SavedPlan.Of(plan, RunPart.Whole).WriteTo);
        directory.Write(Timings, stream => RunJson.WriteTimings(stream, timings));
        directory.Write(RunDirectory.Finished, stream => RunJson.WriteRun(stream, plan, table, files));
        return horizon;
    }

    /// <summary>Writes the files of a part of a run, its table last.</summary>
    /// <param name="directory">Where to.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="complete">The part, all of its segments folded.</param>
    /// <param name="timings">How the run went.</param>
    /// <exception cref="RunDirectoryException">A file cannot be written.</exception>
    public static void WritePart(RunDirectory directory, RunPlan plan, Checkpoint complete, RunTimings timings)
    {
        directory.Write(RunDirectory.Plan, SavedPlan.Of(plan, complete.Part).WriteTo);
        directory.Write(Timings, stream => RunJson.WriteTimings(stream, timings));
        directory.Write(RunDirectory.FinishedPart, complete.WriteTo);
    }
}
