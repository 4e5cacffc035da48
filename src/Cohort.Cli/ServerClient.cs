using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Cohort.Dashboard.Api;
using Cohort.Dashboard.Runs;
using Cohort.Simulation;
using Cohort.Simulation.Output;
using Cohort.Simulation.Running;

namespace Cohort.Cli;

/// <summary>Talks to a <c>cohort serve</c> elsewhere: hands in a run, follows it, fetches its files.</summary>
internal sealed class ServerClient : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly HttpClient _http;
    private readonly Uri _server;

    public ServerClient(string server, string? token)
    {
        _server = Uri.TryCreate(server.TrimEnd('/') + "/", UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? new Uri(server.TrimEnd('/') + "/") : throw new RefusedInputException("--server", $"must be an address such as http://127.0.0.1:5080; found '{server}'.");
        _http = new HttpClient { BaseAddress = _server, Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Add("X-Cohort", "1");
        if (token != null)
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Hands in a run.</summary>
    /// <returns>Its id at the server.</returns>
    /// <exception cref="RefusedInputException">The server refuses the scenario.</exception>
    /// <exception cref="IOException">The server does not answer, or has another error.</exception>
    public async Task<string> SubmitAsync(NewRun run, CancellationToken cancellationToken)
    {
        using var response = await AskAsync(() => _http.PostAsJsonAsync("api/runs", run, Json, cancellationToken), cancellationToken).ConfigureAwait(false);
        return (await response.Content.ReadFromJsonAsync<AcceptedRun>(Json, cancellationToken).ConfigureAwait(false))!.Id;
    }

    /// <summary>A run at the server.</summary>
    public async Task<RunView> ViewAsync(string id, CancellationToken cancellationToken)
    {
        using var response = await AskAsync(() => _http.GetAsync($"api/runs/{id}", cancellationToken), cancellationToken).ConfigureAwait(false);
        return (await response.Content.ReadFromJsonAsync<RunView>(Json, cancellationToken).ConfigureAwait(false))!;
    }

    /// <summary>News of a run, until it has ended; the last is complete.</summary>
    /// <exception cref="IOException">The run failed or was cancelled, or the server no longer answers.</exception>
    public async IAsyncEnumerable<RunUpdate> FollowAsync(string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await AskAsync(
            () => _http.GetAsync($"api/runs/{id}/events", HttpCompletionOption.ResponseHeadersRead, cancellationToken), cancellationToken).ConfigureAwait(false);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var version = 0L;
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellationToken).ConfigureAwait(false))
        {
            if (item.EventType == "table")
            {
                continue;
            }

            var view = JsonSerializer.Deserialize<RunView>(item.Data, Json)!;
            if (view.State is RunState.Failed or RunState.Cancelled or RunState.Interrupted)
            {
                throw new IOException($"The run '{id}' was {view.State.ToString().ToLowerInvariant()} at {_server}{(view.Error is { } why ? $": {why}" : ".")}");
            }

            yield return new RunUpdate(++version, view.SegmentsDone, view.SegmentsTotal, view.PatientsDone, view.PatientYears, null, view.State == RunState.Completed);
            if (view.State == RunState.Completed)
            {
                yield break;
            }
        }

        throw new IOException($"{_server} ended the connection; the run '{id}' may go on there.");
    }

    /// <summary>Fetches the files of a finished run, run.json last.</summary>
    /// <exception cref="IOException">A file does not arrive.</exception>
    /// <exception cref="RunDirectoryException">A file cannot be written.</exception>
    public async Task DownloadAsync(RunView run, RunDirectory directory, CancellationToken cancellationToken)
    {
        foreach (var file in run.Files.OrderBy(file => file.Name == RunDirectory.Finished))
        {
            using var response = await AskAsync(
                () => _http.GetAsync($"api/runs/{run.Id}/files/{file.Name}", HttpCompletionOption.ResponseHeadersRead, cancellationToken), cancellationToken).ConfigureAwait(false);
            await using var content = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            directory.Write(file.Name, stream => content.CopyTo(stream));
        }
    }

    private async Task<HttpResponseMessage> AskAsync(Func<Task<HttpResponseMessage>> ask, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        try
        {
            response = await ask().ConfigureAwait(false);
        }
        catch (HttpRequestException failure)
        {
            throw new IOException($"No answer from {_server}: {failure.Message}", failure);
        }

        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            var text = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            throw response.StatusCode == HttpStatusCode.BadRequest ? Refused(text) : new IOException($"{_server} answers {(int)response.StatusCode}: {Detail(text)}");
        }
    }

    private static RefusedInputException Refused(string text)
    {
        using var problem = JsonDocument.Parse(text);
        return problem.RootElement.TryGetProperty("problems", out var problems)
            ? new RefusedInputException([.. problems.Deserialize<ProblemView[]>(Json)!.Select(one => new Problem(one.File, one.Line, one.Column, one.Message))])
            : new RefusedInputException("--server", Detail(text));
    }

    private static string Detail(string text)
    {
        try
        {
            using var problem = JsonDocument.Parse(text);
            return problem.RootElement.GetProperty("detail").GetString() ?? text;
        }
        catch (Exception notAProblem) when (notAProblem is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return text.Length == 0 ? "nothing more" : text.ReplaceLineEndings(" ");
        }
    }
}
