using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Cohort.Dashboard.BrowserTests;

/// <summary>What a person does with the dashboard, in a real browser.</summary>
public sealed partial class DashboardTests(Browser browser) : IClassFixture<Browser>
{
    private const string Small = """
        name: {0}
        question: Does a binder spare the arteries of people with kidney disease?
        population: nhanes
        patients: {1}
        years: 20
        arms:
          - name: usual-care
          - name: binder
            interventions:
              - what: phosphate_binder
        outcomes:
          strata: [age_band, sex]
          trajectories: 10
        """;

    [SkippableFact]
    public async Task ARunIsStartedWatchedCancelledAndResumed()
    {
        var errors = new List<string>();
        var page = await OpenAsync("/", errors);
        await page.GetByRole(AriaRole.Link, new() { Name = "New run" }).First.ClickAsync();
        await WriteAsync(page, "watched", 400_000);
        await PressRunAsync(page, "watched");

        // Curves are there while it runs, and their band narrows.
        var alive = page.Locator("[data-chart=alive]");
        await Expect(alive.Locator(".plot svg text").First).ToBeVisibleAsync();
        await alive.GetByRole(AriaRole.Button, new() { Name = "Table" }).ClickAsync();
        var cell = alive.Locator("tbody tr").Nth(10).Locator("td small").First;
        var first = await WidthAsync(cell);
        var patients = await page.GetByText("patients so far").InnerTextAsync();
        await Expect(page.GetByText("patients so far")).Not.ToHaveTextAsync(patients);
        for (var i = 0; i < 100 && await WidthAsync(cell) >= first; i++)
        {
            await page.WaitForTimeoutAsync(100);
        }

        Assert.True(await WidthAsync(cell) < first);
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(page.GetByText("cancelled")).ToBeVisibleAsync();

        // What was simulated so far is there still, for whoever comes to the page now, and said to be no more than that.
        await page.ReloadAsync();
        await Expect(page.GetByText("Partial: only the")).ToBeVisibleAsync();
        await Expect(alive.Locator(".plot svg text").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await Expect(page.Locator(".state.running")).ToBeVisibleAsync();
        await browser.ExplainAsync(page, Expect(page.Locator(".state.completed")).ToBeVisibleAsync());
        Assert.Empty(errors);
    }

    [SkippableFact]
    public async Task APatientIsOpenedAndQuestioned()
    {
        var errors = new List<string>();
        var page = await FinishedAsync("questioned", errors);
        await page.GotoAsync("/runs/questioned/patients/3");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Patient 3" })).ToBeVisibleAsync();
        var inhibitor = page.Locator("[data-chart=active-matrix-gla-protein]");
        await Expect(inhibitor.Locator(".plot svg text").First).ToBeVisibleAsync();
        await Expect(inhibitor.Locator(".legend li")).ToHaveCountAsync(2);
        await page.GetByLabel("Kind of care").SelectOptionAsync("warfarin");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await Expect(inhibitor.Locator(".legend li")).ToHaveCountAsync(3);
        await inhibitor.GetByRole(AriaRole.Button, new() { Name = "Table" }).ClickAsync();
        var year = inhibitor.Locator("tbody tr").Nth(6).Locator("td");
        Assert.True(await NumberAsync(year.Nth(2)) < await NumberAsync(year.Nth(0)), "warfarin lowers active matrix Gla protein");

        await page.GetByLabel("Age", new() { Exact = true }).FillAsync("70");
        await page.Locator("select[name=diabetes]").SelectOptionAsync("yes");
        await page.GetByRole(AriaRole.Button, new() { Name = "Find" }).ClickAsync();
        await page.Locator(".found a").First.ClickAsync();
        await Expect(page.GetByText("diabetes (HbA1c")).ToBeVisibleAsync();
        Assert.Empty(errors);
    }

    [SkippableFact]
    public async Task AMistakeIsMarkedAsItIsTyped()
    {
        var errors = new List<string>();
        var page = await OpenAsync("/scenario", errors);
        await TemplateAsync(page);
        await page.GetByLabel("Scenario (YAML)").FillAsync(Text("typed", 1000).Replace("years: 20", "yeers: 20"));
        await Expect(page.GetByText("did you mean 'years'")).ToBeVisibleAsync();
        await Expect(page.Locator(".editor li.marked")).ToHaveTextAsync("5");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true })).ToBeDisabledAsync();
        await page.GetByLabel("Scenario (YAML)").FillAsync(Text("typed", 1000));
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true })).ToBeEnabledAsync();
        await Expect(page.GetByText("patient-years.")).ToBeVisibleAsync();
        Assert.Empty(errors);
    }

    [SkippableFact]
    public async Task RunsAreComparedAndDownloaded()
    {
        var errors = new List<string>();
        var page = await FinishedAsync("compared-1", errors);
        await StartAsync(page, "compared-2", 3000);
        await page.GotoAsync("/compare?runs=compared-1");
        await page.GetByLabel("compared-2").CheckAsync();
        var chart = page.Locator("[data-chart=coronary-calcium-of-at-least-1-au]");
        await Expect(chart.Locator(".legend li")).ToHaveCountAsync(4);
        var csv = await DownloadAsync(page, chart.GetByRole(AriaRole.Button, new() { NameRegex = CsvButton() }));
        Assert.StartsWith("calendar year,compared-1: usual-care,", csv);
        Assert.Equal(1 + 21, csv.TrimEnd().Split('\n').Length);
        var svg = await DownloadAsync(page, chart.GetByRole(AriaRole.Button, new() { NameRegex = SvgButton() }));
        Assert.StartsWith("<svg", svg);
        await page.GotoAsync("/runs/compared-1");
        var pyramid = page.Locator("[data-chart=pyramid]");
        await Expect(pyramid.Locator("svg.pyramid line")).Not.ToHaveCountAsync(0);
        await pyramid.GetByRole(AriaRole.Button, new() { Name = "Table" }).ClickAsync();
        await Expect(pyramid.Locator("tbody tr")).ToHaveCountAsync(16);
        Assert.Equal("", await ViolationsAsync(page));
        var file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "summary.csv" }).ClickAsync());
        Assert.StartsWith("arm,stratum,outcome,value", await File.ReadAllTextAsync(await file.PathAsync()));
        Assert.Empty(errors);
    }

    [SkippableFact]
    public async Task DeletingAsksFirst()
    {
        var errors = new List<string>();
        var page = await FinishedAsync("deleted", errors);
        await page.GotoAsync("/");
        var card = page.Locator("[data-run=deleted]");
        await card.GetByRole(AriaRole.Button, new() { Name = "Delete deleted" }).ClickAsync();
        await card.GetByRole(AriaRole.Button, new() { Name = "Keep" }).ClickAsync();
        await Expect(card).ToBeVisibleAsync();
        await card.GetByRole(AriaRole.Button, new() { Name = "Delete deleted" }).ClickAsync();
        await card.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await Expect(card).ToHaveCountAsync(0);
        Assert.Empty(errors);
    }

    [SkippableFact]
    public async Task EveryPageIsAccessibleInBothThemesAndHoldsOnAPhone()
    {
        var errors = new List<string>();
        var first = await FinishedAsync("seen-1", errors);
        await StartAsync(first, "seen-2", 4000);
        var paths = new (string Name, string Path, string Shows)[]
        {
            ("runs", "/", "[data-run=seen-1]"),
            ("run", "/runs/seen-1", "figure.chart .plot svg text"),
            ("patient", "/runs/seen-1/patients/11", "figure.chart .plot svg text"),
            ("scenario", "/scenario", "aside .primary:enabled"),
            ("compare", "/compare?runs=seen-1,seen-2", "figure.chart .plot svg text"),
        };
        foreach (var (theme, width) in new[] { (ColorScheme.Light, 1400), (ColorScheme.Dark, 1400), (ColorScheme.Light, 360), (ColorScheme.Dark, 2560) })
        {
            foreach (var (name, path, shows) in paths)
            {
                var page = await OpenAsync(path, errors, theme, width);
                await page.Locator(shows).First.WaitForAsync(new() { State = WaitForSelectorState.Visible });
                await page.WaitForTimeoutAsync(300);
                await page.ScreenshotAsync(new() { Path = Path.Combine(Browser.Screenshots, $"{name}-{theme.ToString().ToLowerInvariant()}-{width}.png"), FullPage = true });
                Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), $"{name} is wider than {width} pixels");
                Assert.Equal("", await ViolationsAsync(page));
                await page.Context.CloseAsync();
            }
        }

        Assert.Empty(errors);
    }

    [SkippableFact]
    public async Task AReportNeedsNoNetworkAndPrints()
    {
        var folder = Directory.CreateTempSubdirectory("cohort-report-");
        var scenario = Path.Combine(folder.FullName, "reported.yaml");
        await File.WriteAllTextAsync(scenario, Text("reported", 3000));
        var run = Path.Combine(folder.FullName, "run");
        Assert.Equal(0, await CohortAsync("run", scenario, "--out", run, "--quiet"));
        Assert.Equal(0, await CohortAsync("report", run));
        var errors = new List<string>();
        var requests = new List<string>();
        var page = await OpenAsync("/", errors);
        var report = Path.Combine(run, "report.html");
        await page.GotoAsync("about:blank");
        page.Request += (_, request) => requests.Add(request.Url);
        await page.GotoAsync("file://" + report);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Provenance" })).ToBeVisibleAsync();
        Assert.Equal(["file://" + report], requests);
        Assert.True(await page.Locator("figure svg").CountAsync() >= 6);
        Assert.Equal("", await ViolationsAsync(page));
        await page.ScreenshotAsync(new() { Path = Path.Combine(Browser.Screenshots, "report.png"), FullPage = true });
        await page.PdfAsync(new() { Path = Path.Combine(Browser.Screenshots, "report.pdf"), Format = "A4" });
        Assert.InRange(new FileInfo(Path.Combine(Browser.Screenshots, "report.pdf")).Length, 20_000, 5_000_000);
        Assert.Empty(errors);
        folder.Delete(recursive: true);
    }

    [SkippableFact]
    public async Task TheFrontEndsUnitTestsPass()
    {
        Skip.If(browser.Missing != null, browser.Missing);
        Assert.Null(await Browser.TestFrontEndAsync());
    }

    [SkippableFact]
    public async Task ThePagesCanBeUsedByKeyboard()
    {
        var errors = new List<string>();
        var page = await OpenAsync("/", errors);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Runs" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByText("Skip to content")).ToBeFocusedAsync();
        for (var i = 0; i < 3; i++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        await Expect(page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "New run" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await browser.ArriveAsync(page, "/scenario");
        Assert.Empty(errors);
    }

    [GeneratedRegex("as CSV$")]
    private static partial Regex CsvButton();

    [GeneratedRegex("as SVG$")]
    private static partial Regex SvgButton();

    [GeneratedRegex(@"^\s*([-\d.,]+)")]
    private static partial Regex Leading();

    private static string Text(string name, int patients) => Small.Replace("{0}", name).Replace("{1}", patients.ToString(System.Globalization.CultureInfo.InvariantCulture));

    // Text typed before the template has come would be joined to it.
    private static Task TemplateAsync(IPage page) => Expect(page.GetByLabel("Scenario (YAML)")).Not.ToHaveValueAsync("");

    private static async Task WriteAsync(IPage page, string name, int patients)
    {
        await TemplateAsync(page);
        await page.GetByLabel("Scenario (YAML)").FillAsync(Text(name, patients));
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true })).ToBeEnabledAsync();
        await Expect(page.Locator("aside b")).ToHaveTextAsync(name);
    }

    private async Task StartAsync(IPage page, string name, int patients)
    {
        await page.GotoAsync("/scenario");
        await WriteAsync(page, name, patients);
        await PressRunAsync(page, name);
        await browser.ExplainAsync(page, Expect(page.Locator(".state.completed")).ToBeVisibleAsync());
    }

    private async Task PressRunAsync(IPage page, string name)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
        await browser.ArriveAsync(page, $"/runs/{name}");
    }

    // "12.3 to 14.5"
    private static async Task<double> WidthAsync(ILocator cell)
    {
        var ends = (await cell.InnerTextAsync()).Split(" to ");
        return double.Parse(ends[1], System.Globalization.CultureInfo.InvariantCulture) - double.Parse(ends[0], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task<double> NumberAsync(ILocator cell) =>
        double.Parse(Leading().Match(await cell.InnerTextAsync()).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<string> DownloadAsync(IPage page, ILocator button)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => button.ClickAsync());
        return await File.ReadAllTextAsync(await download.PathAsync());
    }

    private static async Task<string> ViolationsAsync(IPage page)
    {
        await page.EvaluateAsync(await File.ReadAllTextAsync(Browser.Axe));
        var result = await page.EvaluateAsync<JsonElement>("axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] })");
        return string.Join('\n', result.GetProperty("violations").EnumerateArray().Select(one =>
            $"{one.GetProperty("id").GetString()}: {one.GetProperty("nodes")[0].GetProperty("html").GetString()} {one.GetProperty("nodes")[0].GetProperty("failureSummary").GetString()}"));
    }

    private async Task<IPage> OpenAsync(string path, List<string> errors, ColorScheme scheme = ColorScheme.Light, int width = 1400)
    {
        Skip.If(browser.Missing != null, browser.Missing);
        return await browser.OpenAsync(path, errors, scheme, width);
    }

    private static Task<int> CohortAsync(params string[] args) => Cohort.Cli.CommandLineHost.RunAsync(
        Cohort.Cli.CohortCommands.CreateRoot(new Simulation.Running.EmbeddedEngineFactory()), args, TextWriter.Null, TextWriter.Null, CancellationToken.None);

    private async Task<IPage> FinishedAsync(string name, List<string> errors)
    {
        var page = await OpenAsync("/scenario", errors);
        await StartAsync(page, name, 4000);
        return page;
    }
}
