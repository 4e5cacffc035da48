using System.Collections.Concurrent;
using Cohort.Dashboard.Outcomes;

namespace Cohort.Dashboard.Runs;

/// <summary>
/// What is asked of a table that still grows. The engine only lends its table, so answers are made when it comes, on the
/// thread that follows the run, and only those that somebody has asked for lately: a run that nobody watches pays nothing.
/// </summary>
internal sealed class WatchedTables
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Interest = TimeSpan.FromSeconds(15);

    // Beyond this many different questions at a time the oldest are forgotten.
    private const int MostQuestions = 32;

    private readonly ConcurrentDictionary<string, Question> _questions = [];

    /// <summary>The newest answer to a question.</summary>
    /// <param name="key">Names the question.</param>
    /// <param name="answer">Works it out from a table.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The answer; null where no table came within a few seconds.</returns>
    public async Task<object?> AskAsync(string key, Func<IOutcomeSource, long, object> answer, CancellationToken cancellationToken)
    {
        var question = _questions.GetOrAdd(key, _ => new Question(answer));
        question.LastAsked = DateTime.UtcNow;
        try
        {
            return await question.First.Task.WaitAsync(Patience, cancellationToken).ConfigureAwait(false) is { } first ? question.Newest ?? first : null;
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    /// <summary>Answers every question that is still of interest.</summary>
    /// <param name="source">The new table.</param>
    /// <param name="patients">Patients in it.</param>
    public void Answer(IOutcomeSource source, long patients)
    {
        var now = DateTime.UtcNow;
        foreach (var (key, question) in _questions.OrderByDescending(one => one.Value.LastAsked).Select((one, i) => (one, i)).Where(one => IsStale(one.one.Value, one.i, now)).Select(one => one.one))
        {
            _questions.TryRemove(key, out _);
            question.First.TrySetResult(null);
        }

        foreach (var question in _questions.Values)
        {
            question.Newest = question.Work(source, patients);
            question.First.TrySetResult(question.Newest);
        }
    }

    /// <summary>Tells whoever still waits that no table will come.</summary>
    public void End()
    {
        foreach (var question in _questions.Values)
        {
            question.First.TrySetResult(null);
        }
    }

    private static bool IsStale(Question question, int place, DateTime now) => place >= MostQuestions || now - question.LastAsked > Interest;

    private sealed class Question(Func<IOutcomeSource, long, object> answer)
    {
        public Func<IOutcomeSource, long, object> Work { get; } = answer;

        public TaskCompletionSource<object?> First { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public DateTime LastAsked { get; set; }

        public object? Newest { get; set; }
    }
}
