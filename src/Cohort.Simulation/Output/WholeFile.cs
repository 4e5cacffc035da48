namespace Cohort.Simulation.Output;

/// <summary>Writes files that appear under their name when they are whole: <c>.name.tmp</c> beside it, flushed to disk and renamed.</summary>
internal static class WholeFile
{
    /// <summary>Writes a file whole or not at all; one of that name is replaced.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the content.</param>
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
        catch
        {
            TryDelete(temporary);
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
