using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Running;

namespace Cohort.Simulation.Output;

/// <summary>Unites finished parts of a run: their tables are sums of integers, so that the whole is what one process would have had.</summary>
public static class FinishedParts
{
    /// <summary>Unites the parts in some directories.</summary>
    /// <param name="directories">The directories, one a part, in any order.</param>
    /// <returns>The plan, and the checkpoint of the whole run with every segment folded.</returns>
    /// <exception cref="RefusedInputException">A directory holds no finished part, or one of another run; parts are missing, given twice or damaged.</exception>
    /// <exception cref="RunDirectoryException">A directory cannot be read.</exception>
    public static (RunPlan Plan, Checkpoint Complete) Unite(IReadOnlyList<string> directories)
    {
        var problems = new List<Problem>();
        var parts = new List<(string Path, SavedPlan Plan)>();
        foreach (var path in directories)
        {
            try
            {
                parts.Add((path, RunDirectory.Guarded(path, () => ReadPlan(path))));
            }
            catch (RefusedInputException refused)
            {
                problems.AddRange(refused.Problems);
            }
        }

        Refuse(problems);

        // The run is the one that most parts are of; the others are foreign to it.
        var model = parts.GroupBy(part => part.Plan.PlanId).MaxBy(group => group.Count())!.First();
        problems.AddRange(parts.Where(part => part.Plan.PlanId != model.Plan.PlanId).Select(part => Foreign(part, model)));
        Refuse(problems);

        var plan = SavedPlanFile.Restore(Path.Combine(model.Path, RunDirectory.Plan), model.Plan);
        problems.AddRange(Overlaps(plan, parts));
        problems.AddRange(Gaps(plan, parts));
        Refuse(problems);

        var (folded, table) = (new SegmentSet(plan.Segments), new RunTable(plan.Shape));
        foreach (var (path, saved) in parts)
        {
            table.Add(RunDirectory.Guarded(path, () => ReadTable(path, plan, saved.Part)));
            foreach (var segment in saved.Part.SegmentsOf(plan))
            {
                folded.Add(segment);
            }
        }

        return (plan, new Checkpoint(plan.Id, RunPart.Whole, folded, table));
    }

    private static SavedPlan ReadPlan(string path)
    {
        if (UnfinishedRun.IsIn(path))
        {
            throw new RefusedInputException(path, $"is not finished; '{UnfinishedRun.ResumeCommand(path)}' goes on with it");
        }

        if (!File.Exists(Path.Combine(path, RunDirectory.FinishedPart)))
        {
            throw new RefusedInputException(path, RunDirectory.IsFinished(path) ? "holds a whole run, not a part of one" : "holds no part of a run");
        }

        return SavedPlanFile.Read(Path.Combine(path, RunDirectory.Plan));
    }

    private static RunTable ReadTable(string path, RunPlan plan, RunPart part)
    {
        var file = Path.Combine(path, RunDirectory.FinishedPart);
        try
        {
            using var stream = File.OpenRead(file);
            var checkpoint = Checkpoint.ReadFrom(stream, plan, part);
            return part.SegmentsOf(plan).All(checkpoint.Folded.Contains) ? checkpoint.Table : throw new RefusedInputException(file, $"does not hold all of part {part}");
        }
        catch (InvalidDataException damage)
        {
            throw new RefusedInputException(file, $"is damaged ({damage.Message}); simulate part {part} again");
        }
        catch (OtherRunException other)
        {
            throw new RefusedInputException(file, other.Message);
        }
    }

    private static Problem Foreign((string Path, SavedPlan Plan) part, (string Path, SavedPlan Plan) model)
    {
        var why = part.Plan.ModelVersion != model.Plan.ModelVersion
            ? $"is of model version {part.Plan.ModelVersion}, {model.Path} of {model.Plan.ModelVersion}"
            : $"is of another plan ({part.Plan.PlanId[..12]}...) than {model.Path} ({model.Plan.PlanId[..12]}...)";
        return new Problem(part.Path, null, null, why);
    }

    private static IEnumerable<Problem> Overlaps(RunPlan plan, List<(string Path, SavedPlan Plan)> parts)
    {
        var holder = new string?[plan.Segments];
        foreach (var (path, saved) in parts)
        {
            var twice = saved.Part.SegmentsOf(plan).Select(segment => holder[segment]).FirstOrDefault(other => other != null);
            if (twice != null)
            {
                yield return new Problem(path, null, null, $"part {saved.Part} holds patients that {twice} holds too");
            }

            foreach (var segment in saved.Part.SegmentsOf(plan))
            {
                holder[segment] ??= path;
            }
        }
    }

    private static IEnumerable<Problem> Gaps(RunPlan plan, List<(string Path, SavedPlan Plan)> parts)
    {
        var held = parts.SelectMany(part => part.Plan.Part.SegmentsOf(plan)).ToHashSet();
        var of = parts.Max(part => part.Plan.Part.Of);
        foreach (var missing in Enumerable.Range(1, of).Select(number => new RunPart(number, of)))
        {
            if (!missing.SegmentsOf(plan).All(held.Contains))
            {
                yield return new Problem(plan.Scenario.Name, null, null, $"part {missing} is missing");
            }
        }
    }

    private static void Refuse(List<Problem> problems)
    {
        if (problems.Count > 0)
        {
            throw new RefusedInputException(problems);
        }
    }
}
