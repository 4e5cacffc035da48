using System.CommandLine;
using System.CommandLine.Parsing;
using Cohort.Simulation.Output;

namespace Cohort.Cli;

/// <summary>How a run is carried out; nothing here changes its results.</summary>
/// <param name="Threads">Worker threads.</param>
/// <param name="Quiet">Whether to print nothing but errors.</param>
/// <param name="TimeLimit">When to stop in a state that can be resumed; null = never.</param>
/// <param name="CheckpointInterval">Shortest time between two checkpoints.</param>
internal sealed record RunSettings(int Threads, bool Quiet, TimeSpan? TimeLimit, TimeSpan CheckpointInterval);

/// <summary>The options that all commands have that simulate a run.</summary>
internal sealed class RunOptions
{
    private const int MostThreads = 1024;
    private static readonly TimeSpan LongestTime = TimeSpan.FromHours(1000);

    private readonly Option<string> _threads = Arguments.Number("--threads", "Worker threads; results do not depend on them (default: one a processor)");

    private readonly Option<string> _timeLimit = new("--time-limit")
    {
        HelpName = "TIME",
        Description = "Stop after this time, such as 30s, 10m or 2h, so that 'cohort resume' can go on; exit code 124",
    };

    private readonly Option<string> _checkpointEvery = CheckpointEvery();

    private readonly Option<bool> _quiet = Quiet();

    public static Option<bool> Quiet() => new("--quiet") { Description = "Print nothing but errors" };

    public static Option<string> CheckpointEvery() => new("--checkpoint-every")
    {
        HelpName = "TIME",
        Description = "Shortest time between two checkpoints (default: 5s)",
    };

    /// <exception cref="Simulation.RefusedInputException">The time is not allowed.</exception>
    public static TimeSpan CheckpointInterval(string? text) => text is null
        ? RunToEnd.UsualCheckpointInterval
        : Arguments.Time("--checkpoint-every", text, TimeSpan.Zero, LongestTime);

    public void AddTo(Command command)
    {
        command.Add(_threads);
        command.Add(_timeLimit);
        command.Add(_checkpointEvery);
        command.Add(_quiet);
    }

    /// <exception cref="Simulation.RefusedInputException">A number or time is not allowed.</exception>
    public RunSettings Read(ParseResult parsed) => new(
        parsed.GetValue(_threads) is { } threads ? (int)Arguments.Whole("--threads", threads, 1, MostThreads) : Environment.ProcessorCount,
        parsed.GetValue(_quiet),
        parsed.GetValue(_timeLimit) is { } limit ? Arguments.Time("--time-limit", limit, TimeSpan.FromSeconds(1), LongestTime) : null,
        CheckpointInterval(parsed.GetValue(_checkpointEvery)));
}
