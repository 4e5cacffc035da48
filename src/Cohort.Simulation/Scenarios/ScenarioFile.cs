namespace Cohort.Simulation.Scenarios;

/// <summary>
/// Reads scenario files (YAML), strictly: an unknown key, a wrong type, an impossible value, a missing or repeated key are all refused, together and
/// with their places, before anything runs.
/// </summary>
public static class ScenarioFile
{
    /// <summary>Reads a scenario from a file.</summary>
    /// <param name="path">Path of the file; it is named so in problems.</param>
    /// <exception cref="RefusedInputException">The file cannot be read or is not a valid scenario.</exception>
    public static Scenario Read(string path) => Parse(ReadText(path), path);

    /// <summary>Reads a scenario from its text.</summary>
    /// <param name="text">The text of a scenario file.</param>
    /// <param name="sourceName">What to call the text in problems.</param>
    /// <exception cref="RefusedInputException">The text is not a valid scenario.</exception>
    public static Scenario Parse(string text, string sourceName)
    {
        var problems = new Format.ProblemList(sourceName);
        var root = Format.YamlTree.Read(text, problems);
        var scenario = root is null ? null : new Format.ScenarioReader(problems).Read(root);
        problems.ThrowIfAny();
        return scenario!;
    }

    /// <exception cref="RefusedInputException">The file cannot be read.</exception>
    internal static string ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new RefusedInputException([new(path, null, null, $"cannot be read: {refusal.Message}")]);
        }
    }
}
