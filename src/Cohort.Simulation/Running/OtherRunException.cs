namespace Cohort.Simulation.Running;

/// <summary>A file is whole, but of another run than the one at hand; the message says what it is of.</summary>
/// <param name="message">The end of a sentence that begins with the file's name.</param>
public sealed class OtherRunException(string message) : Exception(message);
