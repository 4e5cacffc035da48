using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Cohort.Dashboard.Tests;

public sealed class RunsApiTests
{
    [Fact]
    public async Task ARunIsSimulatedListedAndGivesTheBytesOfTheCommandLine()
    {
        await using var server = await Server.StartAsync();
        var id = await server.RunAsync();
        Assert.Equal("tiny", id);
        var run = Assert.Single((await server.Client.GetFromJsonAsync<JsonElement>("/api/runs")).EnumerateArray());
        Assert.Equal("completed", run.GetProperty("state").GetString());
        Assert.Equal(600, run.GetProperty("patientsDone").GetInt64());
        Assert.Equal(["usual-care", "binder"], run.GetProperty("arms").EnumerateArray().Select(arm => arm.GetString()));

        var file = Path.Combine(server.Root, "tiny.yaml");
        await File.WriteAllTextAsync(file, Server.Tiny);
        var alone = Path.Combine(server.Root, "alone");
        Assert.Equal(0, await Cli("run", file, "--out", alone, "--quiet"));
        foreach (var name in new[] { "outcomes.csv", "summary.csv", "comparisons.csv", "replicates.csv", "trajectories.csv", "events.csv", "run.json" })
        {
            Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(alone, name)), await server.Client.GetByteArrayAsync($"/api/runs/{id}/files/{name}"));
        }
    }

    [Fact]
    public async Task TheCommandLineHandsARunToAServerAndFetchesTheSameBytes()
    {
        await using var server = await Server.StartAsync();
        var file = Path.Combine(server.Root, "tiny.yaml");
        await File.WriteAllTextAsync(file, Server.Tiny);
        Assert.Equal(0, await Cli("run", file, "--out", Path.Combine(server.Root, "alone"), "--quiet", "--patients", "700"));
        Assert.Equal(0, await Cli("run", file, "--out", Path.Combine(server.Root, "fetched"), "--quiet", "--patients", "700", "--server", server.Url));
        foreach (var name in new[] { "outcomes.csv", "summary.csv", "comparisons.csv", "trajectories.csv", "events.csv", "run.json", "plan.bin" })
        {
            Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(server.Root, "alone", name)), await File.ReadAllBytesAsync(Path.Combine(server.Root, "fetched", name)));
        }
    }

    [Fact]
    public async Task TheCommandLineSaysWhatAServerRefuses()
    {
        await using var server = await Server.StartAsync();
        var file = Path.Combine(server.Root, "people.yaml");
        await File.WriteAllTextAsync(file, Server.Tiny.Replace("population: nhanes", "population: {file: ../secret.csv}"));
        var error = new StringWriter();
        Assert.Equal(2, await Cli(error, "run", file, "--out", Path.Combine(server.Root, "fetched"), "--server", server.Url));
        Assert.Contains("inside the server's data folder", error.ToString());
        Assert.False(Directory.Exists(Path.Combine(server.Root, "fetched")));
    }

    [Fact]
    public async Task AnUnreachableServerIsOneClearError()
    {
        var error = new StringWriter();
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, Server.Tiny);
        Assert.Equal(1, await Cli(error, "run", file, "--server", "http://127.0.0.1:1", "--out", Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString())));
        Assert.StartsWith("cohort: No answer from http://127.0.0.1:1/", error.ToString());
        File.Delete(file);
    }

    [Fact]
    public async Task ARefusedScenarioIsToldWithLineAndColumn()
    {
        await using var server = await Server.StartAsync();
        using var response = await server.PostYamlAsync("/api/runs", Server.Tiny.Replace("patients: 600", "patient: 600"));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        var first = problem.GetProperty("problems")[0];
        Assert.Equal(4, first.GetProperty("line").GetInt32());
        Assert.Contains("did you mean 'patients'", first.GetProperty("message").GetString());
        Assert.Empty((await server.Client.GetFromJsonAsync<JsonElement>("/api/runs")).EnumerateArray());
    }

    [Fact]
    public async Task JsonMayOverrideTheScenario()
    {
        await using var server = await Server.StartAsync();
        using var response = await server.Client.PostAsJsonAsync("/api/runs", new { scenario = Server.Tiny, patients = 300, seed = 9 });
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var run = await server.UntilAsync("tiny", "completed");
        Assert.Equal((300, "9"), (run.GetProperty("patients").GetInt64(), run.GetProperty("seed").GetString()));
    }

    [Fact]
    public async Task RunsWaitForEachOtherAndTheQueueHasALimit()
    {
        await using var server = await Server.StartAsync(settings => settings with { MaxQueued = 1 });
        var first = await server.SubmitAsync(Server.Long);
        await server.UntilAsync(first, "running");
        var second = await server.SubmitAsync(Server.Tiny);
        var waiting = await server.UntilAsync(second, "queued");
        Assert.Equal(1, waiting.GetProperty("queuePosition").GetInt32());
        using var third = await server.PostYamlAsync("/api/runs", Server.Tiny);
        Assert.Equal(HttpStatusCode.TooManyRequests, third.StatusCode);
        using var cancelled = await server.Client.PostAsync($"/api/runs/{first}/cancel", null);
        Assert.Equal(HttpStatusCode.NoContent, cancelled.StatusCode);
        await server.UntilAsync(second, "completed");
        Assert.True((await server.UntilAsync(first, "cancelled")).GetProperty("resumable").GetBoolean());
    }

    [Fact]
    public async Task ACancelledRunGoesOnToTheSameBytes()
    {
        // Long enough to be stopped in the midst: many segments.
        var scenario = Server.Tiny.Replace("patients: 600", "patients: 60000").Replace("years: 4", "years: 20");
        await using var server = await Server.StartAsync(settings => settings with { Threads = 1 });
        var whole = await server.RunAsync(scenario);
        var id = await server.SubmitAsync(scenario);
        Assert.Equal("tiny-2", id);
        while ((await server.Client.GetFromJsonAsync<JsonElement>($"/api/runs/{id}")).GetProperty("segmentsDone").GetInt32() == 0)
        {
            await Task.Delay(5);
        }

        using var cancelled = await server.Client.PostAsync($"/api/runs/{id}/cancel", null);
        var stopped = await server.UntilAsync(id, "cancelled");
        Assert.InRange(stopped.GetProperty("patientsDone").GetInt64(), 1, 59_999);
        using var resumed = await server.Client.PostAsync($"/api/runs/{id}/resume", null);
        Assert.Equal(HttpStatusCode.Accepted, resumed.StatusCode);
        await server.UntilAsync(id, "completed");
        Assert.Equal(
            await server.Client.GetByteArrayAsync($"/api/runs/{whole}/files/run.json"), await server.Client.GetByteArrayAsync($"/api/runs/{id}/files/run.json"));
    }

    [Fact]
    public async Task ARunThatWasStoppedShowsWhatItsCheckpointHas()
    {
        var first = await Server.StartAsync(settings => settings with { Threads = 1 });
        var id = await first.SubmitAsync(Server.Tiny.Replace("name: tiny", "name: stopped").Replace("patients: 600", "patients: 2000000").Replace("years: 4", "years: 20"));
        await first.UntilAsync(id, "running");
        using var early = await first.Client.PostAsync($"/api/runs/{await first.SubmitAsync(Server.Tiny)}/cancel", null);
        using var nothing = await first.Client.GetAsync("/api/runs/tiny/outcomes");
        Assert.Equal(HttpStatusCode.Conflict, nothing.StatusCode);

        // What was shown once is in the checkpoint too.
        while (await ShownAsync() == 0)
        {
            await Task.Delay(20);
        }

        using var cancelled = await first.Client.PostAsync($"/api/runs/{id}/cancel", null);
        var run = await first.UntilAsync(id, "cancelled");
        var outcomes = await first.Client.GetFromJsonAsync<JsonElement>($"/api/runs/{id}/outcomes?outcomes=survival");
        Assert.False(outcomes.GetProperty("complete").GetBoolean());
        var patients = outcomes.GetProperty("patients").GetInt64();
        Assert.InRange(patients, 1, run.GetProperty("patientsDone").GetInt64());
        var pyramid = await first.Client.GetFromJsonAsync<JsonElement>($"/api/runs/{id}/pyramid?year=0");
        Assert.Equal(patients, pyramid.GetProperty("bands").EnumerateArray().Sum(band => band.GetProperty("people").GetInt64()));

        // Another process finds the same on the disk.
        var text = await first.Client.GetStringAsync($"/api/runs/{id}/outcomes");
        await using var second = await Server.StartAsync(folder: await first.StopAsync());
        var found = await second.UntilAsync(id, "interrupted");
        Assert.Equal(text, await second.Client.GetStringAsync($"/api/runs/{id}/outcomes"));

        // So does its progress, in the list too, and while the run waits for another to go on.
        Assert.Equal((patients, run.GetProperty("segmentsTotal").GetInt32()), (found.GetProperty("patientsDone").GetInt64(), found.GetProperty("segmentsTotal").GetInt32()));
        var segments = found.GetProperty("segmentsDone").GetInt32();
        Assert.InRange(segments, 1, found.GetProperty("segmentsTotal").GetInt32() - 1);
        Assert.InRange(found.GetProperty("patientYears").GetInt64(), 1, run.GetProperty("patientYears").GetInt64());
        var runs = await second.Client.GetFromJsonAsync<JsonElement>("/api/runs");
        Assert.Contains(runs.EnumerateArray(), one => one.GetProperty("id").GetString() == id && one.GetProperty("patientsDone").GetInt64() == patients);
        await second.UntilAsync(await second.SubmitAsync(Server.Long), "running");
        using var resumed = await second.Client.PostAsync($"/api/runs/{id}/resume", null);
        var waits = await second.UntilAsync(id, "queued");
        Assert.Equal((patients, segments), (waits.GetProperty("patientsDone").GetInt64(), waits.GetProperty("segmentsDone").GetInt32()));

        async Task<long> ShownAsync()
        {
            using var answer = await first.Client.GetAsync($"/api/runs/{id}/outcomes?outcomes=survival");
            return answer.IsSuccessStatusCode ? (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("patients").GetInt64() : 0;
        }
    }

    [Fact]
    public async Task ARestartShowsInterruptedRunsAsResumable()
    {
        var first = await Server.StartAsync();
        var id = await first.SubmitAsync(Server.Long);
        await first.UntilAsync(id, "running");
        var folder = await first.StopAsync();
        await using var second = await Server.StartAsync(folder: folder);
        var run = await second.UntilAsync(id, "interrupted");
        Assert.True(run.GetProperty("resumable").GetBoolean());
        using var resumed = await second.Client.PostAsync($"/api/runs/{id}/resume", null);
        Assert.Equal(HttpStatusCode.Accepted, resumed.StatusCode);
        await second.UntilAsync(id, "running");
    }

    [Fact]
    public async Task ARunAtWorkIsNotDeletedAFinishedOneIs()
    {
        await using var server = await Server.StartAsync();
        var id = await server.SubmitAsync(Server.Long);
        await server.UntilAsync(id, "running");
        using var refused = await server.Client.DeleteAsync($"/api/runs/{id}");
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        using var cancelled = await server.Client.PostAsync($"/api/runs/{id}/cancel", null);
        await server.UntilAsync(id, "cancelled");
        using var deleted = await server.Client.DeleteAsync($"/api/runs/{id}");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.False(Directory.Exists(Path.Combine(server.Results, id)));
        using var gone = await server.Client.GetAsync($"/api/runs/{id}");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task FilesAreServedInRanges()
    {
        await using var server = await Server.StartAsync();
        var id = await server.RunAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/runs/{id}/files/outcomes.csv");
        request.Headers.Range = new RangeHeaderValue(0, 2);
        using var response = await server.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal("arm", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task EventsTellProgressAndEnd()
    {
        await using var server = await Server.StartAsync();
        var id = await server.SubmitAsync(Server.Tiny.Replace("patients: 600", "patients: 30000"));
        var text = await server.Client.GetStringAsync($"/api/runs/{id}/events");
        Assert.Contains("event: progress", text);
        Assert.Contains("event: end", text);
        Assert.Contains("\"state\":\"completed\"", text.Split("event: end")[1]);
    }

    [Fact]
    public async Task ABrowserThatGoesAwayHurtsNobody()
    {
        await using var server = await Server.StartAsync();
        var id = await server.SubmitAsync(Server.Tiny.Replace("patients: 600", "patients: 100000"));
        for (var i = 0; i < 20; i++)
        {
            using var impatient = new CancellationTokenSource(30 + i);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => server.Client.GetStringAsync($"/api/runs/{id}/events", impatient.Token));
        }

        await server.UntilAsync(id, "completed");
    }

    [Fact]
    public async Task TheScenarioOfARunRunsAgainToTheSamePlan()
    {
        await using var server = await Server.StartAsync();
        var id = await server.RunAsync();
        var again = await server.RunAsync(await server.Client.GetStringAsync($"/api/runs/{id}/scenario"));
        Assert.NotEqual(id, again);
        Assert.Equal(
            (await server.UntilAsync(id, "completed")).GetProperty("planId").GetString(), (await server.UntilAsync(again, "completed")).GetProperty("planId").GetString());
    }

    [Fact]
    public async Task MetricsCountWhatWasDone()
    {
        await using var server = await Server.StartAsync();
        await server.RunAsync();
        while (!(await server.Client.GetStringAsync("/metrics")).Contains("cohort_runs_completed_total 1\n"))
        {
            await Task.Delay(10);
        }

        var metrics = await server.Client.GetStringAsync("/metrics");
        Assert.Contains("cohort_patients_total 600\n", metrics);
        Assert.Contains("# TYPE cohort_patient_years_total counter\n", metrics);
        Assert.Equal("healthy\n", await server.Client.GetStringAsync("/healthz"));
    }

    private static Task<int> Cli(params string[] args) => Cli(TextWriter.Null, args);

    private static Task<int> Cli(TextWriter error, params string[] args) => Cohort.Cli.CommandLineHost.RunAsync(
        Cohort.Cli.CohortCommands.CreateRoot(new Simulation.Running.EmbeddedEngineFactory()), args, TextWriter.Null, error, CancellationToken.None);
}
