using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Cohort.Simulation.Running;
using Microsoft.AspNetCore.Builder;

namespace Cohort.Dashboard.Tests;

/// <summary>A real server on a free port of this machine, with a folder of its own.</summary>
internal sealed class Server : IAsyncDisposable
{
    public const string Tiny = """
        name: tiny
        question: Does anything happen?
        population: nhanes
        patients: 600
        years: 4
        start_year: 2018
        seed: 7
        arms:
          - name: usual-care
          - name: binder
            interventions:
              - what: phosphate_binder
                who: {ckd_stage: [G3a, G3b, G4, G5]}
        outcomes:
          strata: [age_band, sex]
          trajectories: 5
        """;

    /// <summary>Takes minutes: to be cancelled.</summary>
    public static readonly string Long = Tiny.Replace("name: tiny", "name: long").Replace("patients: 600", "patients: 20000000").Replace("years: 4", "years: 60");

    private readonly DirectoryInfo _folder;
    private readonly WebApplication _app;

    private Server(DirectoryInfo folder, WebApplication app, HttpClient client) => (_folder, _app, Client) = (folder, app, client);

    public HttpClient Client { get; }

    public string Results => Path.Combine(_folder.FullName, "results");

    public string Data => Path.Combine(_folder.FullName, "data");

    public string Root => _folder.FullName;

    public string Url => Client.BaseAddress!.ToString();

    public static async Task<Server> StartAsync(Func<DashboardSettings, DashboardSettings>? change = null, string? folder = null)
    {
        var root = folder == null ? Directory.CreateTempSubdirectory("cohort-server-") : new DirectoryInfo(folder);
        var settings = new DashboardSettings
        {
            Results = Path.Combine(root.FullName, "results"),
            Scenarios = Path.Combine(root.FullName, "scenarios"),
            Data = Path.Combine(root.FullName, "data"),
            Threads = 2,
        };
        foreach (var needed in new[] { settings.Results, settings.Scenarios, settings.Data })
        {
            Directory.CreateDirectory(needed);
        }

        await File.WriteAllTextAsync(Path.Combine(settings.Scenarios, "tiny.yaml"), Tiny);
        settings = change?.Invoke(settings) ?? settings;
        var app = DashboardHost.Create(settings, new EmbeddedEngineFactory(), "http://127.0.0.1:0");
        await app.StartAsync();
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(app.Urls.First()) };
        client.DefaultRequestHeaders.Add("X-Cohort", "1");
        return new Server(root, app, client);
    }

    /// <summary>Stops the server and leaves its folder, as a restart finds it.</summary>
    public async Task<string> StopAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Client.Dispose();
        return Root;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Delete(recursive: true);
    }

    public async Task<string> RunAsync(string scenario = Tiny)
    {
        var id = await SubmitAsync(scenario);
        await UntilAsync(id, "completed");
        return id;
    }

    public async Task<string> SubmitAsync(string scenario)
    {
        using var response = await PostYamlAsync("/api/runs", scenario);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    public Task<HttpResponseMessage> PostYamlAsync(string path, string text) =>
        Client.PostAsync(path, new StringContent(text, new MediaTypeHeaderValue("application/yaml")));

    public async Task<JsonElement> UntilAsync(string id, string state)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var run = await Client.GetFromJsonAsync<JsonElement>($"/api/runs/{id}", patience.Token);
            if (run.GetProperty("state").GetString() == state)
            {
                return run;
            }

            await Task.Delay(20, patience.Token);
        }
    }
}
