namespace Cohort.Simulation.Validation;

/// <summary>Counts of verdicts by class, each set of conflicting rows counted once.</summary>
internal sealed class Tally
{
    private readonly int[,] _counts = new int[Enum.GetValues<TargetClass>().Length, Enum.GetValues<Verdict>().Length];

    public Tally(IReadOnlyList<Result> results)
    {
        foreach (var result in results.Where(result => result.Target.Set.Length == 0))
        {
            _counts[(int)result.Target.Class, (int)result.Verdict]++;
        }

        Sets =
        [
            .. results.Where(result => result.Target.Set.Length > 0).GroupBy(result => result.Target.Set).Select(set =>
                (set.Key, Verdicts.OfSet([.. set.Select(result => (result.Target, result.Simulated))]), Class: set.Max(result => result.Target.Class))),
        ];
        foreach (var (_, verdict, targetClass) in Sets)
        {
            _counts[(int)targetClass, (int)verdict]++;
        }
    }

    /// <summary>Sets, their verdicts and classes (of a mixed set the class that counts most).</summary>
    public IReadOnlyList<(string Name, Verdict Verdict, TargetClass Class)> Sets { get; }

    /// <summary>Rows and sets of a class with a verdict.</summary>
    public int this[TargetClass targetClass, Verdict verdict] => _counts[(int)targetClass, (int)verdict];

    /// <summary>Rows and sets that count: fitted and independent ones that were evaluated.</summary>
    public int Counting => Count(Verdict.Pass) + Count(Verdict.Near) + Count(Verdict.Miss);

    /// <summary>Those of them with a verdict.</summary>
    public int Count(Verdict verdict) => this[TargetClass.Fitted, verdict] + this[TargetClass.Independent, verdict];

    /// <summary>Share passed, 0 where nothing counts.</summary>
    public double SharePassed => Counting == 0 ? 0 : (double)Count(Verdict.Pass) / Counting;
}
