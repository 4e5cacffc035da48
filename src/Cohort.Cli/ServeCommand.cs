using System.CommandLine;
using System.Net;
using Cohort.Dashboard;
using Cohort.Simulation;
using Cohort.Simulation.Running;

namespace Cohort.Cli;

/// <summary><c>cohort serve</c>: the dashboard and the HTTP API.</summary>
internal sealed class ServeCommand
{
    public const string TokenVariable = "COHORT_TOKEN";
    private const string UsualUrl = "http://127.0.0.1:5080";

    private readonly ISimulationEngineFactory _engines;

    private readonly Option<string> _urls = new("--urls")
    {
        HelpName = "URLS",
        Description = $"Addresses to listen on, parted by ';' (default: {UsualUrl}). Any that is not of this machine alone needs a token",
    };

    private readonly Option<string> _results = new("--results") { HelpName = "DIR", Description = "Folder of the runs (default: results)" };
    private readonly Option<string> _scenarios = new("--scenarios") { HelpName = "DIR", Description = "Folder of scenarios offered as templates (default: scenarios)" };
    private readonly Option<string> _data = new("--data") { HelpName = "DIR", Description = "Folder in which scenarios that are sent may name population files (default: data)" };
    private readonly Option<string> _token = new("--token") { HelpName = "TEXT", Description = $"Secret that every request must show; better given in the environment as {TokenVariable}" };
    private readonly Option<string> _threads = Arguments.Number("--threads", "Worker threads of a run (default: one a processor)");

    private ServeCommand(ISimulationEngineFactory engines) => _engines = engines;

    public static Command Create(ISimulationEngineFactory engines)
    {
        var serve = new ServeCommand(engines);
        var command = new ExampleCommand(
            "serve",
            "Serve the dashboard and the HTTP API: start runs, watch them, open patients, compare.",
            ("cohort serve", $"Opens {UsualUrl} for this machine alone; Ctrl-C ends it, and runs can be gone on with."),
            ("cohort serve --results /srv/cohort --urls http://127.0.0.1:8080", "Another folder of runs, another port."),
            ($"{TokenVariable}=... cohort serve --urls http://0.0.0.0:5080", "For other machines too: a token is then demanded. Put a proxy with TLS before it."))
        {
            serve._urls,
            serve._results,
            serve._scenarios,
            serve._data,
            serve._token,
            serve._threads,
        };
        command.SetAction(serve.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var output = parsed.InvocationConfiguration.Output;
        var urls = (parsed.GetValue(_urls) ?? UsualUrl).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var token = parsed.GetValue(_token) ?? Environment.GetEnvironmentVariable(TokenVariable);
        token = string.IsNullOrWhiteSpace(token) ? null : token;
        foreach (var url in urls)
        {
            Refuse(url, token);
        }

        var settings = new DashboardSettings
        {
            Results = parsed.GetValue(_results) ?? "results",
            Scenarios = parsed.GetValue(_scenarios) ?? "scenarios",
            Data = parsed.GetValue(_data) ?? "data",
            Token = token,
            Threads = parsed.GetValue(_threads) is { } threads ? (int)Arguments.Whole("--threads", threads, 1, 1024) : Environment.ProcessorCount,
        };
        Directory.CreateDirectory(settings.Results);
        await Pages.BuildIfMissingAsync(output.WriteLine).ConfigureAwait(false);
        await using var app = DashboardHost.Create(settings, _engines, urls);
        await app.StartAsync(cancellationToken).ConfigureAwait(false);
        foreach (var url in app.Urls)
        {
            output.WriteLine($"Cohort listens on {url}{(token == null ? "" : " and asks for its token")}; Ctrl-C ends it.");
        }

        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        output.WriteLine("Stopping; runs at work keep what they have.");
        await app.StopAsync(CancellationToken.None).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static void Refuse(string url, string? token)
    {
        if (!Uri.TryCreate(url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https"))
        {
            throw new RefusedInputException("--urls", $"must be addresses such as {UsualUrl}; found '{url}'.");
        }

        var loopback = uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
        if (!loopback && token == null)
        {
            throw new RefusedInputException("--urls", $"'{url}' can be reached from other machines; give a token by --token or {TokenVariable}.");
        }
    }
}
