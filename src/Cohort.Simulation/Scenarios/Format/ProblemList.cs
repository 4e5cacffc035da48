namespace Cohort.Simulation.Scenarios.Format;

/// <summary>Collects what is wrong with one file, so that all of it is told at once.</summary>
internal sealed class ProblemList(string file)
{
    private readonly List<Problem> _problems = [];

    public void Add(Node where, string text) => Add(where.Line, where.Column, text);

    public void Add(long line, long column, string text) => _problems.Add(new(file, (int)line, (int)column, text));

    public void ThrowIfAny()
    {
        if (_problems.Count > 0)
        {
            throw new RefusedInputException([.. _problems.Distinct().OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)]);
        }
    }
}
