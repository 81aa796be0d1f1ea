using IntelliAvatar.Server.Assets;
using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Persistence;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Features.Uploads;

/// <summary><c>POST /v1/uploads</c>: announces a file; its first bytes may come along.</summary>
internal sealed class CreateUpload(
    Assets.Uploads uploads, ReceiveUpload receive, IOptions<UploadLimits> limits, Database database, TimeProvider time)
{
    public static Task<Results<StatusCodeHttpResult, ProblemHttpResult>> Handle(HttpContext http, CreateUpload create, CancellationToken cancel) => create.RunAsync(http, cancel);

    private async Task<Results<StatusCodeHttpResult, ProblemHttpResult>> RunAsync(HttpContext http, CancellationToken cancel)
    {
        var (announced, refusal) = Read(http);
        if (announced is null)
        {
            return refusal!.ToProblem();
        }

        var (upload, full) = await uploads.CreateAsync(announced, (others, own) => receive.RefuseFull(announced.Length, others, own), cancel);
        if (upload is null)
        {
            http.Response.Headers.RetryAfter = "60";
            return full!.ToProblem();
        }

        http.Response.Headers.Location = $"/v1/uploads/{upload.UploadId}";
        if (http.Request.ContentType == Tus.Bytes)
        {
            var (received, unkept) = await receive.RunAsync(upload, http.Request, cancel);
            if (received is null)
            {
                return unkept!.ToProblem();
            }

            upload = received;
        }

        Tus.Tell(http.Response, upload);
        return TypedResults.StatusCode(StatusCodes.Status201Created);
    }

    private (Upload? Upload, Refusal? Refusal) Read(HttpContext http)
    {
        var request = http.Request;
        if (request.Headers.ContainsKey("Upload-Defer-Length"))
        {
            return (null, new("upload_length_deferred", "This server must know the length at once: send Upload-Length, and no Upload-Defer-Length.", StatusCodes.Status400BadRequest));
        }

        if (Tus.Number(request, "Upload-Length") is not (> 0 and var length))
        {
            return (null, new("upload_length_invalid", "Upload-Length must be the file's length in bytes, at least 1.", StatusCodes.Status400BadRequest));
        }

        if (length > Math.Max(limits.Value.MaxVideoBytes, limits.Value.MaxAudioBytes))
        {
            return (null, UploadForm.TooLarge(new Dictionary<string, long> { ["video"] = limits.Value.MaxVideoBytes, ["audio"] = limits.Value.MaxAudioBytes }));
        }

        var header = request.Headers["Upload-Metadata"].ToString();
        var (texts, broken) = Tus.Parse(header);
        if (texts is null)
        {
            return (null, broken);
        }

        var wrong = ShortText.Refuse("user_id", texts.GetValueOrDefault("user_id"), required: false)
            ?? ShortText.Refuse("filename", texts.GetValueOrDefault("filename"), required: false)
            ?? ShortText.Refuse("filetype", texts.GetValueOrDefault("filetype"), required: false);
        return wrong is not null ? (null, wrong) : (new Upload
        {
            UploadId = database.NewId(time.GetUtcNow()),
            UserId = texts.GetValueOrDefault("user_id") ?? "",
            Client = ClientAddress.Of(http),
            Length = length,
            Metadata = header,
            FileName = texts.GetValueOrDefault("filename"),
            FileType = texts.GetValueOrDefault("filetype"),
        }, null);
    }
}
