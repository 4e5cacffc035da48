using System.CommandLine;
using System.Globalization;
using Cohort.Dashboard;
using Cohort.Dashboard.Api;
using Cohort.Simulation;
using Cohort.Simulation.Output;
using Cohort.Simulation.Running;
using Cohort.Simulation.Scenarios;

namespace Cohort.Cli;

/// <summary>A run that a server simulates, one elsewhere or one that this process opens for it, followed at the console.</summary>
internal sealed class ServedConsoleRun(RunSettings settings, InvocationConfiguration invocation)
{
    private const string OwnUrl = "http://127.0.0.1:5080";
    private const string AnyPort = "http://127.0.0.1:0";

    private readonly CommandConsole _console = new(invocation);

    private TextWriter Output => settings.Quiet ? TextWriter.Null : invocation.Output;

    /// <summary>Hands a scenario to a server, follows the run and fetches its files.</summary>
    /// <exception cref="RefusedInputException">The server refuses the scenario.</exception>
    /// <exception cref="StoppedException">The user stopped following; the run goes on.</exception>
    public async Task SubmitAsync(string file, ScenarioOverrides overrides, string server, string? token, string? folder, bool force, CancellationToken cancellationToken)
    {
        using var client = new ServerClient(server, token);

        // Refused here, in the file's own name, whatever does not need the server's population files.
        var scenario = overrides.Apply(ScenarioFile.Read(file));
        var path = folder ?? Path.Combine("results", scenario.Name);
        if (RunDirectory.IsFinished(path) && !force)
        {
            throw new RefusedInputException(path, "is not empty; give --force to replace the run in it, or name another place");
        }

        var id = await client.SubmitAsync(new NewRun(await File.ReadAllTextAsync(file, cancellationToken).ConfigureAwait(false), scenario.Patients, scenario.Years, scenario.Seed), cancellationToken).ConfigureAwait(false);
        Output.WriteLine($"{scenario.Name}: handed to {server} as '{id}'");
        try
        {
            await _console.Progress(settings.Quiet).FollowAsync(new Workload(scenario.Patients, 0, 0), client.FollowAsync(id, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new StoppedException($"No longer followed; the run '{id}' goes on at {server}.", ExitCode.Interrupted);
        }

        var view = await client.ViewAsync(id, cancellationToken).ConfigureAwait(false);
        using var directory = RunDirectory.Create(path, cancellationToken);
        await client.DownloadAsync(view, directory, cancellationToken).ConfigureAwait(false);
        Output.WriteLine($"Fetched to {directory.Path}:");
        foreach (var written in directory.Files)
        {
            Output.WriteLine(FormattableString.Invariant($"  {written.Name,-18}{written.Bytes,14:N0} bytes"));
        }
    }

    /// <summary>Opens the dashboard for a run of this process and stays open until the user ends it.</summary>
    public async Task ShowAsync(ISimulationEngineFactory engines, RunPlan plan, string path, bool force, CancellationToken cancellationToken)
    {
        var full = Path.GetFullPath(path);
        var dashboard = new DashboardSettings { Results = Path.GetDirectoryName(full)!, Scenarios = "scenarios", Data = "data", Threads = settings.Threads };
        await Pages.BuildIfMissingAsync(Output.WriteLine).ConfigureAwait(false);
        await using var app = await StartAsync(dashboard, engines, cancellationToken).ConfigureAwait(false);
        var id = DashboardHost.Submit(app, plan, Path.GetFileName(full), force);
        var url = app.Urls.First();
        Output.WriteLine($"Watch it at {url}/runs/{id}");
        using var client = new ServerClient(url, token: null);
        try
        {
            await _console.Progress(settings.Quiet).FollowAsync(new Workload(plan.Scenario.Patients, 0, 0), client.FollowAsync(id, cancellationToken), cancellationToken).ConfigureAwait(false);
            Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Written to {path}. The pages stay open at {url}/runs/{id} until Ctrl-C."));
            await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await app.StopAsync(CancellationToken.None).ConfigureAwait(false);
            if (!RunDirectory.IsFinished(path))
            {
                throw new StoppedException($"Interrupted. '{UnfinishedRun.ResumeCommand(path)}' goes on.", ExitCode.Interrupted);
            }
        }
    }

    private static async Task<Microsoft.AspNetCore.Builder.WebApplication> StartAsync(DashboardSettings dashboard, ISimulationEngineFactory engines, CancellationToken cancellationToken)
    {
        var app = DashboardHost.Create(dashboard, engines, OwnUrl);
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The usual port is taken, perhaps by another run that is watched.
            await app.DisposeAsync().ConfigureAwait(false);
            app = DashboardHost.Create(dashboard, engines, AnyPort);
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
        }

        return app;
    }
}
