using System.Diagnostics;

namespace Cohort.Cli.Tests;

/// <summary>The notebooks run from top to bottom on fresh small runs of this program.</summary>
public sealed class NotebookTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task EveryNotebookRuns()
    {
        Skip.If(OperatingSystem.IsWindows(), "Needs a shell script on the path.");
        Skip.IfNot(File.Exists("/usr/bin/jupyter-nbconvert") && Directory.Exists("/usr/lib/python3/dist-packages/pandas"),
            "Jupyter and pandas are not installed (Debian: apt-get install jupyter-nbconvert python3-ipykernel python3-pandas python3-matplotlib).");

        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // The notebooks find this build of the program on the path.
        var program = _folder.Write("cohort", $"#!/bin/sh\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "cohort.dll")}' \"$@\"\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var start = new ProcessStartInfo("/usr/bin/python3", [Path.Combine(Checkout.Root, "notebooks", "make.py"), _folder["html"]]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{_folder.Root}:/usr/bin:{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await output + await error);
        Assert.Equal(Directory.GetFiles(Path.Combine(Checkout.Root, "notebooks"), "*.ipynb").Length, Directory.GetFiles(_folder["html"], "*.html").Length);
    }

    [Fact]
    public void NotebooksHoldNoOutputs()
    {
        foreach (var notebook in Directory.GetFiles(Path.Combine(Checkout.Root, "notebooks"), "*.ipynb"))
        {
            using var json = System.Text.Json.JsonDocument.Parse(File.ReadAllText(notebook));
            Assert.All(json.RootElement.GetProperty("cells").EnumerateArray(), cell => Assert.False(cell.TryGetProperty("outputs", out var outputs) && outputs.GetArrayLength() > 0, notebook));
        }
    }
}
