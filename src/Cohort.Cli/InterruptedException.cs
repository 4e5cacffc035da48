namespace Cohort.Cli;

/// <summary>The user stopped a command; the message says what that leaves behind.</summary>
internal sealed class InterruptedException(string message) : Exception(message);
