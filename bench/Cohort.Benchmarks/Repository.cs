namespace Cohort.Benchmarks;

/// <summary>The folder of the sources, found from where the program lies.</summary>
internal static class Repository
{
    /// <summary>The full path of a file of the repository.</summary>
    /// <param name="relative">Path from its root.</param>
    public static string PathOf(string relative)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder != null && !File.Exists(Path.Combine(folder.FullName, "Cohort.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? ".", relative);
    }
}
