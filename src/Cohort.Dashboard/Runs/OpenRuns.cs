using Cohort.Dashboard.Outcomes;
using Cohort.Simulation;
using Cohort.Simulation.Output;
using Cohort.Simulation.Running;

namespace Cohort.Dashboard.Runs;

/// <summary>Plans and outcomes of runs that were looked at lately, kept in memory: a page asks for the same run many times.</summary>
internal sealed class OpenRuns(RunFolder folder)
{
    private const int Most = 4;

    private readonly Lock _gate = new();
    private readonly LinkedList<(string Key, object Value)> _kept = [];

    /// <summary>The plan of a run, finished or not.</summary>
    /// <exception cref="RefusedInputException">It is of another model or population than this program's.</exception>
    public RunPlan PlanOf(string id)
    {
        var directory = folder.DirectoryOf(id)!;
        var file = UnfinishedRun.IsIn(directory)
            ? Path.Combine(directory, UnfinishedRun.FolderName, RunDirectory.Plan) : Path.Combine(directory, RunDirectory.Plan);
        return Kept(Key("plan", id, file), () => SavedPlanFile.Restore(file, SavedPlanFile.Read(file)));
    }

    /// <summary>The outcomes of a run that is not at work: all of them where it is finished, else those of its newest checkpoint; null where there are none.</summary>
    /// <exception cref="RefusedInputException">Its files are damaged.</exception>
    public KeptOutcomes? OutcomesOf(RunView run) =>
        run.State == RunState.Completed ? Finished(run)
        : run.Resumable && Unfinished(run.Id) is { Patients: > 0 } some ? some
        : null;

    private KeptOutcomes Finished(RunView run)
    {
        var directory = folder.DirectoryOf(run.Id)!;
        var file = Path.Combine(directory, RunDirectory.Finished);
        var scenario = SavedPlanFile.Read(Path.Combine(directory, RunDirectory.Plan)).Scenario;
        return Kept(Key("outcomes", run.Id, file), () => new KeptOutcomes(FinishedOutcomes.Read(directory, scenario), run.Patients));
    }

    // The folder's time is that of the last checkpoint, which came into it under another name.
    private KeptOutcomes Unfinished(string id)
    {
        var directory = folder.DirectoryOf(id)!;
        return Kept(Key("checkpoint", id, Path.Combine(directory, UnfinishedRun.FolderName)), () =>
        {
            var (plan, checkpoint) = UnfinishedRun.Look(directory);
            return new KeptOutcomes(new TableOutcomes(plan, checkpoint.Table), Workload.After(checkpoint, plan).DoneBefore);
        });
    }

    // A run may be made again under the same name.
    private static string Key(string what, string id, string file) => FormattableString.Invariant($"{what} {id} {File.GetLastWriteTimeUtc(file).Ticks}");

    private T Kept<T>(string key, Func<T> make) where T : class
    {
        lock (_gate)
        {
            for (var node = _kept.First; node != null; node = node.Next)
            {
                if (node.Value.Key == key)
                {
                    _kept.Remove(node);
                    _kept.AddFirst(node);
                    return (T)node.Value.Value;
                }
            }
        }

        var made = make();
        lock (_gate)
        {
            _kept.AddFirst((key, made));
            if (_kept.Count > Most)
            {
                _kept.RemoveLast();
            }
        }

        return made;
    }
}

/// <summary>Outcomes that stay as they are.</summary>
/// <param name="Source">The outcomes.</param>
/// <param name="Patients">Patients that are in them.</param>
internal sealed record KeptOutcomes(IOutcomeSource Source, long Patients);
