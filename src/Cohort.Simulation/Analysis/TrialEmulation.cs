using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;
using Cohort.Physiology.State;
using Cohort.Simulation.Output;
using Cohort.Simulation.Running;
using Cohort.Simulation.Validation;

namespace Cohort.Simulation.Analysis;

/// <summary>
/// Repeats a trial many times among the patients of a scenario: participants are drawn at random, each into one arm, measured twice
/// with the noise of scans and assays, and the arms compared by a two-sample test. What a single trial of that size and length
/// can find, beside what there is to find.
/// </summary>
public static class TrialEmulation
{
    private const int AtOnce = 1024;
    private const ulong DrawKey = 0x5452_4941;

    // 1.96 + 0.84: significance of 5 % two-sided, power of 80 %.
    private const double SizeFactor = Jackknife.Width + 0.8416212335729143;

    /// <summary>Names of what can be measured.</summary>
    public static IReadOnlyList<string> Quantities { get; } = [.. Variables.All.Select(variable => variable.Name)];

    /// <summary>Emulates a trial.</summary>
    /// <param name="plan">The scenario's plan; the trial is in its arms.</param>
    /// <param name="design">The trial.</param>
    /// <param name="progress">Told how many patients were simulated.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>A result for each arm but the first.</returns>
    /// <exception cref="RefusedInputException">Too few patients meet the conditions.</exception>
    public static IReadOnlyList<TrialResult> Run(RunPlan plan, TrialDesign design, Action<long> progress, CancellationToken cancellationToken)
    {
        var arms = plan.Scenario.Arms.Count;
        var changes = Enumerable.Range(0, arms).Select(_ => new Dictionary<ulong, double>()).ToArray();
        var simulator = SegmentSimulator.Create();
        var visits = new Visits(plan.Scenario.Seed);
        var done = 0L;
        foreach (var patients in Enumerable.Range(0, (int)Math.Min(plan.Scenario.Patients, int.MaxValue)).Select(id => (ulong)id).Chunk(AtOnce))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var history in simulator.Histories(plan, patients))
            {
                if (Change(history, visits, design) is { } change)
                {
                    changes[history.Arm][history.Patient] = change;
                }
            }

            done += patients.Length;
            progress(done);
        }

        return [.. Enumerable.Range(1, arms - 1).Select(arm => Compare(plan.Scenario.Arms[arm].Name, changes[arm], changes[0], design))];
    }

    private static double? Change(PatientHistory history, Visits visits, TrialDesign design)
    {
        // Who dies before the last visit has none.
        if (history.Rows.Count <= design.Year || history.Rows[design.Year].Values[(int)Variable.Alive] != 1f
            || !design.Inclusions.All(one => visits.Seen(history, one.Quantity, 0) is var value && value >= one.Low && value <= one.High))
        {
            return null;
        }

        var (first, last) = (visits.Seen(history, design.Outcome, 0), visits.Seen(history, design.Outcome, design.Year));
        return !design.Percent ? last - first : first > 0 ? 100 * (last - first) / first : null;
    }

    // As the scan, the echocardiogram or the laboratory of a study reports it.
    private sealed class Visits(ulong seed)
    {
        private readonly Recorder _recorder = new(ModelParameters.Default, seed);
        private readonly PatientBlock _block = new() { Count = 1 };

        public double Seen(PatientHistory history, string quantity, int year)
        {
            _block.SetId(0, history.Patient);
            foreach (var variable in Variables.All)
            {
                _block.Values(variable.Variable)[0] = history.Rows[year].Values[(int)variable.Variable];
            }

            return _recorder.Read(new Quantity(quantity), _block, 0, year);
        }
    }

    private static TrialResult Compare(string name, Dictionary<ulong, double> arm, Dictionary<ulong, double> first, TrialDesign design)
    {
        // Those who could be in either arm: a trial knows only who it took in, and each is in one arm.
        var eligible = arm.Keys.Where(first.ContainsKey).Order().ToArray();
        if (eligible.Length < 2 * design.Size)
        {
            throw new RefusedInputException("--size", FormattableString.Invariant(
                $"{eligible.Length:N0} of the scenario's patients meet the conditions and live to the last visit; two arms of {design.Size:N0} need {2 * design.Size:N0}. Give more --patients."));
        }

        var (treated, control) = (eligible.Average(id => arm[id]), eligible.Average(id => first[id]));
        var effect = treated - control;
        var differences = new double[design.Replicates];
        var (significant, wrong) = (0, 0);
        var places = eligible.ToArray();
        for (var replicate = 0; replicate < design.Replicates; replicate++)
        {
            // The first places of a shuffle: no one takes part twice.
            for (var i = 0; i < 2 * design.Size; i++)
            {
                var word = Philox.Words(DrawKey, (ulong)i, replicate, 0).Word0;
                var other = i + (int)(((ulong)word * (ulong)(places.Length - i)) >> 32);
                (places[i], places[other]) = (places[other], places[i]);
            }

            var (mean, variance) = Moments(places.AsSpan(0, design.Size), arm);
            var (meanOfFirst, varianceOfFirst) = Moments(places.AsSpan(design.Size, design.Size), first);
            differences[replicate] = mean - meanOfFirst;
            if (Math.Abs(differences[replicate]) > Jackknife.Width * Math.Sqrt((variance + varianceOfFirst) / design.Size))
            {
                significant++;
                wrong += Math.Sign(differences[replicate]) == -Math.Sign(effect) ? 1 : 0;
            }
        }

        var average = differences.Average();
        var spread = Math.Sqrt(differences.Sum(one => (one - average) * (one - average)) / (design.Replicates - 1));
        var needed = effect == 0 ? double.PositiveInfinity : design.Size * Math.Pow(SizeFactor * spread / effect, 2);
        return new TrialResult(name, eligible.Length, treated, control, effect, spread, significant / (double)design.Replicates, wrong / (double)design.Replicates, needed);
    }

    private static (double Mean, double Variance) Moments(ReadOnlySpan<ulong> participants, Dictionary<ulong, double> changes)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var id in participants)
        {
            sum += changes[id];
        }

        var mean = sum / participants.Length;
        foreach (var id in participants)
        {
            squares += (changes[id] - mean) * (changes[id] - mean);
        }

        return (mean, squares / (participants.Length - 1));
    }
}
