using Cohort.Simulation.Running;

namespace Cohort.Simulation.Output;

/// <summary>A file of a run.</summary>
/// <param name="Name">Name in the run's directory.</param>
/// <param name="Bytes">Size.</param>
/// <param name="Sha256">SHA-256 of the content, in lower-case hexadecimal.</param>
public sealed record WrittenFile(string Name, long Bytes, string Sha256);

/// <summary>
/// The directory of a run's results. A file appears under its name when it is whole. <see cref="Finished"/> comes last, or
/// <see cref="FinishedPart"/> where a part of the run was simulated; where one of them is, the work is finished. Until then
/// <see cref="UnfinishedRun"/> keeps a folder in it.
/// </summary>
public sealed class RunDirectory : IDisposable
{
    /// <summary>The file whose presence says that the run is finished.</summary>
    public const string Finished = "run.json";

    /// <summary>The file whose presence says that a part of a run is finished: its checkpoint.</summary>
    public const string FinishedPart = "part.bin";

    /// <summary>The plan (<see cref="Running.SavedPlan"/>), in the directory of a finished run and in the folder of an unfinished one.</summary>
    public const string Plan = "plan.bin";

    private readonly List<WrittenFile> _files = [];

    private readonly CancellationToken _interruption;

    private RunDirectory(string path, CancellationToken interruption) => (Path, _interruption) = (path, interruption);

    /// <summary>The directory.</summary>
    public string Path { get; }

    /// <summary>The files written so far, in the order of writing.</summary>
    public IReadOnlyList<WrittenFile> Files => _files;

    /// <summary>Opens a directory for a run's files; it is made if it does not exist. An earlier run in it no longer counts as finished.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="interruption">Ends the writing of a file; what was written of it is removed.</param>
    /// <exception cref="RunDirectoryException">The directory cannot be made or read.</exception>
    public static RunDirectory Create(string path, CancellationToken interruption = default) => Guarded(path, () =>
    {
        Directory.CreateDirectory(path);
        File.Delete(System.IO.Path.Combine(path, Finished));
        File.Delete(System.IO.Path.Combine(path, FinishedPart));
        WholeFile.RemoveTemporary(path);
        return new RunDirectory(path, interruption);
    });

    /// <summary>Whether a directory holds a finished run, or a finished part of one.</summary>
    /// <param name="path">The directory.</param>
    public static bool IsFinished(string path) =>
        File.Exists(System.IO.Path.Combine(path, Finished)) || File.Exists(System.IO.Path.Combine(path, FinishedPart));

    /// <summary>Writes a file whole or not at all.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="write">Writes the content.</param>
    /// <returns>Size and hash of the file.</returns>
    /// <exception cref="RunDirectoryException">The file cannot be written: the disk is full, or its rights forbid it.</exception>
    public WrittenFile Write(string name, Action<Stream> write)
    {
        try
        {
            WrittenFile? written = null;
            WholeFile.Write(PathOf(name), file =>
            {
                using var hashed = new HashingStream(file, _interruption);
                write(hashed);
                written = new WrittenFile(name, hashed.Length, Convert.ToHexStringLower(hashed.GetHash()));
            });
            _files.Add(written!);
            return written!;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RunDirectoryException($"{name} cannot be written in {Path}: {exception.Message} {DescribeKept()}", exception);
        }
    }

    /// <summary>One sentence on what a run that ends early leaves behind.</summary>
    public string DescribeKept() => _files.Count == 0
        ? "No file of this run was kept."
        : $"Kept in {Path}: {string.Join(", ", _files.Select(file => file.Name))}; without {Finished} the run counts as unfinished.";

    /// <summary>Removes temporary files. Finished files stay.</summary>
    public void Dispose() => WholeFile.RemoveTemporary(Path);

    internal static T Guarded<T>(string path, Func<T> use)
    {
        try
        {
            return use();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RunDirectoryException($"The results directory {path} cannot be used: {exception.Message}", exception);
        }
    }

    private string PathOf(string name) => System.IO.Path.Combine(Path, name);
}
