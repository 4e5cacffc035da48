using Cohort.Dashboard.Runs;
using Cohort.Dashboard.Safety;
using Cohort.Simulation;
using Cohort.Simulation.Scenarios;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Cohort.Dashboard.Api;

/// <summary>A scenario file that is offered to begin with.</summary>
/// <param name="Name">Name of the file without its ending; addresses it.</param>
/// <param name="Question">The question that it asks; empty where the file is not valid.</param>
/// <param name="Patients">Its number of patients.</param>
/// <param name="Arms">Its number of arms.</param>
/// <param name="Years">Its number of years.</param>
public sealed record ScenarioView(string Name, string Question, long Patients, int Arms, int Years);

/// <summary>What a run would cost.</summary>
/// <param name="PatientYears">Patients x years x arms.</param>
/// <param name="Seconds">Time by the pace of this server's last run, or a usual one.</param>
/// <param name="MemoryMb">Memory at most, MB.</param>
public sealed record CostEstimate(long PatientYears, double Seconds, double MemoryMb);

/// <summary>What the server says of a scenario's text.</summary>
/// <param name="Valid">Whether it can be run.</param>
/// <param name="Problems">What is wrong with it.</param>
/// <param name="Notes">What is worth knowing before it runs.</param>
/// <param name="Estimate">What it would cost; null where it is not valid.</param>
/// <param name="Name">Name of the scenario; empty where it is not valid.</param>
/// <param name="Arms">Names of the arms.</param>
/// <param name="Patients">Number of patients.</param>
/// <param name="Years">Number of years.</param>
public sealed record ScenarioCheck(
    bool Valid, IReadOnlyList<ProblemView> Problems, IReadOnlyList<string> Notes, CostEstimate? Estimate, string Name, IReadOnlyList<string> Arms, long Patients, int Years);

/// <summary>Scenarios: templates, and validation as somebody types.</summary>
internal static class ScenariosApi
{
    // Patient-years asked for, a second and a thread: what a run of one arm makes, start of the program included.
    private const double UsualPace = 2.5e6;
    private const double UsualStart = 1;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/scenarios", (DashboardSettings settings) => Files(settings).Select(Describe).ToArray());
        app.MapGet("/api/scenarios/{name}", (string name, DashboardSettings settings) =>
            Files(settings).FirstOrDefault(file => Path.GetFileNameWithoutExtension(file) == name) is { } file
                ? Results.Text(File.ReadAllText(file), "application/yaml") : Problems.NotFound($"There is no scenario '{name}'."));
        app.MapGet("/api/scenarios/schema", () => Results.Text(ScenarioSchema.Json(), "application/schema+json"));
        app.MapPost("/api/scenarios/check", CheckAsync).Accepts<string>("application/yaml").Produces<ScenarioCheck>();
    }

    private static IEnumerable<string> Files(DashboardSettings settings) =>
        Directory.Exists(settings.Scenarios) ? Directory.EnumerateFiles(settings.Scenarios, "*.yaml").Order(StringComparer.Ordinal) : [];

    private static ScenarioView Describe(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        try
        {
            var scenario = ScenarioFile.Read(file);
            return new ScenarioView(name, scenario.Question, scenario.Patients, scenario.Arms.Count, scenario.Years);
        }
        catch (RefusedInputException)
        {
            return new ScenarioView(name, "", 0, 0, 0);
        }
    }

    private static async Task<ScenarioCheck> CheckAsync(HttpRequest request, SafeScenarios scenarios, DashboardSettings settings, CancellationToken aborted)
    {
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync(aborted).ConfigureAwait(false);
        try
        {
            var loaded = scenarios.Read(text, new ScenarioOverrides());
            var scenario = loaded.Plan.Scenario;
            var patientYears = (long)Math.Min(long.MaxValue, (double)scenario.Patients * scenario.Years * scenario.Arms.Count);
            var seconds = UsualStart + (patientYears / (UsualPace * settings.Threads));
            return new ScenarioCheck(
                true,
                [],
                loaded.Notes,
                new CostEstimate(patientYears, Math.Round(seconds, 1), Math.Round(loaded.Plan.EstimateMemory(settings.Threads) / 1e6)),
                scenario.Name,
                [.. scenario.Arms.Select(arm => arm.Name)],
                scenario.Patients,
                scenario.Years);
        }
        catch (RefusedInputException refused)
        {
            return new ScenarioCheck(false, ProblemView.Of(refused), [], null, "", [], 0, 0);
        }
    }
}
