using System.Text.Json.Serialization;
using Cohort.Dashboard.Api;
using Cohort.Dashboard.Runs;
using Cohort.Dashboard.Safety;
using Cohort.Simulation.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cohort.Dashboard;

/// <summary>The web server: API, pages, metrics.</summary>
public static class DashboardHost
{
    private const string LoginPage =
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Cohort: token</title>" +
        "<h1>Cohort</h1><form method=\"post\" action=\"/login\"><p><label>Token <input name=\"token\" type=\"password\" autocomplete=\"current-password\" required autofocus></label> " +
        "<button>Open</button></p></form></html>";

    /// <summary>A server, ready to start.</summary>
    /// <param name="settings">Where things are and what is allowed.</param>
    /// <param name="engines">Makes the engines of runs.</param>
    /// <param name="urls">Addresses to listen on.</param>
    public static WebApplication Create(DashboardSettings settings, ISimulationEngineFactory engines, params IEnumerable<string> urls)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        Configure(builder, settings, engines);
        builder.WebHost.UseUrls([.. urls]);
        builder.WebHost.UseKestrelHttpsConfiguration();
        var app = builder.Build();
        Map(app);
        return app;
    }

    /// <summary>Puts a run of the same process into the queue.</summary>
    /// <param name="app">The server.</param>
    /// <param name="plan">What to run.</param>
    /// <param name="id">Name of its folder in the folder of results.</param>
    /// <param name="force">Whether an earlier run in that folder may be replaced.</param>
    /// <returns>The id that addresses the run.</returns>
    /// <exception cref="Simulation.RefusedInputException">The folder is in use, or not empty and <paramref name="force"/> is false.</exception>
    public static string Submit(WebApplication app, RunPlan plan, string id, bool force) => app.Services.GetRequiredService<RunQueue>().Submit(plan, id, force).Id;

    internal static void Configure(WebApplicationBuilder builder, DashboardSettings settings, ISimulationEngineFactory engines)
    {
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = settings.MaxRequestBytes;
        });
        var services = builder.Services;
        services.AddSingleton(settings);
        services.AddSingleton(engines);
        services.AddSingleton(new RunFolder(settings.Results));
        services.AddSingleton<RunQueue>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<RunQueue>());
        services.AddSingleton<OpenRuns>();
        services.AddSingleton<SafeScenarios>();
        services.AddSingleton<TokenGate>();
        services.AddSingleton<SameSite>();
        services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(10));
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
        services.AddProblemDetails();
        services.AddOpenApi(options => options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Cohort";
            document.Info.Description = "Runs, outcomes and patients of the Cohort simulator.";

            // The address differs from machine to machine.
            document.Servers = null;
            return Task.CompletedTask;
        }));
    }

    internal static void Map(WebApplication app)
    {
        app.UseExceptionHandler(handler => handler.Run(Problems.Answer));
        app.Use(SecurityHeaders.Add);
        app.Use(GuardAsync);
        AboutApi.Map(app);
        RunsApi.Map(app);
        PatientsApi.Map(app);
        ScenariosApi.Map(app);
        app.MapOpenApi();
        app.MapPost(Login, LogInAsync).ExcludeFromDescription().DisableAntiforgery();
        Pages.Map(app);
    }

    private const string Login = "/login";

    // Health is for load balancers, which know no token.
    private static async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        var (request, services) = (context.Request, context.RequestServices);
        if (services.GetRequiredService<SameSite>().Refuse(request) is { } why && request.Path != Login)
        {
            await Problems.Of(StatusCodes.Status403Forbidden, "Refused", why).ExecuteAsync(context);
        }
        else if (services.GetRequiredService<TokenGate>().Admits(request) || request.Path == "/healthz" || request.Path == SameSite.SessionPath || request.Path == Login)
        {
            await next(context);
        }
        else if (request.Path.StartsWithSegments("/api") || request.Path == "/metrics" || !request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            await Problems.Of(StatusCodes.Status401Unauthorized, "A token is needed", "Send 'Authorization: Bearer TOKEN', the token that 'cohort serve' was given.").ExecuteAsync(context);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync(LoginPage);
        }
    }

    private static async Task<IResult> LogInAsync(HttpRequest request, TokenGate gate)
    {
        var form = await request.ReadFormAsync().ConfigureAwait(false);
        if (!gate.IsToken(form["token"].ToString()))
        {
            return Results.Text(LoginPage, "text/html; charset=utf-8", statusCode: StatusCodes.Status401Unauthorized);
        }

        gate.Open(request.HttpContext.Response);
        return Results.Redirect("/");
    }
}
