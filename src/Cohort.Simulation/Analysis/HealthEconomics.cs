using Cohort.Physiology.Numerics;
using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Output;

namespace Cohort.Simulation.Analysis;

/// <summary>Costs and quality-adjusted life-years of an arm, each per person at baseline.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="LifeYears">Life-years lived, discounted.</param>
/// <param name="Qalys">Quality-adjusted life-years, discounted.</param>
/// <param name="Cost">Cost, discounted.</param>
/// <param name="QalyGain">QALYs beyond the first arm.</param>
/// <param name="QalyGainInterval">95 % interval of Monte Carlo error.</param>
/// <param name="ExtraCost">Cost beyond the first arm.</param>
/// <param name="ExtraCostInterval">95 % interval of Monte Carlo error.</param>
/// <param name="Icer">Extra cost per QALY gained; not a number for the first arm.</param>
/// <param name="Position">What the point on the cost-effectiveness plane means: <c>comparator</c>, <c>dominates</c>, <c>dominated</c>, <c>costs more, gains more</c>, <c>costs less, gains less</c>, <c>no difference</c>.</param>
/// <param name="FrontierIcer">Extra cost per QALY gained against the next cheaper arm on the efficiency frontier; not a number for its first arm and arms off it.</param>
public sealed record EconomicResult(
    string Arm, double LifeYears, double Qalys, double Cost, double QalyGain, Interval QalyGainInterval, double ExtraCost, Interval ExtraCostInterval, double Icer, string Position, double FrontierIcer);

/// <summary>One resample of the patients: a point of the cost-effectiveness plane.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="QalyGain">QALYs beyond the first arm.</param>
/// <param name="ExtraCost">Cost beyond the first arm.</param>
public sealed record PlanePoint(string Arm, double QalyGain, double ExtraCost);

/// <summary>How probably an arm is the best buy.</summary>
/// <param name="Threshold">What a QALY may cost.</param>
/// <param name="Arm">The arm.</param>
/// <param name="Probability">Share of resamples in which its net benefit is largest.</param>
public sealed record AcceptabilityPoint(double Threshold, string Arm, double Probability);

/// <summary>
/// Cost-effectiveness of the arms of a run, from the yearly counts in replicates.csv. A year's person-years in a state are the mean
/// of the counts at its beginning and end; what happens in a year is discounted to its middle.
/// </summary>
public sealed class HealthEconomics
{
    private const int Resamples = 1000;
    private const ulong ResampleSeed = 0x4543_4F4E;
    private const uint DrawPurpose = 0;

    private readonly IReadOnlyList<string> _arms;
    private readonly (double LifeYears, double Qalys, double Cost, int People)[][] _groups;

    /// <summary>Works out the sums of every arm and group of patients.</summary>
    /// <param name="arms">Names of the arms.</param>
    /// <param name="years">Years after baseline.</param>
    /// <param name="headlines">Headline sums by arm and year, a row a group.</param>
    /// <param name="table">Utilities and costs.</param>
    /// <param name="discountCosts">Yearly discount rate of costs, 0 to 1.</param>
    /// <param name="discountQalys">Yearly discount rate of QALYs and life-years.</param>
    public HealthEconomics(IReadOnlyList<string> arms, int years, Func<int, int, long[]> headlines, EconomicTable table, double discountCosts, double discountQalys)
    {
        _arms = arms;
        _groups = new (double, double, double, int)[arms.Count][];
        for (var arm = 0; arm < arms.Count; arm++)
        {
            var groups = new (double LifeYears, double Qalys, double Cost, int People)[RunTable.ReplicateGroups];
            var before = headlines(arm, 0);
            for (var year = 1; year <= years; year++)
            {
                var after = headlines(arm, year);
                var (ofCosts, ofQalys) = (Factor(discountCosts, year), Factor(discountQalys, year));
                for (var group = 0; group < groups.Length; group++)
                {
                    var (life, utility, cost) = Year(
                        before.AsSpan(group * RunTable.HeadlineWidth, RunTable.HeadlineWidth), after.AsSpan(group * RunTable.HeadlineWidth, RunTable.HeadlineWidth), table, arms[arm]);
                    groups[group].LifeYears += life * ofQalys;
                    groups[group].Qalys += utility * ofQalys;
                    groups[group].Cost += cost * ofCosts;
                }

                before = after;
            }

            for (var group = 0; group < groups.Length; group++)
            {
                var at = group * RunTable.HeadlineWidth;
                groups[group].People = (int)(before[at + (int)Headline.Alive] + before[at + (int)Headline.Deaths]);
            }

            _groups[arm] = [.. groups.Where(group => group.People > 0)];
        }
    }

    /// <summary>Every arm, the first as comparator.</summary>
    public IReadOnlyList<EconomicResult> Results()
    {
        var results = new List<EconomicResult>();
        var frontier = Frontier();
        for (var arm = 0; arm < _arms.Count; arm++)
        {
            var (life, qalys, cost) = Mean(arm, null);
            var (_, firstQalys, firstCost) = Mean(0, null);
            var (gain, extra) = (qalys - firstQalys, cost - firstCost);
            var leftOut = Enumerable.Range(0, _groups[0].Length).Select(group => (Arm: Mean(arm, group), First: Mean(0, group))).ToArray();
            results.Add(new EconomicResult(
                _arms[arm],
                life,
                qalys,
                cost,
                gain,
                arm == 0 ? Interval.Undefined : Jackknife.Symmetric(gain, [.. leftOut.Select(one => one.Arm.Qalys - one.First.Qalys)]),
                extra,
                arm == 0 ? Interval.Undefined : Jackknife.Symmetric(extra, [.. leftOut.Select(one => one.Arm.Cost - one.First.Cost)]),
                arm == 0 || gain == 0 ? double.NaN : extra / gain,
                arm == 0 ? "comparator" : Position(gain, extra),
                frontier[arm]));
        }

        return results;
    }

    /// <summary>Points of the cost-effectiveness plane: the groups of patients drawn anew with replacement, the same in every arm.</summary>
    public IReadOnlyList<PlanePoint> Plane()
    {
        var points = new List<PlanePoint>();
        for (var resample = 0; resample < Resamples; resample++)
        {
            var weights = Draw(resample);
            var first = Weighted(0, weights);
            for (var arm = 1; arm < _arms.Count; arm++)
            {
                var one = Weighted(arm, weights);
                points.Add(new PlanePoint(_arms[arm], one.Qalys - first.Qalys, one.Cost - first.Cost));
            }
        }

        return points;
    }

    /// <summary>The acceptability curve of every arm.</summary>
    /// <param name="thresholds">What a QALY may cost.</param>
    public IReadOnlyList<AcceptabilityPoint> Acceptability(IReadOnlyList<double> thresholds)
    {
        var wins = thresholds.Select(_ => new int[_arms.Count]).ToArray();
        for (var resample = 0; resample < Resamples; resample++)
        {
            var weights = Draw(resample);
            var arms = Enumerable.Range(0, _arms.Count).Select(arm => Weighted(arm, weights)).ToArray();
            for (var t = 0; t < thresholds.Count; t++)
            {
                var best = 0;
                for (var arm = 1; arm < arms.Length; arm++)
                {
                    if ((thresholds[t] * arms[arm].Qalys) - arms[arm].Cost > (thresholds[t] * arms[best].Qalys) - arms[best].Cost)
                    {
                        best = arm;
                    }
                }

                wins[t][best]++;
            }
        }

        return [.. thresholds.SelectMany((threshold, t) => _arms.Select((arm, i) => new AcceptabilityPoint(threshold, arm, wins[t][i] / (double)Resamples)))];
    }

    private static (double LifeYears, double Qalys, double Cost) Year(ReadOnlySpan<long> before, ReadOnlySpan<long> after, EconomicTable table, string arm)
    {
        var life = (after[(int)Headline.HalfYears] - before[(int)Headline.HalfYears]) * 0.5;
        var (qalys, cost) = (0.0, 0.0);
        foreach (var item in table.Items)
        {
            var amount = item.Kind switch
            {
                EconomicKind.Arm => item.Name == arm ? life : 0,
                EconomicKind.Event => Change(before, after, Headline.Deaths + EconomicTable.Events.ToList().IndexOf(item.Name)),
                _ when item.Name == "alive" => life,
                _ => Middle(before, after, Headline.Alive + EconomicTable.States.ToList().IndexOf(item.Name)),
            };
            qalys += amount * item.Utility;
            cost += amount * item.Cost;
        }

        return (life, qalys, cost);

        static double Change(ReadOnlySpan<long> before, ReadOnlySpan<long> after, Headline count) => after[(int)count] - before[(int)count];
        static double Middle(ReadOnlySpan<long> before, ReadOnlySpan<long> after, Headline count) => (before[(int)count] + after[(int)count]) * 0.5;
    }

    private static double Factor(double rate, int year) => ElementaryDouble.Exp(-(year - 0.5) * ElementaryDouble.Log(1 + rate));

    private static string Position(double gain, double extra) =>
        gain == 0 && extra == 0 ? "no difference" : gain >= 0 && extra <= 0 ? "dominates" : gain <= 0 && extra >= 0 ? "dominated" : gain > 0 ? "costs more, gains more" : "costs less, gains less";

    // From the cheapest arm on, the arm with the lowest cost of a QALY gained is next: who is dominated, alone or by a mix of two, is passed over.
    private double[] Frontier()
    {
        var means = Enumerable.Range(0, _arms.Count).Select(arm => Mean(arm, null)).ToArray();
        var icers = new double[_arms.Count];
        Array.Fill(icers, double.NaN);
        var at = means.OrderBy(one => one.Cost).ThenByDescending(one => one.Qalys).First();
        while (true)
        {
            var (next, icer) = (-1, double.PositiveInfinity);
            for (var arm = 0; arm < means.Length; arm++)
            {
                var (gain, extra) = (means[arm].Qalys - at.Qalys, means[arm].Cost - at.Cost);

                // Of two at the same cost of a QALY the one that gains more: the other is on the line between.
                if (gain > 0 && (extra / gain < icer || (extra / gain == icer && means[arm].Qalys > means[next].Qalys)))
                {
                    (next, icer) = (arm, extra / gain);
                }
            }

            if (next < 0)
            {
                return icers;
            }

            icers[next] = icer;
            at = means[next];
        }
    }

    private (double LifeYears, double Qalys, double Cost) Mean(int arm, int? without)
    {
        var weights = new int[_groups[arm].Length];
        Array.Fill(weights, 1);
        if (without is { } group)
        {
            weights[group] = 0;
        }

        return Weighted(arm, weights);
    }

    private (double LifeYears, double Qalys, double Cost) Weighted(int arm, int[] weights)
    {
        var (life, qalys, cost, people) = (0.0, 0.0, 0.0, 0L);
        for (var group = 0; group < weights.Length; group++)
        {
            var one = _groups[arm][group];
            life += weights[group] * one.LifeYears;
            qalys += weights[group] * one.Qalys;
            cost += weights[group] * one.Cost;
            people += weights[group] * (long)one.People;
        }

        return (life / people, qalys / people, cost / people);
    }

    private int[] Draw(int resample)
    {
        var weights = new int[_groups[0].Length];
        for (var drawn = 0; drawn < weights.Length; drawn++)
        {
            var (word, _, _, _) = Philox.Words(ResampleSeed, (ulong)drawn, resample, DrawPurpose);
            weights[(int)(((ulong)word * (ulong)weights.Length) >> 32)]++;
        }

        return weights;
    }
}
