using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Cohort.Dashboard.Outcomes;
using Cohort.Dashboard.Runs;
using Cohort.Dashboard.Safety;
using Cohort.Simulation.Output;
using Cohort.Simulation.Scenarios;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Cohort.Dashboard.Api;

/// <summary>A run to be started; as <c>application/yaml</c> the body is the scenario itself.</summary>
/// <param name="Scenario">Text of a scenario file.</param>
/// <param name="Patients">Number of virtual patients, in place of the scenario's.</param>
/// <param name="Years">Years simulated, in place of the scenario's.</param>
/// <param name="Seed">Key of every random number, in place of the scenario's.</param>
public sealed record NewRun(string Scenario, long? Patients, int? Years, ulong? Seed);

/// <summary>A run that was accepted.</summary>
/// <param name="Id">Its id.</param>
public sealed record AcceptedRun(string Id);

/// <summary>Tells that new outcomes are to be had.</summary>
/// <param name="Version">Rises with every new table.</param>
public sealed record TableNews(long Version);

/// <summary>Runs: list, start, follow, stop, go on, delete, and what came out.</summary>
internal static class RunsApi
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var runs = app.MapGroup("/api/runs");
        runs.MapGet("", (RunQueue queue) => queue.All());
        runs.MapPost("", StartAsync).Accepts<NewRun>("application/json", "application/yaml").Produces<AcceptedRun>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status400BadRequest);
        runs.MapGet("/{id}", (string id, RunQueue queue) => queue.View(id) is { } run ? Results.Ok(run) : Problems.NoRun(id)).Produces<RunView>();
        runs.MapDelete("/{id}", Delete).Produces(StatusCodes.Status204NoContent);
        runs.MapPost("/{id}/cancel", (string id, RunQueue queue) =>
            queue.View(id) is null ? Problems.NoRun(id)
            : queue.Find(id)?.Cancel() == true ? Told(queue, Results.NoContent())
            : Problems.Conflict("The run is not at work; nothing is left to stop.")).Produces(StatusCodes.Status204NoContent);
        runs.MapPost("/{id}/resume", (string id, RunQueue queue) =>
            queue.View(id) is not { } run ? Problems.NoRun(id)
            : run.Resumable && queue.Resume(id) != null ? Results.Accepted($"/api/runs/{id}", new AcceptedRun(id))
            : Problems.Conflict("The run cannot be gone on with: it is finished, at work, or of another version of the model.")).Produces<AcceptedRun>(StatusCodes.Status202Accepted);
        runs.MapGet("/{id}/outcomes", OutcomesAsync).Produces<RunSeries>();
        runs.MapGet("/{id}/pyramid", PyramidAsync).Produces<Pyramid>();
        runs.MapGet("/{id}/throughput", (string id, RunQueue queue) =>
            queue.View(id) is null ? Problems.NoRun(id) : Results.Ok(queue.Find(id)?.Throughput ?? [])).Produces<IReadOnlyList<ThroughputPoint>>();
        runs.MapGet("/{id}/events", (string id, RunQueue queue, CancellationToken aborted) =>
            queue.View(id) is null ? Problems.NoRun(id) : TypedResults.ServerSentEvents(FollowAsync(id, queue, aborted)));
        runs.MapGet("/{id}/files/{name}", (string id, string name, RunFolder folder) =>
            folder.FileOf(id, name) is { } file ? Results.File(file, ContentType(name), name, lastModified: File.GetLastWriteTimeUtc(file), enableRangeProcessing: true)
            : Problems.NotFound($"There is no file '{name}' of a run '{id}'."));
        runs.MapGet("/{id}/scenario", (string id, OpenRuns open, RunQueue queue) =>
            queue.View(id) is null ? Problems.NoRun(id) : Results.Text(ScenarioText.Of(queue.Find(id)?.Plan.Scenario ?? open.PlanOf(id).Scenario), "application/yaml"));
        app.MapGet("/api/events", (RunQueue queue, CancellationToken aborted) => TypedResults.ServerSentEvents(FollowAllAsync(queue, aborted)));
    }

    private static async Task<IResult> StartAsync(HttpRequest request, SafeScenarios scenarios, RunQueue queue, CancellationToken aborted)
    {
        NewRun wanted;
        if (request.HasJsonContentType())
        {
            wanted = await request.ReadFromJsonAsync<NewRun>(aborted).ConfigureAwait(false) ?? throw new BadHttpRequestException("The body is empty.");
            if (string.IsNullOrWhiteSpace(wanted.Scenario))
            {
                throw new BadHttpRequestException("'scenario' must hold the text of a scenario file.");
            }
        }
        else
        {
            using var reader = new StreamReader(request.Body);
            wanted = new NewRun(await reader.ReadToEndAsync(aborted).ConfigureAwait(false), null, null, null);
        }

        var overrides = new ScenarioOverrides(Text(wanted.Patients), Text(wanted.Years), Text(wanted.Seed));
        var run = queue.Submit(scenarios.Read(wanted.Scenario, overrides).Plan);
        return Results.Created($"/api/runs/{run.Id}", new AcceptedRun(run.Id));

        static string? Text(IFormattable? number) => number?.ToString(null, System.Globalization.CultureInfo.InvariantCulture);
    }

    private static IResult Delete(string id, RunQueue queue) =>
        queue.View(id) is null ? Problems.NoRun(id)
        : queue.Delete(id) ? Results.NoContent()
        : Problems.Conflict("The run is at work; cancel it first.");

    private static async Task<IResult> OutcomesAsync(
        string id, string? arm, string? stratum, string? outcomes, RunQueue queue, OpenRuns open, CancellationToken aborted)
    {
        if (queue.View(id) is not { } view)
        {
            return Problems.NoRun(id);
        }

        if (open.OutcomesOf(view) is { } kept)
        {
            return Results.Ok(RunSeries.Of(kept.Source, SeriesQuery.Parse(arm, stratum, outcomes, kept.Source.Scenario), 1, view.State == RunState.Completed, kept.Patients));
        }

        if (queue.Find(id) is not { State: RunState.Running } run)
        {
            return Problems.Conflict("The run has no outcomes yet: it is not at work, or waits for its turn.");
        }

        var query = SeriesQuery.Parse(arm, stratum, outcomes, run.Plan.Scenario);
        var answer = await run.Tables.AskAsync(
            $"outcomes {arm} {stratum} {outcomes}", (table, patients) => RunSeries.Of(table, query, run.TableVersion + 1, false, patients), aborted).ConfigureAwait(false);
        return answer != null ? Results.Ok(answer) : Problems.Conflict("The run has no outcomes yet.");
    }

    private static async Task<IResult> PyramidAsync(string id, string? arm, int? year, RunQueue queue, OpenRuns open, CancellationToken aborted)
    {
        if (queue.View(id) is not { } view)
        {
            return Problems.NoRun(id);
        }

        if (open.OutcomesOf(view) is { } kept)
        {
            return Results.Ok(Pyramid.Of(kept.Source, PyramidQuery.Parse(arm, year, kept.Source.Scenario)));
        }

        if (queue.Find(id) is not { State: RunState.Running } run)
        {
            return Problems.Conflict("The run has no outcomes yet: it is not at work, or waits for its turn.");
        }

        var query = PyramidQuery.Parse(arm, year, run.Plan.Scenario);
        var answer = await run.Tables.AskAsync($"pyramid {arm} {year}", (table, _) => Pyramid.Of(table, query), aborted).ConfigureAwait(false);
        return answer != null ? Results.Ok(answer) : Problems.Conflict("The run has no outcomes yet.");
    }

    private static async IAsyncEnumerable<SseItem<object>> FollowAsync(string id, RunQueue queue, [EnumeratorCancellation] CancellationToken aborted)
    {
        var told = 0L;
        while (queue.View(id) is { } view)
        {
            var run = queue.Find(id);
            var next = Task.WhenAny(run?.Changes.Next ?? queue.Changes.Next, queue.Changes.Next);
            var ended = view.State is not (RunState.Queued or RunState.Running);
            yield return new SseItem<object>(view, ended ? "end" : "progress");
            if (ended)
            {
                yield break;
            }

            if (run is { TableVersion: var version } && version > told)
            {
                told = version;
                yield return new SseItem<object>(new TableNews(version), "table");
            }

            await Task.WhenAny(next, Task.Delay(Pace, aborted)).ConfigureAwait(false);
            aborted.ThrowIfCancellationRequested();
        }
    }

    private static async IAsyncEnumerable<SseItem<object>> FollowAllAsync(RunQueue queue, [EnumeratorCancellation] CancellationToken aborted)
    {
        while (!aborted.IsCancellationRequested)
        {
            var next = queue.Changes.Next;
            yield return new SseItem<object>(queue.All(), "runs");
            await Task.WhenAny(next, Task.Delay(TimeSpan.FromSeconds(15), aborted)).ConfigureAwait(false);
            await Task.Delay(Pace, aborted).ConfigureAwait(false);
        }
    }

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    private static IResult Told(RunQueue queue, IResult result)
    {
        queue.Tell();
        return result;
    }

    private static string ContentType(string name) => Path.GetExtension(name) switch
    {
        ".csv" => "text/csv",
        ".json" => "application/json",
        ".html" => "text/html",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
}
