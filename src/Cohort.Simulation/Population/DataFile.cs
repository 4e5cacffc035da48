using System.Reflection;

namespace Cohort.Simulation.Population;

/// <summary>The published tables that travel inside the program (the files of the folder <c>data</c>).</summary>
public static class DataFile
{
    private const string Folder = "data/";

    /// <summary>Names of the tables.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Select(name => name[Folder.Length..]).Order(StringComparer.Ordinal)];

    /// <summary>Opens a table.</summary>
    /// <param name="name">Name of the file, without folder.</param>
    /// <returns>The bytes of the file; to be disposed.</returns>
    /// <exception cref="FileNotFoundException">No such table is embedded.</exception>
    public static Stream Open(string name) =>
        Assembly.GetExecutingAssembly().GetManifestResourceStream(Folder + name)
        ?? throw new FileNotFoundException($"No table '{name}' is embedded in the program.", name);
}
