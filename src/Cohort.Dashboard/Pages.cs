using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.FileProviders;

namespace Cohort.Dashboard;

/// <summary>The front end's files: beside the program when it is published, in the source tree when it is run from a checkout.</summary>
public static class Pages
{
    private const string Published = "dashboard";
    private const string Index = "index.html";
    private static readonly string Source = Path.Combine("src", "Cohort.Dashboard", "web");

    /// <summary>The folder that holds the built front end; null where there is none.</summary>
    public static string? Folder => Folders().FirstOrDefault(folder => File.Exists(Path.Combine(folder, Index)));

    /// <summary>Builds the front end where this program runs from a checkout that does not have it yet.</summary>
    /// <param name="tell">Told, in one line each, what is done or why not.</param>
    public static async Task BuildIfMissingAsync(Action<string> tell)
    {
        if (Folder != null || SourceFolder() is not { } source)
        {
            return;
        }

        tell("Building the pages (once; npm ci, vite build) ...");
        foreach (var arguments in new[] { "ci --no-audit --no-fund", "run build" })
        {
            try
            {
                using var npm = Process.Start(new ProcessStartInfo("npm", arguments) { WorkingDirectory = source, RedirectStandardOutput = true, RedirectStandardError = true })!;
                var (output, error) = (npm.StandardOutput.ReadToEndAsync(), npm.StandardError.ReadToEndAsync());
                await npm.WaitForExitAsync().ConfigureAwait(false);
                if (npm.ExitCode != 0)
                {
                    tell($"'npm {arguments}' failed in {source}: {(await error.ConfigureAwait(false) + await output.ConfigureAwait(false)).Trim().Split('\n')[^1]}");
                    return;
                }
            }
            catch (System.ComponentModel.Win32Exception)
            {
                tell("Node.js is not installed, so there are no pages; the API works. Install Node.js 20 or newer and start again.");
                return;
            }
        }
    }

    internal static void Map(WebApplication app)
    {
        if (Folder is { } folder)
        {
            var files = new PhysicalFileProvider(folder);
            app.UseStaticFiles(new StaticFileOptions
            {
                FileProvider = files,
                OnPrepareResponse = context => context.Context.Response.Headers.CacheControl =
                    context.Context.Request.Path.StartsWithSegments("/assets") ? "public, max-age=31536000, immutable" : "no-cache",
            });
        }

        app.MapFallback(async context =>
        {
            if (context.Request.Path.StartsWithSegments("/api") || !HttpMethods.IsGet(context.Request.Method))
            {
                await Api.Problems.NotFound("There is nothing at this address.").ExecuteAsync(context);
                return;
            }

            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.Headers.CacheControl = "no-cache";
            await (Folder is { } built ? context.Response.SendFileAsync(Path.Combine(built, Index)) : context.Response.WriteAsync(NoPages));
        });
    }

    private const string NoPages =
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Cohort</title><h1>Cohort</h1><p>The server runs, but its pages are not built. " +
        "Install <a href=\"https://nodejs.org\">Node.js</a> 20 or newer and start <code>cohort serve</code> again, or run <code>npm ci</code> and " +
        "<code>npm run build</code> in <code>src/Cohort.Dashboard/web</code>.</p><p>The API is described at <a href=\"/openapi/v1.json\">/openapi/v1.json</a>.</p></html>";

    private static IEnumerable<string> Folders()
    {
        yield return Path.Combine(AppContext.BaseDirectory, Published);
        if (SourceFolder() is { } source)
        {
            yield return Path.Combine(source, "dist");
        }
    }

    private static string? SourceFolder()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at != null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, Source, "package.json")))
            {
                return Path.Combine(at.FullName, Source);
            }
        }

        return null;
    }
}
