using Cohort.Simulation.Running;

namespace Cohort.Cli.Tests;

public class LineProgressTests
{
    [Fact]
    public async Task FirstLineAtOnceThenEveryTwoSecondsAndOneAtTheEnd()
    {
        var (output, time) = (new StringWriter { NewLine = "\n" }, new HandTime());
        await new LineProgress(output, time).FollowAsync(1000, Updates(), CancellationToken.None);
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

    private sealed class HandTime : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
