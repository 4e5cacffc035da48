using Cohort.Dashboard.Patients;
using Cohort.Dashboard.Runs;
using Cohort.Simulation.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Cohort.Dashboard.Api;

/// <summary>Patients of a run, simulated again, alone, to the same bits.</summary>
internal static class PatientsApi
{
    private const int MostFound = 100;

    public static void Map(IEndpointRouteBuilder app)
    {
        var patients = app.MapGroup("/api/runs/{id}/patients");
        patients.MapGet("", Find).Produces<IReadOnlyList<PatientAtBaseline>>();
        patients.MapGet("/{number:long}", (string id, long number, string? arm, RunQueue queue, OpenRuns open) =>
            With(id, number, queue, open, plan => View(plan, number, arm))).Produces<PatientView>();
        patients.MapPost("/{number:long}/what-if", (string id, long number, [FromBody] WhatIf change, RunQueue queue, OpenRuns open) =>
            With(id, number, queue, open, plan => View(change.Apply(plan), number, null))).Produces<PatientView>();
    }

    private static IResult Find(string id, string? like, int? limit, RunQueue queue, OpenRuns open, CancellationToken aborted) =>
        queue.View(id) is null ? Problems.NoRun(id)
        : Results.Ok(SomeoneLike.Parse(like ?? "").Find(PlanOf(id, queue, open), Math.Clamp(limit ?? 20, 1, MostFound), aborted));

    private static IResult With(string id, long number, RunQueue queue, OpenRuns open, Func<RunPlan, PatientView> answer)
    {
        if (queue.View(id) is not { } run)
        {
            return Problems.NoRun(id);
        }

        return number < 0 || number >= run.Patients
            ? Problems.NotFound(FormattableString.Invariant($"The patients of run '{id}' are 0 to {run.Patients - 1}; found {number}."))
            : Results.Ok(answer(PlanOf(id, queue, open)));
    }

    private static RunPlan PlanOf(string id, RunQueue queue, OpenRuns open) => queue.Find(id)?.Plan ?? open.PlanOf(id);

    private static PatientView View(RunPlan plan, long number, string? arm)
    {
        int? only = arm is null or "" ? null : Outcomes.SeriesQuery.ArmNamed(arm, plan.Scenario);
        var histories = SegmentSimulator.Create().Histories(plan, [(ulong)number]).Where(history => only is null || history.Arm == only);
        return new PatientView(number, [.. histories.Select(history => PatientView.Of(history, plan.Scenario))]);
    }
}
