using Cohort.Simulation.Running;

namespace Cohort.Cli.Tests;

public class HelpTests
{
    private static readonly string[] Names = [.. CohortCommands.CreateRoot(new EmbeddedEngineFactory()).Subcommands.Select(command => command.Name)];

    public static TheoryData<string> Commands => [.. Names];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task HelpOfEveryCommandEndsWithExamples(string command)
    {
        var help = await CommandLine.RunAsync(command, "--help");
        Assert.Equal(0, help.Code);
        var examples = help.Output[help.Output.IndexOf("Examples:", StringComparison.Ordinal)..];
        Assert.Contains($"cohort {command}", examples);
    }

    [Fact]
    public async Task BareCommandShowsHelp()
    {
        var help = await CommandLine.RunAsync();
        Assert.Equal(0, help.Code);
        Assert.All(Names, command => Assert.Contains($"  {command} ", help.Output));
    }

    [Fact]
    public async Task VersionNamesProgramAndModel()
    {
        var version = await CommandLine.RunAsync("--version");
        Assert.Equal(0, version.Code);
        Assert.Matches(@"^cohort \d+\.\d+\.\d+ \(model version \d+\)\n$", version.Output);
    }

    [Theory]
    [InlineData("runn", "Did you mean 'run'?")]
    [InlineData("run a.yaml --patient 5", "Did you mean '--patients'?")]
    [InlineData("run", "Required argument missing")]
    [InlineData("run a.yaml --seed", "--seed")]
    [InlineData("run a.yaml --seed 1 --seed 2", "--seed")]
    [InlineData("patient a.yaml", "--id")]
    [InlineData("run @missing.rsp", "@missing.rsp: cannot be read")]
    public async Task WrongCommandLineIsRefused(string line, string said)
    {
        var refused = await CommandLine.RunAsync(line.Split(' '));
        Assert.Equal(2, refused.Code);
        Assert.Contains(said, refused.Error);
        Assert.Empty(refused.Output);
    }
}
