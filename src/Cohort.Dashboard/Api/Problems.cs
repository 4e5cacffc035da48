using Cohort.Dashboard.Runs;
using Cohort.Simulation;
using Cohort.Simulation.Output;
using Cohort.Simulation.Running;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Cohort.Dashboard.Api;

/// <summary>One thing that is wrong with what was sent.</summary>
/// <param name="File">What it is in.</param>
/// <param name="Line">Line, from 1; null where the whole is meant.</param>
/// <param name="Column">Column, from 1; null where the whole line is meant.</param>
/// <param name="Message">What was found and what is allowed.</param>
public sealed record ProblemView(string File, int? Line, int? Column, string Message)
{
    internal static IReadOnlyList<ProblemView> Of(RefusedInputException refused) =>
        [.. refused.Problems.Select(problem => new ProblemView(problem.File, problem.Line, problem.Column, problem.Text))];
}

/// <summary>Errors as problem details (RFC 9457), in the words of the command line.</summary>
internal static class Problems
{
    public static IResult NotFound(string what) => Of(StatusCodes.Status404NotFound, "Not found", what);

    public static IResult NoRun(string id) => NotFound($"There is no run '{id}' in the folder of results.");

    public static IResult Conflict(string why) => Of(StatusCodes.Status409Conflict, "Not now", why);

    public static IResult Of(int status, string title, string detail) => Results.Problem(detail, statusCode: status, title: title);

    /// <summary>Answers for an exception that a request ended with.</summary>
    public static Task Answer(HttpContext context)
    {
        var result = context.Features.Get<IExceptionHandlerFeature>()?.Error switch
        {
            RefusedInputException refused => Results.Problem(new ProblemDetails
            {
                Status = StatusCodes.Status400BadRequest,
                Title = "Refused input",
                Detail = refused.Message,
                Extensions = { ["problems"] = ProblemView.Of(refused) },
            }),
            QueueFullException full => Of(StatusCodes.Status429TooManyRequests, "The queue is full", full.Message),
            BadHttpRequestException bad => Of(bad.StatusCode, "Bad request", bad.Message),
            RunDirectoryException failure => Of(StatusCodes.Status507InsufficientStorage, "Files cannot be written or read", failure.Message),
            OtherRunException other => Of(StatusCodes.Status409Conflict, "Of another program", other.Message),
            OperationCanceledException => Of(StatusCodes.Status499ClientClosedRequest, "Cancelled", "The request was cancelled."),
            var failure => Of(StatusCodes.Status500InternalServerError, "A fault of the program", failure?.GetType().Name ?? "unknown"),
        };
        return result.ExecuteAsync(context);
    }
}
