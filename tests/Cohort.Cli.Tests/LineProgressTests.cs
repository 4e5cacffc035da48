using Cohort.Simulation.Running;

namespace Cohort.Cli.Tests;

public class LineProgressTests
{
    [Fact]
    public async Task FirstLineAtOnceThenEveryTwoSecondsAndOneAtTheEnd()
    {
        var (output, time) = (new StringWriter { NewLine = "\n" }, new HandTime());
        await new LineProgress(output, time).FollowAsync(new Workload(1000, 0, 0), Updates(), CancellationToken.None);
        Assert.Equal(
            [
                "0 of 1,000 patients (0 %), 0 patient-years/s",
                "250 of 1,000 patients (25 %), 1,000 patient-years/s, 0:06 left",
                "500 of 1,000 patients (50 %), 1,000 patient-years/s, 0:04 left",
                "1,000 of 1,000 patients (100 %), 1,739 patient-years/s, done",
            ],
            output.ToString().TrimEnd().Split('\n'));

        async IAsyncEnumerable<RunUpdate> Updates()
        {
            foreach (var (wait, done) in new[] { (0.0, 0), (1.0, 100), (1.0, 250), (1.9, 480), (0.1, 500), (0.6, 1000) })
            {
                await Task.Yield();
                time.Now += TimeSpan.FromSeconds(wait);
                yield return new RunUpdate(1, 0, 1, done, 8 * done, null, done == 1000);
            }
        }
    }

    [Fact]
    public void WhatWasDoneBeforeCountsNeitherForTheSpeedNorForTheTimeLeft()
    {
        var work = new Workload(1000, 600, 6000);
        Assert.Null(new Pace(work, new RunUpdate(1, 0, 1, 600, 6000, null, false), TimeSpan.FromSeconds(1)).Left);
        Assert.Equal(
            "700 of 1,000 patients (70 %), 100 patient-years/s, 0:30 left",
            new Pace(work, new RunUpdate(1, 0, 1, 700, 7000, null, false), TimeSpan.FromSeconds(10)).ToString());
    }

    private sealed class HandTime : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
