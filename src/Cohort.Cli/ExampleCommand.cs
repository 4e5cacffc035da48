using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Cohort.Cli;

/// <summary>A command whose help ends with examples.</summary>
internal sealed class ExampleCommand : Command
{
    public ExampleCommand(string name, string description, params IReadOnlyList<(string CommandLine, string Meaning)> examples)
        : base(name, description) => Examples = examples;

    public IReadOnlyList<(string CommandLine, string Meaning)> Examples { get; }

    /// <summary>Lets the help of a tree print the examples of its commands.</summary>
    /// <returns>What shows the help.</returns>
    public static SynchronousCommandLineAction ShowIn(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        var help = new HelpWithExamples((HelpAction)option.Action!);
        (option.Description, option.Action) = ("Show help and examples", help);
        return help;
    }

    private sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            help.Invoke(parseResult);
            if (parseResult.CommandResult.Command is ExampleCommand { Examples: { } examples })
            {
                var output = parseResult.InvocationConfiguration.Output;
                output.WriteLine("Examples:");
                foreach (var (commandLine, meaning) in examples)
                {
                    output.WriteLine($"  {commandLine}");
                    output.WriteLine($"      {meaning}");
                }
            }

            return ExitCode.Done;
        }
    }
}
