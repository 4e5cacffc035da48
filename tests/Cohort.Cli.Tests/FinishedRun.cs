namespace Cohort.Cli.Tests;

/// <summary>The small scenario, run once for all tests that read its results.</summary>
public sealed class FinishedRun : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    internal TemporaryFolder Folder => _folder;

    internal CommandResult Result { get; private set; } = null!;

    public string Scenario => _folder["tiny.yaml"];

    public string Results => _folder["out"];

    public async Task InitializeAsync()
    {
        _folder.Write("tiny.yaml", CommandLine.Scenario);
        Result = await CommandLine.RunAsync("run", Scenario, "--out", Results, "--threads", "1");
    }

    public Task DisposeAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }

    internal string Read(string file) => File.ReadAllText(Path.Combine(Results, file));
}
