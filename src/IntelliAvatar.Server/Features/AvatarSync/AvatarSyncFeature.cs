using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Jobs.Worker;
using IntelliAvatar.Server.Orders;

namespace IntelliAvatar.Server.Features.AvatarSync;

/// <summary>Feature 1: a video and an audio become a video that speaks the audio.</summary>
public static class AvatarSyncFeature
{
    public static IServiceCollection AddAvatarSyncOrders(this IServiceCollection services) =>
        services.AddSingleton<IJobFactory, AvatarSyncOrders>();

    public static IServiceCollection AddAvatarSync(this IServiceCollection services) =>
        services.AddSingleton<IJobHandler, AvatarSyncJob>();

    public static void MapAvatarSync(this IEndpointRouteBuilder app) =>
        app.MapPost("/feature1/create-job", CreateAvatarSync.Handle)
            .NeedsRoom()
            .WithName("createAvatarSync")
            .WithTags("Avatar Sync Studio")
            .WithSummary("Make a head speak an audio file")
            .WithDescription("Upload a video (or a picture) of a talking head and the audio it speaks. The answer carries the id of the job.")
            .TakesQuery("user_id", "Whose job it is.", required: true)
            .TakesQuery("feature", "What the job is listed as; 'Avatar Sync Studio' unless given.", required: false)
            .TakesForm(
                FormPart.File("video", "mp4, mov, webm, mkv, avi or MPEG-TS with a face, or a still picture (jpg, png, HEIC, WebP, AVIF, TIFF, GIF, BMP)"),
                FormPart.File("audio", "wav, mp3, m4a, ogg or flac"))
            .AnswersLike("The job waits.", """{"job_id":"01a202bd-5066-7ae9-8a74-5f4833f91ee9","status":"QUEUED"}""")
            .AnswersProblems(400, 408, 413, 415, 422, 503, 507);
}
