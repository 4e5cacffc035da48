using System.Security.Cryptography;

namespace Cohort.Simulation.Output;

/// <summary>A file of a run.</summary>
/// <param name="Name">Name in the run's directory.</param>
/// <param name="Bytes">Size.</param>
/// <param name="Sha256">SHA-256 of the content, in lower-case hexadecimal.</param>
public sealed record WrittenFile(string Name, long Bytes, string Sha256);

/// <summary>
/// The directory of a run. A file appears under its name when it is whole: it is written as <c>.name.tmp</c> beside it, flushed to
/// disk and renamed. <see cref="Finished"/> comes last; where it is, the run is finished.
/// </summary>
public sealed class RunDirectory : IDisposable
{
    /// <summary>The file whose presence says that the run is finished.</summary>
    public const string Finished = "run.json";

    private readonly List<WrittenFile> _files = [];

    private readonly CancellationToken _interruption;

    private RunDirectory(string path, CancellationToken interruption) => (Path, _interruption) = (path, interruption);

    /// <summary>The directory.</summary>
    public string Path { get; }

    /// <summary>The files written so far, in the order of writing.</summary>
    public IReadOnlyList<WrittenFile> Files => _files;

    /// <summary>Refuses, before a long run, a directory that could not be opened after it. Leaves everything as it is.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="force">Whether files of an earlier run there may be replaced.</param>
    /// <exception cref="RefusedInputException">The path is a file, or a directory that is not empty and <paramref name="force"/> is false.</exception>
    /// <exception cref="RunDirectoryException">The directory cannot be made, read or written to.</exception>
    public static void Check(string path, bool force) => Guarded(path, () =>
    {
        Refuse(path, force);
        var missing = new Stack<string>();
        for (var folder = System.IO.Path.GetFullPath(path); !Directory.Exists(folder); folder = System.IO.Path.GetDirectoryName(folder)!)
        {
            missing.Push(folder);
        }

        try
        {
            Directory.CreateDirectory(path);
            using var probe = new FileStream(System.IO.Path.Combine(path, ".probe.tmp"), FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        finally
        {
            foreach (var folder in missing.Reverse().Where(Directory.Exists))
            {
                Directory.Delete(folder);
            }
        }

        return true;
    });

    /// <summary>Opens a directory for a run's files; it is made if it does not exist.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="force">Whether files of an earlier run there may be replaced.</param>
    /// <param name="interruption">Ends the writing of a file; what was written of it is removed.</param>
    /// <exception cref="RefusedInputException">The path is a file, or a directory that is not empty and <paramref name="force"/> is false.</exception>
    /// <exception cref="RunDirectoryException">The directory cannot be made or read.</exception>
    public static RunDirectory Create(string path, bool force, CancellationToken interruption = default) => Guarded(path, () =>
    {
        Refuse(path, force);
        Directory.CreateDirectory(path);
        var directory = new RunDirectory(path, interruption);

        // Once a new run begins, the old one no longer counts as finished.
        File.Delete(directory.PathOf(Finished));
        directory.RemoveTemporary();
        return directory;
    });

    /// <summary>Whether a directory holds a finished run.</summary>
    /// <param name="path">The directory.</param>
    public static bool IsFinished(string path) => File.Exists(System.IO.Path.Combine(path, Finished));

    /// <summary>Writes a file whole or not at all.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="write">Writes the content.</param>
    /// <returns>Size and hash of the file.</returns>
    /// <exception cref="RunDirectoryException">The file cannot be written: the disk is full, or its rights forbid it.</exception>
    public WrittenFile Write(string name, Action<Stream> write)
    {
        var temporary = TemporaryOf(name);
        try
        {
            WrittenFile written;
            using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16))
            using (var hash = SHA256.Create())
            {
                using (var hashed = new HashedStream(file, hash, _interruption))
                {
                    write(hashed);
                    hashed.FlushFinalBlock();
                }

                file.Flush(flushToDisk: true);
                written = new WrittenFile(name, file.Length, Convert.ToHexStringLower(hash.Hash!));
            }

            File.Move(temporary, PathOf(name), overwrite: true);
            _files.Add(written);
            return written;
        }
        catch (Exception exception)
        {
            TryDelete(temporary);
            if (exception is IOException or UnauthorizedAccessException)
            {
                throw new RunDirectoryException($"{name} cannot be written in {Path}: {exception.Message} {DescribeKept()}", exception);
            }

            throw;
        }
    }

    /// <summary>One sentence on what a run that ends early leaves behind.</summary>
    public string DescribeKept() => _files.Count == 0
        ? "No file of this run was kept."
        : $"Kept in {Path}: {string.Join(", ", _files.Select(file => file.Name))}; without {Finished} the run counts as unfinished.";

    /// <summary>Removes temporary files. Finished files stay.</summary>
    public void Dispose() => RemoveTemporary();

    private static void Refuse(string path, bool force)
    {
        if (File.Exists(path))
        {
            throw new RefusedInputException([new Problem(path, null, null, "is a file, not a directory; name another place for the results")]);
        }

        if (!force && Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
        {
            throw new RefusedInputException([new Problem(path, null, null, "is not empty; give --force to replace the run in it, or name another place")]);
        }
    }

    private static T Guarded<T>(string path, Func<T> use)
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

    private string TemporaryOf(string name) => PathOf("." + name + ".tmp");

    private void RemoveTemporary()
    {
        try
        {
            foreach (var file in Directory.EnumerateFiles(Path, ".*.tmp"))
            {
                TryDelete(file);
            }
        }
        catch (IOException)
        {
            // The directory has gone; so have its temporary files.
        }
    }

    private static void TryDelete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What cannot be removed is left; a later run with force tries again.
        }
    }

    private sealed class HashedStream(Stream file, ICryptoTransform hash, CancellationToken interruption)
        : CryptoStream(file, hash, CryptoStreamMode.Write, leaveOpen: true)
    {
        public override void Write(byte[] buffer, int offset, int count)
        {
            interruption.ThrowIfCancellationRequested();
            base.Write(buffer, offset, count);
        }
    }
}
