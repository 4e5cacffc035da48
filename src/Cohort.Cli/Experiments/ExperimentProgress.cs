using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace Cohort.Cli;

/// <summary>Tells how an experiment goes: a bar on a terminal, otherwise at most one line every two seconds.</summary>
internal static class ExperimentProgress
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>Follows a piece of work.</summary>
    /// <param name="console">Where to tell.</param>
    /// <param name="patients">Patients to simulate, each counted once a point.</param>
    /// <param name="doneBefore">Patients simulated before.</param>
    /// <param name="work">The work; it calls what it is given with the number of patients done.</param>
    public static T Follow<T>(CommandConsole console, long patients, long doneBefore, Func<Action<long>, T> work)
    {
        var clock = Stopwatch.StartNew();
        if (console.IsTerminal)
        {
            return console.Ansi.Progress().Columns(new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()).Start(context =>
            {
                var task = context.AddTask("patients", maxValue: patients);
                return work(done => task.Value = done);
            });
        }

        var told = TimeSpan.Zero;
        return work(done =>
        {
            if (clock.Elapsed - told >= Interval)
            {
                told = clock.Elapsed;
                console.Output.WriteLine(Line(done));
                console.Output.Flush();
            }
        });

        string Line(long done)
        {
            var left = done > doneBefore ? clock.Elapsed * ((double)(patients - done) / (done - doneBefore)) : (TimeSpan?)null;
            var time = left is { } known ? ", " + known.ToString(known.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture) + " left" : "";
            return string.Create(CultureInfo.InvariantCulture, $"{100.0 * done / patients:0} %{time}");
        }
    }
}
