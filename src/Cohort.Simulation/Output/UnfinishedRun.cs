using Cohort.Simulation.Running;

namespace Cohort.Simulation.Output;

/// <summary>
/// A run that is not finished, as its directory remembers it: the folder <c>unfinished</c> with the plan and two checkpoints that
/// are overwritten in turn, so that one of them is whole whatever happens. Earlier results beside it stay until the new ones are
/// written; the folder goes when they are. One process at a time holds it.
/// </summary>
public sealed class UnfinishedRun : IDisposable
{
    /// <summary>Name of the folder in the run's directory.</summary>
    public const string FolderName = "unfinished";

    private const string LockName = "lock";

    private static readonly string[] CheckpointNames = ["checkpoint-0.bin", "checkpoint-1.bin"];

    private readonly string _folder;
    private readonly FileStream _lock;
    private int _next;

    private UnfinishedRun(string path, FileStream held, RunPlan plan, Checkpoint checkpoint)
    {
        (Path, _folder, _lock) = (path, FolderIn(path), held);
        (Plan, Checkpoint) = (plan, checkpoint);
    }

    /// <summary>The run's directory.</summary>
    public string Path { get; }

    /// <summary>What is run.</summary>
    public RunPlan Plan { get; }

    /// <summary>Where to go on from: the checkpoint last saved or read.</summary>
    public Checkpoint Checkpoint { get; private set; }

    /// <summary>What was wrong with the checkpoints read, and what was done about it; empty if nothing was.</summary>
    public IReadOnlyList<string> Notes { get; private init; } = [];

    /// <summary>Whether a directory holds an unfinished run.</summary>
    /// <param name="path">The directory.</param>
    public static bool IsIn(string path) => File.Exists(System.IO.Path.Combine(FolderIn(path), RunDirectory.Plan));

    /// <summary>What to type to go on with the run in a directory.</summary>
    /// <param name="path">The directory.</param>
    public static string ResumeCommand(string path) => $"cohort resume {(path.Contains(' ') ? $"\"{path}\"" : path)}";

    /// <summary>Begins a run in a directory, which is made if it does not exist. Results in it stay as they are.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="plan">What is to be run.</param>
    /// <param name="part">Which part of it.</param>
    /// <param name="force">Whether files of an earlier run, finished or not, may be replaced.</param>
    /// <exception cref="RefusedInputException">The path is a file, or a directory in use, or not empty and <paramref name="force"/> is false.</exception>
    /// <exception cref="RunDirectoryException">The directory cannot be made or written to.</exception>
    public static UnfinishedRun Begin(string path, RunPlan plan, RunPart part, bool force) => RunDirectory.Guarded(path, () =>
    {
        Refuse(path, force);
        Directory.CreateDirectory(FolderIn(path));
        return Holding(path, held =>
        {
            // Checkpoints of another plan must not outlive that plan.
            foreach (var name in CheckpointNames)
            {
                File.Delete(System.IO.Path.Combine(FolderIn(path), name));
            }

            WholeFile.Write(System.IO.Path.Combine(FolderIn(path), RunDirectory.Plan), SavedPlan.Of(plan, part).WriteTo);
            return new UnfinishedRun(path, held, plan, Checkpoint.Start(plan, part));
        });
    });

    /// <summary>Opens the unfinished run of a directory, at the newest checkpoint that is whole.</summary>
    /// <param name="path">The directory.</param>
    /// <exception cref="RefusedInputException">There is none, or it is in use, its plan is damaged, or plan or checkpoint belong to another run, model or program.</exception>
    /// <exception cref="RunDirectoryException">The directory cannot be read.</exception>
    public static UnfinishedRun Open(string path) => RunDirectory.Guarded(path, () =>
    {
        RefuseUnlessIn(path);
        return Holding(path, held =>
        {
            var (plan, checkpoint, newest, notes) = Find(path);
            return new UnfinishedRun(path, held, plan, checkpoint) { _next = 1 - newest, Notes = notes };
        });
    });

    /// <summary>How far the unfinished run of a directory has come, by the newest checkpoint that is whole. Nothing is held or changed, whoever is at work on it.</summary>
    /// <param name="path">The directory.</param>
    /// <exception cref="RefusedInputException">There is none, its plan is damaged, or plan or checkpoint belong to another run, model or program.</exception>
    /// <exception cref="RunDirectoryException">The directory cannot be read.</exception>
    public static (RunPlan Plan, Checkpoint Checkpoint) Look(string path) => RunDirectory.Guarded(path, () =>
    {
        RefuseUnlessIn(path);
        var (plan, checkpoint, _, _) = Find(path);
        return (plan, checkpoint);
    });

    /// <summary>Keeps a checkpoint. When it cannot be written, the one before it stays.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <exception cref="RunDirectoryException">The checkpoint cannot be written: the disk is full, or its rights forbid it.</exception>
    public void Save(Checkpoint checkpoint)
    {
        var name = CheckpointNames[_next];
        try
        {
            WholeFile.Write(System.IO.Path.Combine(_folder, name), checkpoint.WriteTo);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RunDirectoryException($"{name} cannot be written in {_folder}: {exception.Message}", exception);
        }

        Checkpoint = checkpoint;
        _next = 1 - _next;
    }

    /// <summary>Removes the folder: the results are there.</summary>
    /// <exception cref="RunDirectoryException">It cannot be removed.</exception>
    public void Remove() => RunDirectory.Guarded(Path, () =>
    {
        _lock.Dispose();

        // Without its plan the folder counts as nothing, should the rest have to stay.
        File.Delete(System.IO.Path.Combine(_folder, RunDirectory.Plan));
        Directory.Delete(_folder, recursive: true);
        return true;
    });

    /// <summary>Removes what a process that was killed at the very end has left of the folder beside its results.</summary>
    /// <param name="path">The directory of a finished run.</param>
    /// <exception cref="RunDirectoryException">It cannot be removed.</exception>
    public static void RemoveRest(string path) => RunDirectory.Guarded(path, () =>
    {
        if (Directory.Exists(FolderIn(path)))
        {
            Directory.Delete(FolderIn(path), recursive: true);
        }

        return true;
    });

    /// <summary>Lets other processes have the run.</summary>
    public void Dispose() => _lock.Dispose();

    private static string FolderIn(string path) => System.IO.Path.Combine(path, FolderName);

    private static void Refuse(string path, bool force)
    {
        if (File.Exists(path))
        {
            throw new RefusedInputException(path, "is a file, not a directory; name another place for the results");
        }

        if (force || !Directory.Exists(path))
        {
            return;
        }

        if (IsIn(path))
        {
            throw new RefusedInputException(path, $"holds an unfinished run; go on with '{ResumeCommand(path)}', or give --force to begin anew");
        }

        if (Directory.EnumerateFileSystemEntries(path).Any(entry => System.IO.Path.GetFileName(entry) != FolderName))
        {
            throw new RefusedInputException(path, "is not empty; give --force to replace the run in it, or name another place");
        }
    }

    private static void RefuseUnlessIn(string path)
    {
        if (!IsIn(path))
        {
            throw new RefusedInputException(path, "holds no unfinished run");
        }
    }

    private static (RunPlan Plan, Checkpoint Checkpoint, int Newest, IReadOnlyList<string> Notes) Find(string path)
    {
        var file = System.IO.Path.Combine(FolderIn(path), RunDirectory.Plan);
        var saved = SavedPlanFile.Read(file);
        var plan = SavedPlanFile.Restore(file, saved);
        var read = CheckpointNames.Select(name => Read(path, name, plan, saved.Part)).ToArray();
        var newest = read[1].Checkpoint?.Folded.Count > (read[0].Checkpoint?.Folded.Count ?? -1) ? 1 : 0;
        return (plan, read[newest].Checkpoint ?? Checkpoint.Start(plan, saved.Part), newest, Describe(read, newest));
    }

    private static UnfinishedRun Holding(string path, Func<FileStream, UnfinishedRun> open)
    {
        FileStream held;
        try
        {
            held = new FileStream(System.IO.Path.Combine(FolderIn(path), LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (exception.GetType() == typeof(IOException) && File.Exists(System.IO.Path.Combine(FolderIn(path), LockName)))
        {
            throw new RefusedInputException(path, "is in use: another process is at work on its unfinished run");
        }

        try
        {
            WholeFile.RemoveTemporary(FolderIn(path));
            return open(held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private static (Checkpoint? Checkpoint, string? Damage) Read(string path, string name, RunPlan plan, RunPart part)
    {
        var file = System.IO.Path.Combine(FolderIn(path), name);
        if (!File.Exists(file))
        {
            return default;
        }

        try
        {
            using var stream = File.OpenRead(file);
            return (Checkpoint.ReadFrom(stream, plan, part), null);
        }
        catch (InvalidDataException damage)
        {
            return (null, $"{file} is damaged ({damage.Message})");
        }
        catch (OtherRunException other)
        {
            throw new RefusedInputException(file, other.Message);
        }
    }

    private static string[] Describe((Checkpoint? Checkpoint, string? Damage)[] read, int newest)
    {
        var instead = read[newest].Checkpoint != null ? $"going on from the other, {CheckpointNames[newest]}" : "beginning anew";
        return [.. read.Select(one => one.Damage).OfType<string>().Select(damage => $"{damage}; {instead}")];
    }
}
