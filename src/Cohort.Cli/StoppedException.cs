namespace Cohort.Cli;

/// <summary>A command ends before its work is done, because the user or a limit stopped it; the message says what that leaves behind.</summary>
/// <param name="message">The message.</param>
/// <param name="exitCode">What the process tells the shell.</param>
internal sealed class StoppedException(string message, int exitCode) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
