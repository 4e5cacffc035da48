namespace Cohort.Simulation.Output;

/// <summary>A run's files could not be written; the message is for the user.</summary>
public sealed class RunDirectoryException : Exception
{
    /// <summary>Says what could not be done.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cause">What the system said.</param>
    public RunDirectoryException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
