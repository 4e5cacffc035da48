using System.Globalization;
using System.Text;
using Cohort.Dashboard.Outcomes;
using Cohort.Dashboard.Runs;
using Cohort.Dashboard.Safety;
using Cohort.Physiology.Treatments;
using Cohort.Simulation.Output;
using Cohort.Simulation.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Cohort.Dashboard.Api;

/// <summary>What this server is.</summary>
/// <param name="Program">Version of the program.</param>
/// <param name="ModelVersion">Version of the model.</param>
/// <param name="Engine">What simulates.</param>
/// <param name="Threads">Worker threads of a run.</param>
/// <param name="ResultsFolder">Name of the folder of results.</param>
/// <param name="MaxRunning">Runs simulated at the same time.</param>
/// <param name="MaxQueued">Runs that may wait.</param>
/// <param name="TokenRequired">Whether a token is asked for.</param>
public sealed record AboutView(string Program, int ModelVersion, string Engine, int Threads, string ResultsFolder, int MaxRunning, int MaxQueued, bool TokenRequired);

/// <summary>What a name in files or charts means.</summary>
/// <param name="Name">The name.</param>
/// <param name="Unit">Unit; empty where there is none.</param>
/// <param name="Meaning">What it says.</param>
/// <param name="Table">File it is a column of, or <c>series</c> for outcomes of charts.</param>
/// <param name="Group">State group of a patient's variable; empty for others.</param>
public sealed record DictionaryEntry(string Name, string Unit, string Meaning, string Table, string Group);

/// <summary>A kind of intervention.</summary>
/// <param name="What">Name in scenarios.</param>
/// <param name="Meaning">What it does.</param>
/// <param name="Unit">Unit of the dose; empty where a dose has no meaning.</param>
/// <param name="DoseMeaning">What the dose is.</param>
/// <param name="UsualDose">Dose where none is named.</param>
/// <param name="MinDose">Lowest dose allowed.</param>
/// <param name="MaxDose">Highest dose allowed.</param>
public sealed record InterventionView(string What, string Meaning, string Unit, string DoseMeaning, float UsualDose, float MinDose, float MaxDose);

/// <summary>A token that was typed in.</summary>
/// <param name="Token">The token.</param>
public sealed record SessionRequest(string Token);

/// <summary>The server about itself: versions, dictionary, health, metrics, login.</summary>
internal static class AboutApi
{
    private const string SeriesTable = "series";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/about", (DashboardSettings settings, ISimulationEngineFactory engines) => new AboutView(
            RunJson.ProgramVersion, ModelVersion.Current, engines.Name, settings.Threads, Path.GetFileName(Path.GetFullPath(settings.Results)), settings.MaxRunning, settings.MaxQueued, settings.Token != null));
        app.MapGet("/api/dictionary", Dictionary);
        app.MapGet("/api/interventions", () => Interventions.All.Select(one => new InterventionView(
            one.Name, one.Meaning, one.DoseUnit, one.DoseMeaning, one.DefaultDose, one.MinDose, one.MaxDose)).ToArray());
        app.MapPost(SameSite.SessionPath, (SessionRequest request, TokenGate gate, HttpResponse response) =>
        {
            if (!gate.IsToken(request.Token ?? ""))
            {
                return Problems.Of(StatusCodes.Status401Unauthorized, "Wrong token", "That is not the token of this server.");
            }

            gate.Open(response);
            return Results.NoContent();
        });
        app.MapGet("/healthz", () => Results.Text("healthy\n")).ExcludeFromDescription();
        app.MapGet("/metrics", (RunQueue queue) => Results.Text(Metrics(queue.Counts), "text/plain; version=0.0.4")).ExcludeFromDescription();
    }

    internal static DictionaryEntry[] Dictionary() =>
    [
        .. OutputDictionary.Tables.SelectMany(table => table.Columns.Select(column => new DictionaryEntry(column.Name, column.Unit, column.Meaning, table.Name, GroupOf(table.Name, column.Name)))),
        .. YearlyOutcome.All.Select(outcome => new DictionaryEntry(outcome.Name, outcome.Unit, outcome.Meaning, SeriesTable, "")),
    ];

    private static string GroupOf(string table, string column) => table != RunFiles.Trajectories ? ""
        : Physiology.State.Variables.All.FirstOrDefault(variable => variable.Name == column)?.Group ?? "";

    private static string Metrics(RunCounts counts)
    {
        var text = new StringBuilder();
        Add("cohort_runs_queued", "gauge", "Runs that wait for their turn.", counts.Queued);
        Add("cohort_runs_running", "gauge", "Runs that are simulated now.", counts.Running);
        Add("cohort_runs_completed_total", "counter", "Runs completed since the start.", counts.Completed);
        Add("cohort_runs_failed_total", "counter", "Runs failed since the start.", counts.Failed);
        Add("cohort_runs_cancelled_total", "counter", "Runs cancelled since the start.", counts.Cancelled);
        Add("cohort_patient_years_total", "counter", "Patient-years simulated since the start.", counts.PatientYears);
        Add("cohort_segments_total", "counter", "Segments of patients folded since the start.", counts.Segments);
        Add("cohort_patients_total", "counter", "Patients simulated since the start.", counts.Patients);
        Add("process_resident_memory_bytes", "gauge", "Working set.", Environment.WorkingSet);
        return text.ToString();

        void Add(string name, string type, string help, long value) =>
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n{name} {value}\n");
    }
}
