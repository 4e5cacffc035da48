using System.CommandLine;
using Spectre.Console;

namespace Cohort.Cli;

/// <summary>Where a command prints: a terminal, or a file, pipe or test.</summary>
internal sealed class CommandConsole
{
    // Tables that are read in a file or through a pipe need not fit a window.
    private const int WidthOfFiles = 170;

    private readonly Lazy<IAnsiConsole> _ansi;

    public CommandConsole(InvocationConfiguration invocation)
    {
        Output = invocation.Output;
        IsTerminal = ReferenceEquals(Output, Console.Out) && !Console.IsOutputRedirected;
        _ansi = new(CreateAnsi);
    }

    public TextWriter Output { get; }

    public bool IsTerminal { get; }

    public IAnsiConsole Ansi => _ansi.Value;

    private IAnsiConsole CreateAnsi()
    {
        if (IsTerminal)
        {
            return AnsiConsole.Console;
        }

        var ansi = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(Output),
        });
        ansi.Profile.Width = WidthOfFiles;
        return ansi;
    }

    /// <summary>What tells how a run goes: a bar on a terminal, lines in a log, nothing if quiet.</summary>
    public IRunProgress Progress(bool quiet) => quiet ? new SilentProgress() : IsTerminal ? new BarProgress(Ansi) : new LineProgress(Output, TimeProvider.System);
}
