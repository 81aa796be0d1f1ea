using IntelliAvatar.Server.Http;

namespace IntelliAvatar.Server.Features.JobMedia;

/// <summary>The files of a job: its video, pictures, captions and inputs.</summary>
public static class JobMediaFeature
{
    public static IServiceCollection AddJobMedia(this IServiceCollection services) => services.AddSingleton<GetPicture>();

    public static void MapJobMedia(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/feature1/download/{job_id}", [HttpMethods.Head], GetVideo.HandleDownload).ExcludeFromDescription();
        app.MapGet("/feature1/download/{job_id}", GetVideo.HandleDownload)
            .WithName("downloadVideo")
            .WithTags("Jobs")
            .WithSummary("Download the finished video")
            .WithDescription("The mp4 of a completed job. Range requests work.")
            .AnswersVideo()
            .AnswersProblems(404, 503);
        var jobs = app.MapGroup("/v1/jobs").WithTags("Jobs");
        jobs.MapMethods("/{job_id}/video", [HttpMethods.Head], GetVideo.Handle).ExcludeFromDescription();
        jobs.MapGet("/{job_id}/video", GetVideo.Handle)
            .WithName("getVideo")
            .WithSummary("The finished video")
            .WithDescription("Range requests work. It is sent to be shown; with `download=1` to be kept.")
            .TakesQuery("download", "1: as an attachment.", required: false)
            .AnswersVideo()
            .AnswersProblems(404, 503);
        jobs.MapGet("/{job_id}/thumbnail.jpg", GetPicture.HandleThumbnail)
            .WithName("getThumbnail")
            .WithSummary("A picture of the finished video")
            .AnswersFile("image/jpeg", "At most 480 pixels wide and high.")
            .AnswersProblems(404, 422, 503, 507);
        jobs.MapGet("/{job_id}/preview.webp", GetPicture.HandlePreview)
            .WithName("getPreview")
            .WithSummary("The first three seconds of the finished video, moving, without sound")
            .AnswersFile("image/webp", "At most 320 pixels wide and high.")
            .AnswersProblems(404, 422, 503, 507);
        jobs.MapGet("/{job_id}/captions.vtt", GetCaptions.HandleVtt)
            .WithName("getCaptions")
            .WithSummary("The spoken text as captions (WebVTT)")
            .WithDescription("Where the voice tells no timings, a NOTE says that the times are estimates.")
            .AnswersFile("text/vtt", "Captions.")
            .AnswersProblems(404, 503);
        jobs.MapGet("/{job_id}/captions.srt", GetCaptions.HandleSrt)
            .WithName("getCaptionsAsSubRip")
            .WithSummary("The spoken text as captions (SubRip)")
            .AnswersFile("application/x-subrip", "Captions.")
            .AnswersProblems(404, 503);
        jobs.MapGet("/{job_id}/input/video", GetInput.HandleVideo)
            .WithName("getInputVideo")
            .WithSummary("The video that the job works from")
            .AnswersVideo()
            .AnswersProblems(404, 503);
        jobs.MapGet("/{job_id}/input/audio", GetInput.HandleAudio)
            .WithName("getInputAudio")
            .WithSummary("The speech that the job works from")
            .AnswersFile("audio/wav", "The speech; Range works.")
            .AnswersProblems(404, 503);
    }
}
