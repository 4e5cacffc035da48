using System.Diagnostics;
using System.Globalization;
using Cohort.Physiology.Numerics;
using Cohort.Simulation.Running;

namespace Cohort.Benchmarks.Profile;

/// <summary>Prints a profile as markdown tables, the dearest pass first.</summary>
internal static class ProfileReport
{
    /// <summary>Prints a profile.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="plan">The plan simulated.</param>
    /// <param name="profile">Its profile.</param>
    /// <param name="patientYears">Patient-years after baseline, in all source arms.</param>
    /// <param name="unclocked">Time of the same simulation without clocks.</param>
    /// <typeparam name="TLane">Lane on which the equations ran.</typeparam>
    public static void Print<TLane>(TextWriter output, RunPlan plan, SegmentProfile<TLane> profile, long patientYears, TimeSpan unclocked)
        where TLane : struct, ILane<TLane>
    {
        var whole = profile.Ticks;
        var scenario = plan.Scenario;
        output.WriteLine(Text(
            $"{scenario.Name}: {scenario.Patients:N0} patients x {scenario.Years} years, {scenario.Arms.Count} arm(s), {patientYears:N0} patient-years, {TLane.Count} lanes, one thread."));
        output.WriteLine(Text(
            $"{Nanoseconds(whole, patientYears):0.0} ns a patient-year with clocks, {unclocked.TotalNanoseconds / patientYears:0.0} without ({patientYears / unclocked.TotalSeconds / 1e6:0.00} M patient-years a second)."));
        Table(output, profile.Frame, whole, patientYears);
        Table(output, profile.Years, whole, patientYears);
        Table(output, profile.Past, whole, patientYears);
        var rest = profile.PastTicks - profile.Past.Ticks;
        output.WriteLine(Text($"| rest of the past: exchange of candidates, start, choice | {Nanoseconds(rest, patientYears):0.00} | {100.0 * rest / whole:0.0} | |"));
    }

    private static void Table(TextWriter output, PassTimes times, long whole, long patientYears)
    {
        output.WriteLine();
        output.WriteLine($"| {times.Part} | ns / patient-year | share % | ns / row |");
        output.WriteLine("| --- | ---: | ---: | ---: |");
        foreach (var (name, ticks, rows) in times.Entries.OrderByDescending(entry => entry.Ticks))
        {
            var perRow = rows > 0 ? Text($"{Nanoseconds(ticks, rows):0.00}") : "";
            output.WriteLine(Text($"| {name} | {Nanoseconds(ticks, patientYears):0.00} | {100.0 * ticks / whole:0.0} | {perRow} |"));
        }

        output.WriteLine(Text($"| **sum** | {Nanoseconds(times.Ticks, patientYears):0.00} | {100.0 * times.Ticks / whole:0.0} | |"));
    }

    private static double Nanoseconds(long ticks, long per) => ticks * (1e9 / Stopwatch.Frequency) / per;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
