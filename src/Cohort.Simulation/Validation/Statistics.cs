using System.Globalization;
using Cohort.Physiology.Numerics;

namespace Cohort.Simulation.Validation;

/// <summary>What a sample is summarised by.</summary>
internal static class Statistics
{
    /// <summary>Replicates of a null trial.</summary>
    public const int Replicates = 200;

    /// <summary>Name of the statistic of published nulls.</summary>
    public const string NullCoverage = "null-coverage";

    /// <summary>Fewest people in a group of an emulated study.</summary>
    public const int SmallestSize = 5;

    private const double TwoSided95 = 1.959964;

    // Statistics that mean nothing without an exposure.
    private static readonly Dictionary<string, Func<Sample, int, double>> Comparing = new()
    {
        ["odds-ratio"] = (s, _) => s.Strata.Length > 0 ? MantelHaenszelOdds(s) : Math.Exp(Slope(s, Link.Logit)),
        ["relative-risk"] = (s, _) => s.Strata.Length > 0 ? MantelHaenszelRisk(s) : Math.Exp(Slope(s with { Time = Ones(s) }, Link.Log)),
        ["rate-ratio"] = (s, _) => Math.Exp(Slope(s, Link.Log)),
        ["difference"] = (s, _) => Slope(s, Link.Identity),
        ["geometric-ratio"] = (s, _) => Math.Exp(Slope(Positive(s), Link.Identity)),
        ["mean-ratio"] = (s, _) => Mean(Exposed(s, true)) / Mean(Exposed(s, false)),
        ["median-difference"] = (s, _) => Percentile(Exposed(s, true), 50) - Percentile(Exposed(s, false), 50),
        ["lag"] = (s, _) => Lag(s),
        ["excess"] = (s, _) => Mean(s) - Mean(s with { Outcome = s.Exposure }),
        ["spearman"] = (s, _) => Correlation(Ranks(s.Outcome), Ranks(s.Exposure)),
        ["pearson"] = (s, _) => Correlation(s.Outcome, s.Exposure),
        ["youden-cut"] = (s, _) => YoudenCut(s),
        ["breakpoint"] = (s, _) => Breakpoint(Positive(s)),
        [NullCoverage] = CoverageOfZero,
    };

    private static readonly Dictionary<string, Func<Sample, int, double>> Plain = new()
    {
        ["mean"] = (s, _) => Mean(s),
        ["sd"] = (s, _) => StandardDeviation(s.Outcome),
        ["median"] = (s, _) => Percentile(s, 50),
        ["min"] = (s, _) => s.Count == 0 ? double.NaN : s.Outcome.Min(),
        ["geometric-mean"] = (s, _) => Math.Exp(Mean(Positive(s))),
        ["prevalence"] = (s, _) => Mean(s),
        ["rate"] = (s, _) => Rate(s),
        ["annual-rate"] = (s, _) => AnnualRate(s),
        ["cumulative-incidence"] = (s, _) => AalenJohansen(s.Outcome, s.Time),
    };

    // Statistics in which a person's weight counts.
    private static readonly string[] Weighing = ["mean", "geometric-mean", "prevalence", "rate", "annual-rate", "mean-ratio", "excess"];

    // Those in which it counts over strata alone: by Mantel and Haenszel, not by regression.
    private static readonly string[] WeighingStrata = ["odds-ratio", "relative-risk"];

    /// <summary>Every name; besides these p1 to p99 are percentiles.</summary>
    public static IEnumerable<string> Names => Plain.Keys.Concat(Comparing.Keys).Concat(["p10", "p25", "p75", "p90"]);

    /// <summary>Whether a name is known.</summary>
    public static bool IsKnown(string name) => Plain.ContainsKey(name) || Comparing.ContainsKey(name) || PercentileOf(name) is not null;

    /// <summary>Whether a statistic needs an exposure.</summary>
    public static bool NeedsComparison(string name) => Comparing.ContainsKey(name);

    /// <summary>Whether a statistic heeds the weights of people, as <c>standardise</c> and <c>half</c> make them.</summary>
    /// <param name="name">Name of the statistic.</param>
    /// <param name="stratified">Whether it goes over strata.</param>
    public static bool HeedsWeights(string name, bool stratified) => Weighing.Contains(name) || (stratified && WeighingStrata.Contains(name));

    /// <summary>The statistics that heed weights, for who chose another.</summary>
    public static string WhatHeedsWeights => $"{string.Join(", ", Weighing)}, and with 'stratify' {string.Join(" and ", WeighingStrata)}";

    /// <summary>Computes a statistic; NaN where the sample does not determine it.</summary>
    /// <param name="name">Name of the statistic.</param>
    /// <param name="sample">The sample.</param>
    /// <param name="size">People in each group of an emulated study.</param>
    public static double Compute(string name, Sample sample, int size) =>
        sample.Count == 0 ? double.NaN
        : PercentileOf(name) is { } percent ? Percentile(sample, percent)
        : (Plain.TryGetValue(name, out var plain) ? plain : Comparing[name])(sample, size);

    /// <summary>Mean of the outcome, weighted.</summary>
    public static double Mean(Sample s)
    {
        var (sum, total) = (0.0, 0.0);
        for (var i = 0; i < s.Count; i++)
        {
            sum += s.Weight(i) * s.Outcome[i];
            total += s.Weight(i);
        }

        return sum / total;
    }

    /// <summary>Events a unit of time, weighted.</summary>
    public static double Rate(Sample s)
    {
        var (sum, total) = (0.0, 0.0);
        for (var i = 0; i < s.Count; i++)
        {
            sum += s.Weight(i) * s.Outcome[i];
            total += s.Weight(i) * s.Time[i];
        }

        return sum / total;
    }

    /// <summary>Yearly hazard from two visits: -ln(1 - share) / years between them.</summary>
    public static double AnnualRate(Sample s) => -Math.Log(1 - Mean(s)) / s.Time[0];

    /// <summary>Sample standard deviation.</summary>
    public static double StandardDeviation(double[] values)
    {
        if (values.Length < 2)
        {
            return double.NaN;
        }

        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }

    /// <summary>Percentile by linear interpolation between order statistics (position (n - 1) p).</summary>
    public static double Percentile(Sample s, double percent)
    {
        if (s.Count == 0)
        {
            return double.NaN;
        }

        var sorted = (double[])s.Outcome.Clone();
        Array.Sort(sorted);
        var at = (sorted.Length - 1) * percent / 100;
        var below = (int)at;
        return below == sorted.Length - 1 ? sorted[below] : sorted[below] + ((at - below) * (sorted[below + 1] - sorted[below]));
    }

    /// <summary>Cumulative incidence of event 1 by the end of follow-up, event 2 competing (Aalen-Johansen).</summary>
    /// <param name="codes">0 censored, 1 event, 2 competing event.</param>
    /// <param name="times">When.</param>
    public static double AalenJohansen(double[] codes, double[] times)
    {
        var order = Enumerable.Range(0, codes.Length).OrderBy(i => times[i]).ToArray();
        var (free, incidence) = (1.0, 0.0);
        for (var k = 0; k < order.Length;)
        {
            var atRisk = order.Length - k;
            var time = times[order[k]];
            var (events, competing) = (0, 0);
            for (; k < order.Length && times[order[k]] == time; k++)
            {
                events += codes[order[k]] == 1 ? 1 : 0;
                competing += codes[order[k]] == 2 ? 1 : 0;
            }

            incidence += free * events / atRisk;
            free *= 1 - ((double)(events + competing) / atRisk);
        }

        return incidence;
    }

    /// <summary>Odds ratio over strata by Mantel and Haenszel.</summary>
    public static double MantelHaenszelOdds(Sample s)
    {
        var (up, down) = (0.0, 0.0);
        foreach (var (a, b, c, d) in Tables(s))
        {
            var n = a + b + c + d;
            up += a * d / n;
            down += b * c / n;
        }

        return up / down;
    }

    /// <summary>Relative risk over strata by Mantel and Haenszel.</summary>
    public static double MantelHaenszelRisk(Sample s)
    {
        var (up, down) = (0.0, 0.0);
        foreach (var (a, b, c, d) in Tables(s))
        {
            var n = a + b + c + d;
            up += a * (c + d) / n;
            down += c * (a + b) / n;
        }

        return up / down;
    }

    /// <summary>Pearson's correlation.</summary>
    public static double Correlation(double[] x, double[] y)
    {
        if (x.Length < 3)
        {
            return double.NaN;
        }

        var (meanX, meanY) = (x.Average(), y.Average());
        var (xy, xx, yy) = (0.0, 0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            xy += (x[i] - meanX) * (y[i] - meanY);
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }

        return xy / Math.Sqrt(xx * yy);
    }

    /// <summary>Ranks from 1; equal values share the mean of their ranks.</summary>
    public static double[] Ranks(double[] values)
    {
        var order = Enumerable.Range(0, values.Length).OrderBy(i => values[i]).ToArray();
        var ranks = new double[values.Length];
        for (var k = 0; k < order.Length;)
        {
            var next = k;
            while (next < order.Length && values[order[next]] == values[order[k]])
            {
                next++;
            }

            for (var m = k; m < next; m++)
            {
                ranks[order[m]] = (k + next + 1) / 2.0;
            }

            k = next;
        }

        return ranks;
    }

    /// <summary>The outcome value from which on the exposed are told from the unexposed best: largest sensitivity + specificity.</summary>
    public static double YoudenCut(Sample s)
    {
        var order = Enumerable.Range(0, s.Count).OrderBy(i => s.Outcome[i]).ToArray();
        double ill = s.Exposure.Sum();
        var well = s.Count - ill;
        if (ill == 0 || well == 0)
        {
            return double.NaN;
        }

        var (illBelow, wellBelow, best, cut) = (0.0, 0.0, double.NegativeInfinity, double.NaN);
        for (var k = 0; k < order.Length; k++)
        {
            // A cut between two different values.
            if (k > 0 && s.Outcome[order[k]] > s.Outcome[order[k - 1]])
            {
                var index = 1 - (illBelow / ill) + (wellBelow / well);
                if (index > best)
                {
                    (best, cut) = (index, (s.Outcome[order[k]] + s.Outcome[order[k - 1]]) / 2);
                }
            }

            illBelow += s.Exposure[order[k]];
            wellBelow += 1 - s.Exposure[order[k]];
        }

        return cut;
    }

    /// <summary>
    /// Where a regression of the outcome on the exposure, in two straight pieces, bends: the bend of least squared error on a grid of 61
    /// steps from the 5th to the 95th percentile of the exposure.
    /// </summary>
    public static double Breakpoint(Sample s)
    {
        const int Steps = 60;
        var exposure = s with { Outcome = s.Exposure };
        var (low, high) = (Percentile(exposure, 5), Percentile(exposure, 95));
        var (best, bend) = (double.PositiveInfinity, double.NaN);
        for (var step = 0; step <= Steps; step++)
        {
            var at = low + ((high - low) * step / Steps);
            var hinge = s.Exposure.Select(x => Math.Max(at - x, 0)).ToArray();
            var beta = Regression.Fit(s.Outcome, [s.Exposure, hinge], Link.Identity);
            var error = 0.0;
            for (var i = 0; i < s.Count; i++)
            {
                var residual = s.Outcome[i] - beta[0] - (beta[1] * s.Exposure[i]) - (beta[2] * hinge[i]);
                error += residual * residual;
            }

            if (error < best)
            {
                (best, bend) = (error, at);
            }
        }

        return bend;
    }

    /// <summary>
    /// Share of emulated studies, <paramref name="size"/> people a group, in which the 95 % interval of the difference of means covers 0.
    /// NaN where exposed and unexposed do not differ at all: a null of an inactive mechanism is no null.
    /// </summary>
    public static double CoverageOfZero(Sample s, int size)
    {
        var exposed = Exposed(s, true).Outcome;
        var unexposed = Exposed(s, false).Outcome;
        if (exposed.Length < 2 || unexposed.Length < 2 || exposed.Average() == unexposed.Average())
        {
            return double.NaN;
        }

        var covered = 0;
        for (var replicate = 0; replicate < Replicates; replicate++)
        {
            var (mean1, square1) = Draw(exposed, size, replicate, 0);
            var (mean0, square0) = Draw(unexposed, size, replicate, 1);
            covered += Math.Abs(mean1 - mean0) <= TwoSided95 * Math.Sqrt(square1 + square0) ? 1 : 0;
        }

        return (double)covered / Replicates;
    }

    // Mean and squared standard error of people drawn with replacement.
    private static (double Mean, double Square) Draw(double[] values, int size, int replicate, uint arm)
    {
        var (sum, squares) = (0.0, 0.0);
        for (var i = 0; i < size; i++)
        {
            var at = (int)(Philox.Uniform(PanelSimulator.Seed, (ulong)i, replicate, (uint)Purpose.Donor, (int)arm) * values.Length);
            var value = values[Math.Min(at, values.Length - 1)];
            sum += value;
            squares += value * value;
        }

        var mean = sum / size;
        return (mean, Math.Max(0, (squares / size) - (mean * mean)) / (size - 1));
    }

    private static double Slope(Sample s, Link link) => Regression.Fit(s.Outcome, [s.Exposure, .. s.Covariates], link, link == Link.Log ? s.Time : null)[1];

    // Steps of the first covariate that make up for the exposure: minus the ratio of their coefficients in a logistic regression.
    private static double Lag(Sample s)
    {
        var beta = Regression.Fit(s.Outcome, [s.Exposure, .. s.Covariates], Link.Logit);
        return -beta[1] / beta[2];
    }

    // Logarithm of the outcome, of those in whom it is above 0.
    private static Sample Positive(Sample s)
    {
        var positive = s.Select([.. Enumerable.Range(0, s.Count).Where(i => s.Outcome[i] > 0)]);
        return positive with { Outcome = [.. positive.Outcome.Select(value => Math.Log(value))] };
    }

    private static Sample Exposed(Sample s, bool exposed) => s.Select([.. Enumerable.Range(0, s.Count).Where(i => s.Exposure[i] > 0.5 == exposed)]);

    private static double[] Ones(Sample s) => [.. Enumerable.Repeat(1.0, s.Count)];

    // Exposed with and without the outcome, unexposed with and without it, by stratum.
    private static IEnumerable<(double A, double B, double C, double D)> Tables(Sample s)
    {
        var tables = new SortedDictionary<int, double[]>();
        for (var i = 0; i < s.Count; i++)
        {
            if (!tables.TryGetValue(s.Strata[i], out var cells))
            {
                tables[s.Strata[i]] = cells = new double[4];
            }

            cells[(s.Exposure[i] > 0.5 ? 0 : 2) + (s.Outcome[i] > 0.5 ? 0 : 1)] += s.Weight(i);
        }

        return tables.Values.Select(cells => (cells[0], cells[1], cells[2], cells[3]));
    }

    private static double? PercentileOf(string name) =>
        name.Length is 2 or 3 && name[0] == 'p' && int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var percent) && percent is >= 1 and <= 99
            ? percent
            : null;
}
