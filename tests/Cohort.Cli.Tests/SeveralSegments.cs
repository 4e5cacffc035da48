namespace Cohort.Cli.Tests;

/// <summary>A run of three segments, made once for all tests that compare with it.</summary>
public sealed class SeveralSegments : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    public string Scenario => _folder["tiny.yaml"];

    public string Results => _folder["out"];

    public static string[] Run(string scenario, string results, params string[] options) =>
        ["run", scenario, "--patients", "9000", "--years", "2", "--quiet", "--out", results, .. options];

    public async Task InitializeAsync()
    {
        _folder.Write("tiny.yaml", CommandLine.Scenario);
        Assert.Equal(new CommandResult(0, "", ""), await CommandLine.RunAsync(Run(Scenario, Results)));
    }

    public Task DisposeAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Asserts that a directory holds the same files, to the byte, but for the clock's.</summary>
    public void AssertSame(string results)
    {
        string[] names = [.. Directory.GetFileSystemEntries(Results).Select(path => Path.GetFileName(path)!).Order()];
        Assert.Equal(names, Directory.GetFileSystemEntries(results).Select(path => Path.GetFileName(path)!).Order());
        Assert.All(names.Where(name => name != "timings.json"), name =>
            Assert.Equal(File.ReadAllBytes(Path.Combine(Results, name)), File.ReadAllBytes(Path.Combine(results, name))));
    }
}
