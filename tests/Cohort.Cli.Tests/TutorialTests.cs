using System.Text.RegularExpressions;

namespace Cohort.Cli.Tests;

/// <summary>Every command of docs/TUTORIAL.md works as it stands there, in its order, with fewer patients.</summary>
public sealed partial class TutorialTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EveryCommandOfTheTutorialWorks()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Checkout.Root, "docs", "TUTORIAL.md"));
        var commands = 0;
        foreach (Match block in Block().Matches(page))
        {
            var text = block.Groups["text"].Value;
            if (block.Groups["file"].Success)
            {
                _folder.Write(block.Groups["file"].Value, text.Replace("patients: 50000", "patients: 6000"));
                continue;
            }

            foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                Assert.StartsWith("cohort ", line);
                var arguments = Word().Matches(line["cohort ".Length..]).Select(word => Here(word.Value.Trim('"'))).ToArray();

                // Results go to the working folder, which here is not the reader's.
                string[] elsewhere = arguments.Contains("--out") ? [] : arguments[0] switch { "run" => ["--out", _folder["results", "binder"]], "sweep" => ["--out", _folder["results", "binder-sweep"]], _ => [] };
                var result = await CommandLine.RunAsync([.. arguments, .. elsewhere]);
                Assert.True(result.Code == 0, $"{line}\n{result.Error}");
                Assert.Equal("", result.Error);
                commands++;
            }
        }

        Assert.True(commands >= 12);
        foreach (var written in new[] { "results/binder/report.html", "results/binder/economics.csv", "binder.db", "results/binder-sweep/sweep.csv" })
        {
            Assert.True(File.Exists(_folder[written.Split('/')]), written);
        }
    }

    // The tests' own folder takes the place of the reader's.
    private string Here(string argument) =>
        argument.StartsWith("scenarios/", StringComparison.Ordinal) ? Path.Combine(Checkout.Root, argument)
        : argument.StartsWith("results/", StringComparison.Ordinal) || argument is "binder.yaml" or "binder.db" ? _folder[argument.Split('/')]
        : argument;

    [GeneratedRegex("```(sh|yaml file=(?<file>\\S+))\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("\"[^\"]*\"|\\S+")]
    private static partial Regex Word();
}
