using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Output;
using Cohort.Simulation.Running;

namespace Cohort.Simulation.Analysis;

/// <summary>
/// Arms of one or more finished runs against the first arm of the first. The runs must hold the same patients with the same chance
/// events, so that leaving the same group out of both gives the error of the difference.
/// </summary>
public sealed class RunComparison
{
    /// <summary>What a rate's name has beyond that of the outcome per 1000 persons.</summary>
    public const string RateSuffix = "_person_years";

    private readonly List<(string Run, string Arm, Func<int, ReplicateSums> At)> _arms = [];

    private RunComparison(int years, bool several) => (Years, Several) = (years, several);

    /// <summary>Years after baseline that every run covers.</summary>
    public int Years { get; }

    /// <summary>Whether several runs are compared.</summary>
    public bool Several { get; }

    /// <summary>Opens runs.</summary>
    /// <param name="directories">Their directories; the first arm of the first is the comparator.</param>
    /// <exception cref="RefusedInputException">A directory holds no finished run, or the runs are not comparable.</exception>
    public static RunComparison Open(IReadOnlyList<string> directories)
    {
        var problems = new List<Problem>();
        var runs = new List<(string Path, SavedPlan Plan)>();
        foreach (var path in directories)
        {
            using var results = RunResults.Open(path);
            runs.Add((path, SavedPlanFile.Read(Path.Combine(path, RunDirectory.Plan))));
        }

        var (first, model) = runs[0];
        foreach (var (path, plan) in runs.Skip(1))
        {
            problems.AddRange(Differences(plan, model).Select(why => new Problem(path, null, null, $"cannot be compared with {first}: {why}")));
        }

        if (problems.Count > 0)
        {
            throw new RefusedInputException(problems);
        }

        var comparison = new RunComparison(model.Scenario.Years, runs.Count > 1);
        var folders = runs.Select(run => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(run.Path)))).ToArray();
        var told = folders.Distinct().Count() == folders.Length;
        for (var run = 0; run < runs.Count; run++)
        {
            var (path, plan) = runs[run];
            var replicates = Replicates.Read(path, plan.Scenario);
            for (var arm = 0; arm < plan.Scenario.Arms.Count; arm++)
            {
                var number = arm;
                comparison._arms.Add((told ? folders[run] : path, plan.Scenario.Arms[arm].Name, year => new ReplicateSums(replicates.Headlines(number, year))));
            }
        }

        return comparison;
    }

    /// <summary>Every contrast at a year.</summary>
    /// <param name="year">Year since baseline, 1 to <see cref="Years"/>.</param>
    public IReadOnlyList<Contrast> At(int year)
    {
        var first = _arms[0].At(year);
        var comparator = Several ? $"{_arms[0].Run}/{_arms[0].Arm}" : _arms[0].Arm;
        return [.. _arms.Skip(1).SelectMany(one => Between(one.Run, one.Arm, comparator, one.At(year), first, year))];
    }

    private static IEnumerable<Contrast> Between(string run, string arm, string comparator, ReplicateSums sums, ReplicateSums first, int year)
    {
        foreach (var outcome in Outcome.All)
        {
            Func<long[], double> of = row => outcome.Of(row);
            var (value, reference) = (sums.Of(of), first.Of(of));
            var (values, references) = (sums.LeftOut(of), first.LeftOut(of));
            var difference = Jackknife.Symmetric(value - reference, values.Zip(references, (a, b) => a - b).ToArray());
            yield return Row("difference", outcome.Name, outcome.Unit, value, reference, value - reference, difference);
            var ratio = Jackknife.OfRatio(value / reference, values.Zip(references, (a, b) => a / b).ToArray());
            yield return Row("ratio", outcome.Name, "ratio", value, reference, value / reference, ratio);
            if (outcome.Numerator is >= Headline.Deaths and < Headline.HalfYears)
            {
                Func<long[], double> rate = row => row[(int)outcome.Numerator] / (row[(int)Headline.HalfYears] * 0.5);
                var (one, other) = (sums.Of(rate), first.Of(rate));
                var interval = Jackknife.OfRatio(one / other, sums.LeftOut(rate).Zip(first.LeftOut(rate), (a, b) => a / b).ToArray());
                yield return Row("rate_ratio", outcome.Name + RateSuffix, "ratio", 1000 * one, 1000 * other, one / other, interval);
                yield return NumberNeeded(outcome, value - reference, difference);
            }
        }

        Func<long[], double> survival = row => row[(int)Headline.HalfYears] * 0.5 / (row[(int)Headline.Alive] + row[(int)Headline.Deaths]);
        var (mean, meanOfFirst) = (sums.Of(survival), first.Of(survival));
        yield return Row(
            "restricted_mean_survival_difference",
            FormattableString.Invariant($"restricted_mean_survival_{year}_years"),
            "a",
            mean,
            meanOfFirst,
            mean - meanOfFirst,
            Jackknife.Symmetric(mean - meanOfFirst, sums.LeftOut(survival).Zip(first.LeftOut(survival), (a, b) => a - b).ToArray()));

        Contrast Row(string measure, string outcome, string unit, double inArm, double inFirst, double value, Interval interval) =>
            new(run, arm, comparator, measure, outcome, unit, inArm, inFirst, value, interval.Low, interval.High);

        // Per person treated; where the interval of the difference holds 0, that of its inverse is in two pieces and is not given.
        Contrast NumberNeeded(Outcome outcome, double difference, Interval interval)
        {
            var prevented = -difference / 1000;
            var clear = interval.Low * interval.High > 0;
            return Row(
                "number_needed_to_treat", outcome.Name, "persons", double.NaN, double.NaN, 1 / prevented,
                clear ? new Interval(Math.Min(-1000 / interval.Low, -1000 / interval.High), Math.Max(-1000 / interval.Low, -1000 / interval.High)) : Interval.Undefined);
        }
    }

    private static IEnumerable<string> Differences(SavedPlan plan, SavedPlan model)
    {
        if (plan.ModelVersion != model.ModelVersion)
        {
            yield return FormattableString.Invariant($"it was made by version {plan.ModelVersion} of the model, not {model.ModelVersion}");
        }

        if (plan.PopulationHash != model.PopulationHash)
        {
            yield return "it has another population";
        }

        if (plan.Scenario.Seed != model.Scenario.Seed)
        {
            yield return FormattableString.Invariant($"its seed is {plan.Scenario.Seed}, not {model.Scenario.Seed}, so that its patients meet other chance events");
        }

        if (plan.Scenario.Patients != model.Scenario.Patients)
        {
            yield return FormattableString.Invariant($"it has {plan.Scenario.Patients:N0} patients, not {model.Scenario.Patients:N0}");
        }

        if (plan.Scenario.Years != model.Scenario.Years || plan.Scenario.StartYear != model.Scenario.StartYear)
        {
            yield return FormattableString.Invariant(
                $"it covers {plan.Scenario.Years} years from {plan.Scenario.StartYear}, not {model.Scenario.Years} from {model.Scenario.StartYear}");
        }
    }
}
