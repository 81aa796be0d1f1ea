using IntelliAvatar.Server.Http;

namespace IntelliAvatar.Server.Features.Uploads;

/// <summary>Files that may be cut off at any byte and go on where they were: the tus protocol, 1.0.0.</summary>
public static class UploadsFeature
{
    private const string Path = "/{upload_id}";
    private const string VersionHeader = "Tus-Resumable", OffsetHeader = "Upload-Offset", ExpiresHeader = "Upload-Expires";
    private const string OffsetMeaning = "How many bytes are safely stored.", ExpiresMeaning = "It is removed then; whatever arrives moves this on.";

    public static IServiceCollection AddUploads(this IServiceCollection services) => services.AddSingleton<CreateUpload>().AddSingleton<ReceiveUpload>();

    public static void MapUploads(this IEndpointRouteBuilder app)
    {
        var uploads = app.MapGroup("/v1/uploads").WithTags("Uploads");
        uploads.MapMethods("", [HttpMethods.Options], UploadEndpoints.HandleOptions).ExcludeFromDescription();
        uploads.MapMethods(Path, [HttpMethods.Options], UploadEndpoints.HandleOptions).ExcludeFromDescription();
        uploads.MapPost(Path, UploadEndpoints.HandleOverride).AddEndpointFilter(Tus.SpeakAsync).ExcludeFromDescription();
        MapTus(uploads);
        uploads.MapGet(Path, UploadEndpoints.Handle)
            .WithName("getUpload")
            .WithSummary("Look at an upload")
            .AnswersLike(
                "The upload.",
                """
                {
                  "upload_id": "01a202bd-5066-7ae9-8a74-5f4833f91ee9", "user_id": "anita", "status": "ARRIVED", "length": 1048576, "received": 1048576,
                  "file_name": "me.mp4", "file_type": "video/mp4", "created_at": "2026-11-22T10:11:31.205Z", "expires_at": "2026-11-23T10:11:31.902Z"
                }
                """)
            .AnswersProblems(404, 503);
    }

    private static void MapTus(RouteGroupBuilder uploads)
    {
        uploads.MapPost("", CreateUpload.Handle)
            .AddEndpointFilter(Tus.SpeakAsync)
            .NeedsRoom()
            .WithName("createUpload")
            .WithSummary("Announce a file")
            .WithDescription("The tus protocol 1.0.0 with creation, creation-with-upload, termination and expiration: use any tus client. What has arrived outlives the server, and an upload can go on at any server of an installation.")
            .TakesHeader(VersionHeader, "1.0.0", required: true)
            .TakesHeader("Upload-Length", "The file's length in bytes.", required: true)
            .TakesHeader("Upload-Metadata", "filename, filetype and user_id, each with its text in Base64, separated by commas.", required: false)
            .TakesBytes(Tus.Bytes, required: false)
            .Answers(201, "Send the bytes to the address in Location.")
            .AnswersHeader(201, "Location", "Where the file goes.")
            .AnswersHeader(201, OffsetHeader, OffsetMeaning)
            .AnswersHeader(201, ExpiresHeader, ExpiresMeaning)
            .AnswersProblems(400, 412, 413, 422, 429, 503, 507);
        uploads.MapMethods(Path, [HttpMethods.Head], UploadEndpoints.HandleHead)
            .AddEndpointFilter(Tus.SpeakAsync)
            .WithName("whereIsUpload")
            .WithSummary("Ask where to go on")
            .TakesHeader(VersionHeader, "1.0.0", required: true)
            .Answers(200, "The headers say it.")
            .AnswersHeader(200, OffsetHeader, OffsetMeaning)
            .AnswersHeader(200, "Upload-Length", "The file's length in bytes.")
            .AnswersHeader(200, ExpiresHeader, ExpiresMeaning)
            .AnswersProblems(404, 412, 503);
        uploads.MapPatch(Path, ReceiveUpload.Handle)
            .AddEndpointFilter(Tus.SpeakAsync)
            .NeedsRoom()
            .WithName("continueUpload")
            .WithSummary("Send the next bytes")
            .WithDescription("Of two who send at the same place one goes on; the other gets 409.")
            .TakesHeader(VersionHeader, "1.0.0", required: true)
            .TakesHeader(OffsetHeader, "Where these bytes begin: what HEAD said.", required: true)
            .TakesBytes(Tus.Bytes, required: true)
            .Answers(204, "They are safely stored.")
            .AnswersHeader(204, OffsetHeader, OffsetMeaning)
            .AnswersHeader(204, ExpiresHeader, ExpiresMeaning)
            .AnswersProblems(400, 404, 409, 412, 413, 415, 429, 503, 507);
        uploads.MapDelete(Path, UploadEndpoints.HandleDelete)
            .AddEndpointFilter(Tus.SpeakAsync)
            .WithName("deleteUpload")
            .WithSummary("Give up an upload, or forget it")
            .TakesHeader(VersionHeader, "1.0.0", required: true)
            .Answers(204, "It is gone.")
            .AnswersProblems(404, 412, 503);
    }
}
