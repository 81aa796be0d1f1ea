using System.Text.Json;
using IntelliAvatar.Server.Media;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;

namespace IntelliAvatar.Server.Http;

/// <summary>Every error leaves as <c>application/problem+json</c> (RFC 9457) with a stable <c>code</c> and a sentence in <c>detail</c>.</summary>
public static class Problems
{
    private const string InAMoment = "5"; // seconds, as all of these
    private const string Damaged = "database_damaged";

    private static readonly Dictionary<string, string> RetryAfter = new(StringComparer.Ordinal)
    {
        [IntakeLine.Busy.Code] = "30", [FormUploads.Busy.Code] = "30", [DiskReserve.Code] = "60", [Damaged] = "60",
    };

    public static IServiceCollection AddProblems(this IServiceCollection services) =>
        services.AddSingleton<TroubleLog>().AddProblemDetails(options => options.CustomizeProblemDetails = context =>
        {
            var problem = context.ProblemDetails;
            if (context.Exception is { } exception)
            {
                var refusal = Explain(exception);
                (problem.Status, problem.Detail) = (refusal.Status, refusal.Detail);
                problem.Extensions["code"] = refusal.Code;
                context.HttpContext.Response.StatusCode = refusal.Status;
            }

            var status = problem.Status ?? StatusCodes.Status500InternalServerError;
            var code = problem.Extensions.TryGetValue("code", out var given) ? (string)given! : CodeOf(status);
            problem.Title = ReasonPhrases.GetReasonPhrase(status);
            problem.Type = $"urn:intelliavatar:problem:{code}";
            problem.Detail ??= SentenceOf(status);
            problem.Extensions["code"] = code;
            if (status == StatusCodes.Status503ServiceUnavailable && context.HttpContext.Response.Headers.RetryAfter.Count == 0)
            {
                context.HttpContext.Response.Headers.RetryAfter = RetryAfter.GetValueOrDefault(code, InAMoment);
            }
        });

    public static ProblemHttpResult ToProblem(this Refusal refusal) =>
        TypedResults.Problem(
            statusCode: refusal.Status,
            detail: refusal.Detail,
            extensions: [new("code", refusal.Code)]);

    /// <summary>What a person should know of an exception that reached the edge; never its text.</summary>
    internal static Refusal Explain(Exception exception) => exception switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            new("upload_too_large", "The upload is larger than this server accepts.", StatusCodes.Status413PayloadTooLarge),
        BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } => FormUploads.Stalled,
        BadHttpRequestException { InnerException: JsonException wrong } => JsonBody.Explain(wrong),
        BadHttpRequestException bad => new("request_malformed", "The request could not be understood.", bad.StatusCode),
        StorageAwayException =>
            new(StorageAwayException.Code, "The file storage cannot be reached just now. Try again in a moment.", StatusCodes.Status503ServiceUnavailable),
        IOException full when full.IsDiskFull() => StorageFull,
        _ when exception.IsDatabaseFull() => StorageFull,
        _ when exception.IsUnstorableText() =>
            new("character_invalid", "The request has a character (NUL) that cannot be stored. Leave it out.", StatusCodes.Status400BadRequest),
        _ when exception.IsDatabaseBusy() =>
            new("database_busy", "The database is busy. Try again in a moment.", StatusCodes.Status503ServiceUnavailable),
        _ when exception.IsDatabaseAway() =>
            new("database_unavailable", "The database cannot be reached just now. Try again in a moment.", StatusCodes.Status503ServiceUnavailable),
        _ when exception.IsDatabaseDamaged() =>
            new(Damaged, "The database is damaged, or its disk cannot read it. An operator must check the disk; where './avatar doctor' finds damage, a backup must be restored.", StatusCodes.Status503ServiceUnavailable),
        IOException or UnauthorizedAccessException =>
            new(StorageAwayException.Code, "The server cannot read or write its file storage just now. Try again in a moment.", StatusCodes.Status503ServiceUnavailable),
        OperationCanceledException or TimeoutException or ObjectDisposedException =>
            new("interrupted", "The server is being stopped, or a part of it did not answer in time. Try again in a moment.", StatusCodes.Status503ServiceUnavailable),
        AggregateException { InnerExceptions: [var first] } => Explain(first),
        System.Reflection.TargetInvocationException { InnerException: { } inner } => Explain(inner),
        _ => new("internal_error", "Something went wrong inside the server; its log says what.", StatusCodes.Status500InternalServerError),
    };

    private static Refusal StorageFull { get; } =
        new("storage_full", "The server's disk is full. Try again when space was freed.", StatusCodes.Status507InsufficientStorage);

    /// <summary>Whether the error needs no stack in the log: a client went away or sent nonsense, or what happened is what the answer says.</summary>
    private static bool IsExpected(HttpContext http, Exception exception)
    {
        if (exception is BadHttpRequestException || http.RequestAborted.IsCancellationRequested)
        {
            return true;
        }

        var answer = Explain(exception);
        if (answer.Status != StatusCodes.Status500InternalServerError)
        {
            http.RequestServices.GetRequiredService<TroubleLog>().Tell(answer, exception);
        }

        return answer.Status != StatusCodes.Status500InternalServerError;
    }

    private static string CodeOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "request_malformed",
        StatusCodes.Status404NotFound => "not_found",
        StatusCodes.Status405MethodNotAllowed => "method_not_allowed",
        StatusCodes.Status408RequestTimeout => FormUploads.Stalled.Code,
        StatusCodes.Status413PayloadTooLarge => "upload_too_large",
        StatusCodes.Status415UnsupportedMediaType => "media_type_unsupported",
        StatusCodes.Status429TooManyRequests => "too_many_requests",
        StatusCodes.Status503ServiceUnavailable => "unavailable",
        _ => status >= 500 ? "internal_error" : "request_refused",
    };

    private static string SentenceOf(int status) => status switch
    {
        StatusCodes.Status404NotFound => "There is nothing at this address.",
        StatusCodes.Status405MethodNotAllowed => "This address does not know this method; see /docs.",
        StatusCodes.Status415UnsupportedMediaType => "Send this in the form that /docs describes for this address.",
        StatusCodes.Status429TooManyRequests => "Too many requests. Try again in a moment.",
        StatusCodes.Status503ServiceUnavailable => "The server cannot answer this just now. Try again in a moment.",
        _ => "The request could not be served.",
    };

    /// <summary>Turns exceptions and bare status codes into problems. First in the pipeline.</summary>
    public static IApplicationBuilder UseProblems(this IApplicationBuilder app) =>
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            SuppressDiagnosticsCallback = context => IsExpected(context.HttpContext, context.Exception),
            StatusCodeSelector = exception => Explain(exception).Status,
        }).UseStatusCodePages();
}
