using System.Diagnostics;
using Cohort.Simulation.Running;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Cohort.Cli;

/// <summary>Draws a bar on a terminal.</summary>
internal sealed class BarProgress(IAnsiConsole console) : IRunProgress
{
    public async Task<RunUpdate> FollowAsync(Workload work, IAsyncEnumerable<RunUpdate> updates, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var pace = new PaceColumn();
        RunUpdate? last = null;
        await console.Progress().Columns(new ProgressBarColumn(), pace).StartAsync(async context =>
        {
            var task = context.AddTask("patients", maxValue: work.Patients);
            await foreach (var update in updates.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                pace.Pace = new Pace(work, update, clock.Elapsed);
                task.Value = update.PatientsDone;
                last = update;
            }
        }).ConfigureAwait(false);
        return last!;
    }

    private sealed class PaceColumn : ProgressColumn
    {
        public Pace? Pace { get; set; }

        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(Pace?.ToString() ?? "starting");
    }
}
