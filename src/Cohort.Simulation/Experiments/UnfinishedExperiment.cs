using Cohort.Simulation.Output;
using Cohort.Simulation.Running;

namespace Cohort.Simulation.Experiments;

/// <summary>
/// An experiment that is not finished, as its directory remembers it: the folder <c>unfinished</c> with two states that are written in turn, so that
/// one of them is whole whatever happens. Earlier results beside it stay until the new ones are written.
/// </summary>
public sealed class UnfinishedExperiment : IDisposable
{
    private const string LockName = "lock";

    private static readonly string[] StateNames = ["experiment-0.bin", "experiment-1.bin"];

    private readonly string _folder;
    private readonly FileStream _lock;
    private int _next;

    private UnfinishedExperiment(string folder, FileStream held, ExperimentState state, int next) => (_folder, _lock, State, _next) = (folder, held, state, next);

    /// <summary>Patients simulated before, each counted once a point; 0 for a new experiment.</summary>
    public long DoneBefore { get; private init; }

    internal ExperimentState State { get; }

    /// <summary>Whether a directory holds the whole results of an experiment: a process killed at its very end leaves no more to do.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="experiment">The experiment.</param>
    public static bool IsFinished(string path, Experiment experiment) =>
        !Directory.Exists(Path.Combine(path, UnfinishedRun.FolderName)) && ExperimentJson.FinishedId(path) == experiment.Id;

    /// <summary>Begins an experiment in a directory, or goes on with the same experiment there.</summary>
    /// <param name="path">The directory; it is made if it does not exist.</param>
    /// <param name="experiment">The experiment.</param>
    /// <param name="force">Whether other files in it, or another unfinished experiment, may be replaced.</param>
    /// <exception cref="RefusedInputException">The path is a file, or a directory in use, or not empty and <paramref name="force"/> is false.</exception>
    /// <exception cref="RunDirectoryException">The directory cannot be made or written to.</exception>
    public static UnfinishedExperiment Open(string path, Experiment experiment, bool force) => RunDirectory.Guarded(path, () =>
    {
        if (File.Exists(path))
        {
            throw new RefusedInputException(path, "is a file, not a directory; name another place for the results");
        }

        var folder = Path.Combine(path, UnfinishedRun.FolderName);

        // Beside an unfinished experiment other files are its own results, cut off while they were written, or were given up when it began.
        if (!force && Directory.Exists(path) && !Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(path).Any())
        {
            throw new RefusedInputException(path, "is not empty; give --force to replace the results in it, or name another place");
        }

        Directory.CreateDirectory(folder);
        var held = Hold(path, Path.Combine(folder, LockName));
        try
        {
            WholeFile.RemoveTemporary(folder);
            var states = StateNames.Select(name => Read(Path.Combine(folder, name), experiment, force)).ToArray();
            var newest = states[1]?.PatientsDone > (states[0]?.PatientsDone ?? -1) ? 1 : 0;
            var state = states[newest] ?? new ExperimentState(experiment);
            return new UnfinishedExperiment(folder, held, state, 1 - newest) { DoneBefore = state.PatientsDone };
        }
        catch
        {
            held.Dispose();
            throw;
        }
    });

    /// <summary>Removes the folder: the results are there.</summary>
    /// <exception cref="RunDirectoryException">It cannot be removed.</exception>
    public void Remove() => RunDirectory.Guarded(_folder, () =>
    {
        _lock.Dispose();
        Directory.Delete(_folder, recursive: true);
        return true;
    });

    /// <summary>Lets other processes have the experiment.</summary>
    public void Dispose() => _lock.Dispose();

    internal void Save(ExperimentState state) => RunDirectory.Guarded(_folder, () =>
    {
        WholeFile.Write(Path.Combine(_folder, StateNames[_next]), state.WriteTo);
        _next = 1 - _next;
        return true;
    });

    private static FileStream Hold(string path, string name)
    {
        try
        {
            return new FileStream(name, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (exception.GetType() == typeof(IOException) && File.Exists(name))
        {
            throw new RefusedInputException(path, "is in use: another process is at work on its unfinished experiment");
        }
    }

    // A state that is torn counts for nothing: the other is whole.
    private static ExperimentState? Read(string file, Experiment experiment, bool force)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            using var stream = File.OpenRead(file);
            return ExperimentState.ReadFrom(stream, experiment);
        }
        catch (InvalidDataException)
        {
            return null;
        }
        catch (OtherRunException) when (force)
        {
            return null;
        }
        catch (OtherRunException other)
        {
            throw new RefusedInputException(file, $"{other.Message}; give --force to begin anew, or name another place");
        }
    }
}
