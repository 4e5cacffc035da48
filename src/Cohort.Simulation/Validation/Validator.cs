using Cohort.Simulation.Running;

namespace Cohort.Simulation.Validation;

/// <summary>How many people are simulated.</summary>
/// <param name="Scale">Multiple of the people that the panels name.</param>
internal readonly record struct Fidelity(double Scale)
{
    /// <summary>Under a minute.</summary>
    public static Fidelity Normal => new(2);

    /// <summary>A few minutes.</summary>
    public static Fidelity Full => new(8);
}

/// <summary>A target, what the simulation gives for it, and the verdict.</summary>
/// <param name="Target">The target.</param>
/// <param name="Simulated">Simulated value in the unit of the target; NaN where not evaluated or undefined.</param>
/// <param name="Error">Its Monte Carlo standard error; NaN where not simulated.</param>
/// <param name="People">People in the emulated study.</param>
/// <param name="Verdict">The verdict on this row.</param>
internal sealed record Result(Target Target, double Simulated, double Error, int People, Verdict Verdict);

/// <summary>A panel and how many people it holds.</summary>
/// <param name="Name">Name.</param>
/// <param name="Meaning">Who they are.</param>
/// <param name="People">How many.</param>
internal sealed record PanelSize(string Name, string Meaning, int People);

/// <summary>Outcome of a validation.</summary>
/// <param name="Results">One a target, in the order of the file.</param>
/// <param name="Panels">Panels simulated.</param>
/// <param name="Curves">Values for figures, by their keys.</param>
internal sealed record Validation(IReadOnlyList<Result> Results, IReadOnlyList<PanelSize> Panels, IReadOnlyList<CurvePoint> Curves);

/// <summary>Compares the model with targets: simulates every panel that a target needs once, then evaluates all targets.</summary>
internal static class Validator
{
    private const int SmallestPanel = 2048;

    /// <summary>Validates a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="targets">Targets.</param>
    /// <param name="fidelity">How many people.</param>
    /// <param name="threads">Most threads; the results do not depend on it.</param>
    /// <param name="queries">Values for figures.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static Validation Run(
        Model model, IReadOnlyList<Target> targets, Fidelity fidelity, int threads, IReadOnlyList<CurveQuery> queries, CancellationToken cancellationToken)
    {
        var simulated = targets.Where(IsSimulated).ToArray();
        var results = new Result[targets.Count];
        var points = new CurvePoint[queries.Count];
        var sizes = new List<PanelSize>();
        var needs = simulated.Concat(queries.Select(q => q.Query).Where(IsSimulated)).SelectMany(Study.Needs).ToArray();
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };

        // Panels of one study may differ (patients on dialysis against the population), so all records are kept until the end.
        var panels = new Dictionary<string, PanelData>();
        foreach (var plan in Plans(needs))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var candidates = Math.Max(SmallestPanel, (int)(plan.Panel.Candidates * fidelity.Scale));
            foreach (var (arm, data) in PanelSimulator.Run(model, plan, candidates, threads))
            {
                panels[arm] = data;
            }

            sizes.Add(new PanelSize(plan.Panel.Name, plan.Panel.Meaning, panels[plan.Arms[0].Arm.Text].Count));
        }

        Parallel.For(0, targets.Count, options, i => results[i] = Evaluate(model, targets[i], panels));
        Parallel.For(0, queries.Count, options, i => points[i] = new CurvePoint(queries[i], Value(model, queries[i].Query, panels)));
        return new Validation(results, sizes, points);
    }

    private static bool IsSimulated(Target target) =>
        target.Protocol.Kind is not (ProtocolKind.NotEvaluated or ProtocolKind.Formula or ProtocolKind.Input);

    private static IEnumerable<PanelPlan> Plans(IReadOnlyList<(string Arm, Visit Visit)> needs)
    {
        var arms = needs.GroupBy(need => need.Arm).Select(group => (
            Arm: PanelCatalogue.Parse(group.Key), Visits: (IReadOnlySet<Visit>)group.Select(need => need.Visit).ToHashSet())).ToArray();
        return PanelCatalogue.All.Select(panel => new PanelPlan(panel, [.. arms.Where(arm => arm.Arm.Base == panel)])).Where(plan => plan.Arms.Count > 0);
    }

    private static Result Evaluate(Model model, Target target, IReadOnlyDictionary<string, PanelData> panels)
    {
        if (target.Protocol.Kind == ProtocolKind.NotEvaluated)
        {
            return new Result(target, double.NaN, double.NaN, 0, Verdict.NotEvaluated);
        }

        if (!IsSimulated(target))
        {
            var value = Value(model, target, panels);
            return new Result(target, value, double.NaN, 0, Verdicts.Of(target, value));
        }

        var sample = Study.Conduct(target, panels);
        var factor = Units.Factor(target);
        double Compute(Sample part) => factor * Statistics.Compute(target.Statistic, part, target.Compare.Size);
        var simulated = Compute(sample);
        return new Result(target, simulated, Jackknife([.. Enumerable.Range(0, PanelData.Groups).Select(group => Compute(sample.Without(group)))]),
            sample.Count, Verdicts.Of(target, simulated));
    }

    private static double Value(Model model, Target target, IReadOnlyDictionary<string, PanelData> panels) => Units.Factor(target)
        * (IsSimulated(target) ? Statistics.Compute(target.Statistic, Study.Conduct(target, panels), target.Compare.Size) : Formulas.Compute(model, target.MeasureText));

    // Delete-a-group jackknife.
    private static double Jackknife(double[] without)
    {
        var mean = without.Average();
        return Math.Sqrt((without.Length - 1.0) / without.Length * without.Sum(value => (value - mean) * (value - mean)));
    }
}
