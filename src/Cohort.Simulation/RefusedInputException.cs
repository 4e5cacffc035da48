using System.Globalization;

namespace Cohort.Simulation;

/// <summary>One thing that is wrong with an input file.</summary>
/// <param name="File">The file as the user named it.</param>
/// <param name="Line">Line, from 1; null where the whole file is meant.</param>
/// <param name="Column">Column, from 1; null where the whole line is meant.</param>
/// <param name="Text">Field, what was found, what is allowed and, where one is near, the name probably meant.</param>
public sealed record Problem(string File, int? Line, int? Column, string Text)
{
    /// <summary>The problem as <c>file:line:column: text</c>.</summary>
    public override string ToString() =>
        string.Join(':', new[] { File, Number(Line), Number(Column) }.OfType<string>()) + ": " + Text;

    private static string? Number(int? value) => value?.ToString(CultureInfo.InvariantCulture);
}

/// <summary>An input that is refused before anything runs; it carries every problem found, not only the first.</summary>
public sealed class RefusedInputException : Exception
{
    /// <summary>Refuses an input.</summary>
    /// <param name="problems">The problems, at least one.</param>
    public RefusedInputException(IReadOnlyList<Problem> problems)
        : base(string.Join('\n', problems)) =>
        Problems = problems;

    /// <summary>Refuses an input for one reason that concerns the whole of it.</summary>
    /// <param name="where">The file, directory, option or scenario as the user named it.</param>
    /// <param name="text">What is wrong.</param>
    public RefusedInputException(string where, string text)
        : this([new Problem(where, null, null, text)])
    {
    }

    /// <summary>What is wrong, in the order of the file.</summary>
    public IReadOnlyList<Problem> Problems { get; }
}
