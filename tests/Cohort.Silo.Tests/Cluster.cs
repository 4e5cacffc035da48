using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace Cohort.Silo.Tests;

/// <summary>Silos as processes of their own on one database, and clients of them.</summary>
internal sealed class Cluster(string connection) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "cohort-silo.dll");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cohort-cluster-");
    private readonly List<Member> _members = [];
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };

    public string Folder => _folder.FullName;

    public string Connection => connection;

    /// <summary>Where coordinators write.</summary>
    public string Results => Path.Combine(Folder, "results");

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async Task<Member[]> StartAsync(int silos)
    {
        var members = Enumerable.Range(0, silos).Select(_ => Start(FreePort(), FreePort())).ToArray();
        foreach (var member in members)
        {
            await ReadyAsync(member);
        }

        return members;
    }

    /// <summary>Starts silos where some were.</summary>
    public async Task RestartAsync(Member[] gone)
    {
        foreach (var member in gone.Select(one => Start(one.Port, one.Gateway)).ToArray())
        {
            await ReadyAsync(member);
        }
    }

    /// <summary>Kills a silo without warning.</summary>
    public void Kill(Member member)
    {
        member.Process.Kill();
        member.Process.WaitForExit();
        _members.Remove(member);
    }

    public Process Client(string scenario, string results, params string[] options) => Start("client",
        [Program, "run", scenario, "--out", results, "--cluster", connection, "--quiet", .. options]);

    /// <summary>Waits for a client.</summary>
    /// <returns>What it said of errors.</returns>
    public async Task<string> EndAsync(Process client, int expectedCode = 0)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var error = client.StandardError.ReadToEndAsync(patience.Token);
        await client.WaitForExitAsync(patience.Token);
        Assert.True(client.ExitCode == expectedCode, await error);
        return await error;
    }

    /// <summary>Waits until a run has folded some segments.</summary>
    public Task<JsonElement> RunAsync(string phase, int patients) => RunAsync(run => run.GetProperty("phase").GetString() == phase && run.GetProperty("patientsDone").GetInt64() >= patients);

    public async Task<JsonElement> RunAsync(Predicate<JsonElement> wanted)
    {
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < Patience)
        {
            foreach (var member in _members.ToArray())
            {
                try
                {
                    var cluster = await _http.GetFromJsonAsync<JsonElement>($"http://127.0.0.1:{member.Pages}/api/cluster");
                    foreach (var run in cluster.GetProperty("runs").EnumerateArray().Where(run => wanted(run)))
                    {
                        return run;
                    }
                }
                catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException or JsonException)
                {
                    // The silo is on its way up or down, or asks one that is.
                }
            }

            await Task.Delay(50);
        }

        throw new TimeoutException("No run came to the state waited for.");
    }

    public Member At(string silo) => _members.Single(member => silo.Contains(FormattableString.Invariant($":{member.Port}")));

    public Task<HttpResponseMessage> GetAsync(Member member, string path) => _http.GetAsync($"http://127.0.0.1:{member.Pages}{path}");

    public void Dispose()
    {
        foreach (var member in _members.ToArray())
        {
            Kill(member);
        }

        _http.Dispose();
        _folder.Delete(recursive: true);
    }

    private Member Start(int port, int gateway)
    {
        var pages = FreePort();
        string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
        var process = Start("silo",
        [
            Program, "silo", "--clustering", "postgres", "--connection", connection, "--threads", "1", "--results", Results,
            "--port", Text(port), "--gateway-port", Text(gateway), "--dashboard-port", Text(pages),
        ]);
        var member = new Member(process, port, gateway, pages, process.StandardOutput.ReadToEndAsync());
        _ = process.StandardError.ReadToEndAsync();
        _members.Add(member);
        return member;
    }

    private static Process Start(string _, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };

        // Losses are noticed within seconds instead of half a minute; what is stored is stored often.
        foreach (var (name, value) in new[]
        {
            ("ClusterMembership__ProbeTimeout", "00:00:01"), ("ClusterMembership__NumMissedProbesLimit", "2"), ("ClusterMembership__NumVotesForDeathDeclaration", "1"),
            ("ClusterMembership__TableRefreshTimeout", "00:00:02"), ("Reminders__MinimumReminderPeriod", "00:00:02"), ("Runs__ReminderPeriod", "00:00:03"), ("Runs__CheckpointInterval", "00:00:00.2"),
            ("ClusterMembership__IAmAliveTablePublishTimeout", "00:00:02"), ("ClusterMembership__NumMissedTableIAmAliveLimit", "2"), ("Reminders__RefreshReminderListPeriod", "00:00:05"),
        })
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private async Task ReadyAsync(Member member)
    {
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < Patience)
        {
            Assert.False(member.Process.HasExited, "a silo ended: " + (member.Process.HasExited ? await member.Output : ""));
            try
            {
                using var health = await GetAsync(member, "/health/ready");
                if (health.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("A silo did not become ready.");
    }

    internal sealed record Member(Process Process, int Port, int Gateway, int Pages, Task<string> Output);
}
