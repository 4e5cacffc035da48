using System.Globalization;
using Cohort.Simulation.Running;

namespace Cohort.Cli;

/// <summary>How far a run is and how fast it goes.</summary>
/// <param name="Work">What there is to do.</param>
/// <param name="Update">The latest news.</param>
/// <param name="Elapsed">Time since it began.</param>
internal sealed record Pace(Workload Work, RunUpdate Update, TimeSpan Elapsed)
{
    /// <summary>Time left if it goes on as so far; null before the first patient.</summary>
    public TimeSpan? Left => Update.PatientsDone == Work.DoneBefore
        ? null
        : Elapsed * ((double)(Work.Patients - Update.PatientsDone) / (Update.PatientsDone - Work.DoneBefore));

    public override string ToString()
    {
        var speed = Elapsed > TimeSpan.Zero ? (Update.PatientYears - Work.PatientYearsBefore) / Elapsed.TotalSeconds : 0;
        var left = Update.IsComplete ? ", done" : Left is { } time ? $", {Clock(time)} left" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Update.PatientsDone:N0} of {Work.Patients:N0} patients ({100 * Update.PatientsDone / Work.Patients} %), {speed:N0} patient-years/s{left}");
    }

    private static string Clock(TimeSpan time) =>
        time.TotalDays >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays:0.0} days")
        : time.ToString(time.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture);
}
