namespace Cohort.Simulation.Output;

/// <summary>Writes files that appear under their name when they are whole: <c>.name.tmp</c> beside it, flushed to disk and renamed.</summary>
internal static class WholeFile
{
    // .NET makes this argument's exception of the system's EFBIG, which is as good as a full disk.
    private const string SizeOfFile = "value";

    /// <summary>Writes a file whole or not at all; one of that name is replaced.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="IOException">The disk is full, or the file may not become as large.</exception>
    /// <exception cref="UnauthorizedAccessException">Rights forbid it.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        var temporary = Path.Combine(Path.GetDirectoryName(path)!, "." + Path.GetFileName(path) + ".tmp");
        try
        {
            using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception failure)
        {
            TryDelete(temporary);
            if (failure is ArgumentOutOfRangeException { ParamName: SizeOfFile })
            {
                throw new IOException("The file would be larger than the file system or the limit of this process (ulimit -f) allows.", failure);
            }

            throw;
        }
    }

    /// <summary>Removes what writes that were cut off have left in a folder.</summary>
    /// <param name="folder">The folder.</param>
    public static void RemoveTemporary(string folder)
    {
        try
        {
            foreach (var file in Directory.EnumerateFiles(folder, ".*.tmp"))
            {
                TryDelete(file);
            }
        }
        catch (IOException)
        {
            // The folder has gone; so have its temporary files.
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
            // What cannot be removed is left; the next run in the folder tries again.
        }
    }
}
