using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Cohort.Simulation.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;

namespace Cohort.Dashboard.BrowserTests;

/// <summary>A server with the built pages, and a real Chromium. Where Node.js or Chromium is missing <see cref="Missing"/> says so.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Chromiums = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    // Machines of continuous integration are slow and shared; a test that waits this long is still wrong.
    private const float PatienceMs = 90_000;

    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cohort-browser-");
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private WebApplication? _app;

    /// <summary>What these tests need and do not find; null where all is there.</summary>
    public string? Missing { get; private set; }

    public string Url { get; private set; } = "";

    /// <summary>Where screenshots go.</summary>
    public static string Screenshots { get; } = Directory.CreateDirectory(Path.Combine(Checkout.Root, "TestResults", "screenshots")).FullName;

    /// <summary>The accessibility rules that pages are held against.</summary>
    public static string Axe => Path.Combine(Web, "node_modules", "axe-core", "axe.min.js");

    private static string Web => Path.Combine(Checkout.Root, "src", "Cohort.Dashboard", "web");

    public async Task InitializeAsync()
    {
        var chromium = Chromiums.FirstOrDefault(File.Exists);
        Missing = chromium == null ? "Chromium is not installed (Debian: apt-get install chromium)." : await BuildPagesAsync();
        if (Missing != null)
        {
            return;
        }

        var settings = new DashboardSettings
        {
            Results = _folder.CreateSubdirectory("results").FullName,
            Scenarios = Path.Combine(Checkout.Root, "scenarios"),
            Data = _folder.CreateSubdirectory("data").FullName,

            // A processor is left to the browser.
            Threads = 1,
        };
        _app = DashboardHost.Create(settings, new EmbeddedEngineFactory(), "http://127.0.0.1:0");
        await _app.StartAsync();
        Url = _app.Urls.First();
        Assertions.SetDefaultExpectTimeout(PatienceMs);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = Flags });
    }

    /// <summary>Runs the front end's own unit tests.</summary>
    /// <returns>What failed; null if nothing did.</returns>
    public static async Task<string?> TestFrontEndAsync()
    {
        try
        {
            return await NpmAsync("test");
        }
        catch (InvalidOperationException failure)
        {
            return failure.Message;
        }
    }

    public async Task DisposeAsync()
    {
        if (_browser != null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_app != null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    /// <summary>A page whose errors end up in <paramref name="errors"/>.</summary>
    public async Task<IPage> OpenAsync(string path, List<string> errors, ColorScheme scheme = ColorScheme.Light, int width = 1400, int height = 1000)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = Url,
            ColorScheme = scheme,
            ViewportSize = new() { Width = width, Height = height },
            ReducedMotion = ReducedMotion.Reduce,
            BypassCSP = false,
        });
        context.SetDefaultTimeout(PatienceMs);
        context.SetDefaultNavigationTimeout(PatienceMs);
        var page = await context.NewPageAsync();
        page.PageError += (_, error) => errors.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("status of 409", StringComparison.Ordinal))
            {
                errors.Add(message.Text);
            }
        };
        await page.GotoAsync(path);
        return page;
    }

    /// <summary>Waits until a page is at an address of the server.</summary>
    /// <remarks>
    /// Playwright's own WaitForURLAsync loses a navigation that comes between its look at the address and its subscription to
    /// events, which in a new process or on a busy machine takes as long as a run takes to be started.
    /// </remarks>
    public Task ArriveAsync(IPage page, string path) => ExplainAsync(page, Assertions.Expect(page).ToHaveURLAsync(Url + path));

    /// <summary>Waits; if in vain, fails with what the page showed and which runs the server had.</summary>
    public async Task ExplainAsync(IPage page, Task wait)
    {
        try
        {
            await wait;
        }
        catch (Exception late) when (late is PlaywrightException or TimeoutException)
        {
            throw new Xunit.Sdk.XunitException($"The page: {await ShownAsync(page)}\nThe server's runs: {await RunsAsync()}\n{late.Message}", late);
        }
    }

    private static async Task<string> ShownAsync(IPage page)
    {
        var alerts = await page.GetByRole(AriaRole.Alert).AllInnerTextsAsync();
        var buttons = await page.Locator("main").GetByRole(AriaRole.Button).AllInnerTextsAsync();
        return $"{page.Url}; alerts: [{string.Join("; ", alerts)}]; buttons: [{string.Join("; ", buttons)}]";
    }

    // Over HTTP, so that a server that does not answer is seen too.
    private async Task<string> RunsAsync()
    {
        using var client = new HttpClient { BaseAddress = new Uri(Url), Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            var runs = await client.GetFromJsonAsync<JsonElement>("/api/runs");
            return string.Join(", ", runs.EnumerateArray().Select(run => $"{run.GetProperty("id")} {run.GetProperty("state")}"));
        }
        catch (Exception silent) when (silent is HttpRequestException or TaskCanceledException)
        {
            return $"no answer ({silent.Message})";
        }
    }

    // The pages are built once a checkout, and again after a change of their source.
    private static async Task<string?> BuildPagesAsync()
    {
        try
        {
            if (!Directory.Exists(Path.Combine(Web, "node_modules")) && await NpmAsync("ci --no-audit --no-fund") is { } install)
            {
                return install;
            }

            var built = new FileInfo(Path.Combine(Web, "dist", "index.html"));
            var newest = Directory.EnumerateFiles(Path.Combine(Web, "src"), "*", SearchOption.AllDirectories).Max(File.GetLastWriteTimeUtc);
            return built.Exists && built.LastWriteTimeUtc > newest ? null : await NpmAsync("run build");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "Node.js is not installed, so that the pages cannot be built.";
        }
    }

    private static async Task<string?> NpmAsync(string arguments)
    {
        using var npm = Process.Start(new ProcessStartInfo("npm", arguments) { WorkingDirectory = Web, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (npm.StandardOutput.ReadToEndAsync(), npm.StandardError.ReadToEndAsync());
        await npm.WaitForExitAsync();
        return npm.ExitCode == 0 ? null : throw new InvalidOperationException($"npm {arguments} failed: {await output}{await error}");
    }
}
