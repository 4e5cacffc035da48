using Cohort.Grains.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Orleans;
using Orleans.Runtime;

namespace Cohort.Silo;

/// <summary>Progress of the cluster's runs: a page at <c>/</c>, the same as JSON at <c>/api/cluster</c>.</summary>
internal static class ProgressPages
{
    private const string Page = """
        <!doctype html><html lang="en"><meta charset="utf-8"><title>Cohort cluster</title>
        <style>body{font:15px system-ui;margin:2rem;max-width:70rem}table{border-collapse:collapse;width:100%;margin-bottom:2rem}th,td{text-align:right;padding:.3rem .6rem;border-bottom:1px solid #ccc}th:first-child,td:first-child{text-align:left}progress{width:10rem}</style>
        <h1>Cohort cluster</h1><p><a href="dashboard">Orleans dashboard</a> · health: <a href="health/live">live</a>, <a href="health/ready">ready</a></p>
        <h2>Silos</h2><table id="silos"></table><h2>Runs</h2><table id="runs"></table>
        <script>
        let before;
        const number = value => Math.round(value).toLocaleString("en");
        const fill = (id, head, rows) => {
          const table = document.getElementById(id);
          table.replaceChildren();
          for (const cells of [head, ...rows]) {
            const row = table.insertRow();
            for (const cell of cells) row.appendChild(Object.assign(document.createElement(cells === head ? "th" : "td"), {textContent: cell}));
          }
        };
        async function show() {
          const now = await (await fetch("api/cluster")).json();
          const rate = silo => { const old = before?.silos.find(one => one.address === silo.address); return old ? number((silo.messages - old.messages) / 2) : ""; };
          fill("silos", ["silo", "activations", "messages/s", "processor %", "memory MB"],
            now.silos.map(silo => [silo.address, number(silo.activations), rate(silo), number(silo.processor), number(silo.memoryMb)]));
          fill("runs", ["run", "state", "patients", "of", "patient-years", "silo: workers, segments in flight, patient-years/s"],
            now.runs.map(run => [`${run.name} (${run.key})`, run.failure || run.phase, number(run.patientsDone), number(run.patientsTotal), number(run.patientYears),
              run.silos.map(silo => `${silo.silo}: ${silo.workers}, ${silo.segmentsInFlight}, ${number(silo.perSecond)}`).join("; ")]));
          before = now;
        }
        show(); setInterval(show, 2000);
        </script></html>
        """;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/", () => Results.Content(Page, "text/html"));
        app.MapGet("/api/cluster", async (IGrainFactory grains) => Results.Json(await TellAsync(grains)));
    }

    private static async Task<ClusterView> TellAsync(IGrainFactory grains)
    {
        var management = grains.GetGrain<IManagementGrain>(0);
        SiloAddress[] addresses = [.. (await management.GetHosts(onlyActive: true)).Keys];
        var statistics = await management.GetRuntimeStatistics(addresses);
        var silos = addresses.Zip(statistics, (address, one) => new SiloView(
            address.ToString(), one.ActivationCount, one.SentMessages + one.ReceivedMessages, one.EnvironmentStatistics.FilteredCpuUsagePercentage, one.EnvironmentStatistics.FilteredMemoryUsageBytes / 1e6));
        var keys = await grains.GetGrain<IRunBoardGrain>(0).GetRuns();
        var runs = await Task.WhenAll(keys.Select(async key => RunView.Of(key, await grains.GetGrain<IRunGrain>(key).GetProgress())));
        return new([.. silos], runs);
    }

    private sealed record ClusterView(SiloView[] Silos, RunView[] Runs);

    private sealed record SiloView(string Address, int Activations, long Messages, double Processor, double MemoryMb);

    private sealed record RunView(string Key, string Name, string Phase, string Failure, long PatientsDone, long PatientsTotal, long PatientYears, string Coordinator, SiloProgress[] Silos)
    {
        public static RunView Of(string key, RunProgress run) =>
            new(key, run.Name, run.Phase.ToString(), run.Failure, run.PatientsDone, run.PatientsTotal, run.PatientYears, run.Coordinator, run.Silos);
    }
}
