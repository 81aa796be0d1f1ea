using IntelliAvatar.Server.Http;

namespace IntelliAvatar.Server.Features.Avatars;

/// <summary>A library of base videos: brought in once, used by many jobs, prepared once by the engine.</summary>
public static class AvatarsFeature
{
    private const string Id = "/{avatar_id}";

    private const string Example =
        """
        {
          "avatar_id": "01a202bd-5066-7ae9-8a74-5f4833f91ee9", "user_id": "anita", "name": "Anita in the office", "seconds": 12.4,
          "changes": ["turned upright (was rotated by 90 degrees)"], "created_at": "2026-11-22T10:11:31.205Z", "changed_at": "2026-11-22T10:11:31.205Z",
          "links": {
            "self": "/v1/avatars/01a202bd-5066-7ae9-8a74-5f4833f91ee9", "video": "/v1/avatars/01a202bd-5066-7ae9-8a74-5f4833f91ee9/video",
            "thumbnail": "/v1/avatars/01a202bd-5066-7ae9-8a74-5f4833f91ee9/thumbnail.jpg"
          }
        }
        """;

    public static IServiceCollection AddAvatars(this IServiceCollection services) => services.AddSingleton<CreateAvatar>();

    public static void MapAvatars(this IEndpointRouteBuilder app)
    {
        var avatars = app.MapGroup("/v1/avatars").WithTags("Avatars");
        avatars.MapPost("", CreateAvatar.Handle)
            .NeedsRoom()
            .WithName("createAvatar")
            .WithSummary("Keep a base video for many jobs")
            .WithDescription("As a form with the video in it, or as JSON that names a finished upload. It is normalised once; every job on it gets the very same bytes, so that an engine prepares it once.")
            .TakesForm(
                FormPart.Text("user_id", "Whose it is.", example: "anita"),
                FormPart.Text("name", "What people call it.", example: "Anita in the office"),
                FormPart.File("video", "mp4, mov, webm, mkv, avi or MPEG-TS with a face, or a still picture (jpg, png, HEIC, WebP, AVIF, TIFF, GIF, BMP)"))
            .TakesJsonToo<CreateAvatar.NewAvatar>("""{"user_id": "anita", "name": "Anita in the office", "upload": "01a202bd-5066-7ae9-8a74-5f4833f91ee9"}""")
            .TakesIdempotencyKey()
            .AnswersLike("It is kept; Location is its address.", Example, StatusCodes.Status201Created)
            .AnswersProblems(400, 408, 409, 413, 415, 422, 503, 507);
        avatars.MapGet("", AvatarEndpoints.HandleList)
            .WithName("listAvatars")
            .WithSummary("List the avatars by pages, the newest first")
            .TakesQuery("user_id", "Only this user's.", required: false)
            .TakesQuery("limit", "1 to 100; 20 unless given.", required: false)
            .TakesQuery("cursor", "`next` of the page before.", required: false)
            .AnswersLike("A page.", $$"""{"items": [{{Example}}], "next": null}""")
            .AnswersProblems(400, 503);
        avatars.MapGet(Id, AvatarEndpoints.Handle)
            .WithName("getAvatar")
            .WithSummary("Look at an avatar")
            .AnswersLike("The avatar.", Example)
            .AnswersProblems(404, 503);
        avatars.MapGet($"{Id}/video", AvatarEndpoints.HandleVideo)
            .WithName("getAvatarVideo")
            .WithSummary("Its video, as jobs get it")
            .AnswersVideo()
            .AnswersProblems(404, 503);
        avatars.MapGet($"{Id}/thumbnail.jpg", AvatarEndpoints.HandleThumbnail)
            .WithName("getAvatarThumbnail")
            .WithSummary("A picture of it")
            .AnswersFile("image/jpeg", "At most 480 pixels wide and high.")
            .AnswersProblems(404, 503);
        avatars.MapPatch(Id, AvatarEndpoints.HandleRename)
            .WithName("changeAvatar")
            .WithSummary("Give an avatar another name")
            .AnswersLike("The avatar.", Example)
            .AnswersProblems(400, 404, 422, 503);
        avatars.MapDelete(Id, AvatarEndpoints.HandleDelete)
            .WithName("deleteAvatar")
            .WithSummary("Delete an avatar")
            .WithDescription("Jobs that used it stay whole. What the engine beside this server has prepared of it goes, too.")
            .Answers(204, "It is gone.")
            .AnswersProblems(404, 503);
    }
}
