using System.Globalization;
using IntelliAvatar.Server.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Features.Uploads;

/// <summary>How far an upload is, and its end before its time.</summary>
internal static class UploadEndpoints
{
    /// <summary><c>HEAD</c>: where to go on.</summary>
    public static async Task<Results<StatusCodeHttpResult, ProblemHttpResult>> HandleHead(
        [FromRoute(Name = "upload_id")] string uploadId, HttpContext http, Assets.Uploads uploads, CancellationToken cancel)
    {
        if (await uploads.FindAsync(uploadId, cancel) is not { } upload)
        {
            http.Response.Headers.CacheControl = "no-store";
            return Tus.Unknown.ToProblem();
        }

        Tus.Tell(http.Response, upload);
        http.Response.Headers["Upload-Length"] = upload.Length.ToString(CultureInfo.InvariantCulture);
        if (upload.Metadata.Length > 0)
        {
            http.Response.Headers["Upload-Metadata"] = upload.Metadata;
        }

        return TypedResults.StatusCode(StatusCodes.Status200OK);
    }

    /// <summary><c>GET</c>: the same as JSON.</summary>
    public static async Task<Results<Ok<UploadState>, ProblemHttpResult>> Handle([FromRoute(Name = "upload_id")] string uploadId, Assets.Uploads uploads, CancellationToken cancel) =>
        await uploads.FindAsync(uploadId, cancel) is { } upload ? TypedResults.Ok(UploadState.Of(upload)) : Tus.Unknown.ToProblem();

    /// <summary><c>DELETE</c>.</summary>
    public static async Task<Results<NoContent, ProblemHttpResult>> HandleDelete([FromRoute(Name = "upload_id")] string uploadId, Assets.Uploads uploads, CancellationToken cancel) =>
        await uploads.DeleteAsync(uploadId, cancel) ? TypedResults.NoContent() : Tus.Unknown.ToProblem();

    /// <summary><c>OPTIONS</c>: what this server can.</summary>
    public static NoContent HandleOptions(HttpResponse response, IOptions<UploadLimits> limits)
    {
        response.Headers["Tus-Resumable"] = Tus.Version;
        response.Headers["Tus-Version"] = Tus.Version;
        response.Headers["Tus-Extension"] = Tus.Extensions;
        response.Headers["Tus-Max-Size"] = Math.Max(limits.Value.MaxVideoBytes, limits.Value.MaxAudioBytes).ToString(CultureInfo.InvariantCulture);
        return TypedResults.NoContent();
    }

    /// <summary><c>POST</c> on an upload: X-HTTP-Method-Override, for clients that cannot send PATCH or DELETE.</summary>
    public static async Task<IResult> HandleOverride(
        [FromRoute(Name = "upload_id")] string uploadId, HttpContext http, Assets.Uploads uploads, ReceiveUpload receive, CancellationToken cancel) => Tus.MeantAs(http.Request) switch
    {
        "PATCH" => await ReceiveUpload.Handle(uploadId, http, uploads, receive, cancel),
        "DELETE" => await HandleDelete(uploadId, uploads, cancel),
        "HEAD" => await HandleHead(uploadId, http, uploads, cancel),
        _ => new Refusal("method_not_allowed", "This address knows POST only with X-HTTP-Method-Override: PATCH, DELETE or HEAD.", StatusCodes.Status405MethodNotAllowed).ToProblem(),
    };
}
